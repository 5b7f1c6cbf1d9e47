/// Where a list stands and how to move in it; absent paths mean there is nothing further.
struct Paging: Sendable {
    var first: Int
    var last: Int
    var total: Int
    var previous: String?
    var next: String?
}

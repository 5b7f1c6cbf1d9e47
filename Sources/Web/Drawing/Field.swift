/// What was typed into a field, and what is wrong with it.
struct Field: Sendable {
    var value: String = ""
    var error: String?
}

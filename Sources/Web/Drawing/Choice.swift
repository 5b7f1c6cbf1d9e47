/// One entry of a select box.
struct Choice: Sendable {
    var value: String
    var label: String
    var isChosen: Bool
}

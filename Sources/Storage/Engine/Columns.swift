/// The names of an answer's columns.
struct Columns: Sendable {
    let names: [String]
    /// Most names differ in length already, which is far quicker to compare.
    private let lengths: [Int]

    init(_ names: [String]) {
        self.names = names
        lengths = names.map(\.utf8.count)
    }

    func index(of name: String) -> Int? {
        let length = name.utf8.count
        return lengths.indices.first { lengths[$0] == length && names[$0] == name }
    }
}

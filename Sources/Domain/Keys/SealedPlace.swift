/// Where a sealed value belongs. It is authenticated with the value: moved to another row or column, the value does not open.
public struct SealedPlace: Sendable {
    let text: String

    public init(table: String, column: String, row: String) {
        text = "\(table).\(column):\(row)"
    }
}

/// Reading and filling a table, whatever it means. Names of tables and columns are the schema's own, never a user's.
extension StoredTable {
    private static let batchSize = 500
    /// Few enough values for one statement on both engines.
    private static let rowsOfInsert = 100

    func count(in transaction: Transaction) throws -> Int {
        Int(try transaction.row("SELECT count(*) AS total FROM \(identifier: name)")?.integer("total") ?? 0)
    }

    /// Gives every row, in batches, in the order of the primary key.
    func readAll(in transaction: Transaction, _ take: ([Row]) throws -> Void) throws {
        var last: Row?
        repeat {
            let rows = try transaction.rows(
                """
                SELECT * FROM \(identifier: name) WHERE \(try after(last)) ORDER BY \(columns(key)) LIMIT \(Self.batchSize)
                """)
            if !rows.isEmpty { try take(rows) }
            last = rows.count == Self.batchSize ? rows.last : nil
        } while last != nil
    }

    func digest(in transaction: Transaction) throws -> TableDigest {
        var digest = TableDigest()
        try readAll(in: transaction) { for row in $0 { digest.add(row) } }
        return digest
    }

    func insert(_ rows: [Row], in transaction: Transaction) throws {
        for start in stride(from: 0, to: rows.count, by: Self.rowsOfInsert) {
            let part = rows[start..<min(start + Self.rowsOfInsert, rows.count)]
            let values = part.map { row in "(\(list(row.values.map { "\($0)" })))" as SQL }
            try transaction.run(
                "INSERT INTO \(identifier: name) (\(columns(rows[0].columns.names))) VALUES \(list(values))")
        }
    }

    func deleteAll(in transaction: Transaction) throws {
        try transaction.run("DELETE FROM \(identifier: name)")
    }

    private func after(_ row: Row?) throws -> SQL {
        guard let row else { return "1 = 1" }
        return "(\(columns(key))) > (\(list(try key.map { "\(try row.value($0))" })))"
    }

    private func columns(_ names: [String]) -> SQL {
        list(names.map { "\(identifier: $0)" })
    }

    private func list(_ parts: [SQL]) -> SQL {
        parts.dropFirst().reduce(parts[0]) { $0 + ", " + $1 }
    }
}

extension SQL.StringInterpolation {
    /// A name of the schema, in the statement's text.
    mutating func appendInterpolation(identifier name: String) {
        appendInterpolation(SQL(stringLiteral: "\"\(name)\""))
    }
}

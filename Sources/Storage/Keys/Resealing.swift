import Domain

extension Transaction {
    public var resealing: Resealing { Resealing(transaction: self) }
}

/// Sealing every value anew under another key, wherever it is.
public struct Resealing {
    /// How many values of a column one transaction seals anew, so that other writers wait for milliseconds only.
    public static let batchSize = 100

    let transaction: Transaction

    /// Seals a batch of each column anew that is not under the current key. - Returns: how many values there were.
    public func resealSome() throws -> Int {
        try SealedColumn.all.map(resealSome).reduce(0, +)
    }

    /// How many values are not under the current key.
    public func remaining() throws -> Int {
        let current = try transaction.keyring().currentID
        return try SealedColumn.all.map { column in
            let count: SQL = "SELECT count(*) AS total FROM \(identifier: column.table) WHERE \(isNot(current))"
            return Int(try transaction.row(count)?.integer("total") ?? 0)
        }.reduce(0, +)
    }

    /// Opens a password's hash that is under the current key, if there is one: the key is the one that the database was sealed with.
    public func openOne() throws {
        let current = try transaction.keyring().currentID
        // Right after a rotation nothing is under the current key yet.
        guard let row = try password(where: "key_id = \(current)") ?? password(where: "1 = 1") else { return }
        _ = try transaction.open(.passwordHash, of: try row.text(SealedColumn.passwordHash.key), in: row)
    }

    private func password(where condition: SQL) throws -> Row? {
        try transaction.row("SELECT user_id, hash, key_id FROM password WHERE \(condition) LIMIT 1")
    }

    private func resealSome(_ column: SealedColumn) throws -> Int {
        let (table, key, box) = (column.table, column.key, column.column)
        let rows = try transaction.rows(
            """
            SELECT \(identifier: key), \(identifier: box), key_id FROM \(identifier: table)
            WHERE \(isNot(try transaction.keyring().currentID)) LIMIT \(Self.batchSize)
            """)
        for row in rows {
            let id = try row.text(key)
            let anew = try transaction.seal(try transaction.open(column, of: id, in: row), in: column, of: id)
            try transaction.run(
                """
                UPDATE \(identifier: table) SET \(identifier: box) = \(anew.box), key_id = \(anew.keyID)
                WHERE \(identifier: key) = \(id)
                """)
        }
        return rows.count
    }

    /// Two ranges, each of which an index finds; `<>` would look at every row.
    private func isNot(_ keyID: String) -> SQL {
        "(key_id < \(keyID) OR key_id > \(keyID))"
    }
}

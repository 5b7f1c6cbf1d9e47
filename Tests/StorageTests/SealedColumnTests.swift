import Domain
import TestSupport
import Testing

@testable import Storage

@Suite("Sealed columns")
struct SealedColumnTests {
    @Test("The list has every table with a key id beside a sealed value: none is missing at a rotation")
    func complete() async throws {
        let house = try await TestHouse()
        let sealed = try await house.database.read { transaction in
            try StoredTable.all.map(\.name).filter { table in
                let row = try transaction.row(
                    "SELECT * FROM (SELECT 1 AS one) one LEFT JOIN \(identifier: table) ON 1 = 1")
                return row?.columns.names.contains("key_id") == true
            }
        }
        #expect(Set(sealed) == Set(SealedColumn.all.map(\.table)))
        #expect(SealedColumn.all.count == sealed.count)
    }

    @Test("Each of the list is a column of its table, and what was sealed in it opens there and nowhere else")
    func places() async throws {
        let house = try await TestHouse()
        try await house.database.read { transaction in
            for column in SealedColumn.all {
                _ = try transaction.rows(
                    """
                    SELECT \(identifier: column.key), \(identifier: column.column), key_id FROM \(identifier: column.table)
                    """)
                let sealed = try transaction.seal(Secret("secret"), in: column, of: "a")
                let row = Row(columns: Columns(["key_id", "box"]), values: [.text(sealed.keyID), .blob(sealed.box)])
                #expect(try transaction.open(column, of: "a", in: row, as: "box") == Secret("secret"))
                #expect(throws: UnsealingFailed.self) { try transaction.open(column, of: "b", in: row, as: "box") }
                for other in SealedColumn.all where other != column {
                    #expect(throws: UnsealingFailed.self) { try transaction.open(other, of: "a", in: row, as: "box") }
                }
            }
        }
    }
}

import Domain

extension Database {
    /// Does what signing in asks of the database, and takes it back: returns within a few seconds, whatever is in the way.
    /// - Parameter body: what is to be tried beside it.
    /// - Throws: what is in the way.
    public func rehearse(_ body: @escaping @Sendable (Transaction) throws -> Void = { _ in }) async throws {
        do {
            try await engine.rehearse { connection in
                let transaction = transaction(on: connection)
                try transaction.rehearseSignIn()
                try body(transaction)
                throw Curtain()
            }
        } catch is Curtain {}
    }
}

/// The end of a rehearsal: nothing of it is kept.
private struct Curtain: Error {}

extension Transaction {
    /// No row is written but one: what is found out is whether the tables are there and this role, this database and its disk let
    /// anybody write into them.
    fileprivate func rehearseSignIn() throws {
        _ = try rows("SELECT id FROM setup")
        _ = try policy
        try run("INSERT INTO session SELECT * FROM session WHERE id = ''")
        try run("DELETE FROM session WHERE id = ''")
        try run("INSERT INTO sign_in SELECT * FROM sign_in WHERE user_id = ''")
        try run("INSERT INTO known_browser SELECT * FROM known_browser WHERE user_id = ''")
        try run("UPDATE user_account SET name = name WHERE id = ''")
        try run("UPDATE password SET key_id = key_id WHERE user_id = ''")
        try run("UPDATE authenticator SET misses = misses WHERE id = ''")
        try run("UPDATE totp SET key_id = key_id WHERE id = ''")
        try run("INSERT INTO activity SELECT * FROM activity WHERE id = ''")
        _ = try rows(
            """
            INSERT INTO guessing (account, source, misses, misses_in_a_row, next_at, changed_at)
            VALUES ('rehearsal', \(random.bytes(16)), 0, 0, 0, 0) RETURNING account
            """)
    }
}

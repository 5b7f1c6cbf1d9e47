import CPostgres
import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// On PostgreSQL statements whose answers nobody reads travel with a later one, and the last of them with the commit.
@Suite("Statements whose answers nobody reads")
struct UnreadAnswerTests {
    enum Place: CaseIterable {
        case alone, atTheEnd, beforeAnother, beforeARead, afterARead
    }

    @Test(
        "A refused one undoes all of its transaction, wherever it stands, and the connection goes on",
        arguments: Place.allCases)
    func refused(_ place: Place) async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let before = try await house.snapshot()
        for _ in 0..<3 {
            let fault = await #expect(throws: (any Error).self) {
                try await house.database.write { transaction in
                    if place == .afterARead { _ = try transaction.users.find(id) }
                    if place != .alone { try transaction.users.recordSignIn(of: id) }
                    // Nobody has this identifier.
                    try transaction.signIns.add(
                        Token(from: .system).digest, user: transaction.newIdentifier(), proof: .password)
                    if place == .beforeAnother { try transaction.passwords.delete(for: id) }
                    if place == .beforeARead { _ = try transaction.users.find(id) }
                }
            }
            #expect(TestEngine.mistake(fault) == .foreignKey)
            #expect(try await house.snapshot() == before)
        }
        try await house.database.write { transaction in
            try transaction.passwords.delete(for: id)
            try transaction.users.recordSignIn(of: id)
        }
        #expect(try await house.snapshot() != before)
    }

    @Test("A change on a connection that died unnoticed is made on another one", .enabled(if: !TestEngine.isEmbedded))
    func deadConnection() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let other = try house.openAgain()
        for _ in 0..<5 {
            let process = try await Self.process(of: house.database)
            _ = try await other.read {
                try $0.rows("SELECT pg_terminate_backend(CAST(\(process) AS int), 10000) AS ended")
            }
            try await house.database.write { try $0.users.recordSignIn(of: id) }
            #expect(try await Self.process(of: house.database) != process)
        }
        #expect(try await house.database.read { try $0.users.find(id) }?.lastSignInAt != nil)
    }

    /// Behind the connection that was used last, which is used next.
    private static func process(of database: Database) async throws -> Int64 {
        let row = try await database.read { try $0.row("SELECT pg_backend_pid() AS number") }
        return try #require(row).integer("number")
    }

    @Test("What was sent on a dead connection alone is known not to be stored", .enabled(if: !TestEngine.isEmbedded))
    func nothingToBeUnsureOf() throws {
        let address = ProcessInfo.processInfo.environment["TEST_POSTGRES"].flatMap(PostgresAddress.init)
        let session = try PostgresSession(try #require(address))
        shutdown(PQsocket(session.connection.handle), CInt(SHUT_RDWR))
        try session.begin("BEGIN")
        try session.run("CREATE TABLE never (id TEXT)")
        #expect(throws: PostgresFault.lost) { try session.commit() }
        #expect(PostgresFault.lost.isOfConnection && session.isBroken)
    }

    @Test("After a sent commit a lost connection leaves its outcome open", .enabled(if: !TestEngine.isEmbedded))
    func unknownOutcome() throws {
        let address = ProcessInfo.processInfo.environment["TEST_POSTGRES"].flatMap(PostgresAddress.init)
        let session = try PostgresSession(try #require(address))
        try session.begin("BEGIN")
        _ = try session.rows("SELECT 1 AS one")
        shutdown(PQsocket(session.connection.handle), CInt(SHUT_RDWR))
        #expect(throws: PostgresSession.UnknownOutcome.self) { try session.commit() }
    }

    @Test(
        "A refusal that was passed over never ends in a commit", .enabled(if: !TestEngine.isEmbedded),
        arguments: [false, true])
    func passedOver(_ continues: Bool) throws {
        let address = ProcessInfo.processInfo.environment["TEST_POSTGRES"].flatMap(PostgresAddress.init)
        let session = try PostgresSession(try #require(address))
        session.deadline = .now + .seconds(10)
        try session.begin("BEGIN")
        #expect(throws: PostgresFault(state: "42703")) { try session.rows("SELECT missing") }
        if continues { #expect(throws: PostgresFault.lost) { try session.rows("SELECT 1 AS one") } }
        #expect(throws: PostgresSession.UnknownOutcome.self) { try session.commit() }
    }

    @Test("A replica that stops in the middle is not waited for", .enabled(if: !TestEngine.isEmbedded))
    func leftWaiting() throws {
        let address = ProcessInfo.processInfo.environment["TEST_POSTGRES"].flatMap(PostgresAddress.init)
        let session = try PostgresSession(try #require(address))
        session.deadline = .now + .seconds(10)
        try session.script("SET idle_in_transaction_session_timeout = 50")
        try session.begin("BEGIN")
        _ = try session.rows("SELECT 1 AS one")
        // The server closes the connection, which then can be read.
        var descriptor = pollfd(fd: PQsocket(session.connection.handle), events: Int16(POLLIN), revents: 0)
        #expect(poll(&descriptor, 1, 10_000) == 1)
        let fault = #expect(throws: PostgresFault(state: "25P03")) { try session.rows("SELECT 1 AS one") }
        #expect(fault?.isOfConnection == true)
    }

    @Test("Many in one transaction are all there")
    func many() async throws {
        let house = try await TestHouse()
        try await house.database.write { transaction in
            for number in 0..<3000 {
                try transaction.activityLog.record(Activity(.userInactivated, by: .server, .count(number)))
            }
        }
        #expect(try await house.count("activity", where: "action = '\(Action.userInactivated.rawValue)'") == 3000)
    }
}

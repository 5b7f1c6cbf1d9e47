import Domain
import TestSupport
import Testing

@testable import Storage

/// Single-use things, consumed by many at once: over two connections to one file, as two processes would.
@Suite("Races")
struct RaceTests {
    private let house: TestHouse
    private let databases: [Database]

    init() async throws {
        house = try await TestHouse()
        databases = [house.database, try house.openAgain()]
    }

    /// How many of so many consumers at once succeeded.
    private func winners(_ count: Int, _ body: @escaping @Sendable (Transaction) throws -> Bool) async throws -> Int {
        let databases = databases
        return try await race(count) { try await databases[$0 % 2].write(body) }.filter(\.self).count
    }

    @Test("A reset link is consumed once")
    func resetLink() async throws {
        let id = try await house.addUser("anna")
        let digest = Token(from: .system).digest
        _ = try await house.database.write { try $0.passwordResets.issue(digest, for: id) }
        #expect(try await winners(32) { try $0.passwordResets.consume(digest) } == 1)
    }

    @Test("R25 a set-up link is consumed once, and set-up stays closed")
    func setupLink() async throws {
        let digest = Token(from: .system).digest
        _ = try await house.database.write { try $0.setup.issueLink(digest) }
        #expect(try await winners(32) { try $0.setup.close(digest) } == 1)
        #expect(try await winners(8) { try $0.setup.issueLink(digest) } == 0)
    }

    @Test("ASVS 6.5.1 a time step is accepted once")
    func timeStep() async throws {
        let totp = try await house.enrol(try await house.addUser("anna"))
        let id = try #require(try await house.enrolledTOTP(of: try await house.userID("anna"))).id
        let step = totp.step(at: house.clock.now)
        #expect(try await winners(32) { try $0.authenticators.accept(step, drift: 0, of: id) } == 1)
        #expect(try await winners(4) { try $0.authenticators.accept(step - 1, drift: 0, of: id) } == 0)
        #expect(try await winners(4) { try $0.authenticators.accept(step + 1, drift: 0, of: id) } == 1)
    }

    @Test("A sign-in is completed once")
    func signIn() async throws {
        let id = try await house.addUser("anna")
        let digest = Token(from: .system).digest
        try await house.database.write { try $0.signIns.add(digest, user: id, proof: .password) }
        #expect(
            try await winners(16) { try $0.signIns.complete(digest, with: .oneTimeCode, by: "1") } == 1)
    }

    @Test("One authenticator a user, however many enrol at once")
    func enrolment() async throws {
        let user = try await house.addUser("anna")
        #expect(
            try await winners(16) { transaction in
                try transaction.authenticators.add(TOTP(from: .system), for: user, step: 1, drift: 0)
            } == 1)
    }

    @Test(
        "R28 fifty guesses at once: no more are looked at than the delays allow, and never more than ten without an end of the lock"
    )
    func guesses() async throws {
        let source = GuessingSource(account: "someone", place: .elsewhere)
        #expect(try await winners(50) { try $0.guessing.charge(source) == nil } == GuessingLimits.standard.delayFrom)
        var looked = GuessingLimits.standard.delayFrom
        for _ in 0..<20 {
            house.clock.advance(by: .seconds(31))
            looked += try await winners(50) { try $0.guessing.charge(source) == nil }
        }
        #expect(looked == GuessingLimits.standard.lockAfter)
    }

    @Test("After the lock's 30 minutes there are ten more, and a hundred in all")
    func lockedForGood() async throws {
        let source = GuessingSource(account: "someone", place: .elsewhere)
        var looked = 0
        for _ in 0..<270 {
            house.clock.advance(by: .minutes(2))
            if try await house.database.write({ try $0.guessing.charge(source) }) == nil { looked += 1 }
        }
        #expect(looked == GuessingLimits.standard.disableAfter)
        house.clock.advance(by: .days(400))
        #expect(try await house.database.write { try $0.guessing.charge(source) } == .lockedForGood)
    }

    @Test("A charge taken back leaves the limits as they were before it", arguments: [0, 1, 2, 3, 5, 8, 9])
    func refund(_ misses: Int) async throws {
        let source = GuessingSource(account: "someone", place: .elsewhere)
        for _ in 0..<misses {
            house.clock.advance(by: .seconds(31))
            _ = try await house.database.write { try $0.guessing.charge(source) }
        }
        house.clock.advance(by: .seconds(31))
        let answers = try await house.database.write { transaction in
            let first = try transaction.guessing.charge(source)
            try transaction.guessing.refund(source, chargedAt: transaction.now)
            return [first, try transaction.guessing.refusal(of: source), try transaction.guessing.charge(source)]
        }
        #expect(answers == [nil, nil, nil])
    }

    @Test("A charge taken back late takes no delay away that began since, and only its own miss")
    func lateRefund() async throws {
        let source = GuessingSource(account: "someone", place: .elsewhere)
        func charge() async throws -> GuessingRefusal? {
            try await house.database.write { try $0.guessing.charge(source) }
        }
        for _ in 0..<3 {
            house.clock.advance(by: .seconds(31))
            #expect(try await charge() == nil)
        }
        house.clock.advance(by: .seconds(31))
        let time = house.clock.now
        #expect(try await charge() == nil)
        house.clock.advance(by: .seconds(2))
        #expect(try await charge() == nil)
        try await house.database.write { try $0.guessing.refund(source, chargedAt: time) }
        #expect(try await charge() == .wait(.seconds(4)))
        #expect(try await house.count("guessing", where: "misses = 4") == 1)
    }

    @Test("Two administrators who inactivate each other at once: one is left")
    func lastAdministrator() async throws {
        for _ in 0..<5 {
            let first = try await house.addUser("a\(house.clock.now.milliseconds)", isAdministrator: true)
            let second = try await house.addUser("b\(house.clock.now.milliseconds)", isAdministrator: true)
            let ids = [first, second]
            let databases = databases
            let done = try await race(16) { number in
                try await databases[number % 2].write { try $0.users.inactivate(ids[number / 2 % 2]) }
            }
            #expect(done.filter(\.self).count == 1)
            #expect(
                try await house.count(
                    "user_account", where: "administrator_since IS NOT NULL AND inactive_since IS NULL") == 1)
            try await house.execute("DELETE FROM user_account")
            house.clock.advance(by: .seconds(1))
        }
    }

    @Test("Two administrators who take each other's rights at once: one is left")
    func lastRights() async throws {
        let ids = [
            try await house.addUser("a", isAdministrator: true), try await house.addUser("b", isAdministrator: true),
        ]
        let databases = databases
        let done = try await race(16) { number in
            try await databases[number % 2].write { transaction in
                try number / 2 % 2 == 0
                    ? transaction.users.withdrawAdministration(from: ids[0]) : transaction.users.inactivate(ids[1])
            }
        }
        #expect(done.filter(\.self).count == 1)
        #expect(
            try await house.count("user_account", where: "administrator_since IS NOT NULL AND inactive_since IS NULL")
                == 1)
    }
}

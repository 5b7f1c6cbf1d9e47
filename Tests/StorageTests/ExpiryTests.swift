import Domain
import TestSupport
import Testing

@testable import Storage

@Suite("R24 expiry is checked at use, not by a clean-up")
struct ExpiryTests {
    @Test("A reset link works for 24 hours")
    func resetLink() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let digest = Token(from: .system).digest
        let expires = try await house.database.write { try $0.passwordResets.issue(digest, for: id) }
        #expect(expires == house.clock.now + .hours(24))
        house.clock.advance(by: .hours(24) - .seconds(1))
        #expect(try await house.database.read { try $0.passwordResets.user(of: digest) } != nil)
        house.clock.advance(by: .seconds(1))
        #expect(try await house.database.read { try $0.passwordResets.user(of: digest) } == nil)
        #expect(try await house.database.write { try $0.passwordResets.consume(digest) } == false)
    }

    @Test("A set-up link works for 60 minutes")
    func setupLink() async throws {
        let house = try await TestHouse()
        let digest = Token(from: .system).digest
        _ = try await house.database.write { try $0.setup.issueLink(digest) }
        house.clock.advance(by: .minutes(60) - .seconds(1))
        #expect(try await house.database.read { try $0.setup.isValid(digest) })
        house.clock.advance(by: .seconds(1))
        #expect(try await house.database.read { try $0.setup.isValid(digest) } == false)
        #expect(try await house.database.write { try $0.setup.close(digest) } == false)
    }

    @Test("A half-done sign-in lives for ten minutes")
    func signIn() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let digest = Token(from: .system).digest
        try await house.database.write { try $0.signIns.add(digest, user: id, proof: .password) }
        house.clock.advance(by: .minutes(10) - Span(milliseconds: 1))
        #expect(try await house.database.read { try $0.signIns.find(digest) } != nil)
        house.clock.advance(by: Span(milliseconds: 1))
        #expect(try await house.database.read { try $0.signIns.find(digest) } == nil)
    }

    @Test("A completed sign-in lives for ten seconds, knows what completed it, and is not completed twice")
    func completedSignIn() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let digest = Token(from: .system).digest
        try await house.database.write { try $0.signIns.add(digest, user: id, proof: .password) }
        #expect(try await house.database.write { try $0.signIns.complete(digest, with: .oneTimeCode, by: "5") })
        house.clock.advance(by: .seconds(10) - Span(milliseconds: 1))
        let repeated = try await house.database.read { transaction in
            let signIn = try #require(try transaction.signIns.find(digest))
            #expect(signIn.proven == [.password, .oneTimeCode])
            let attempt = Attempt(chargedTo: GuessingSource(account: id.text, place: .elsewhere), at: transaction.now)
            return try ["5", "6"].map { try transaction.signIns.isRepetition($0, of: signIn, for: attempt) }
        }
        #expect(repeated == [true, false])
        #expect(
            try await house.database.write { try $0.signIns.complete(digest, with: .oneTimeCode, by: "6") } == false)
        house.clock.advance(by: Span(milliseconds: 1))
        #expect(try await house.database.read { try $0.signIns.find(digest) } == nil)
    }

    @Test("A pending enrolment lives for 15 minutes, and one that lives is not replaced")
    func enrolment() async throws {
        let house = try await TestHouse()
        let (_, id) = try await house.signedIn()
        let session = try #require(try await house.database.read { try $0.sessions.list(of: id) }.first).id
        let first = Secret("first")
        #expect(try await house.database.write { try $0.enrolments.start(first, of: session) })
        house.clock.advance(by: .minutes(15) - .seconds(1))
        #expect(try await house.database.write { try $0.enrolments.start(Secret("next"), of: session) } == false)
        #expect(try await house.database.read { try $0.enrolments.find(of: session) } == first)
        house.clock.advance(by: .seconds(1))
        #expect(try await house.database.read { try $0.enrolments.find(of: session) } == nil)
        #expect(try await house.database.write { try $0.enrolments.start(Secret("next"), of: session) })
    }

    @Test("R36 an inactive user has no session, no sign-in and no reset link, whatever rows there are")
    func inactive() async throws {
        let house = try await TestHouse()
        let (_, id) = try await house.signedIn()
        let digests = (0..<3).map { _ in Token(from: .system).digest }
        let found = try await house.database.write { transaction in
            let session = Session(
                id: transaction.newIdentifier(), userID: id, startedAt: transaction.now, lastUsedAt: transaction.now,
                provenAt: transaction.now,
                methods: [.password], address: "", browser: "", language: .english)
            try transaction.sessions.add(session, token: digests[0])
            try transaction.signIns.add(digests[1], user: id, proof: .password)
            _ = try transaction.passwordResets.issue(digests[2], for: id)
            _ = try transaction.users.inactivate(id)
            return (
                try transaction.sessions.find(digests[0]) == nil, try transaction.signIns.find(digests[1]) == nil,
                try transaction.passwordResets.user(of: digests[2]) == nil
            )
        }
        #expect(found == (true, true, true))
    }

    @Test("Of a user's browsers the last used 50 are known")
    func manyBrowsers() async throws {
        let house = try await TestHouse()
        let digests = (0..<52).map { _ in Token(from: .system).digest }
        let id = try await house.addUser("anna")
        // The first one signs in again before the last two come.
        for digest in digests.prefix(50) + [digests[0]] + digests.suffix(2) {
            try await house.database.write {
                let old = try $0.knownBrowsers.find([digest], for: id)?.digest
                try $0.knownBrowsers.remember(digest, replacing: old, for: id, at: "")
            }
            house.clock.advance(by: .seconds(1))
        }
        let known = try await house.database.read { transaction in
            try digests.map { try transaction.knownBrowsers.find([$0], for: id) != nil }
        }
        #expect(known.indices.filter { !known[$0] } == [1, 2])
    }

    @Test("A known browser is known for a year")
    func knownBrowser() async throws {
        let house = try await TestHouse()
        let id = try await house.addUser("anna")
        let digest = Token(from: .system).digest
        try await house.database.write {
            try $0.knownBrowsers.remember(digest, replacing: nil, for: id, at: "")
        }
        house.clock.advance(by: .days(365) - .seconds(1))
        #expect(try await house.database.read { try $0.knownBrowsers.find([digest], for: id) != nil })
        house.clock.advance(by: .seconds(1))
        #expect(try await house.database.read { try $0.knownBrowsers.find([digest], for: id) } == nil)
    }
}

extension Span {
    fileprivate static func - (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }
}

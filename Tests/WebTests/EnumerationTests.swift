import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Nobody learns which accounts exist")
struct EnumerationTests {
    private static let names = ["unknown", "wrongpw", "nopassw", "inactiv", "nomatch"]

    private func house(hashQueue: Int = 1000) async throws -> TestHouse {
        let house = try await TestHouse(hashQueue: hashQueue)
        try await house.addUser("wrongpw")
        try await house.addUser("nopassw", password: nil)
        try await house.addUser("inactiv")
        try await house.execute("UPDATE user_account SET inactive_since = 1 WHERE name = 'inactiv'")
        _ = try await house.enrol(try await house.addUser("nomatch"))
        return house
    }

    /// What an answer gives away, the typed name and the mask of its form token aside.
    private func trace(_ answer: TestAnswer, _ name: String) -> String {
        let headers = answer.headers.map { "\($0.name.canonicalName)=\($0.value)" }.sorted()
        return
            "\(answer.status) \(headers) \(answer.text.replacing(name, with: "NAME").replacing(answer.field("csrf") ?? "", with: "TOKEN"))"
    }

    @Test(
        "ASVS 6.3.8 unknown, inactive, password-less and enrolled users and wrong passwords get the same status, headers and page"
    )
    func same() async throws {
        let house = try await house()
        let browser = house.browser()
        try await browser.get("/sign-in")
        var traces: [String: String] = [:]
        for name in Self.names {
            let answer = try await browser.submit(
                "/sign-in", [("userName", name), ("password", "a wrong password")], page: "/sign-in")
            #expect(answer.status == 401 && answer.says == Texts.english("signIn.wrong"))
            traces[name] = trace(answer, name)
        }
        #expect(Set(traces.values).count == 1)
    }

    @Test("ASVS 6.3.8 the inactive user's right password makes no difference")
    func rightPasswordOfInactive() async throws {
        let house = try await house()
        let browser = house.browser()
        try await browser.get("/sign-in")
        let right = try await browser.submit(
            "/sign-in", [("userName", "inactiv"), ("password", TestHouse.password)], page: "/sign-in")
        let unknown = try await browser.submit(
            "/sign-in", [("userName", "unknown"), ("password", TestHouse.password)], page: "/sign-in")
        #expect(trace(right, "inactiv") == trace(unknown, "unknown"))
    }

    @Test("ASVS 6.3.8 waits and locks look the same for all of them")
    func locked() async throws {
        let house = try await house()
        let browser = house.browser()
        try await browser.get("/sign-in")
        for round in 0..<13 {
            house.clock.advance(by: round < 3 ? .seconds(0) : .seconds(31))
            if round == 3 { house.clock.advance(by: .seconds(-31)) }
            var traces: Set<String> = []
            for name in Self.names {
                traces.insert(
                    trace(
                        try await browser.submit(
                            "/sign-in", [("userName", name), ("password", "wrong")], page: "/sign-in"), name))
            }
            #expect(traces.count == 1, "round \(round)")
        }
    }

    @Test("R29 whoever asks for whom, one password is hashed", arguments: names)
    func oneHash(_ name: String) async throws {
        let house = try await house(hashQueue: 0)
        #expect(try await house.browser().signIn(name, password: "a wrong password").status == 503)
    }

    @Test(
        "A name that is none is answered like one that nobody has",
        arguments: ["", " ", "a b", "\u{200B}", "💥\u{0}", String(repeating: "x", count: 5000)])
    func malformedNames(_ name: String) async throws {
        let house = try await house()
        let answer = try await house.browser().signIn(name, password: "a wrong password")
        #expect(answer.status == (name.contains("\u{0}") ? 400 : 401))
    }

    @Test("A one-time link tells nothing: unknown, used, expired and inactive users' links look the same")
    func links() async throws {
        let house = try await house()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let link = try await admin.submit("/users/\(try await house.userID("wrongpw").text)/password-reset").shownLink
        house.clock.advance(by: .hours(24))
        let browser = house.browser()
        try await browser.get("/sign-in")
        let expired = try await browser.get(link)
        let unknown = try await browser.get("/password-reset/\(Token(from: .system).text)")
        let garbage = try await browser.get("/password-reset/garbage")
        #expect([expired, unknown, garbage].map(\.status) == [410, 410, 410])
        // Each knows the way back to itself, which whoever asks has sent.
        let texts = [expired, unknown, garbage].map {
            $0.text.replacing(/name="(?:back|csrf)" value="[^"]*"/, with: "")
        }
        #expect(Set(texts).count == 1)
    }
}

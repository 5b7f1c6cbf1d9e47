import Domain
import Storage
import TestSupport
import Testing

@testable import Web

/// The value by which a browser is known gives a budget and a place in the line. It is no factor, and worth nothing to who copies it.
@Suite("Known browsers")
struct KnownBrowserTests {
    private func house() async throws -> (TestHouse, TestBrowser) {
        let house = try await TestHouse()
        try await house.addUser("anna")
        try await house.addUser("bence")
        let desk = house.browser()
        try await desk.signIn("anna")
        return (house, desk)
    }

    /// A browser with the desk's value for its users, and nothing else of it.
    private func thief(_ house: TestHouse, _ value: String?, address: String = "198.51.100.7") -> TestBrowser {
        let thief = house.browser(address: address)
        thief.cookies[Cookies.known] = value
        return thief
    }

    private func lock(_ house: TestHouse, from browser: TestBrowser) async throws {
        _ = try await house.guess(10, at: "anna", from: browser)
    }

    @Test("Each sign-in renews the value: a copy made before it is a stranger's")
    func renewed() async throws {
        let (house, desk) = try await house()
        let copied = desk.cookies[Cookies.known]
        try await desk.submit("/sign-out")
        try await desk.signIn("anna")
        #expect(desk.cookies[Cookies.known] != copied)
        try await lock(house, from: house.browser())
        #expect(try await thief(house, copied).signIn("anna").status == 429)
        try await desk.submit("/sign-out")
        #expect(try await desk.signIn("anna").location == "/")
    }

    @Test("Who copies the value and guesses from elsewhere does not shut out the desk it was copied from")
    func copied() async throws {
        let (house, desk) = try await house()
        try await lock(house, from: thief(house, desk.cookies[Cookies.known]))
        try await desk.submit("/sign-out")
        #expect(try await desk.signIn("anna").location == "/")
    }

    @Test("A value that is used elsewhere takes none of the desk's places at hashing")
    func copiedLane() async throws {
        let (house, desk) = try await house()
        let copy = thief(house, desk.cookies[Cookies.known])
        let before = house.hashesOfKnown
        try await copy.signIn("anna", password: "wrong")
        #expect(house.hashesOfKnown == before)
        try await desk.submit("/sign-out")
        try await desk.signIn("anna")
        #expect(house.hashesOfKnown == before + 1)
    }

    @Test("A desk whose IPv6 address changes within its network is the same desk; another network is elsewhere")
    func network() async throws {
        let (house, _) = try await house()
        let desk = house.browser(address: "2001:db8:0:1::1")
        try await desk.signIn("anna")
        try await lock(house, from: thief(house, desk.cookies[Cookies.known], address: "2001:db8:0:2::1"))
        let later = thief(house, desk.cookies[Cookies.known], address: "2001:db8:0:1:a:b:c:d")
        #expect(try await later.signIn("anna").location == "/")
    }

    @Test(
        "A new password makes strangers of all browsers but the one that set it: whoever knew the old one keeps no budgets"
    )
    func newPassword() async throws {
        let (house, desk) = try await house()
        let visited = house.browser(address: "198.51.100.7")
        try await visited.signIn("anna")
        try await desk.submit(
            "/profile/password",
            [("currentPassword", TestHouse.password), ("newPassword", "plum cake on a Sunday")])
        #expect(try await house.count("known_browser") == 1)
        try await lock(house, from: house.browser())
        #expect(try await visited.signIn("anna", password: "plum cake on a Sunday").status == 429)
        try await desk.submit("/sign-out")
        #expect(try await desk.signIn("anna", password: "plum cake on a Sunday").location == "/")
    }

    @Test("So does a password that is set by a link")
    func resetPassword() async throws {
        let (house, desk) = try await house()
        let id = try await house.userID("anna")
        let token = Token(from: .system)
        _ = try await house.database.write { try $0.passwordResets.issue(token.digest, for: id) }
        let fresh = house.browser()
        _ = try await fresh.get("/password-reset/\(token.text)")
        try await fresh.submit(
            "/password-reset", [("token", token.text), ("password", "plum cake on a Sunday")])
        #expect(try await house.count("known_browser") == 1)
        try await lock(house, from: house.browser())
        #expect(try await desk.signIn("anna", password: "plum cake on a Sunday").status == 429)
        #expect(try await fresh.signIn("anna", password: "plum cake on a Sunday").location == "/")
    }

    @Test("A value belongs to one user: with it nobody is known as another")
    func oneUser() async throws {
        let (house, desk) = try await house()
        _ = try await house.guess(10, at: "bence", from: house.browser())
        #expect(try await thief(house, desk.cookies[Cookies.known]).signIn("bence").status == 429)
        try await lock(house, from: house.browser())
        let bence = house.browser()
        bence.cookies[Cookies.known] = Token(from: .system).text
        #expect(try await bence.signIn("anna").status == 429)
    }

    @Test("A shared desk is known to everybody who signs in there, each by a value of their own")
    func sharedDesk() async throws {
        let (house, desk) = try await house()
        try await desk.submit("/sign-out")
        try await desk.signIn("bence")
        #expect(desk.cookies[Cookies.known]?.split(separator: ".").count == 2)
        try await desk.submit("/sign-out")
        for name in ["anna", "bence"] {
            _ = try await house.guess(10, at: name, from: house.browser(address: "198.51.100.9"))
            #expect(try await desk.signIn(name).location == "/")
            try await desk.submit("/sign-out")
        }
        #expect(desk.cookies[Cookies.known]?.split(separator: ".").count == 2)
        #expect(try await house.count("known_browser") == 2)
    }

    @Test("The second click on a code leaves the browser known by a value that counts")
    func secondClick() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let desk = house.browser()
        try await desk.signIn("anna")
        let csrf = try await desk.formToken(on: "/sign-in/code")
        for _ in 0..<2 {
            #expect(
                try await desk.postRaw("/sign-in/code", [("csrf", csrf), ("code", house.code(totp))]).location == "/")
        }
        try await desk.submit("/sign-out")
        try await lock(house, from: house.browser())
        house.clock.advance(by: .seconds(31))
        #expect(try await desk.signIn("anna", code: house.code(totp)).location == "/")
    }

    @Test("A list of values that is too long, torn or repeated is read as far as it is one")
    func junk() async throws {
        let (house, desk) = try await house()
        let value = try #require(desk.cookies[Cookies.known])
        try await lock(house, from: house.browser())
        for text in ["x.\(value)", "..\(value).", "\(value).\(value)", String(repeating: "x.", count: 20) + value] {
            let browser = thief(house, text, address: "192.0.2.10")
            #expect(try await browser.get("/sign-in").status == 200)
        }
        let beyond = (0..<24).map { _ in Token(from: .system).text }.joined(separator: ".") + "." + value
        #expect(try await thief(house, beyond).signIn("anna").status == 429)
        #expect(try await thief(house, "x.\(value)", address: "192.0.2.10").signIn("anna").location == "/")
    }
}

@Suite("The floor, where browsers forget")
struct FloorTests {
    private func house() async throws -> TestHouse {
        let house = try await TestHouse(floor: ["203.0.113.0/24", "198.51.100.20"])
        try await house.addUser("anna")
        return house
    }

    @Test("Strangers from elsewhere cannot use up the floor's budget")
    func outside() async throws {
        let house = try await house()
        _ = try await house.guess(10, at: "anna", from: house.browser(address: "192.0.2.66"))
        #expect(try await house.browser(address: "192.0.2.67").signIn("anna").status == 429)
        #expect(try await house.browser(address: "203.0.113.5").signIn("anna").location == "/")
    }

    @Test(
        "The floor is one source and no free pass: its misses lock it, another site's floor and known desks stay open")
    func limited() async throws {
        let house = try await house()
        let desk = house.browser(address: "203.0.113.9")
        try await desk.signIn("anna")
        try await desk.submit("/sign-out")
        for number in 0..<10 {
            house.clock.advance(by: .seconds(31))
            try await house.browser(address: "203.0.113.\(number)").signIn("anna", password: "wrong")
        }
        #expect(try await house.browser(address: "203.0.113.200").signIn("anna").status == 429)
        #expect(try await house.browser(address: "198.51.100.20").signIn("anna").location == "/")
        #expect(try await house.browser(address: "192.0.2.66").signIn("anna").location == "/")
        #expect(try await desk.signIn("anna").location == "/")
    }
}

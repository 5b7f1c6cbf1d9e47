import Domain
import Flows
import TestSupport
import Testing

@testable import Web

@Suite("Set-up")
struct SetupTests {
    private func token(_ house: TestHouse) async throws -> String {
        try #require(try await house.gatehouse.issueSetupLink(by: .server)).text
    }

    private func complete(
        _ house: TestHouse, _ token: String, name: String = "katalin", password: String = TestHouse.password
    ) async throws -> TestAnswer {
        try await house.browser().submit(
            "/setup",
            [("token", token), ("userName", name), ("displayName", "Katalin"), ("email", ""), ("password", password)])
    }

    @Test("Behind the link the first administrator is made, who then signs in")
    func first() async throws {
        let house = try await TestHouse()
        let token = try await token(house)
        #expect(try await house.browser().get("/setup/\(token)").status == 200)
        #expect(try await complete(house, token).location == "/sign-in")
        let browser = house.browser()
        #expect(try await browser.signIn("katalin").location == "/")
        #expect(try await browser.get("/users").status == 200)
    }

    @Test(
        "R25 set-up is one-way: closed for good, also when that administrator is inactivated or deleted",
        arguments: ["", "UPDATE user_account SET inactive_since = 1", "DELETE FROM user_account"])
    func oneWay(_ statement: String) async throws {
        let house = try await TestHouse()
        let token = try await token(house)
        _ = try await complete(house, token)
        if !statement.isEmpty { try await house.execute(statement) }
        #expect(try await house.gatehouse.issueSetupLink(by: .shell) == nil)
        #expect(try await house.browser().get("/setup/\(token)").status == 410)
        #expect(try await complete(house, token, name: "eve").status == 410)
        #expect(try await house.count("user_account", where: "name = 'eve'") == 0)
    }

    @Test("All that is wrong is told at once, and the sign-in page that follows knows the user name")
    func severalFaults() async throws {
        let house = try await TestHouse()
        let token = try await token(house)
        let answer = try await house.browser().submit(
            "/setup", [("token", token), ("userName", "k k"), ("email", "no address"), ("password", "short")])
        #expect(answer.status == 422)
        for key in ["userName.malformed", "email.malformed"] { #expect(answer.says.contains(Texts.english(key))) }
        #expect(answer.says.contains(Texts.english("password.tooShort", ["minimum": "12"])))
        let browser = house.browser()
        try await browser.submit(
            "/setup", [("token", token), ("userName", "katalin"), ("password", TestHouse.password)])
        #expect(try await browser.get("/sign-in").field("userName") == "katalin")
    }

    @Test("The link works for 60 minutes, and a new one replaces it")
    func expires() async throws {
        let house = try await TestHouse()
        let old = try await token(house)
        let new = try await token(house)
        #expect(try await house.browser().get("/setup/\(old)").status == 410)
        #expect(try await complete(house, old).status == 410)
        house.clock.advance(by: .minutes(60) - .seconds(1))
        #expect(try await house.browser().get("/setup/\(new)").status == 200)
        house.clock.advance(by: .seconds(1))
        #expect(try await house.browser().get("/setup/\(new)").status == 410)
        #expect(try await complete(house, new).status == 410)
        #expect(try await house.count("user_account") == 0)
    }

    @Test("What is not good enough is refused, and the link still works")
    func unfit() async throws {
        let house = try await TestHouse()
        let token = try await token(house)
        #expect(try await complete(house, token, name: "").says == Texts.english("userName.empty"))
        #expect(try await complete(house, token, name: "a b").says == Texts.english("userName.malformed"))
        #expect(try await complete(house, token, password: "short").status == 422)
        #expect(try await complete(house, token, password: "katalinkatalin").status == 422)
        #expect(try await complete(house, token).location == "/sign-in")
    }

    @Test("R43 sixteen at once make one administrator")
    func atOnce() async throws {
        let house = try await TestHouse()
        let token = try await token(house)
        let answers = try await race(16) { try await complete(house, token, name: "user\($0)").status }
        #expect(answers.filter { $0 == 303 }.count == 1)
        #expect(try await house.count("user_account") == 1)
    }

    @Test(
        "Without the right token there is nothing",
        arguments: [("", 404), ("x", 410), ("00000000-0000-0000-0000-000000000000", 410)])
    func noToken(_ token: String, _ status: Int) async throws {
        let house = try await TestHouse()
        _ = try await self.token(house)
        #expect(try await complete(house, token).status == 410)
        #expect(try await house.browser().get("/setup/\(token)").status == status)
        #expect(try await house.count("user_account") == 0)
    }
}

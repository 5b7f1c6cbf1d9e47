import HTTPTypes
import TestSupport
import Testing

@Suite("Conversations with the site")
struct ConversationTests {
    @Test("A user without two factors signs in with the password")
    func signsInWithPassword() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let browser = house.browser()
        let answer = try await browser.signIn("ANNA")
        #expect(answer.status == 303)
        #expect(answer.location == "/")
        #expect(try await browser.get("/session").text.contains("\"pwd\""))
    }

    @Test("A user with two factors is signed in after the second step only")
    func signsInWithTwoFactors() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        #expect(try await browser.signIn("anna").location == "/sign-in/code")
        #expect(try await browser.isSignedIn() == false)
        #expect(
            try await browser.submit("/sign-in/code", [("code", house.code(totp))], page: "/sign-in/code").location
                == "/")
        #expect(try await browser.isSignedIn())
    }
}

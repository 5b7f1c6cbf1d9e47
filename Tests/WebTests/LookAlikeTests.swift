import Storage
import TestSupport
import Testing

@testable import Domain
@testable import Web

@Suite("A name that looks like another one")
struct LookAlikeQuestionTests {
    private func office() async throws -> (TestHouse, TestBrowser, UserID) {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        return (house, admin, try await house.addUser("anna", displayName: "Anna Kovács"))
    }

    private func question() -> String { Texts.english("lookAlike.text", ["name": "Anna Kovács (anna)"]) }

    @Test(
        "Adding one is asked about, names whom it looks like, and is done when it is confirmed",
        arguments: [("аnna", "Somebody"), ("bence", "Аnna Kovács")])
    func adding(_ name: String, _ displayName: String) async throws {
        let (house, admin, _) = try await office()
        let fields = [("name", name), ("displayName", displayName), ("language", "en")]
        let asked = try await admin.submit("/users/new", fields)
        #expect(asked.status == 422 && asked.text.contains(question()))
        #expect(try await house.count("user_account") == 2)
        let confirmation = try #require(asked.field("lookAlike"))
        #expect(try await admin.submit("/users/new", fields + [("lookAlike", confirmation)]).status == 200)
        #expect(try await house.count("user_account") == 3)
    }

    @Test("The answer holds for these names alone")
    func otherNames() async throws {
        let (house, admin, _) = try await office()
        let asked = try await admin.submit("/users/new", [("name", "аnna"), ("language", "en")])
        let confirmation = try #require(asked.field("lookAlike"))
        let other = try await admin.submit(
            "/users/new", [("name", "kаtalin"), ("language", "en"), ("lookAlike", confirmation)])
        #expect(other.status == 422)
        #expect(other.text.contains(Texts.english("lookAlike.text", ["name": "katalin"])))
        #expect(try await house.count("user_account") == 2)
    }

    @Test("Renaming to one is asked about; what stays as it is is not")
    func renaming() async throws {
        let (house, admin, _) = try await office()
        let bence = try await house.addUser("bence", displayName: "Bence")
        let path = "/users/\(bence.text)"
        func fields(_ name: String, _ displayName: String, _ more: [(String, String)] = []) -> [(String, String)] {
            [("name", name), ("displayName", displayName), ("language", "en"), ("active", "on")] + more
        }
        for (name, displayName) in [("аnna", "Bence"), ("bence", "Аnna Kovács")] {
            let asked = try await admin.submit(path, fields(name, displayName))
            #expect(asked.status == 422 && asked.text.contains(question()))
            let answer = [("lookAlike", try #require(asked.field("lookAlike")))]
            #expect(try await admin.submit(path, fields(name, displayName, answer)).location == path)
            #expect(
                try await admin.submit(path, fields(name, displayName, [("email", "b@example.org")])).location == path)
        }
    }

    @Test(
        "Nobody is asked about names that only are alike, or are the same",
        arguments: [("anne", "Anna Kovács"), ("anna2", "ANNA KOVÁCS"), ("ánna", "Kovács Anna"), ("zoe", "")])
    func notAsked(_ name: String, _ displayName: String) async throws {
        let (_, admin, _) = try await office()
        let answer = try await admin.submit(
            "/users/new", [("name", name), ("displayName", displayName), ("language", "en")])
        #expect(answer.status == 200)
    }
}

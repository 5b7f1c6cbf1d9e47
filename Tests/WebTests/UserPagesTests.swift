import Domain
import TestSupport
import Testing

@testable import Web

@Suite("The pages of user management")
struct UserPagesTests {
    @Test("A taken or malformed name and a bad address are told together, whether a user is added or changed")
    func severalFaults() async throws {
        let office = try await Office()
        let bence = try await office.house.addUser("bence")
        for (name, problem) in [("anna", "userName.taken"), ("b c", "userName.malformed")] {
            let fields = [("name", name), ("email", "no address"), ("language", "en"), ("active", "on")]
            for path in ["/users/new", "/users/\(bence.text)"] {
                let answer = try await office.admin.submit(path, fields)
                #expect(answer.status == 422)
                #expect(
                    answer.says == Texts.english(problem) + " " + Texts.english("email.malformed"), "\(path) \(name)")
            }
        }
    }

    @Test("A user without a password is seen in the list, until the link has set one")
    func noPassword() async throws {
        let office = try await Office()
        let words = ">\(Texts.english("user.state.noPassword"))<"
        #expect(try await office.admin.get("/users").text.contains(words) == false)
        let answer = try await office.admin.submit("/users/new", [("name", "bence"), ("language", "en")])
        #expect(try await office.admin.get("/users?search=bence").text.contains(words))
        let token = String(answer.shownLink.split(separator: "/").last ?? "")
        try await office.house.browser().submit(
            "/password-reset", [("token", token), ("password", "seven brown foxes in the attic")])
        #expect(try await office.admin.get("/users?search=bence").text.contains(words) == false)
    }

    @Test("Back leads to the list as it was: search, order and page last through looking, saving and asking")
    func back() async throws {
        let office = try await Office()
        let query = "?search=anna%20k&sort=-lastSignIn&page=1"
        let list = "/users?search=anna%20k&amp;sort=-lastSignIn"
        let page = try await office.admin.get("/users" + query).text
        let link = try #require(page.firstMatch(of: /<a href="([^"]+)">anna</))
        let row = String(link.1).replacing("&amp;", with: "&")
        #expect(row == office.page + "?search=anna%20k&sort=-lastSignIn")
        #expect(try await office.admin.get(row).text.contains("href=\"\(list)\""))
        let fields = [("name", "anna"), ("displayName", "Anna Kovács"), ("language", "en"), ("active", "on")]
        #expect(try await office.admin.submit(row, fields).location == row)
        #expect(try await office.admin.submit(row, [("name", "")]).text.contains("href=\"\(list)\""))
        _ = try await office.house.enrol(office.anna)
        let question = row.replacing("?", with: "/clear-two-factor?")
        #expect(try await office.admin.submit(row, fields).location == question)
        #expect(
            try await office.admin.get(question).text.contains("action=\"\(question.replacing("&", with: "&amp;"))\""))
        #expect(try await office.admin.submit(question).location == row)
        #expect(
            try await office.admin.submit(row.replacing("?", with: "/password-reset?")).text.contains(
                "href=\"\(row.replacing("&", with: "&amp;"))\""))
    }

    @Test("Back leads to the list as it was also from where users are added")
    func backFromAdding() async throws {
        let office = try await Office()
        let query = "?search=anna&sort=-name"
        let list = "href=\"/users?search=anna&amp;sort=-name\""
        let add = "href=\"/users/new?search=anna&amp;sort=-name\""
        #expect(try await office.admin.get("/users" + query).text.contains(add))
        #expect(try await office.admin.get("/users/new" + query).text.contains(list))
        #expect(try await office.admin.submit("/users/new" + query, [("name", "a b")]).text.contains(list))
        let added = try await office.admin.submit("/users/new" + query, [("name", "bence"), ("language", "en")])
        #expect(added.text.contains(add))
    }

    @Test("Back leads to the list as it was also past a step-up")
    func backPastStepUp() async throws {
        let office = try await Office()
        office.house.clock.advance(by: .minutes(16))
        let query = "?search=anna&page=2"
        for (path, page) in [
            ("/users/new", "/users/new"), (office.page + "/password-reset", office.page + "/password-reset"),
        ] {
            let place = "/step-up?next=" + PercentCoding.encode(page + query)
            #expect(try await office.admin.get(path + query).location == place)
            #expect(try await office.admin.get(place).field("next") == page + "?search=anna&amp;page=2")
        }
        let saved = try await office.admin.submit(office.page + "/unlock" + query)
        #expect(saved.location == "/step-up?next=" + PercentCoding.encode(office.page + query))
    }

    @Test("After adding one user the next can follow at once; after a reset there is no next")
    func addAnother() async throws {
        let office = try await Office()
        let link = "href=\"/users/new\""
        #expect(
            try await office.admin.submit("/users/new", [("name", "bence"), ("language", "en")]).text.contains(link))
        #expect(try await office.admin.submit(office.page + "/password-reset").text.contains(link) == false)
    }

    @Test("Search, order and pages of the list")
    func list() async throws {
        let office = try await Office()
        for number in 0..<55 { try await office.house.addUser("user\(number + 10)") }
        let first = try await office.admin.get("/users").text
        #expect(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""))
        let second = try await office.admin.get("/users?page=2").text
        #expect(second.contains("rel=\"prev\"") && !second.contains("rel=\"next\""))
        #expect(try await office.admin.get("/users?search=user12").text.matches(of: /<th scope="row"/).count == 1)
        #expect(try await office.admin.get("/users?search=zebra").text.contains(Texts.english("users.none")))
        for query in [
            "sort=garbage", "page=0", "page=-5", "page=99999999999999999999", "page=x", "page=9223372036854775807",
            "sort=--name", "search=%25",
        ] {
            #expect(try await office.admin.get("/users?" + query).status == 200, "\(query)")
        }
    }

    @Test("The state of two-factor authentication is seen at a glance")
    func glance() async throws {
        let office = try await Office()
        _ = try await office.house.enrol(office.anna)
        let text = try await office.admin.get("/users?search=anna").text
        #expect(text.contains("<span class=\"state state-good\">\(Texts.english("state.enabled"))</span>"))
    }
}

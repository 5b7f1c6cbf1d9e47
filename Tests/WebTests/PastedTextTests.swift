import Storage
import TestSupport
import Testing

@testable import Domain
@testable import Web

@Suite("Text as people paste it")
struct PastedTextTests {
    @Test(
        "Name and code, copied from a chat or a letter, sign in",
        arguments: [
            ("\u{2068}anna\u{2069}", "\u{200E}123\u{2060}456"), ("an\u{200B}na\u{FEFF}", "123-456"),
            ("\u{200E}ANNA\u{200F}", "\u{2066}１２３４５６\u{2069}"), ("anna\u{AD}", "١٢٣ ٤٥٦"),
        ])
    func signingIn(_ name: String, _ pattern: String) async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let browser = house.browser()
        let answer = try await browser.signIn(name)
        #expect(answer.location == "/sign-in/code")
        let code = Self.write(house.code(totp), like: pattern)
        #expect(try await browser.submit("/sign-in/code", [("code", code)]).location == "/", "\(code)")
    }

    /// The digits of `code`, written as the digits 1 to 6 are in `pattern`.
    private static func write(_ code: String, like pattern: String) -> String {
        var digits = code.unicodeScalars.makeIterator()
        return pattern.unicodeScalars.reduce(into: "") { text, scalar in
            guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
                let digit = digits.next(),
                let written = Unicode.Scalar(scalar.value - UInt32(value) + digit.value - 0x30)
            else { return text.unicodeScalars.append(scalar) }
            text.unicodeScalars.append(written)
        }
    }

    @Test(
        "A display name with a character that nobody sees is refused by name, and comes back without it",
        arguments: [
            ("Anna \u{202E}sevoK", "Anna sevoK", "unseen.direction"), ("An\u{200D}na", "Anna", "unseen.joiner"),
            ("An\u{200B}na", "Anna", "unseen.empty"), ("An\u{1}na", "Anna", "unseen.control"),
        ])
    func refusedNames(_ name: String, _ without: String, _ key: String) async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let fields = [("name", "anna"), ("displayName", name), ("language", "en")]
        let answer = try await admin.submit("/users/new", fields)
        #expect(answer.status == 422 && answer.says == Texts.english(key))
        #expect(answer.field("displayName") == without)
        let own = try await admin.submit("/profile", [("displayName", name), ("language", "en")])
        #expect(own.status == 422 && own.says == Texts.english(key))
        let asName = try await admin.submit(
            "/users/new", [("name", "a" + name.filter { $0 != " " }), ("language", "hu")])
        #expect(asName.status == 422 && asName.says == Texts.english(key))
        #expect(Texts.english(key) != Texts.hungarian(key))
        #expect(try await house.count("user_account") == 1)
    }

    @Test("What is around the name is taken off without a word, joiners and emoji inside stay")
    func kept() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let name = "علی\u{200C}رضا 👩\u{200D}🚀 ❤\u{FE0F}"
        let answer = try await admin.submit(
            "/users/new",
            [
                ("name", "\u{200E}ali\u{200B}"), ("displayName", "\u{2068}\(name)\u{2069} "),
                ("email", "\u{FEFF}ali@example.org\u{200B}"), ("language", "en"),
            ])
        #expect(answer.status == 200)
        let user = try #require(try await house.database.read { try $0.users.find(UserName(stored: "ali")) })
        #expect(user.name.text == "ali" && user.details.displayName == name && user.details.email == "ali@example.org")
    }

    @Test("A name that was stored before the rule turns no sentence round")
    func stored() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna", displayName: "\u{202E}Anna\u{2066}")
        _ = try await house.enrol(id)
        for path in ["/users", "/users/\(id.text)", "/users/\(id.text)/clear-two-factor"] {
            let text = try await admin.get(path).text
            #expect(text.contains("Anna"))
            #expect(text.needlessLeft.isEmpty, "\(path): \(text.needlessLeft)")
        }
    }

    @Test("A password link works with what a chat put behind it")
    func links() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let id = try await house.addUser("anna")
        let link = try await admin.submit("/users/\(id.text)/password-reset").shownLink
        let browser = house.browser()
        let page = try await browser.get(link + "%E2%80%8B")
        #expect(page.status == 200)
        let answer = try await browser.submit(
            "/password-reset", [("token", page.field("token") ?? ""), ("password", "seven brown foxes in the attic")])
        #expect(answer.location == "/sign-in")
    }

    @Test("Searches, filters and times are found with what was pasted along")
    func searching() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        try await house.addUser("bence", displayName: "Tóth Bence")
        #expect(try await admin.get("/users?search=%E2%81%A8To%E2%80%8Bth%E2%81%A9").text.contains("bence"))
        let log = try await admin.get("/activity?user=%E2%80%8Ekat%E2%80%8Balin&from=%E2%80%8E2000-01-01T00:00")
        #expect(log.status == 200 && log.text.contains("<tbody>"))
    }

    @Test("Texts of an organisation may begin with a byte order mark")
    func byteOrderMark() throws {
        #expect(try Catalogue.parse("\u{FEFF}productname.label = Gate\n") == ["productname.label": "Gate"])
    }
}

extension String {
    fileprivate var needlessLeft: [UnseenCharacter] {
        split(separator: "\n").compactMap { String($0).needlessUnseen }
    }
}

import Domain
import TestSupport
import Testing

@testable import Storage

@Suite("Kept keys of names, made anew when the folding changes")
struct NameFoldingTests {
    /// A house with users whose keys are those of the first version, which knew nothing of `ø`, and left a dot on `İ`.
    private func oldHouse(_ users: Int = 0) async throws -> TestHouse {
        let house = try await TestHouse()
        try await house.addUser("soren", displayName: "Søren Łukasz")
        try await house.addUser("İPEK", displayName: "İpek")
        try await house.database.write { transaction in
            for number in 0..<users {
                _ = try transaction.users.add(
                    User(
                        id: transaction.newIdentifier(), name: UserName(stored: "user\(number)"),
                        details: UserDetails(displayName: "Đorđe \(number)", email: "", language: .english),
                        createdAt: transaction.now))
            }
        }
        for statement in [
            "UPDATE name_folding SET version = 0, done_through = ''", "DELETE FROM user_word",
            "UPDATE user_account SET display_key = '', name_look = '', display_look = ''",
            "UPDATE user_account SET name_key = 'i\u{307}pek' WHERE name = 'İPEK'",
        ] { try await house.execute(statement) }
        return house
    }

    private func total(_ search: String, _ house: TestHouse) async throws -> Int {
        try await house.database.read { try $0.users.list(UserQuery(search: search)).total }
    }

    @Test("The next start finds and sorts users by the new keys, all of them, and does it once")
    func renewed() async throws {
        let house = try await oldHouse(230)
        #expect(try await total("soren", house) == 0)
        try await house.database.migrate()
        #expect(try await total("soren lukasz", house) == 1)
        #expect(try await total("dorde", house) == 230)
        #expect(try await house.count("user_account", where: "display_key = '' OR name_look = ''") == 0)
        #expect(try await house.database.read { try $0.users.find(UserName(stored: "ipek")) } != nil)
        try await house.execute("DELETE FROM user_word")
        try await house.database.migrate()
        #expect(try await house.count("user_word") == 0)
    }

    @Test("Interrupted, it goes on where it was; several processes at once do no harm")
    func interrupted() async throws {
        let house = try await oldHouse(120)
        let middle = try await house.userID("user60").text
        try await house.execute("UPDATE name_folding SET done_through = '\(middle)'")
        try await house.execute(
            "UPDATE user_account SET display_key = 'done', name_look = 'done' WHERE id <= '\(middle)'")
        let done = try await house.count("user_account", where: "display_key = 'done'")
        let others = try (0..<3).map { _ in try house.openAgain() }
        _ = try await race(3) { try await others[$0].migrate() }
        #expect(try await house.count("user_account", where: "display_key = 'done'") == done)
        #expect(try await house.count("user_account", where: "display_key = ''") == 0)
        #expect(try await house.count("name_folding", where: "version = \(NameFolding.version)") == 1)
    }

    @Test("Two names that become one: each of the two signs in by the spelling of their own")
    func collision() async throws {
        let house = try await oldHouse()
        try await house.addUser("ipek")
        let ids = (try await house.userID("ipek"), try await house.userID("i\u{307}pek"))
        try await house.database.migrate()
        func finders(_ id: UserID) async throws -> [String] {
            try await house.database.read { transaction in
                try ["ipek", "Ipek", "İpek", "İPEK"].filter {
                    try transaction.users.find(UserName(stored: $0))?.id == id
                }
            }
        }
        #expect(try await finders(ids.0) == ["ipek", "Ipek", "İpek"])
        #expect(try await finders(ids.1) == ["İPEK"])
        let renamed = try await house.database.write { transaction in
            guard var user = try transaction.users.find(ids.1) else { return false }
            user.details.displayName = "İpek Kaya"
            return try transaction.users.update(user)
        }
        #expect(renamed)
        #expect(try await finders(ids.1) == ["İPEK"])
        let again = try await house.database.write { transaction in
            try transaction.users.add(
                User(
                    id: transaction.newIdentifier(), name: UserName(stored: "İPEK"),
                    details: UserDetails(displayName: "", email: "", language: .english), createdAt: transaction.now))
        }
        #expect(!again)
    }

    @Test("Former names are folded anew too")
    func formerNames() async throws {
        let house = try await oldHouse()
        let id = try await house.userID("soren").text
        try await house.execute(
            "INSERT INTO former_name (user_id, name, name_key) VALUES ('\(id)', 'İLKER', 'i\u{307}lker')")
        try await house.database.migrate()
        #expect(try await house.count("former_name", where: "name_key = 'ilker' AND user_id = '\(id)'") == 1)
        #expect(try await house.count("former_name") == 1)
    }
}

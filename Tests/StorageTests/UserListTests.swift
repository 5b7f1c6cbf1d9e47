import Domain
import TestSupport
import Testing

@testable import Storage

@Suite("The list of users")
struct UserListTests {
    private func house(_ count: Int) async throws -> TestHouse {
        let house = try await TestHouse()
        try await house.database.write { transaction in
            for number in 0..<count {
                _ = try transaction.users.add(
                    User(
                        id: transaction.newIdentifier(), name: UserName(stored: "user\(number + 1000)"),
                        details: UserDetails(
                            displayName: "Őrsi \(number % 7)", email: "u\(number)@example.org", language: .english),
                        createdAt: transaction.now))
            }
        }
        return house
    }

    @Test("Pages are 50 long, and every user stands on exactly one")
    func pages() async throws {
        let house = try await house(123)
        for order in UserQuery.Order.allCases {
            for isDescending in [false, true] {
                var names: [String] = []
                for page in 0..<4 {
                    let found = try await house.database.read {
                        try $0.users.list(UserQuery(order: order, isDescending: isDescending, page: page))
                    }
                    #expect(found.total == 123)
                    names += found.users.map(\.user.name.text)
                }
                #expect(names.count == 123 && Set(names).count == 123)
            }
        }
    }

    @Test("A search finds the beginnings of words, of name, display name and address, without case and accents")
    func search() async throws {
        let house = try await house(30)
        func total(_ search: String) async throws -> Int {
            try await house.database.read { try $0.users.list(UserQuery(search: search)).total }
        }
        #expect(try await total("ORSI") == 30)
        #expect(try await total("user1007") == 1)
        #expect(try await total("u7@example") == 1)
        #expect(try await total("orsi 3") == 5 - 1)
        #expect(try await total("rsi") == 0)
        #expect(try await total("zebra") == 0)
        #expect(try await total("%") == 30)
        #expect(try await total("") == 30)
    }

    @Test("A page far beyond the end is empty")
    func beyond() async throws {
        let house = try await house(3)
        let found = try await house.database.read { try $0.users.list(UserQuery(page: 1_000_000)) }
        #expect(found.users.isEmpty && found.total == 3)
    }
}

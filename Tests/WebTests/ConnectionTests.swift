import Domain
import Logging
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Web

@Suite("Room for connections")
struct ConnectionTests {
    private let connections: Connections

    private init() {
        var limits = ConnectionLimits(most: 34)
        limits.justCome = .zero
        limits.longestBusy = .zero
        connections = Connections(limits: limits, logger: Logger(label: "test"))
    }

    private func open(_ count: Int, user: UserID? = nil, isAnswered: Bool = false) throws -> [Connection] {
        try (0..<count).map { _ in
            let channel = EmbeddedChannel()
            try channel.connect(to: SocketAddress(unixDomainSocketPath: "/"), promise: nil)
            let connection = Connection(channel)
            connection.shows(user)
            if isAnswered { connection.isAnswering() }
            connections.add(connection)
            return connection
        }
    }

    private func user() -> UserID { UserID(at: .init(milliseconds: 0), from: .system) }

    private func stay(_ connections: [Connection]) -> Int { connections.count { $0.channel.isActive } }

    @Test("Whoever comes when all others are being answered stays, and one of nobody goes that never paused")
    func allBusy() throws {
        let agent = user()
        let strangers = try open(16, isAnswered: true)
        let agents = try open(16, user: agent, isAnswered: true)
        #expect(stay(strangers) == 16)
        let newcomer = try open(1)
        #expect(stay(newcomer) == 1 && stay(agents) == 16 && stay(strangers) == 14)
    }

    @Test("Requests that are sent ahead of an answer that is held back do not keep a connection")
    func heldBack() throws {
        let agent = user()
        let agents = try open(30, user: agent, isAnswered: true)
        let strangers = try open(2, isAnswered: true)
        for stranger in strangers {
            stranger.holdsBack()
            stranger.isAnswering()
        }
        #expect(try stay(open(1)) == 1)
        #expect(stay(agents) == 30 && stay(strangers) == 0)
    }

    @Test(
        "Idle ones go in their order: nobody's, those beyond what one user keeps, then anybody's; who comes never does")
    func order() throws {
        let (anna, bence) = (user(), user())
        let nobody = try open(2)
        let many = try open(30, user: anna)
        #expect(try stay(open(1, user: bence)) == 1 && stay(nobody) == 0 && stay(many) == 30)
    }

    @Test("When everybody is signed in, the oldest idle one goes")
    func allSignedIn() throws {
        let agents = try (0..<32).flatMap { _ in try open(1, user: user()) }
        #expect(try stay(open(1)) == 1)
        #expect(agents.map { $0.channel.isActive } == [false, false] + Array(repeating: true, count: 30))
    }

    @Test(
        "Whoever is turned away is still who they are, and stays for longer than nobody",
        arguments: ["/users", "/profile/two-factor", "/sign-in/code", "/nowhere"])
    func turnedAway(_ path: String) async throws {
        let house = try await TestHouse()
        let (browser, id) = try await house.signedIn()
        house.clock.advance(by: .minutes(16))
        let connection = try #require(try open(1).first)
        let answer = try await Connection.$current.withValue(connection) { try await browser.get(path) }
        #expect(answer.status != 200)
        #expect(connection.use.user == id)
        try await browser.submit("/sign-out")
        _ = try await Connection.$current.withValue(connection) { try await browser.get(path) }
        #expect(connection.use.user == nil)
    }
}

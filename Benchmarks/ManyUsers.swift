import Domain
import Foundation

/// One client's sign-ins among 100 users and among 100,000: in turns, each user once.
enum ManyUsers {
    private static let few = 100
    private static let many = 100_000

    static func measure(in workshop: Workshop) async throws -> [Figure] {
        let hash = try await Seed.hash()
        let small = try await Seed.plant(few, hash: hash, in: workshop.folder + "/few")
        let large = try await Seed.plant(many, hash: hash, in: workshop.folder + "/many")
        let smallServer = try ServerProcess.gatehouse(data: small.folder, in: workshop)
        defer { smallServer.stop() }
        let largeServer = try ServerProcess.gatehouse(data: large.folder, in: workshop)
        defer { largeServer.stop() }
        var smallTimes: [Double] = []
        var largeTimes: [Double] = []
        for index in 0..<few {
            smallTimes.append(try signIn(small.users[index], on: smallServer))
            // Spread over all of them, so that they stand on different pages of the database.
            largeTimes.append(try signIn(large.users[index * (many / few) + index], on: largeServer))
        }
        return [
            .told("sign-in among \(few) users, one client, median", smallTimes.median.text("ms")),
            .told("sign-in among \(many) users, one client, median", largeTimes.median.text("ms")),
            .amount(
                "sign-in among \(many) ÷ among \(few)", largeTimes.median / smallTimes.median, atMost: 1.1, "times"),
        ]
    }

    private static func signIn(_ user: SeededUser, on server: ServerProcess) throws -> Double {
        var client = Client(try Connection(port: server.port))
        return try client.signIn(user).total
    }
}

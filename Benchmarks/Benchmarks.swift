import Foundation

/// Measures a release build of `gatehouse` beside what it stands on: `make bench`.
///
/// Without arguments everything is measured; the names of ``Measurement`` choose parts. Ends with
/// status 1 when a target is missed.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == EmptyHandler.argument {
            return try await EmptyHandler.serve(port: arguments.dropFirst().first.flatMap { Int($0) } ?? 0)
        }
        let workshop = try Workshop()
        workshop.closeWhenInterrupted()
        defer { workshop.close() }
        let figures = try await measure(arguments.isEmpty ? Measurement.allCases : parts(arguments), in: workshop)
        print(Figure.table(figures))
        if figures.contains(where: { !$0.isMet }) {
            workshop.close()
            exit(1)
        }
    }

    private static func parts(_ names: [String]) -> [Measurement] {
        names.map { name in
            guard let part = Measurement(rawValue: name) else {
                print("There is no part '\(name)': " + Measurement.allCases.map(\.rawValue).joined(separator: ", "))
                exit(2)
            }
            return part
        }
    }

    private static func measure(_ parts: [Measurement], in workshop: Workshop) async throws -> [Figure] {
        var figures: [Figure] = []
        for part in parts {
            Progress.say(part.rawValue)
            figures += try await part.measure(in: workshop)
        }
        return figures
    }
}

/// What is measured, in this order.
enum Measurement: String, CaseIterable {
    case signIns = "sign-ins"
    case shift
    case session
    case start
    case memory
    case users
    /// These need the server of `TEST_POSTGRES`.
    case postgresSignIns = "postgres-sign-ins"
    case postgresSession = "postgres-session"
    case postgresGrowth = "postgres-growth"

    func measure(in workshop: Workshop) async throws -> [Figure] {
        switch self {
        case .signIns: try await SignInRate.measure(in: workshop)
        case .shift: try await ShiftStart.measure(in: workshop)
        case .session: try await SessionChecks.measure(in: workshop)
        case .start: try await StartTime.measure(in: workshop)
        case .memory: try await IdleMemory.measure(in: workshop)
        case .users: try await ManyUsers.measure(in: workshop)
        case .postgresSignIns: try await OnPostgres.signIns(in: workshop)
        case .postgresSession: try await OnPostgres.sessionChecks(in: workshop)
        case .postgresGrowth: try await OnPostgres.growth(in: workshop)
        }
    }
}

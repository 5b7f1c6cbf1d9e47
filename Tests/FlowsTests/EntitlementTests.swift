import Domain
import Flows
import Foundation
import TestSupport
import Testing

@Suite("What allows an act is read in the transaction that acts")
struct EntitlementTests {
    /// What can be lost between the guard's look and the act.
    enum Loss: String, CaseIterable, Sendable {
        case signedOut, tokenReplaced, timedOut, inactivated, rightWithdrawn, proofGrownOld

        func isLoss(for needs: Entitlement) -> Bool {
            switch self {
            case .signedOut, .tokenReplaced, .timedOut, .inactivated: true
            case .rightWithdrawn: needs.right != nil
            case .proofGrownOld: needs.needsRecentProof
            }
        }

        func happen(in scene: UseCase.Scene) async throws {
            switch self {
            case .signedOut: try await scene.gatehouse.signOut(scene.signedIn, halfDone: nil, visit: scene.visit)
            case .tokenReplaced:
                _ = try await scene.gatehouse.stepUp(
                    scene.signedIn, password: Password(typed: TestHouse.password), code: "", visit: scene.visit)
            case .timedOut: scene.house.clock.advance(by: .minutes(31))
            case .inactivated: try await change(scene, isActive: false, isAdministrator: true)
            case .rightWithdrawn: try await change(scene, isActive: true, isAdministrator: false)
            case .proofGrownOld: scene.house.clock.advance(by: .minutes(16))
            }
        }

        private func change(_ scene: UseCase.Scene, isActive: Bool, isAdministrator: Bool) async throws {
            let change = UserChange(
                name: scene.signedIn.user.name, details: scene.signedIn.user.details, isActive: isActive,
                isAdministrator: isAdministrator)
            _ = try await scene.gatehouse.changeUser(scene.signedIn.user.id, to: change, by: .shell)
        }

        var refusal: EntitlementRefusal {
            switch self {
            case .signedOut, .tokenReplaced, .timedOut, .inactivated: .sessionEnded
            case .rightWithdrawn: .forbidden
            case .proofGrownOld: .proofTooOld
            }
        }
    }

    @Test("Each use case, after each loss that came between: refused, and nothing has changed", arguments: UseCase.all)
    func lost(_ useCase: UseCase) async throws {
        for loss in Loss.allCases where loss.isLoss(for: useCase.needs) {
            let scene = try await UseCase.Scene()
            try await loss.happen(in: scene)
            let before = try await scene.house.snapshot()
            await #expect(throws: loss.refusal, "\(loss)") { try await useCase.call(scene) }
            #expect(try await scene.house.snapshot() == before, "\(loss)")
        }
    }

    @Test("Each use case without a loss: allowed", arguments: UseCase.all)
    func allowed(_ useCase: UseCase) async throws {
        try await useCase.call(try await UseCase.Scene())
    }

    @Test("Every public use case is in the list of those that ask, or in that of those that do not")
    func complete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Flows")
        let files = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        var names: Set<String> = []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            let extensions = text.components(separatedBy: "extension Gatehouse {").dropFirst()
            for part in extensions.map({ $0.components(separatedBy: "\n}\n")[0] }) {
                names.formUnion(part.matches(of: /public func (\w+)/).map { String($0.1) })
            }
        }
        #expect(names.count > 30)
        #expect(names == Set(UseCase.all.map(\.name)).union(UseCase.asksNothing))
    }

    @Test("An administrator who is inactivated while six hundred of their forms are on the way adds nobody afterwards")
    func race() async throws {
        let scene = try await UseCase.Scene()
        let details = scene.details
        async let added = TestSupport.race(600) { number in
            do {
                let outcome = try await scene.gatehouse.addUser(
                    name: UserName(stored: "made\(number)"), details: details, isAdministrator: true, by: scene.caller)
                if case .added = outcome { return 1 } else { return 0 }
            } catch is EntitlementRefusal {
                return 0
            }
        }
        try await Task.sleep(for: .milliseconds(50))
        try await Loss.inactivated.happen(in: scene)
        let when = try await scene.house.count("user_account")
        let total = try await added.reduce(0, +)
        #expect(try await scene.house.count("user_account") == when)
        #expect(total == when - 3)
    }
}

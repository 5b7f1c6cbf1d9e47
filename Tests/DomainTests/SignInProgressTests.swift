import TestSupport
import Testing

@testable import Domain

@Suite("What a sign-in still lacks")
struct SignInProgressTests {
    private static let users = (0..<2).map { _ in UserID(at: Timestamp(milliseconds: 1), from: .system) }
    private static let enrolments: [Set<AuthenticatorKind>] = [[], [.totp]]

    /// Whatever can happen to a sign-in: a proof of somebody is accepted, or what is enrolled changes under way.
    private enum Event: CaseIterable {
        case ownPassword, ownCode, othersPassword, othersCode, enrols, loses

        func happen(to progress: SignInProgress) -> SignInProgress {
            var progress = progress
            switch self {
            case .ownPassword: return progress.after(.password, of: users[0])
            case .ownCode: return progress.after(.oneTimeCode, of: users[0])
            case .othersPassword: return progress.after(.password, of: users[1])
            case .othersCode: return progress.after(.oneTimeCode, of: users[1])
            case .enrols: progress.enrolled = [.totp]
            case .loses: progress.enrolled = []
            }
            return progress
        }
    }

    /// What was really shown, counted beside the machine and without looking at how it works.
    private struct Witness {
        var password = false
        var codeAfterPassword = false
        var isEnrolled: Bool

        mutating func see(_ event: Event) {
            switch event {
            case .ownPassword: password = true
            case .ownCode: if password && isEnrolled { codeAfterPassword = true }
            case .othersPassword, .othersCode: break
            case .enrols: isEnrolled = true
            case .loses: isEnrolled = false
            }
        }

        var isComplete: Bool { password && (!isEnrolled || codeAfterPassword) }
    }

    @Test(
        "Every walk of up to six events, from every beginning: complete exactly when all that is asked was shown, in its order"
    )
    func exhaustive() {
        var walks = 0
        func walk(_ progress: SignInProgress, _ witness: Witness, _ history: [Event]) {
            walks += 1
            if case .complete(let methods) = progress.next {
                #expect(witness.isComplete, "\(history)")
                #expect(methods.contains(.password) && methods.contains(.oneTimeCode) == witness.codeAfterPassword)
            } else {
                #expect(!witness.isComplete, "\(history)")
            }
            guard history.count < 6 else { return }
            for event in Event.allCases {
                var witness = witness
                witness.see(event)
                walk(event.happen(to: progress), witness, history + [event])
            }
        }
        for enrolled in Self.enrolments {
            walk(SignInProgress(of: Self.users[0], enrolled: enrolled), Witness(isEnrolled: !enrolled.isEmpty), [])
        }
        #expect(walks == 2 * (0...6).map { Int(pow(6, $0)) }.reduce(0, +))
    }

    private func pow(_ base: Int, _ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * base } }

    @Test("R01 R32 without the password nothing else is asked, and a code alone proves nothing")
    func passwordFirst() {
        let begun = SignInProgress(of: Self.users[0], enrolled: [.totp])
        #expect(begun.next == .prove(oneOf: [.password]))
        #expect(begun.after(.oneTimeCode, of: Self.users[0]) == begun)
    }

    @Test("R32 with an authenticator the password leads to its code only")
    func second() {
        let half = SignInProgress(of: Self.users[0], enrolled: [.totp]).after(.password, of: Self.users[0])
        #expect(half.next == .prove(oneOf: [.oneTimeCode]))
        #expect(half.after(.oneTimeCode, of: Self.users[0]).next == .complete([.password, .oneTimeCode]))
    }

    @Test("R02 R11 a proof of another user proves nothing, however far one is")
    func otherUser() {
        let half = SignInProgress(of: Self.users[0], enrolled: [.totp]).after(.password, of: Self.users[0])
        #expect(half.after(.oneTimeCode, of: Self.users[1]) == half)
        #expect(half.after(.password, of: Self.users[1]) == half)
    }

    @Test("Every kind of authenticator gives a proof of its own, by a name that is stored")
    func names() {
        #expect(Set(AuthenticatorKind.allCases.map(\.proof)).count == AuthenticatorKind.allCases.count)
        #expect(Proof.allCases.map(\.rawValue) == ["pwd", "otp"])
        for proof in Proof.allCases { #expect(proof.method.names == [proof.rawValue]) }
    }
}

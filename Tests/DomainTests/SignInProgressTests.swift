import TestSupport
import Testing

@testable import Domain

@Suite("What a sign-in still lacks")
struct SignInProgressTests {
    private static let users = (0..<2).map { _ in UserID(at: Timestamp(milliseconds: 1), from: .system) }
    private static let now = Timestamp(milliseconds: 1_000_000)
    private static let enrolments: [Set<AuthenticatorKind>] = [[], Set(AuthenticatorKind.allCases)]
    private static let requirements = [nil, now, now + .seconds(1)].flatMap { due in
        [false, true].map { Requirement(secondFactorDue: due, newPassword: $0) }
    }

    /// Whatever can happen to a sign-in: a proof of somebody is accepted, or what is enrolled or required changes under way.
    private enum Event: CaseIterable {
        case ownPassword, ownCode, othersPassword, othersCode, enrols, loses, isRequired, isWaived, expires, isChanged

        func happen(to progress: SignInProgress) -> SignInProgress {
            var progress = progress
            switch self {
            case .ownPassword: return progress.after(.password, of: users[0])
            case .ownCode: return progress.after(.oneTimeCode, of: users[0])
            case .othersPassword: return progress.after(.password, of: users[1])
            case .othersCode: return progress.after(.oneTimeCode, of: users[1])
            case .enrols: progress.enrolled = [.totp]
            case .loses: progress.enrolled = []
            case .isRequired: progress.requirement.secondFactorDue = now
            case .isWaived: progress.requirement.secondFactorDue = nil
            case .expires: progress.requirement.newPassword = true
            case .isChanged: progress.requirement.newPassword = false
            }
            return progress
        }
    }

    /// What was really shown, counted beside the machine and without looking at how it works.
    private struct Witness {
        var password = false
        var codeAfterPassword = false
        var isEnrolled: Bool
        var isRequired: Bool
        var isExpired: Bool

        mutating func see(_ event: Event) {
            switch event {
            case .ownPassword: password = true
            case .ownCode: if password && isEnrolled { codeAfterPassword = true }
            case .othersPassword, .othersCode: break
            case .enrols: isEnrolled = true
            case .loses: isEnrolled = false
            case .isRequired: isRequired = true
            case .isWaived: isRequired = false
            case .expires: isExpired = true
            case .isChanged: isExpired = false
            }
        }

        var step: SignInStep {
            if !password { return .prove(oneOf: [.password]) }
            if isEnrolled && !codeAfterPassword { return .prove(oneOf: [.oneTimeCode]) }
            if isRequired && !isEnrolled { return .enrol(by: now) }
            if isExpired { return .newPassword }
            return .complete(codeAfterPassword ? [.password, .oneTimeCode] : .password)
        }
    }

    @Test("Every walk of up to five events, from every beginning, asks what a witness of it would ask")
    func exhaustive() {
        var walks = 0
        var wrong: [[Event]] = []
        func walk(_ progress: SignInProgress, _ witness: Witness, _ history: [Event]) {
            walks += 1
            if progress.next(at: Self.now) != witness.step { wrong.append(history) }
            guard history.count < 5 else { return }
            for event in Event.allCases {
                var witness = witness
                witness.see(event)
                walk(event.happen(to: progress), witness, history + [event])
            }
        }
        for enrolled in Self.enrolments {
            for requirement in Self.requirements {
                walk(
                    SignInProgress(of: Self.users[0], enrolled: enrolled, requirement: requirement),
                    Witness(
                        isEnrolled: !enrolled.isEmpty, isRequired: requirement.secondFactorDue == Self.now,
                        isExpired: requirement.newPassword), [])
            }
        }
        #expect(wrong.isEmpty, "\(wrong.first.map(String.init(describing:)) ?? "")")
        #expect(walks == 2 * Self.requirements.count * 111_111)
    }

    /// Every state there is: any proofs given, anything enrolled, anything required.
    private static let states = enrolments.flatMap { enrolled in
        requirements.flatMap { requirement in
            [Set<Proof>(), [.password], [.oneTimeCode], [.password, .oneTimeCode]].map { proven in
                SignInProgress(of: users[0], proven: proven, enrolled: enrolled, requirement: requirement)
            }
        }
    }

    @Test(
        "From every state every order of up to four proofs, of anybody: no proof is taken that is not asked, none is taken back"
    )
    func proofs() {
        for state in Self.states {
            var reached = [state]
            for _ in 0..<4 {
                reached = reached.flatMap { before in
                    Proof.allCases.flatMap { proof in
                        Self.users.map { user in
                            let after = before.after(proof, of: user)
                            let isTaken = user == before.user && before.asks(proof)
                            #expect(after.proven == (isTaken ? before.proven.union([proof]) : before.proven))
                            return after
                        }
                    }
                }
                #expect(reached.allSatisfy { $0.proven.isSuperset(of: state.proven) })
            }
        }
    }

    @Test("From every state, doing what is asked leads to an end within four steps")
    func ends() {
        for state in Self.states {
            var progress = state
            for _ in 0..<4 { progress = Self.doing(progress.next(at: Self.now), in: progress) }
            guard case .complete(let methods) = progress.next(at: Self.now) else {
                Issue.record("no end from \(state)")
                continue
            }
            #expect(methods.contains(.password) && (methods.contains(.oneTimeCode) || progress.enrolled.isEmpty))
        }
    }

    private static func doing(_ step: SignInStep, in progress: SignInProgress) -> SignInProgress {
        var progress = progress
        switch step {
        case .prove(let asked): for proof in asked.prefix(1) { progress = progress.after(proof, of: progress.user) }
        case .enrol: progress.enrolled = [.totp]
        case .newPassword: progress.requirement.newPassword = false
        case .complete: break
        }
        return progress
    }

    @Test("R01 R32 without the password nothing else is asked, and a code alone proves nothing")
    func passwordFirst() {
        let begun = SignInProgress(of: Self.users[0], enrolled: [.totp])
        #expect(begun.next(at: Self.now) == .prove(oneOf: [.password]))
        #expect(begun.after(.oneTimeCode, of: Self.users[0]) == begun)
    }

    @Test("R32 with an authenticator the password leads to its code only")
    func second() {
        let half = SignInProgress(of: Self.users[0], enrolled: [.totp]).after(.password, of: Self.users[0])
        #expect(half.next(at: Self.now) == .prove(oneOf: [.oneTimeCode]))
        #expect(half.after(.oneTimeCode, of: Self.users[0]).next(at: Self.now) == .complete([.password, .oneTimeCode]))
    }

    @Test("R02 R11 a proof of another user proves nothing, however far one is")
    func otherUser() {
        let half = SignInProgress(of: Self.users[0], enrolled: [.totp]).after(.password, of: Self.users[0])
        #expect(half.after(.oneTimeCode, of: Self.users[1]) == half)
        #expect(half.after(.password, of: Self.users[1]) == half)
    }

    @Test("Two factors that are required later are not asked today, and a date in the past stays one")
    func due() {
        let password = SignInProgress(of: Self.users[0], proven: [.password], enrolled: [])
        func next(due: Timestamp) -> SignInStep {
            var progress = password
            progress.requirement.secondFactorDue = due
            return progress.next(at: Self.now)
        }
        #expect(next(due: Self.now + Span(milliseconds: 1)) == .complete(.password))
        #expect(next(due: Self.now) == .enrol(by: Self.now))
        #expect(next(due: Timestamp(milliseconds: 1)) == .enrol(by: Timestamp(milliseconds: 1)))
    }

    @Test("Every kind of authenticator gives a proof of its own, by a name that is stored")
    func names() {
        #expect(Set(AuthenticatorKind.allCases.map(\.proof)).count == AuthenticatorKind.allCases.count)
        #expect(Proof.allCases.map(\.rawValue) == ["pwd", "otp"])
        for proof in Proof.allCases { #expect(proof.method.names == [proof.rawValue]) }
    }
}

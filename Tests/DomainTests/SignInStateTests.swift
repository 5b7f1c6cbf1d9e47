import TestSupport
import Testing

@testable import Domain

/// What somebody has really proven, counted beside the machine: written down without looking at how the machine works.
private struct Witness {
    /// Since the last `ended`, in the order in which it happened: the password of whom, and whether he had an authenticator then.
    var password: (user: UserID, hasAuthenticator: Bool)?
    var codeAfterPassword = false

    mutating func see(_ event: SignInEvent, whileSignedIn: Bool) {
        guard !whileSignedIn || event == .ended else { return }
        switch event {
        case .passwordAccepted(let user, let hasAuthenticator):
            password = (user, hasAuthenticator)
            codeAfterPassword = false
        case .codeAccepted(let user):
            if let password, password.user == user { codeAfterPassword = true }
        case .refused: break
        case .ended: self = Witness()
        }
    }

    func allows(_ user: UserID) -> Bool {
        guard let password, password.user == user else { return false }
        return !password.hasAuthenticator || codeAfterPassword
    }
}

@Suite("The sign-in state machine")
struct SignInStateTests {
    private static let users = (0..<3).map { _ in UserID(at: Timestamp(milliseconds: 1), from: .system) }

    private func event(_ random: inout SeededRandom) -> SignInEvent {
        let user = Self.users[Int.random(in: 0..<3, using: &random)]
        return switch Int.random(in: 0..<8, using: &random) {
        case 0...2: .passwordAccepted(user, hasAuthenticator: Bool.random(using: &random))
        case 3...5: .codeAccepted(user)
        case 6: .refused
        default: .ended
        }
    }

    @Test("Property: no sequence of events signs anybody in without every proof required of him")
    func neverWithoutProof() {
        var random = SeededRandom()
        let seed = random.seed
        for _ in 0..<20_000 {
            var state = SignInState.anonymous
            var witness = Witness()
            var history: [SignInEvent] = []
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let event = event(&random)
                history.append(event)
                var wasSignedIn = false
                if case .signedIn = state { wasSignedIn = true }
                witness.see(event, whileSignedIn: wasSignedIn)
                state = state.after(event)
                guard case .signedIn(let user, let methods) = state else { continue }
                let isRight =
                    witness.allows(user) && methods.contains(.password)
                    && methods.contains(.oneTimeCode) == witness.codeAfterPassword
                if !isRight {
                    Issue.record("seed \(seed): \(history)")
                    return
                }
            }
        }
    }

    @Test("R01 nothing but a proof moves towards being signed in: refusals, ends and repetitions never do")
    func onlyProofs() {
        let user = Self.users[0]
        for state in [SignInState.anonymous, .passwordProven(user)] {
            #expect(state.after(.refused) == state)
            #expect(state.after(.ended) == .anonymous)
        }
        #expect(SignInState.signedIn(user, methods: [.password]).after(.ended) == .anonymous)
    }

    @Test("R02 the code of another user proves nothing")
    func otherUser() {
        let state = SignInState.passwordProven(Self.users[0])
        #expect(state.after(.codeAccepted(Self.users[1])) == state)
    }

    @Test("R32 a code alone, before or without the password, signs nobody in")
    func codeAlone() {
        #expect(SignInState.anonymous.after(.codeAccepted(Self.users[0])) == .anonymous)
    }

    @Test("R32 with an authenticator the password leads to the second step only")
    func second() {
        #expect(
            SignInState.anonymous.after(.passwordAccepted(Self.users[0], hasAuthenticator: true))
                == .passwordProven(Self.users[0]))
        #expect(
            SignInState.passwordProven(Self.users[0]).after(.codeAccepted(Self.users[0]))
                == .signedIn(Self.users[0], methods: [.password, .oneTimeCode]))
    }

    @Test("R11 another user's password during a half-done sign-in begins with that user, from the first step")
    func subjectChange() {
        let state = SignInState.passwordProven(Self.users[0]).after(
            .passwordAccepted(Self.users[1], hasAuthenticator: true))
        #expect(state == .passwordProven(Self.users[1]))
        #expect(state.after(.codeAccepted(Self.users[0])) == state)
    }

    @Test("A signed-in state is left by its end only")
    func signedInStays() {
        let state = SignInState.signedIn(Self.users[0], methods: [.password])
        for event in [
            SignInEvent.refused, .codeAccepted(Self.users[0]), .codeAccepted(Self.users[1]),
            .passwordAccepted(Self.users[1], hasAuthenticator: false),
        ] {
            #expect(state.after(event) == state)
        }
    }
}

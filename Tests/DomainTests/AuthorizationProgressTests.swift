import TestSupport
import Testing

@testable import Domain

@Suite("What an application's request lacks")
struct AuthorizationProgressTests {
    private static let made = Timestamp(milliseconds: 10_000_000)

    private struct Case: CustomStringConvertible {
        var prompts: Set<Prompt>
        var maximumAge: Span?
        var wanted: UserID?
        var level: AssuranceLevel?
        var policy: ApplicationPolicy
        var agreement: Agreement
        var signedIn: SignedIn?
        var isConfirmed: Bool
        var hasConsented: Bool
        var address: String

        var description: String { "\(prompts) \(policy) \(agreement) confirmed \(isConfirmed)" }

        var progress: AuthorizationProgress {
            AuthorizationProgress(
                request: AuthorizationRequest(
                    target: AnswerTarget(redirect: "https://crm.example.org/", mode: .query, state: nil),
                    scopes: [.openID], nonce: nil, challenge: nil, prompts: prompts, maximumAge: maximumAge,
                    level: level, claims: RequestedClaims(user: wanted, level: level), loginHint: nil),
                policy: policy, agreement: agreement, madeAt: made, signedIn: signedIn, address: address,
                confirmedAt: isConfirmed ? made : nil, consented: hasConsented ? [.openID] : [])
        }
    }

    private static func user(isAdministrator: Bool) -> User {
        User(
            id: UserID(at: made, from: .system), name: UserName(stored: "anna"),
            details: UserDetails(displayName: "", email: "", language: .english),
            administratorSince: isAdministrator ? made : nil, createdAt: made)
    }

    private static func random(_ random: inout SeededRandom) -> Case {
        let user = user(isAdministrator: Bool.random(using: &random))
        let provenAt = made + .seconds(Int.random(in: -600...5, using: &random))
        let session = Session(
            id: SessionID(at: made, from: .system), userID: user.id, startedAt: provenAt, lastUsedAt: provenAt,
            provenAt: provenAt, methods: Bool.random(using: &random) ? .password : [.password, .oneTimeCode],
            address: "", browser: "", language: .english)
        let signedIn = SignedIn(
            session: session, user: user, hasTwoFactor: Bool.random(using: &random), token: Token(from: .system).digest,
            limits: .standard)
        let wanted = [nil, user.id, UserID(at: made, from: .system)]
        return Case(
            prompts: [[], [.none], [.login], [.consent], [.selectAccount], [.login, .consent]].randomElement(
                using: &random) ?? [],
            maximumAge: [nil, .seconds(0), .seconds(60), .seconds(1000)].randomElement(using: &random) ?? nil,
            wanted: wanted.randomElement(using: &random) ?? nil,
            level: [nil, .oneFactor, .twoFactors].randomElement(using: &random) ?? nil,
            policy: ApplicationPolicy(
                admission: Admission.allCases.randomElement(using: &random) ?? .nobody,
                level: AssuranceLevel.allCases.randomElement(using: &random) ?? .twoFactors,
                maximumAge: [nil, .minutes(1)].randomElement(using: &random) ?? nil,
                addresses: Bool.random(using: &random) ? [] : [AddressRange("192.0.2.0/24")].compactMap(\.self)),
            agreement: [.none, .click, .consent].randomElement(using: &random) ?? .consent,
            signedIn: Int.random(in: 0..<5, using: &random) == 0 ? nil : signedIn,
            isConfirmed: Bool.random(using: &random), hasConsented: Bool.random(using: &random),
            address: Bool.random(using: &random) ? "192.0.2.7" : "198.51.100.7")
    }

    /// Whether everything was shown, said beside the machine.
    private static func isDue(_ it: Case, at now: Timestamp) -> Bool {
        guard let signedIn = it.signedIn else { return false }
        let session = signedIn.session
        let factors = session.methods.names.count
        let needed = max(it.policy.level == .twoFactors ? 2 : 1, it.level == .twoFactors ? 2 : 1)
        let isYoung = session.provenAt >= made
        let fresh =
            (isYoung || !it.prompts.contains(.login))
            && (isYoung || it.maximumAge.map { $0 > .seconds(0) && now - session.provenAt <= $0 } ?? true)
            && (it.policy.maximumAge.map { now - session.provenAt <= $0 } ?? true)
        let admitted: Bool =
            switch it.policy.admission {
            case .nobody: false
            case .everybody: true
            case .administrators: signedIn.user.isAdministrator
            }
        let here = it.policy.addresses.isEmpty || it.address == "192.0.2.7"
        let asks =
            it.prompts.contains(.consent) || it.prompts.contains(.selectAccount) || it.agreement == .click
            || (it.agreement == .consent && !it.hasConsented)
        let person = it.wanted == nil || it.wanted == signedIn.user.id
        return person && admitted && here && factors >= needed && fresh && (it.isConfirmed || !asks)
    }

    @Test("A hundred thousand requests: a code exactly when all was shown, and prompt=none never asks")
    func property() {
        var random = SeededRandom()
        var granted = 0
        for _ in 0..<100_000 {
            let it = Self.random(&random)
            let now = Self.made + .seconds(Int.random(in: 5...100, using: &random))
            let step = it.progress.next(at: now)
            let isGranted = if case .grant = step { true } else { false }
            if isGranted != Self.isDue(it, at: now) { Issue.record("seed \(random.seed): \(it) \(step)") }
            granted += isGranted ? 1 : 0
            guard it.prompts == [.none] else { continue }
            switch step {
            case .grant, .refuse: break
            default: Issue.record("prompt=none asked: seed \(random.seed), \(it) \(step)")
            }
        }
        #expect(granted > 1000, "seed \(random.seed)")
    }
}

import Domain
import Flows
import TestSupport
import Testing

/// One random walk: three people, three browsers, and what really happened, kept beside the flows.
struct SignInWalk {
    struct Person {
        let name: String
        let id: UserID
        var totp: TOTP?
        var usedSteps: Set<Int64> = []
        /// Said to be right at another time: as good as used.
        var toldSteps: Set<Int64> = []

        init(_ name: String, in house: TestHouse) async throws {
            self.name = name
            id = try await house.addUser(name)
        }

        /// Newer than every one that was used.
        func isFresh(_ step: Int64) -> Bool { usedSteps.allSatisfy { $0 < step } }
    }

    struct Browser {
        var known: [Token] = []
        var session: Token?
        /// With what the session was opened.
        var proven: AuthenticationMethods = []
        var signIn: Token?
        /// Whose password opened the sign-in that this browser holds.
        var halfOf: Int?
    }

    /// A walk on which one of these never happens has proven nothing about it.
    enum Event: CaseIterable {
        case signedInByPassword, signedInByCode, passwordRefused, codeRefused, codeUsedAgain, delayed, locked, enrolled,
            switchedOff, cancelled, recognised, proofTooOld
    }

    let house: TestHouse
    var random = SeededRandom()
    var turn = 0
    private(set) var counts: [Event: Int] = [:]
    private var people: [Person]
    private var browsers = [Browser(), Browser(), Browser()]

    init() async throws {
        house = try await TestHouse()
        people = [
            try await Person("anna", in: house), try await Person("bence", in: house),
            try await Person("cili", in: house),
        ]
        for number in 1...2 { people[number].totp = try await house.enrol(people[number].id) }
    }

    var place: Comment { "seed \(random.seed), turn \(turn)" }

    /// What has not happened so often yet.
    func rare(than count: Int) -> [Event] { Event.allCases.filter { counts[$0, default: 0] < count } }

    mutating func step() async throws {
        turn += 1
        house.clock.advance(by: .seconds(Int.random(in: 1...20, using: &random)))
        let who = Int.random(in: 0..<3, using: &random)
        let at = Int.random(in: 0..<3, using: &random)
        switch Int.random(in: 0..<40, using: &random) {
        case 0...13: try await provePassword(of: who, at: at)
        case 14...28: try await proveCode(of: who, at: at)
        case 29...31: try await cancel(at: at)
        case 32...34: try await switchTwoFactor(at: at)
        case 35...38: try await look(at: at)
        default: try await guess(at: who)
        }
    }

    private mutating func count(_ event: Event) { counts[event, default: 0] += 1 }

    private func visit(at browser: Int) -> Visit { house.visit(known: browsers[browser].known) }
}

extension SignInWalk {
    private mutating func provePassword(of who: Int, at: Int) async throws {
        let isRight = Bool.random(using: &random)
        let outcome = try await house.gatehouse.provePassword(
            name: people[who].name, password: Password(typed: isRight ? TestHouse.password : "wrong"),
            visit: visit(at: at), language: nil, replacing: browsers[at].session)
        switch outcome {
        case .signedIn(let opened):
            #expect(isRight && people[who].totp == nil, place)
            open(opened, with: .password, at: at)
            count(.signedInByPassword)
        case .secondStep(let token, _):
            #expect(isRight && people[who].totp != nil, place)
            browsers[at].signIn = token
            browsers[at].halfOf = who
        case .denied(.refused):
            #expect(!isRight, place)
            count(.passwordRefused)
        case .denied(.limited(let refusal)): limited(refusal)
        }
    }

    /// The code of anybody, half of the time of who may go on, of any time step around, half of the time of the last that was taken.
    private mutating func proveCode(of anybody: Int, at: Int) async throws {
        guard let signIn = browsers[at].signIn, let half = browsers[at].halfOf else { return }
        let who = Bool.random(using: &random) ? half : anybody
        guard let totp = people[who].totp else { return }
        let near = totp.step(at: house.clock.now) + Int64.random(in: -2...2, using: &random)
        let step = Bool.random(using: &random) ? near : people[who].usedSteps.max() ?? near
        let code = house.code(totp, steps: step - totp.step(at: house.clock.now))
        let outcome = try await house.gatehouse.proveCode(
            code, signIn: signIn, visit: visit(at: at), language: nil, replacing: browsers[at].session)
        switch outcome {
        case .signedIn(let opened):
            #expect(who == half, "another user's code: \(place)")
            #expect(people[who].isFresh(step), "a used or an older step: \(place)")
            people[who].usedSteps.insert(step)
            open(opened, with: [.password, .oneTimeCode], at: at)
            browsers[at].signIn = nil
            count(.signedInByCode)
            try await replay(code, of: who)
        case .denied(.refused(.used)) where who == half:
            #expect(!people[who].isFresh(step) || people[who].toldSteps.contains(step), place)
            count(.codeUsedAgain)
        case .denied(.refused(.clockOff)) where who == half:
            people[who].toldSteps.insert(step)
            count(.codeRefused)
        case .denied(.refused): count(.codeRefused)
        case .denied(.limited(let refusal)): limited(refusal)
        case .expired: browsers[at].signIn = nil
        }
    }

    /// The code that was taken just now, in a sign-in of its own.
    private mutating func replay(_ code: String, of who: Int) async throws {
        let password = Password(typed: TestHouse.password)
        guard
            case .secondStep(let token, _) = try await house.gatehouse.provePassword(
                name: people[who].name, password: password, visit: house.visit(), language: nil, replacing: nil)
        else { return }
        let outcome = try await house.gatehouse.proveCode(
            code, signIn: token, visit: house.visit(), language: nil, replacing: nil)
        switch outcome {
        case .denied(.refused(.used)): count(.codeUsedAgain)
        case .denied(.limited(let refusal)): limited(refusal)
        default: Issue.record("a used code: \(outcome), \(place)")
        }
    }

    /// A stranger's guesses, some of them sooner than they may come.
    private mutating func guess(at who: Int) async throws {
        for _ in 0..<14 {
            house.clock.advance(by: .seconds(Int.random(in: 5...31, using: &random)))
            let outcome = try await house.gatehouse.provePassword(
                name: people[who].name, password: Password(typed: "a guess"),
                visit: house.visit(address: "198.51.100.7"),
                language: nil, replacing: nil)
            switch outcome {
            case .denied(.limited(let refusal)): limited(refusal)
            case .denied(.refused): count(.passwordRefused)
            case .signedIn, .secondStep: Issue.record("a guess led in: \(place)")
            }
        }
    }

    private mutating func cancel(at: Int) async throws {
        guard let signIn = browsers[at].signIn else { return }
        try await house.gatehouse.cancelSignIn(signIn, visit: visit(at: at))
        // The token stays, as a copied one would: it must be good for nothing any more.
        count(.cancelled)
    }

    private mutating func open(_ opened: OpenedSession, with methods: AuthenticationMethods, at: Int) {
        browsers[at].session = opened.token
        browsers[at].proven = methods
        browsers[at].known.insert(opened.browser.token, at: 0)
    }

    private mutating func limited(_ refusal: GuessingRefusal) {
        if case .wait = refusal { count(.delayed) } else { count(.locked) }
    }
}

extension SignInWalk {
    private func signedIn(at: Int) async throws -> (SignedIn, who: Int)? {
        guard let session = browsers[at].session,
            case .signedIn(let signedIn) = try await house.gatehouse.recognise(session: session, signIn: nil),
            let who = people.firstIndex(where: { $0.id == signedIn.user.id })
        else { return nil }
        return (signedIn, who)
    }

    /// The stored methods are what was proven.
    private mutating func look(at: Int) async throws {
        guard let (signedIn, _) = try await signedIn(at: at) else { return }
        #expect(signedIn.session.methods == browsers[at].proven, place)
        count(.recognised)
    }

    private mutating func switchTwoFactor(at: Int) async throws {
        guard let (signedIn, who) = try await signedIn(at: at) else { return }
        if let refusal = house.gatehouse.refusal(.recentProof, of: signedIn) {
            let (gatehouse, visit) = (house.gatehouse, visit(at: at))
            await #expect(throws: refusal, place) { try await gatehouse.twoFactorStatus(signedIn, visit: visit) }
            return count(.proofTooOld)
        }
        if let totp = people[who].totp {
            try await switchOff(totp, of: who, signedIn, at: at)
        } else {
            try await switchOn(who, signedIn, at: at)
        }
    }

    private mutating func switchOff(_ totp: TOTP, of who: Int, _ signedIn: SignedIn, at: Int) async throws {
        let step = totp.step(at: house.clock.now)
        guard
            case .removed(let token) = try await house.gatehouse.removeAuthenticator(
                signedIn, code: house.code(totp), visit: visit(at: at))
        else { return }
        #expect(people[who].isFresh(step), place)
        people[who].totp = nil
        people[who].usedSteps = []
        browsers[at].session = token
        count(.switchedOff)
    }

    private mutating func switchOn(_ who: Int, _ signedIn: SignedIn, at: Int) async throws {
        guard
            case .disabled(let totp, _, _) = try await house.gatehouse.twoFactorStatus(signedIn, visit: visit(at: at)),
            case .confirmed(let token) = try await house.gatehouse.confirmAuthenticator(
                signedIn, code: house.code(totp), shownKey: "", visit: visit(at: at))
        else {
            Issue.record("a right first code did not switch it on: \(place)")
            return
        }
        people[who].totp = totp
        people[who].usedSteps = [totp.step(at: house.clock.now)]
        people[who].toldSteps = []
        browsers[at].session = token
        browsers[at].proven.formUnion(.oneTimeCode)
        count(.enrolled)
    }
}

import Domain
import TestSupport
import Testing

@Suite("Who may sign in to an application")
struct ApplicationPolicyTests {
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    private func user(isAdministrator: Bool = false, isActive: Bool = true) -> User {
        User(
            id: Identifier(stored: "x"), name: UserName(stored: "anna"),
            details: UserDetails(displayName: "", email: "", language: .english),
            administratorSince: isAdministrator ? now : nil, inactiveSince: isActive ? nil : now, createdAt: now)
    }

    private func decide(
        _ policy: ApplicationPolicy, _ user: User, methods: AuthenticationMethods = [.password, .oneTimeCode],
        age: Span = .seconds(0), address: String = "192.0.2.10"
    ) -> ApplicationDecision {
        policy.decide(user, methods: methods, provenAt: now - age, address: address, at: now)
    }

    @Test(
        "Admission × user, whatever was shown",
        arguments: [
            (Admission.nobody, false, false), (.nobody, true, false), (.everybody, false, true),
            (.everybody, true, true),
            (.administrators, false, false), (.administrators, true, true),
        ])
    func admission(_ admission: Admission, _ isAdministrator: Bool, _ isAdmitted: Bool) {
        let policy = ApplicationPolicy(admission: admission, level: .oneFactor)
        let expected = isAdmitted ? ApplicationDecision.allowed : .refused(.notAdmitted)
        #expect(decide(policy, user(isAdministrator: isAdministrator)) == expected)
        #expect(decide(policy, user(isAdministrator: isAdministrator, isActive: false)) == .refused(.notAdmitted))
    }

    @Test(
        "Level × what was shown",
        arguments: [
            (AssuranceLevel.oneFactor, [AuthenticationMethods.password], true), (.twoFactors, [.password], false),
            (.twoFactors, [.password, .oneTimeCode], true), (.oneFactor, [.password, .oneTimeCode], true),
            (.oneFactor, [.oneTimeCode], false), (.twoFactors, [.oneTimeCode], false), (.oneFactor, [], false),
        ])
    func level(_ level: AssuranceLevel, _ methods: [AuthenticationMethods], _ isEnough: Bool) {
        let policy = ApplicationPolicy(admission: .everybody, level: level)
        let shown = methods.reduce(into: AuthenticationMethods()) { $0.formUnion($1) }
        #expect(decide(policy, user(), methods: shown) == (isEnough ? .allowed : .stepUp))
    }

    @Test("S15 a proof counts for as long as is said, to the moment, and one from after now never")
    func age() {
        let policy = ApplicationPolicy(admission: .everybody, level: .oneFactor, maximumAge: .minutes(5))
        #expect(decide(policy, user(), age: .minutes(5)) == .allowed)
        #expect(decide(policy, user(), age: Span(milliseconds: 300_001)) == .stepUp)
        #expect(decide(policy, user(), age: .minutes(-5)) == .allowed)
        #expect(decide(policy, user(), age: .minutes(-6)) == .stepUp)
        let unlimited = ApplicationPolicy(admission: .everybody, level: .oneFactor)
        #expect(decide(unlimited, user(), age: .days(1)) == .allowed)
    }

    @Test("From other addresses nobody may, and what is no address is none of them")
    func addresses() throws {
        let ranges = try ["10.0.0.0/8", "2001:db8::/32"].map { try #require(AddressRange($0)) }
        let policy = ApplicationPolicy(admission: .everybody, level: .twoFactors, addresses: ranges)
        for address in ["10.1.2.3", "2001:db8::7", "::ffff:10.0.0.1"] {
            #expect(decide(policy, user(), address: address) == .allowed, "\(address)")
        }
        for address in ["11.0.0.1", "2001:db9::1", "", "10.0.0.1:80", "unknown"] {
            #expect(decide(policy, user(), address: address) == .refused(.address), "\(address)")
            // Nobody is asked for a second factor who may not come in anyway.
            #expect(decide(policy, user(), methods: .password, address: address) == .refused(.address))
        }
    }

    @Test("Levels are ordered")
    func order() {
        #expect(AssuranceLevel.allCases.sorted() == [.oneFactor, .twoFactors])
    }

    @Test(
        "N2 what is asked before an application learns who somebody is",
        arguments: [
            (ApplicationTemplate.web, Ownership.own, ConsentQuestion.none), (.web, .foreign, .consent),
            (.oldWeb, .own, .none), (.browserOnly, .own, .none), (.browserOnly, .foreign, .consent),
            (.native, .own, .click), (.native, .foreign, .consent), (.mobile, .own, .consent), (.gate, .own, .none),
        ])
    func question(_ template: ApplicationTemplate, _ ownership: Ownership, _ question: ConsentQuestion) throws {
        var details = try ApplicationDraft.sample(template).validated().get()
        details.ownership = ownership
        let application = Application(
            id: Identifier(stored: "x"), clientID: ClientID(stored: "crm"), template: template, details: details,
            createdAt: now)
        #expect(application.question == question)
    }

    @Test("An application is answered at its own addresses, and a native one on any port")
    func answered() throws {
        func application(_ template: ApplicationTemplate) throws -> Application {
            Application(
                id: Identifier(stored: "x"), clientID: ClientID(stored: "crm"), template: template,
                details: try ApplicationDraft.sample(template).validated().get(), createdAt: now)
        }
        #expect(try application(.web).isAnswered(at: "https://crm.example.org/signed-in"))
        #expect(try !application(.web).isAnswered(at: "https://crm.example.org/signed-in/"))
        #expect(try application(.native).isAnswered(at: "http://127.0.0.1:49152/signed-in"))
        #expect(try !application(.machine).isAnswered(at: ""))
    }
}

import Domain
import Flows
import Foundation
import Storage
import TestSupport

/// A use case that asks something of its caller, as a page calls it: with what the guard saw a moment before.
struct UseCase: Sendable, CustomStringConvertible {
    let name: String
    let needs: Entitlement
    let call: @Sendable (Scene) async throws -> Void

    var description: String { name }

    init(_ name: String, _ needs: Entitlement, call: @escaping @Sendable (Scene) async throws -> Void) {
        self.name = name
        self.needs = needs
        self.call = call
    }

    /// An administrator whom the guard has let pass, and somebody to whom something is done.
    struct Scene: Sendable {
        let house: TestHouse
        let signedIn: SignedIn
        let other: UserID
        /// With a secret.
        let application: Application
        let secret: StoredClientSecret

        var gatehouse: Gatehouse { house.gatehouse }
        var visit: Visit { house.visit() }
        var caller: Caller { .user(signedIn, visit) }
        var details: UserDetails { UserDetails(displayName: "New", email: "", language: .hungarian) }

        init() async throws {
            house = try await TestHouse()
            try await house.addUser("chief", isAdministrator: true)
            try await house.addUser("deputy", isAdministrator: true)
            other = try await house.addUser("other")
            _ = try await house.enrol(other)
            let application = try await house.addApplication()
            let secret = StoredClientSecret(
                id: Identifier(at: house.clock.now, from: .system), digest: ClientSecret(from: .system).digest,
                madeAt: house.clock.now)
            _ = try await house.database.write { try $0.clientSecrets.add(secret, to: application.id) }
            self.application = application
            self.secret = secret
            let outcome = try await house.gatehouse.provePassword(
                name: "chief", password: Password(typed: TestHouse.password), visit: house.visit(), language: nil,
                replacing: nil)
            guard case .signedIn(let opened) = outcome,
                case .signedIn(let signedIn) = try await house.gatehouse.recognise(session: opened.token, signIn: nil)
            else { throw NotSignedIn() }
            self.signedIn = signedIn
        }

        private struct NotSignedIn: Error {}
    }

    static let all: [UseCase] = [
        UseCase("changePassword", .session) {
            _ = try await $0.gatehouse.changePassword(
                $0.signedIn, from: Password(typed: TestHouse.password), to: Password(typed: "plum cake on a Sunday"),
                visit: $0.visit)
        },
        UseCase("changeProfile", .recentProof) {
            _ = try await $0.gatehouse.changeProfile($0.signedIn, to: $0.details, visit: $0.visit)
        },
        UseCase("chooseLanguage", .session) {
            try await $0.gatehouse.chooseLanguage(.hungarian, of: $0.signedIn, visit: $0.visit)
        },
        UseCase("ownSessions", .session) { _ = try await $0.gatehouse.ownSessions($0.signedIn, visit: $0.visit) },
        UseCase("endSession", .recentProof) {
            _ = try await $0.gatehouse.endSession($0.signedIn.session.id, by: $0.signedIn, visit: $0.visit)
        },
        UseCase("endOtherSessions", .recentProof) {
            try await $0.gatehouse.endOtherSessions($0.signedIn, visit: $0.visit)
        },
        UseCase("stepUp", .session) {
            _ = try await $0.gatehouse.stepUp(
                $0.signedIn, password: Password(typed: TestHouse.password), code: "", visit: $0.visit)
        },
        UseCase("twoFactorStatus", .recentProof) {
            _ = try await $0.gatehouse.twoFactorStatus($0.signedIn, visit: $0.visit)
        },
        UseCase("pendingEnrolment", .recentProof) {
            _ = try await $0.gatehouse.pendingEnrolment($0.signedIn, visit: $0.visit)
        },
        UseCase("cancelEnrolment", .session) {
            try await $0.gatehouse.cancelEnrolment($0.signedIn, visit: $0.visit)
        },
        UseCase("confirmAuthenticator", .recentProof) {
            _ = try await $0.gatehouse.confirmAuthenticator($0.signedIn, code: "123456", shownKey: "", visit: $0.visit)
        },
        UseCase("removeAuthenticator", .recentProof) {
            _ = try await $0.gatehouse.removeAuthenticator($0.signedIn, code: "123456", visit: $0.visit)
        },
        UseCase("addUser", .right(.manageUsers, recentProof: true)) {
            _ = try await $0.gatehouse.addUser(
                name: UserName(stored: "new"), details: $0.details, isAdministrator: true, by: $0.caller)
        },
        UseCase("changeUser", .right(.manageUsers, recentProof: true)) {
            let change = UserChange(
                name: UserName(stored: "renamed"), details: $0.details, isActive: true, isAdministrator: true)
            _ = try await $0.gatehouse.changeUser($0.other, to: change, by: $0.caller)
        },
        UseCase("clearAuthenticators", .right(.manageUsers, recentProof: true)) {
            _ = try await $0.gatehouse.clearAuthenticators(of: $0.other, keepingPassword: false, by: $0.caller)
        },
        UseCase("issuePasswordReset", .right(.manageUsers, recentProof: true)) {
            _ = try await $0.gatehouse.issuePasswordReset(of: $0.other, by: $0.caller)
        },
        UseCase("unlock", .right(.manageUsers, recentProof: true)) {
            _ = try await $0.gatehouse.unlock($0.other, by: $0.caller)
        },
        UseCase("user", .right(.manageUsers)) {
            _ = try await $0.gatehouse.user(named: UserName(stored: "other"), by: $0.caller)
        },
        UseCase("managedUser", .right(.manageUsers)) {
            _ = try await $0.gatehouse.managedUser($0.other, by: $0.caller)
        },
        UseCase("listUsers", .right(.manageUsers)) { _ = try await $0.gatehouse.listUsers(UserQuery(), by: $0.caller) },
        UseCase("lookAlike", .right(.manageUsers)) {
            _ = try await $0.gatehouse.lookAlike(of: UserName(stored: "new"), $0.details, for: nil, by: $0.caller)
        },
        UseCase("ownApplications", .session) {
            _ = try await $0.gatehouse.ownApplications($0.signedIn, visit: $0.visit)
        },
        UseCase("usableApplications", .session) {
            _ = try await $0.gatehouse.usableApplications($0.signedIn, visit: $0.visit)
        },
        UseCase("endApplication", .session) {
            _ = try await $0.gatehouse.endApplication($0.application.id, by: $0.signedIn, visit: $0.visit)
        },
        UseCase("confirmAuthorization", .session) {
            let browser = AskedBrowser(
                token: Token(from: .system), session: nil, visit: $0.visit, issuer: TestHouse.publicURL)
            _ = try await $0.gatehouse.confirmAuthorization(Token(from: .system), by: $0.signedIn, in: browser)
        },
        UseCase("listApplications", .right(.manageApplications)) {
            _ = try await $0.gatehouse.listApplications(by: $0.caller)
        },
        UseCase("managedApplication", .right(.manageApplications)) {
            _ = try await $0.gatehouse.managedApplication($0.application.id, by: $0.caller)
            _ = try await $0.gatehouse.managedApplication(withSecret: $0.secret.id, by: $0.caller)
        },
        UseCase("application", .right(.manageApplications)) {
            _ = try await $0.gatehouse.application(called: $0.application.clientID, by: $0.caller)
        },
        UseCase("addApplication", .right(.manageApplications, recentProof: true)) {
            _ = try await $0.gatehouse.addApplication(.sample(.machine), by: $0.caller)
        },
        UseCase("changeApplication", .right(.manageApplications, recentProof: true)) {
            var draft = ApplicationDraft.sample(.web)
            draft.admission = .everybody
            _ = try await $0.gatehouse.changeApplication($0.application.id, to: draft, by: $0.caller)
        },
        UseCase("disableApplication", .right(.manageApplications, recentProof: true)) {
            _ = try await $0.gatehouse.disableApplication($0.application.id, by: $0.caller)
        },
        UseCase("enableApplication", .right(.manageApplications, recentProof: true)) {
            _ = try await $0.gatehouse.enableApplication($0.application.id, by: $0.caller)
        },
        UseCase("deleteApplication", .right(.manageApplications, recentProof: true)) {
            _ = try await $0.gatehouse.deleteApplication($0.application.id, by: $0.caller)
        },
        UseCase("issueClientSecret", .right(.manageApplications, recentProof: true)) {
            _ = try await $0.gatehouse.issueClientSecret(of: $0.application.id, by: $0.caller)
        },
        UseCase("endClientSecret", .right(.manageApplications, recentProof: true)) {
            _ = try await $0.gatehouse.endClientSecret($0.secret.id, by: $0.caller)
        },
        UseCase("activity", .right(.viewActivity)) {
            _ = try await $0.gatehouse.activity(ActivityQuery(), by: $0.caller)
        },
    ]

    /// Those that ask nothing of their caller, and say why where they do it; and those that touch no table.
    static let asksNothing: Set<String> = [
        "provePassword", "proveCode", "cancelSignIn", "signOut", "recognise", "userOfPasswordReset",
        "usePasswordReset", "issueSetupLink", "isSetupLinkValid", "completeSetup", "cleanUp", "tidyUp", "rehearse",
        "rotateKeys", "recordRefusedAccess", "recordServer", "seal", "open", "refusal", "adoptSettings",
        "declareApplications", "passwordRules", "problem", "beginAuthorization", "continueAuthorization",
        "cancelAuthorization", "redeemCode", "refreshAccess", "grantToClient", "userInfo", "introspect", "revoke",
        "logOut", "keepSigningKeys", "publishedKeys", "isOfApplication", "signingKeys", "rotateSigningKeys",
        "replaceSigningKeys",
    ]
}

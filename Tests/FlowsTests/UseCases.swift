import Domain
import Flows
import Foundation
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
        UseCase("activity", .right(.viewActivity)) {
            _ = try await $0.gatehouse.activity(ActivityQuery(), by: $0.caller)
        },
    ]

    /// Those that ask nothing of their caller, and say why where they do it; and those that touch no table.
    static let asksNothing: Set<String> = [
        "provePassword", "proveCode", "cancelSignIn", "signOut", "recognise", "userOfPasswordReset", "usePasswordReset",
        "issueSetupLink", "isSetupLinkValid", "completeSetup", "cleanUp", "tidyUp", "rehearse", "rotateKeys",
        "recordRefusedAccess", "recordServer", "seal", "open", "refusal", "adoptSettings", "passwordRules", "problem",
        "publishedKeys", "signingKeys", "keepSigningKeys", "rotateSigningKeys", "replaceSigningKeys",
    ]
}

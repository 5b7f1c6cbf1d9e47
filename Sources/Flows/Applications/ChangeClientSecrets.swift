import Domain
import Storage

public enum IssueClientSecretOutcome: Sendable {
    /// Shown now, and never again. The one before goes on until it is ended.
    case issued(Application, ClientSecret)
    case notFound
    /// The file of declared applications holds it: it is changed there.
    case declared
    /// Its template has none.
    case hasNone
    /// It has as many as it may: one must end first.
    case tooMany
}

extension Gatehouse {
    public func issueClientSecret(of id: ApplicationID, by caller: Caller) async throws -> IssueClientSecretOutcome {
        try await perform(.right(.manageApplications, recentProof: true), by: caller) { act in
            guard let application = try act.applications.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            if application.isDeclared { return .unrecorded(.declared, because: "nothing changed") }
            guard application.template.hasSecret else { return .unrecorded(.hasNone, because: "nothing changed") }
            let secret = ClientSecret(from: act.random)
            guard try act.clientSecrets.add(act.stored(secret.digest), to: id) else {
                return .unrecorded(.tooMany, because: "nothing changed")
            }
            return Recorded(.issued(application, secret), act.activity(.clientSecretMade, application))
        }
    }

    /// From then on it is as good as any other text.
    public func endClientSecret(_ id: ClientSecretID, by caller: Caller) async throws -> ManageApplicationOutcome {
        try await perform(.right(.manageApplications, recentProof: true), by: caller) { act in
            guard let owner = try act.clientSecrets.owner(of: id), let application = try act.applications.find(owner)
            else { return .unrecorded(.notFound, because: "nothing changed") }
            if application.isDeclared { return .unrecorded(.declared, because: "nothing changed") }
            guard try act.clientSecrets.end(id) else { return .unrecorded(.notFound, because: "nothing changed") }
            return Recorded(.done(application), act.activity(.clientSecretEnded, application))
        }
    }
}

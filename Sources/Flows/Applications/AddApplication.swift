import Domain
import Storage

public enum AddApplicationOutcome: Sendable {
    /// With the secret that its template has, which is shown now and never again.
    case added(Application, ClientSecret?)
    case unfit(ApplicationProblems)
}

extension Gatehouse {
    /// - Parameter isTrial: judges it as it would be judged, and adds nothing.
    public func addApplication(
        _ draft: ApplicationDraft, by caller: Caller, isTrial: Bool = false
    ) async throws -> AddApplicationOutcome {
        try await perform(.right(.manageApplications, recentProof: true), by: caller) { act in
            let application: Application
            switch try act.application(madeOf: draft) {
            case .failure(let problems): return .unrecorded(.unfit(problems), because: "nothing changed")
            case .success(let made): application = made
            }
            if isTrial { return .unrecorded(.added(application, nil), because: "nothing changed") }
            guard try act.applications.add(application) else {
                return .unrecorded(.unfit(.takenClientID), because: "nothing changed")
            }
            let added = act.activity(.applicationAdded, application)
            guard application.template.hasSecret else { return Recorded(.added(application, nil), added) }
            let secret = ClientSecret(from: act.random)
            _ = try act.clientSecrets.add(act.stored(secret.digest), to: application.id)
            return Recorded(.added(application, secret), added, act.activity(.clientSecretMade, application))
        }
    }
}

extension ApplicationProblems {
    static let takenClientID: ApplicationProblems = {
        var problems = ApplicationProblems()
        problems.add(.taken, to: .clientID)
        return problems
    }()
}

extension Act {
    /// An application that can be added, with a client id that nobody has.
    fileprivate func application(madeOf draft: ApplicationDraft) throws -> Result<Application, ApplicationProblems> {
        switch draft.validated() {
        case .failure(var problems):
            if try draft.typedClientID.map(isTaken) == true { problems.add(.taken, to: .clientID) }
            return .failure(problems)
        case .success(let details):
            let candidates = draft.typedClientID.map { [$0] } ?? ClientID.candidates(for: details.name)
            guard let clientID = try candidates.first(where: { try !isTaken($0) }) else {
                return .failure(.takenClientID)
            }
            return .success(
                Application(
                    id: newIdentifier(), clientID: clientID, template: draft.template, details: details,
                    createdAt: self.now))
        }
    }

    private func isTaken(_ clientID: ClientID) throws -> Bool {
        try transaction.applications.find(clientID) != nil
    }

    func stored(_ digest: ClientSecretDigest) -> StoredClientSecret {
        StoredClientSecret(id: newIdentifier(), digest: digest, madeAt: self.now)
    }

    /// An entry about an application, under the name that it has now.
    func activity(_ action: Action, _ application: Application, by other: Actor? = nil) -> Activity {
        Activity(action, by: other ?? actor, record: application.id.text, .applicationName(application.details.name))
    }
}

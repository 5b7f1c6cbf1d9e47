import Domain
import Storage

/// An application as the file of declared applications holds it.
public struct DeclaredApplication: Sendable {
    public var draft: ApplicationDraft
    public var secrets: [ClientSecretDigest]
    public var isDisabled: Bool

    public init(draft: ApplicationDraft, secrets: [ClientSecretDigest], isDisabled: Bool) {
        self.draft = draft
        self.secrets = secrets
        self.isDisabled = isDisabled
    }
}

public enum DeclareApplicationsOutcome: Sendable {
    case applied
    /// What is wrong, by the place in the list. Nothing was applied.
    case unfit([Int: ApplicationProblems])
}

extension Gatehouse {
    /// Makes the declared applications what the list says, for a server that starts. One that is in the list and was added in the pages is
    /// declared from now on; one that was declared and is not in the list any more is disabled, and kept in the pages from now on.
    public func declareApplications(_ declared: [DeclaredApplication]) async throws -> DeclareApplicationsOutcome {
        let judged: [(DeclaredApplication, ClientID, ApplicationDetails)]
        switch Self.judge(declared) {
        case .failure(let problems): return .unfit(problems.byPlace)
        case .success(let good): judged = good
        }
        return try await perform(.nothing(because: "whoever writes the configuration may"), by: .server) { act in
            var activities: [Activity] = []
            for (declared, clientID, details) in judged { activities += try act.declare(declared, clientID, details) }
            let named = Set(judged.map { $0.1 })
            for application in try act.applications.list() where application.isDeclared {
                if !named.contains(application.clientID) { activities += try act.release(application) }
            }
            return Recorded(.applied, all: activities)
        }
    }

    private struct Problems: Error {
        var byPlace: [Int: ApplicationProblems]
    }

    private static func judge(
        _ list: [DeclaredApplication]
    ) -> Result<[(DeclaredApplication, ClientID, ApplicationDetails)], Problems> {
        var problems: [Int: ApplicationProblems] = [:]
        var judged: [(DeclaredApplication, ClientID, ApplicationDetails)] = []
        var taken: Set<ClientID> = []
        for (place, declared) in list.enumerated() {
            let result = declared.draft.validated()
            var found = declared.problems
            if case .failure(let others) = result { found.add(others) }
            if let clientID = declared.draft.typedClientID {
                if !taken.insert(clientID).inserted { found.add(.taken, to: .clientID) }
                if case .success(let details) = result { judged.append((declared, clientID, details)) }
            }
            if !found.isEmpty { problems[place] = found }
        }
        return problems.isEmpty ? .success(judged) : .failure(Problems(byPlace: problems))
    }
}

extension DeclaredApplication {
    /// What is wrong with what only a file says: it names its client id, and the secrets that the template has.
    fileprivate var problems: ApplicationProblems {
        var problems = ApplicationProblems()
        if draft.clientID.trimmingUnseen.isEmpty { problems.add(.missing, to: .clientID) }
        if secrets.count > ClientSecret.most { problems.add(.tooMany(most: ClientSecret.most), to: .secrets) }
        if secrets.isEmpty == draft.template.hasSecret {
            problems.add(secrets.isEmpty ? .missing : .notOfTemplate, to: .secrets)
        }
        return problems
    }
}

extension Act {
    /// - Returns: what is worth an entry: nothing where all is as it was.
    fileprivate func declare(
        _ declared: DeclaredApplication, _ clientID: ClientID, _ details: ApplicationDetails
    ) throws -> [Activity] {
        guard let before = try transaction.applications.find(clientID) else {
            let application = Application(
                id: newIdentifier(), clientID: clientID, template: declared.draft.template, details: details,
                createdAt: self.now, declaredAt: self.now, disabledSince: declared.isDisabled ? self.now : nil)
            _ = try transaction.applications.add(application)
            _ = try setSecrets(declared.secrets, of: application.id)
            return [activity(.applicationAdded, application)]
        }
        var after = before
        after.template = declared.draft.template
        after.details = details
        after.declaredAt = before.declaredAt ?? self.now
        after.disabledSince = declared.isDisabled ? before.disabledSince ?? self.now : nil
        if after != before { try transaction.applications.update(after) }
        // Of another kind it is another application: what was given was given to the one before.
        if !after.isEnabled || after.template != before.template { try endAccess(by: after.id) }
        var fields = before.details.changes(to: details)
        if after.template != before.template { fields.append(.template) }
        if try setSecrets(declared.secrets, of: after.id) { fields.append(.secrets) }
        var activities: [Activity] = []
        if !fields.isEmpty || !before.isDeclared {
            activities.append(changed(after, fields, from: before.details))
        }
        if after.isEnabled != before.isEnabled {
            activities.append(activity(after.isEnabled ? .applicationEnabled : .applicationDisabled, after))
        }
        return activities
    }

    /// - Returns: whether they were others.
    private func setSecrets(_ digests: [ClientSecretDigest], of id: ApplicationID) throws -> Bool {
        let before = try transaction.clientSecrets.list(of: id)
        let ended = before.filter { !digests.contains($0.digest) }
        let added = Set(digests).subtracting(before.map(\.digest))
        for secret in ended { _ = try transaction.clientSecrets.end(secret.id) }
        for digest in added { _ = try transaction.clientSecrets.add(stored(digest), to: id) }
        return !ended.isEmpty || !added.isEmpty
    }

    fileprivate func release(_ application: Application) throws -> [Activity] {
        var released = application
        released.declaredAt = nil
        released.disabledSince = application.disabledSince ?? self.now
        try transaction.applications.update(released)
        try endAccess(by: application.id)
        return application.isEnabled ? [activity(.applicationDisabled, released)] : []
    }
}

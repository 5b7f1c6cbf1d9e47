import Domain
import Storage

extension Gatehouse {
    /// What may do something for whoever is signed in, or was opened by this session.
    public func ownApplications(_ signedIn: SignedIn, visit: Visit) async throws -> [OwnApplication] {
        try await read(.session, by: .user(signedIn, visit)) {
            try $0.openedApplications.list(of: signedIn.user.id, in: signedIn.session.id)
        }
    }

    /// Those that they may sign in to, with an address where one begins.
    public func usableApplications(_ signedIn: SignedIn, visit: Visit) async throws -> [UsableApplication] {
        try await read(.session, by: .user(signedIn, visit)) { act in
            try act.applications.list().compactMap {
                UsableApplication($0, for: signedIn, from: visit.address, at: act.now)
            }
            .sorted { $0.name.lowercased() < $1.name.lowercased() }
        }
    }

    /// Ends all access of an application to one's own account, and forgets what was agreed to.
    /// - Returns: false where it had none.
    public func endApplication(_ id: ApplicationID, by signedIn: SignedIn, visit: Visit) async throws -> Bool {
        try await perform(.session, by: signedIn, visit) { act, signedIn in
            guard let application = try act.applications.find(id), try act.end(application, for: signedIn) else {
                return .unrecorded(false, because: "it had none")
            }
            return Recorded(true, act.activity(.applicationAccessEnded, application))
        }
    }
}

/// An application that somebody may open.
public struct UsableApplication: Sendable {
    public var name: String
    public var address: String

    fileprivate init?(_ application: Application, for signedIn: SignedIn, from address: String, at now: Timestamp) {
        let session = signedIn.session
        guard application.isEnabled, let home = application.details.home,
            home.kind != .privateScheme
        else { return nil }
        let decision = application.details.policy.decide(
            signedIn.user, methods: session.methods, provenAt: session.provenAt, address: address, at: now)
        if case .refused = decision { return nil }
        name = application.details.name
        self.address = home.text
    }
}

extension Act {
    fileprivate func end(_ application: Application, for signedIn: SignedIn) throws -> Bool {
        let user = signedIn.user.id
        try transaction.authorizationRequests.deleteAll(of: application.id, for: user)
        let ends = [
            try transaction.accessGrants.endAll(of: user, for: application.id),
            try transaction.consents.withdraw(from: application.id, by: user),
            try transaction.openedApplications.close(application.id, in: signedIn.session.id),
        ]
        return ends.contains(true)
    }
}

import Domain
import Storage

/// An application as administrators see it.
public struct ManagedApplication: Sendable {
    public var application: Application
    /// Those that work, the oldest first.
    public var secrets: [StoredClientSecret]
}

extension Gatehouse {
    /// All of them, by name.
    public func listApplications(by caller: Caller) async throws -> [Application] {
        try await read(.right(.manageApplications), by: caller) { act in
            try act.applications.list().map { (key: SearchWords.sortKey($0.details.name), application: $0) }
                .sorted { ($0.key, $0.application.clientID.text) < ($1.key, $1.application.clientID.text) }
                .map(\.application)
        }
    }

    /// - Returns: nil where there is none.
    public func managedApplication(_ id: ApplicationID, by caller: Caller) async throws -> ManagedApplication? {
        try await read(.right(.manageApplications), by: caller) { try $0.managedApplication(id) }
    }

    /// The application that a secret belongs to; nil when the secret has ended.
    public func managedApplication(
        withSecret id: ClientSecretID, by caller: Caller
    ) async throws -> ManagedApplication? {
        try await read(.right(.manageApplications), by: caller) { act in
            try act.clientSecrets.owner(of: id).flatMap { try act.managedApplication($0) }
        }
    }

    /// - Returns: nil where none calls itself so.
    public func application(called clientID: ClientID, by caller: Caller) async throws -> Application? {
        try await read(.right(.manageApplications), by: caller) { try $0.applications.find(clientID) }
    }
}

extension Act {
    fileprivate func managedApplication(_ id: ApplicationID) throws -> ManagedApplication? {
        try transaction.applications.find(id).map {
            ManagedApplication(application: $0, secrets: try transaction.clientSecrets.list(of: id))
        }
    }
}

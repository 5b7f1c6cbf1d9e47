import Domain
import Storage

public enum ManageApplicationOutcome: Sendable {
    case done(Application)
    /// It was so already.
    case unchanged(Application)
    case notFound
    /// The file of declared applications holds it: it is changed there.
    case declared
}

extension Gatehouse {
    /// Nobody comes in by it any more, and nothing of it is lost.
    public func disableApplication(_ id: ApplicationID, by caller: Caller) async throws -> ManageApplicationOutcome {
        try await manage(id, .applicationDisabled, by: caller) { act, application in
            try act.endAccess(by: application.id)
            return try act.applications.disable(application.id)
        }
    }

    public func enableApplication(_ id: ApplicationID, by caller: Caller) async throws -> ManageApplicationOutcome {
        try await manage(id, .applicationEnabled, by: caller) { try $0.applications.enable($1.id) }
    }

    /// Deletes it with all that hangs on it.
    public func deleteApplication(_ id: ApplicationID, by caller: Caller) async throws -> ManageApplicationOutcome {
        try await manage(id, .applicationDeleted, by: caller) { try $0.applications.delete($1.id) }
    }

    /// - Parameter change: returns whether anything has changed.
    private func manage(
        _ id: ApplicationID, _ action: Action, by caller: Caller,
        _ change: @escaping @Sendable (Act, Application) throws -> Bool
    ) async throws -> ManageApplicationOutcome {
        try await perform(.right(.manageApplications, recentProof: true), by: caller) { act in
            guard let application = try act.applications.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            if application.isDeclared { return .unrecorded(.declared, because: "nothing changed") }
            guard try change(act, application) else {
                return .unrecorded(.unchanged(application), because: "nothing changed")
            }
            return Recorded(.done(application), act.activity(action, application))
        }
    }
}

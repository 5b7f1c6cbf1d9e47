import Domain
import Storage

public enum ChangeApplicationOutcome: Sendable {
    /// As it is now.
    case changed(Application)
    case notFound
    /// The file of declared applications holds it: it is changed there.
    case declared
    case unfit(ApplicationProblems)
}

extension Gatehouse {
    /// Changes all that may be changed, or nothing: the whole application is judged anew. What it is made of, and what it calls itself,
    /// stays.
    /// - Parameter isTrial: judges it as it would be judged, and changes nothing.
    public func changeApplication(
        _ id: ApplicationID, to draft: ApplicationDraft, by caller: Caller, isTrial: Bool = false
    ) async throws -> ChangeApplicationOutcome {
        try await perform(.right(.manageApplications, recentProof: true), by: caller) { act in
            guard var application = try act.applications.find(id) else {
                return .unrecorded(.notFound, because: "nothing changed")
            }
            if application.isDeclared { return .unrecorded(.declared, because: "nothing changed") }
            let details: ApplicationDetails
            switch draft.validated(as: application) {
            case .failure(let problems): return .unrecorded(.unfit(problems), because: "nothing changed")
            case .success(let judged): details = judged
            }
            let before = application.details
            let fields = before.changes(to: details)
            application.details = details
            if isTrial || fields.isEmpty { return .unrecorded(.changed(application), because: "nothing changed") }
            try act.applications.update(application)
            return Recorded(.changed(application), act.changed(application, fields, from: before))
        }
    }
}

extension Act {
    /// The entry about a change, which says what the application was called before.
    func changed(_ application: Application, _ fields: [ApplicationField], from before: ApplicationDetails) -> Activity
    {
        var activity = activity(.applicationChanged, application)
        if fields.contains(.name) { activity.details = [.renamed(before.name, application.details.name)] }
        activity.details.append(.applicationChanged(fields))
        return activity
    }
}

extension ApplicationDraft {
    /// Whatever was sent about them, template and client id are those of the application.
    fileprivate func validated(as application: Application) -> Result<ApplicationDetails, ApplicationProblems> {
        var draft = self
        draft.template = application.template
        draft.clientID = application.clientID.text
        return draft.validated()
    }
}

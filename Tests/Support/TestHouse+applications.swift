import Domain
import Storage

extension TestHouse {
    /// Adds an application as an administrator would have done, by statements alone.
    @discardableResult
    public func addApplication(
        _ clientID: String = "crm", _ template: ApplicationTemplate = .web,
        _ change: (inout ApplicationDraft) -> Void = { _ in }
    ) async throws -> Application {
        var draft = ApplicationDraft.sample(template)
        change(&draft)
        let application = Application(
            id: Identifier(at: clock.now, from: .system), clientID: ClientID(stored: clientID), template: template,
            details: try draft.validated().get(), createdAt: clock.now)
        let isAdded = try await database.write { try $0.applications.add(application) }
        if !isAdded { throw TakenClientID(clientID: clientID) }
        return application
    }

    private struct TakenClientID: Error {
        let clientID: String
    }
}

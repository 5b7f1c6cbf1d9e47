import Domain

extension ApplicationDraft {
    /// One that can be saved.
    public static func sample(_ template: ApplicationTemplate) -> ApplicationDraft {
        var draft = ApplicationDraft(template)
        draft.name = "CRM"
        switch template {
        case .web, .oldWeb, .browserOnly: draft.redirects = ["https://crm.example.org/signed-in"]
        case .native: draft.redirects = ["http://127.0.0.1/signed-in"]
        case .mobile: draft.redirects = ["org.example.crm:/signed-in"]
        case .gate: draft.redirects = ["https://wallboard.example.org"]
        case .machine, .api: break
        }
        return draft
    }
}

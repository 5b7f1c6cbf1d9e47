/// How an endpoint answers: the policy of whatever it answers, and how its refusals are told.
enum Face: Hashable, Sendable {
    /// Pages for people. Refusals are pages too.
    case page(formAction: FormAction = .ownSite)
    /// For programs. Refusals are problem details (RFC 9457).
    case program
    /// For programs of everybody, in pages of any other site too (CORS): what is the same for all of them.
    case published
    /// What pages fetch: pictures, styles, scripts. Refusals are a status.
    case asset

    var isPage: Bool { if case .page = self { true } else { false } }
}

/// Where the forms of a page may lead.
///
/// Browsers hold the policy's `form-action` against the redirect after a form post as well (w3c/webappsec-csp#8): a page whose
/// form ends at another origin, if only after its redirect, needs a case that names it.
enum FormAction: Hashable, Sendable {
    case ownSite
}

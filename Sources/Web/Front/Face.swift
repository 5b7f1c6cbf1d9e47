/// How an endpoint answers: the policy of whatever it answers, and how its refusals are told.
enum Face: Hashable, Sendable {
    /// Pages for people. Refusals are pages too.
    case page(formAction: FormAction = .ownSite)
    /// For programs. Refusals are problem details (RFC 9457).
    case program
    /// For applications. Refusals are errors of RFC 6749 §5.2.
    case protocolAnswer
    /// For programs of everybody, in pages of any other site too (CORS): what is the same for all of them.
    case published
    /// What pages fetch: pictures, styles, scripts. Refusals are a status.
    case asset

    var isPage: Bool { if case .page = self { true } else { false } }

    /// Whether pages of other sites may ask.
    var isForPages: Bool { self == .published || self == .protocolAnswer }
}

/// Where the forms of a page may lead.
///
/// Browsers hold the policy's `form-action` against the redirect after a form post as well (w3c/webappsec-csp#8): where a form of ours leads to another
/// origin in the end, a page in between goes on by itself.
enum FormAction: Hashable, Sendable {
    case ownSite
    /// To the address of an application: its origin, or its scheme and a colon.
    case application(String)
}

/// What an application is told when it does not get what it asked for. The raw values are those of RFC 6749 §4.1.2.1 and §5.2, OpenID Connect
/// Core §3.1.2.6, and OpenID Connect Core Unmet Authentication Requirements 1.0.
public enum AuthorizationError: String, Error, Sendable, CaseIterable {
    case invalidRequest = "invalid_request"
    case unauthorizedClient = "unauthorized_client"
    case accessDenied = "access_denied"
    case unsupportedResponseType = "unsupported_response_type"
    case invalidScope = "invalid_scope"
    case loginRequired = "login_required"
    case consentRequired = "consent_required"
    case interactionRequired = "interaction_required"
    case unmetAuthenticationRequirements = "unmet_authentication_requirements"
    case requestNotSupported = "request_not_supported"
    case requestURINotSupported = "request_uri_not_supported"
    case registrationNotSupported = "registration_not_supported"
}

/// An error, with what is wrong for the person who writes the application. No word of it comes from the request.
public struct AuthorizationProblem: Error, Sendable, Equatable {
    public var error: AuthorizationError
    public var detail: String

    public init(_ error: AuthorizationError, _ detail: StaticString) {
        self.error = error
        self.detail = "\(detail)"
    }
}

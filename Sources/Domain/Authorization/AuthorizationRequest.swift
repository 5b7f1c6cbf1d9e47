/// What an application asks for, as it was judged when it came (OpenID Connect Core §3.1.2.1). It is stored, and nothing of it comes back from the
/// browser.
public struct AuthorizationRequest: Sendable, Equatable {
    public var target: AnswerTarget
    /// What it gets of what it asked for: known, and registered for the application.
    public var scopes: [Scope]
    public var nonce: String?
    public var challenge: CodeChallenge?
    public var prompts: Set<Prompt>
    /// How long ago all factors may have been proven.
    public var maximumAge: Span?
    /// The least that must have been shown, where the application cannot do with less.
    public var level: AssuranceLevel?
    public var claims: RequestedClaims
    /// Who the application believes it to be, to be filled in.
    public var loginHint: String?

    public init(
        target: AnswerTarget, scopes: [Scope], nonce: String?, challenge: CodeChallenge?, prompts: Set<Prompt>,
        maximumAge: Span?, level: AssuranceLevel?, claims: RequestedClaims, loginHint: String?
    ) {
        self.target = target
        self.scopes = scopes
        self.nonce = nonce
        self.challenge = challenge
        self.prompts = prompts
        self.maximumAge = maximumAge
        self.level = level
        self.claims = claims
        self.loginHint = loginHint
    }

    public var isOffline: Bool { scopes.contains(.offlineAccess) }

    /// What the person agrees to: what is asked for by scope, or by the name of a claim.
    public var revealed: Set<Scope> { Set(scopes).union(claims.scopes) }
}

/// Where a request is answered, and how: known for certain before anything else is judged.
public struct AnswerTarget: Sendable, Equatable {
    /// Registered for the application, byte for byte, or but for the port of a loopback address.
    public var redirect: String
    public var mode: ResponseMode
    public var state: String?

    public init(redirect: String, mode: ResponseMode, state: String?) {
        self.redirect = redirect
        self.mode = mode
        self.state = state
    }
}

/// Why a request is answered by a page and never to the application: it is not certain whose it is (RFC 6749 §3.1.2.4, RFC 9700 §4.11).
public enum UncertainRequest: String, Error, Sendable, CaseIterable {
    case unknownApplication = "unknown-application"
    case disabledApplication = "disabled-application"
    case redirectAddress = "redirect-address"
    case responseMode = "response-mode"
}

extension AnswerTarget {
    /// - Parameter application: the one that `client_id` names.
    public static func reading(
        _ parameters: RequestParameters, of application: Application
    ) -> Result<AnswerTarget, UncertainRequest> {
        guard let redirect = parameters["redirect_uri"], application.isAnswered(at: redirect) else {
            return .failure(.redirectAddress)
        }
        guard application.isEnabled else { return .failure(.disabledApplication) }
        guard let mode = ResponseMode(rawValue: parameters["response_mode"] ?? ResponseMode.query.rawValue) else {
            return .failure(.responseMode)
        }
        return .success(AnswerTarget(redirect: redirect, mode: mode, state: parameters["state"]))
    }
}

extension AuthorizationRequest {
    /// Judges everything else.
    public static func reading(
        _ parameters: RequestParameters, at target: AnswerTarget, of application: Application
    ) -> Result<AuthorizationRequest, AuthorizationProblem> {
        do throws(AuthorizationProblem) {
            if let problem = parameters.problem { throw problem }
            try checkKind(parameters, application)
            let claims = try RequestedClaims.reading(parameters["claims"]).limited(to: application.details.scopes)
            return .success(
                AuthorizationRequest(
                    target: target, scopes: try scopes(parameters, application), nonce: parameters["nonce"],
                    challenge: try challenge(parameters, application), prompts: try prompts(parameters),
                    maximumAge: try maximumAge(parameters), level: claims.level, claims: claims,
                    loginHint: parameters["login_hint"].flatMap { $0.utf8.count <= UserName.longestTyped ? $0 : nil }))
        } catch {
            return .failure(error)
        }
    }

    private static func checkKind(
        _ parameters: RequestParameters, _ application: Application
    ) throws(AuthorizationProblem) {
        if parameters["request"] != nil { throw AuthorizationProblem(.requestNotSupported, "request objects") }
        if parameters["request_uri"] != nil { throw AuthorizationProblem(.requestURINotSupported, "request_uri") }
        if parameters["registration"] != nil { throw AuthorizationProblem(.registrationNotSupported, "registration") }
        guard let type = parameters["response_type"] else {
            throw AuthorizationProblem(.invalidRequest, "response_type is missing")
        }
        guard type == "code" else { throw AuthorizationProblem(.unsupportedResponseType, "only code") }
        guard application.details.grantTypes.contains(.authorizationCode) else {
            throw AuthorizationProblem(.unauthorizedClient, "not for this application")
        }
    }

    /// Those that nobody knows, or that the application may not ask for, are left out: it is told what it got.
    private static func scopes(
        _ parameters: RequestParameters, _ application: Application
    ) throws(AuthorizationProblem) -> [Scope] {
        let asked = Set((parameters["scope"] ?? "").split(separator: " ").compactMap { Scope(String($0)) })
        guard asked.contains(.openID) else { throw AuthorizationProblem(.invalidScope, "scope lacks openid") }
        return asked.intersection(application.details.scopes).union([.openID]).sorted()
    }

    private static func challenge(
        _ parameters: RequestParameters, _ application: Application
    ) throws(AuthorizationProblem) -> CodeChallenge? {
        guard let text = parameters["code_challenge"] else {
            if parameters["code_challenge_method"] != nil || application.details.pkce == .required {
                throw AuthorizationProblem(.invalidRequest, "code_challenge is missing")
            }
            return nil
        }
        // Left out, it would mean `plain` (RFC 7636 §4.3).
        guard parameters["code_challenge_method"] == "S256" else {
            throw AuthorizationProblem(.invalidRequest, "code_challenge_method must be S256")
        }
        guard let challenge = CodeChallenge(text) else {
            throw AuthorizationProblem(.invalidRequest, "code_challenge is malformed")
        }
        return challenge
    }

    private static func prompts(_ parameters: RequestParameters) throws(AuthorizationProblem) -> Set<Prompt> {
        let words = (parameters["prompt"] ?? "").split(separator: " ").map(String.init)
        // Somebody would be left with an account that nobody wanted to make.
        if words.contains("create") { throw AuthorizationProblem(.invalidRequest, "prompt=create") }
        let prompts = Set(words.compactMap(Prompt.init))
        if prompts.contains(.none), words.count > 1 {
            throw AuthorizationProblem(.invalidRequest, "prompt=none stands alone")
        }
        return prompts
    }

    private static func maximumAge(_ parameters: RequestParameters) throws(AuthorizationProblem) -> Span? {
        guard let text = parameters["max_age"] else { return nil }
        guard text.utf8.count <= 9, text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let seconds = Int(text)
        else { throw AuthorizationProblem(.invalidRequest, "max_age is not a number of seconds") }
        return .seconds(seconds)
    }
}

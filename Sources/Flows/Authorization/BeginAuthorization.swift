import Domain
import Storage

extension Gatehouse {
    static let asking = Need.nothing(because: "an application's request is judged by who is signed in")

    /// Takes an application's request, as its user's browser brings it (OpenID Connect Core §3.1.2).
    public func beginAuthorization(
        _ parameters: RequestParameters, in browser: AskedBrowser
    ) async throws -> AuthorizationOutcome {
        // A look first: what is nobody's takes no turn at writing.
        let first = try await read(Self.asking, by: .stranger(browser.visit)) { try $0.target(of: parameters) }
        if case .failure(let uncertain) = first { return .uncertain(uncertain) }
        return try await perform(Self.asking, by: .stranger(browser.visit)) { act in
            switch try act.target(of: parameters) {
            case .failure(let uncertain):
                return .unrecorded(.uncertain(uncertain), because: "it is not certain whose it is")
            case .success(let (application, target)):
                let asked = AskedApplication(application: application, browser: browser)
                return try act.begin(parameters, at: target, of: asked)
            }
        }
    }
}

/// The browser in which an application's request came, and the only one in which it is answered.
public struct AskedBrowser: Sendable {
    /// The browser's own.
    public var token: Token
    /// Of whoever is signed in there.
    public var session: Token?
    public var visit: Visit
    /// By what name applications know this house: its own address.
    public var issuer: String

    public init(token: Token, session: Token?, visit: Visit, issuer: String) {
        self.token = token
        self.session = session
        self.visit = visit
        self.issuer = issuer
    }
}

/// An application whose request it is, and where it came.
struct AskedApplication: Sendable {
    var application: Application
    var browser: AskedBrowser
}

extension Act {
    /// Whose request it is, and where it is answered.
    fileprivate func target(
        of parameters: RequestParameters
    ) throws -> Result<(Application, AnswerTarget), UncertainRequest> {
        guard
            let application = try parameters["client_id"].flatMap({ ClientID($0) }).flatMap({
                try transaction.applications.find($0)
            })
        else { return .failure(.unknownApplication) }
        return AnswerTarget.reading(parameters, of: application).map { (application, $0) }
    }

    fileprivate func begin(
        _ parameters: RequestParameters, at target: AnswerTarget, of asked: AskedApplication
    ) throws -> Recorded<AuthorizationOutcome> {
        let signedIn = try living(asked.browser.session)
        switch try judge(parameters, at: target, of: asked) {
        case .failure(let problem):
            let answer = AuthorizationAnswer(problem, to: target, issuer: asked.browser.issuer)
            // Who is asked for nothing is not sent anywhere by surprise.
            let isKnown = signedIn != nil || parameters["prompt"] == Prompt.none.rawValue
            return .unrecorded(
                .faulty(answer, asked.application, isKnown: isKnown), because: "the application asked wrongly")
        case .success(let request):
            let id = Token(from: transaction.random)
            let stored = StoredAuthorizationRequest(
                id: id.digest, applicationID: asked.application.id, request: request, madeAt: transaction.now)
            return try proceed(stored, id: id, of: asked, signedIn: signedIn, isNew: true)
        }
    }

    private func judge(
        _ parameters: RequestParameters, at target: AnswerTarget, of asked: AskedApplication
    ) throws -> Result<AuthorizationRequest, AuthorizationProblem> {
        var hinted: UserID?
        if let hint = parameters["id_token_hint"] {
            guard let user = try user(hinted: hint, to: asked) else {
                return .failure(AuthorizationProblem(.invalidRequest, "id_token_hint is none of ours"))
            }
            hinted = user
        }
        return AuthorizationRequest.reading(parameters, at: target, of: asked.application).flatMap { request in
            var request = request
            if let hinted, let wanted = request.claims.user, wanted != hinted {
                return .failure(AuthorizationProblem(.loginRequired, "two users are wanted, and nobody is both"))
            }
            request.claims.user = request.claims.user ?? hinted
            return .success(request)
        }
    }
}

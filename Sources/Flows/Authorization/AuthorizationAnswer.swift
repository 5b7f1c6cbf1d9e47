import Domain

/// What goes back to an application, by the browser: it is put into its address, or into a form that is posted there.
public struct AuthorizationAnswer: Sendable {
    public let target: AnswerTarget
    /// In the order in which they are sent: `code` or `error`, then `state`, and `iss` always (RFC 9207).
    public let fields: [(name: String, value: String)]

    init(_ code: AuthorizationCode, to target: AnswerTarget, issuer: String) {
        self.init([("code", code.text)], to: target, issuer: issuer)
    }

    init(_ problem: AuthorizationProblem, to target: AnswerTarget, issuer: String) {
        self.init(
            [("error", problem.error.rawValue), ("error_description", problem.detail)], to: target, issuer: issuer)
    }

    private init(_ fields: [(name: String, value: String)], to target: AnswerTarget, issuer: String) {
        self.target = target
        self.fields = fields + (target.state.map { [("state", $0)] } ?? []) + [("iss", issuer)]
    }
}

/// What becomes of an application's request.
public enum AuthorizationOutcome: Sendable {
    /// It is not certain whose it is: nobody but the person is told.
    case uncertain(UncertainRequest)
    /// Asked for wrongly. Without a session nobody is sent anywhere on a stranger's word (RFC 9700 §4.11.2): a page says so first.
    case faulty(AuthorizationAnswer, Application, isKnown: Bool)
    /// The browser goes back with this.
    case answered(AuthorizationAnswer, Application)
    /// It is not for this person: they are told whom to ask, and the application that it was denied.
    case denied(ApplicationRefusal, AuthorizationAnswer, Application)
    /// Something is asked of the person first.
    case asks(AskedAuthorization)
    /// Too long ago, answered already, or of another browser.
    case over
}

/// A request that waits for its person.
public struct AskedAuthorization: Sendable {
    public var id: Token
    public var request: AuthorizationRequest
    public var application: Application
    public var step: Step

    public enum Step: Sendable {
        case signIn
        /// Somebody else than whoever is signed in is wanted.
        case otherUser(SignedIn)
        case prove
        /// Two factors are needed, and this user has one.
        case enrol(SignedIn)
        case confirm(Agreement, SignedIn)
    }
}

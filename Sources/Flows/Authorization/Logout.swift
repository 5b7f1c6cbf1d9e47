import Domain
import Storage

/// That an application wants its user signed out (OpenID Connect RP-Initiated Logout 1.0 §2).
public struct LogoutRequest: Sendable {
    public var idTokenHint: String?
    public var clientID: String?
    public var redirect: String?
    public var state: String?

    public init(idTokenHint: String?, clientID: String?, redirect: String?, state: String?) {
        self.idTokenHint = idTokenHint
        self.clientID = clientID
        self.redirect = redirect
        self.state = state
    }
}

public enum LogoutOutcome: Sendable {
    /// Nobody is signed in here any more.
    /// - Parameter back: the application's address, where it is certain whose it is.
    case signedOut(back: String?)
    /// Nothing proves that whoever is signed in wants it: they are asked.
    case asks(SignedIn, Application?)
}

extension Gatehouse {
    /// Signs whoever is signed in here out, where the application shows an ID token of this very session; otherwise they are asked first.
    /// - Parameter isAgreed: the person has agreed.
    public func logOut(
        by request: LogoutRequest, in browser: AskedBrowser, isAgreed: Bool = false
    ) async throws -> LogoutOutcome {
        let need = Need.nothing(because: "whoever wants to get out is let out, and nobody else")
        return try await perform(need, by: .stranger(browser.visit)) { act in
            let hint = try act.hint(request, in: browser)
            guard let signedIn = try act.living(browser.session) else {
                return .unrecorded(.signedOut(back: hint.back(request)), because: "nobody was signed in")
            }
            guard try isAgreed || act.isOwn(hint.sid, signedIn.session.id) else {
                return .unrecorded(.asks(signedIn, hint.application), because: "they are asked")
            }
            _ = try act.sessions.end(signedIn.session.id, of: signedIn.user.id)
            return Recorded(
                .signedOut(back: hint.back(request)),
                Activity(.signedOut, by: browser.visit.actor(signedIn), record: signedIn.session.id.text))
        }
    }
}

/// What is certain of a request to sign out.
private struct LogoutHint {
    /// That showed an ID token of its own; nil for an application that showed none.
    var application: Application?
    var sid: String?

    /// Where to go on to: only to an address that is registered, and only for an application that has shown an ID token (§3).
    func back(_ request: LogoutRequest) -> String? {
        guard let redirect = request.redirect, let application,
            application.details.postLogout.contains(where: {
                $0.isMeant(by: redirect, anyPort: application.template.takesAnyLoopbackPort)
            })
        else { return nil }
        return redirect
    }
}

extension Act {
    /// A hint that is none of ours, or of another application than the one that is named, is as good as none: the person is asked.
    fileprivate func hint(_ request: LogoutRequest, in browser: AskedBrowser) throws -> LogoutHint {
        guard let token = try request.idTokenHint.flatMap({ try idToken(hinted: $0, issuer: browser.issuer) }),
            let application = try ClientID(token.audience).flatMap({ try transaction.applications.find($0) }),
            request.clientID == nil || request.clientID == application.clientID.text
        else { return LogoutHint() }
        return LogoutHint(application: application, sid: token.sid)
    }

    /// Whether an application knows this session by that name.
    fileprivate func isOwn(_ sid: String?, _ session: SessionID) throws -> Bool {
        guard let sid else { return false }
        return try transaction.openedApplications.session(of: sid) == session
    }
}

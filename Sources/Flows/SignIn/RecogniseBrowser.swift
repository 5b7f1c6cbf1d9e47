import Domain
import Storage

/// What a browser is, by the tokens it carries. The one answer on which every route decides.
public enum BrowserState: Sendable {
    case anonymous
    case signingIn(SignIn)
    case signedIn(SignedIn)
}

extension Gatehouse {
    private static let recognising: StaticString = "whoever has the token is asked for nothing else yet"

    /// Looks the tokens up. Expired, ended and unknown ones are as good as none; expiry is checked here, at use.
    public func recognise(session: Token?, signIn: Token?) async throws -> BrowserState {
        if let session, let state = try await signedIn(session) { return state }
        guard let signIn else { return .anonymous }
        let found = try await lookUp(because: Self.recognising) { try $0.signIns.find(signIn.digest) }
        return found.map(BrowserState.signingIn) ?? .anonymous
    }

    private func signedIn(_ token: Token) async throws -> BrowserState? {
        let digest = token.digest
        let found = try await lookUp(because: Self.recognising) { (try $0.sessions.find(digest), $0.now) }
        guard let signedIn = found.0, signedIn.limits.allow(signedIn.session, at: found.1) else { return nil }
        let unrecorded = found.1 - signedIn.session.lastUsedAt
        // As far after now: the clock has been set back by a little.
        if abs(unrecorded.milliseconds) >= SessionLimits.recordingInterval.milliseconds {
            try await write(.nothing(because: Self.recognising), by: .server) {
                try $0.sessions.recordUse(of: signedIn.session.id)
            }
        }
        return .signedIn(signedIn)
    }

    /// Why what was recognised is not enough, or nil: for courtesy. The transaction that acts asks again.
    public func refusal(_ entitlement: Entitlement, of signedIn: SignedIn) -> EntitlementRefusal? {
        entitlement.refusal(of: signedIn, at: now)
    }
}

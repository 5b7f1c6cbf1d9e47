import Domain
import Storage

/// What a browser is, by the tokens it carries. The one answer on which every route decides.
public enum BrowserState: Sendable {
    case anonymous
    case passwordProven(SignIn)
    case signedIn(SignedIn, hasRecentProof: Bool)
}

extension Gatehouse {
    /// Looks the tokens up. Expired, ended and unknown ones are as good as none; expiry is checked here, at use.
    public func recognise(session: Token?, signIn: Token?) async throws -> BrowserState {
        if let session, let state = try await signedIn(session) { return state }
        guard let signIn else { return .anonymous }
        let found = try await database.lookUp { try $0.signIns.find(signIn.digest) }
        return found.map(BrowserState.passwordProven) ?? .anonymous
    }

    private func signedIn(_ token: Token) async throws -> BrowserState? {
        let limits = policy.sessions
        let digest = token.digest
        let found = try await database.lookUp { (try $0.sessions.find(digest), $0.now) }
        guard let signedIn = found.0, limits.allow(signedIn.session, at: found.1) else { return nil }
        let unrecorded = found.1 - signedIn.session.lastUsedAt
        // As far after now: the clock has been set back by a little.
        if abs(unrecorded.milliseconds) >= SessionLimits.recordingInterval.milliseconds {
            try await database.write { try $0.sessions.recordUse(of: signedIn.session.id) }
        }
        return .signedIn(signedIn, hasRecentProof: limits.isProofRecent(signedIn.session, at: found.1))
    }
}

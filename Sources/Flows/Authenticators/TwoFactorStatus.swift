import Domain
import Storage

/// What the two-factor authentication page shows.
public enum TwoFactorStatus: Sendable {
    /// Off; the pending key waits for its first code.
    /// - Parameter isReplaced: it stands in the place of one that has expired, perhaps after it was scanned.
    case disabled(TOTP, KeyURI, isReplaced: Bool)
    case enabled(since: Timestamp, lastUsed: Timestamp?)
}

extension Gatehouse {
    /// The state, with a pending enrolment of this session: begun if there is none, kept as it is if there is one.
    ///
    /// The pending key belongs to the session, is stored sealed, and dies with the session, on cancel, or after 15 minutes.
    public func twoFactorStatus(_ signedIn: SignedIn, visit: Visit) async throws -> TwoFactorStatus {
        let uri = keyURI(of: signedIn)
        return try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            if let enrolled = try act.authenticators.list(of: signedIn.user.id).first {
                return .unrecorded(
                    .enabled(since: enrolled.enrolledAt, lastUsed: enrolled.lastUsedAt), because: "only looked at")
            }
            if let key = try act.enrolments.find(of: signedIn.session.id) {
                return .unrecorded(.disabled(TOTP(key: key), uri, isReplaced: false), because: "only looked at")
            }
            let isReplaced = try act.enrolments.exists(of: signedIn.session.id)
            let totp = TOTP(from: act.random)
            _ = try act.enrolments.start(totp.key, of: signedIn.session.id)
            return Recorded(
                .disabled(totp, uri, isReplaced: isReplaced),
                Activity(.twoFactorStarted, by: act.actor, record: signedIn.user.id.text))
        }
    }

    /// The pending key of this session, and how an app will call it; nil when none waits for its first code.
    public func pendingEnrolment(_ signedIn: SignedIn, visit: Visit) async throws -> (totp: TOTP, uri: KeyURI)? {
        let key = try await read(.recentProof, by: .user(signedIn, visit)) {
            try $0.enrolments.find(of: signedIn.session.id)
        }
        return key.map { (TOTP(key: $0), keyURI(of: signedIn)) }
    }

    private func keyURI(of signedIn: SignedIn) -> KeyURI {
        KeyURI(issuer: branding.productName, account: signedIn.user.name.text)
    }

    /// Throws the pending key away.
    public func cancelEnrolment(_ signedIn: SignedIn, visit: Visit) async throws {
        try await perform(.session, by: signedIn, visit) { act, signedIn in
            guard try act.enrolments.delete(of: signedIn.session.id) else {
                return .unrecorded((), because: "there was nothing to cancel")
            }
            return Recorded((), Activity(.twoFactorCancelled, by: act.actor, record: signedIn.user.id.text))
        }
    }
}

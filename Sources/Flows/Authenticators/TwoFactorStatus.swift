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
    public func twoFactorStatus(_ signedIn: SignedIn, visit: Visit) async throws -> TwoFactorStatus {
        let uri = keyURI(of: signedIn)
        return try await perform(.recentProof, by: signedIn, visit) { act, signedIn in
            let enrolled = try act.authenticators.list(of: signedIn.user.id)
            guard let first = enrolled.first, enrolled.giveTwoFactor else {
                return try act.enrolAuthenticator(signedIn).map { .disabled($0.totp, uri, isReplaced: $0.isReplaced) }
            }
            return .unrecorded(.enabled(since: first.enrolledAt, lastUsed: first.lastUsedAt), because: "only looked at")
        }
    }
}

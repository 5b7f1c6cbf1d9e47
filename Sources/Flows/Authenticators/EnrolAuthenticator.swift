import Domain
import Storage

extension Act {
    /// The key of an authenticator that is not confirmed yet: begun if there is none, kept as it is if there is one.
    ///
    /// It belongs to the session, is stored sealed, and dies with the session, on cancel, or after 15 minutes.
    /// - Returns: the key, and whether it stands in the place of one that has expired.
    func enrolAuthenticator(_ signedIn: SignedIn) throws -> Recorded<(totp: TOTP, isReplaced: Bool)> {
        let session = signedIn.session.id
        if let key = try transaction.enrolments.find(of: session) {
            return .unrecorded((TOTP(key: key), false), because: "only looked at")
        }
        let isReplaced = try transaction.enrolments.exists(of: session)
        let totp = TOTP(from: transaction.random)
        _ = try transaction.enrolments.start(totp.key, of: session)
        return Recorded((totp, isReplaced), Activity(.twoFactorStarted, by: actor, record: signedIn.user.id.text))
    }
}

extension Gatehouse {
    /// The pending key of this session, and how an app will call it; nil when none waits for its first code.
    public func pendingEnrolment(_ signedIn: SignedIn, visit: Visit) async throws -> (totp: TOTP, uri: KeyURI)? {
        let key = try await read(.recentProof, by: .user(signedIn, visit)) {
            try $0.enrolments.find(of: signedIn.session.id)
        }
        return key.map { (TOTP(key: $0), keyURI(of: signedIn)) }
    }

    func keyURI(of signedIn: SignedIn) -> KeyURI {
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

import Domain
import Storage

/// What an ID token of ours says that an application shows as a hint. An expired one is as good (OpenID Connect Core §3.1.2.1).
struct HintedIDToken {
    var audience: String
    var subject: String
    var sid: String?
}

extension Act {
    /// - Returns: nil for what is none of ours.
    func idToken(hinted text: String, issuer: String) throws -> HintedIDToken? {
        let keys = try transaction.signingKeys.list().map(\.publicKey)
        guard
            case .success(let bytes) = JWS.verify(
                text, as: .idToken, allowing: Set(SigningAlgorithm.allCases),
                key: { id in keys.first { $0.id == id } }),
            let payload = JSONValue(reading: bytes), payload["iss"]?.text == issuer,
            let audience = payload["aud"]?.text, let subject = payload["sub"]?.text
        else { return nil }
        return HintedIDToken(audience: audience, subject: subject, sid: payload["sid"]?.text)
    }

    /// Whom it names, where it is this application's.
    func user(hinted text: String, to asked: AskedApplication) throws -> UserID? {
        guard let token = try idToken(hinted: text, issuer: asked.browser.issuer),
            token.audience == asked.application.clientID.text
        else { return nil }
        return UserID(stored: token.subject)
    }
}

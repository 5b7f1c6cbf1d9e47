/// How a token is signed; the raw value is the name in JOSE (RFC 7518 §3.1, RFC 8037 §3.1). What is none of these does not exist here:
/// neither `none` nor a shared secret can be asked for.
public enum SigningAlgorithm: String, CaseIterable, Sendable {
    /// RSASSA-PKCS1-v1_5 with SHA-256: what every client of OpenID Connect must understand.
    case rs256 = "RS256"
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"
    /// Ed25519.
    case edDSA = "EdDSA"
}

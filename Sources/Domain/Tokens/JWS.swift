/// JSON Web Signatures in their compact form (RFC 7515 §3.1), and nothing else of JOSE: decision 0021 says why our own.
public enum JWS {
    /// What is longer is not looked at.
    public static let longest = 16_384

    /// What a token is for (RFC 8725 §3.11): one kind is never taken for another.
    public enum Kind: String, Sendable {
        case idToken = "JWT"
    }

    /// Why a token is not believed. What is said to whoever sent it does not depend on which of these it is.
    public enum Refusal: Error, Equatable, CaseIterable {
        case tooLong
        /// Not three parts of canonical base64url.
        case malformed
        /// The header is no JSON object, or a member of it has the wrong kind.
        case unreadableHeader
        /// It asks for extensions; there are none.
        case critical
        /// It brings a key of its own, or says where to fetch one.
        case bringsKey
        /// Another kind of token.
        case otherKind
        /// An algorithm that is unknown, or not allowed here, or not the key's.
        case algorithm
        case unknownKey
        case signature
    }

    /// - Returns: the token, in ASCII.
    public static func sign(_ payload: JSONValue, as kind: Kind, with key: SigningKey) throws -> String {
        let header: JSONValue = [
            "alg": .text(key.algorithm.rawValue), "kid": .text(key.id), "typ": .text(kind.rawValue),
        ]
        let message = Base64URL.encode(header.bytes) + "." + Base64URL.encode(payload.bytes)
        return message + "." + Base64URL.encode(try key.signature(of: Array(message.utf8)))
    }

    /// Whether a key of ours signed it: nothing in it is believed before.
    /// - Parameters:
    ///   - kind: that its header must name; nil where it must name none.
    ///   - algorithms: the caller's list. The key's own algorithm must be the header's too (RFC 8725 §3.1).
    ///   - key: finds the key by the header's `kid`.
    /// - Returns: the payload's bytes as they were signed. What they say, and until when, is for the caller to judge.
    public static func verify(
        _ token: String, as kind: Kind?, allowing algorithms: Set<SigningAlgorithm>,
        key: (_ id: String?) -> PublicKey?
    ) -> Result<[UInt8], Refusal> {
        Result { () throws(Refusal) in
            guard token.utf8.count <= longest else { throw .tooLong }
            let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count == 3 else { throw .malformed }
            let decoded = parts.compactMap { String($0).flatMap(Base64URL.decode) }
            guard decoded.count == 3 else { throw .malformed }
            let header = try Header(decoded[0], of: kind)
            guard algorithms.contains(header.algorithm) else { throw .algorithm }
            guard let key = key(header.keyID) else { throw .unknownKey }
            guard key.algorithm == header.algorithm else { throw .algorithm }
            let message = Array(token.utf8.prefix(parts[0].count + 1 + parts[1].count))
            guard key.isSignature(decoded[2], of: message) else { throw .signature }
            return decoded[1]
        }
    }
}

/// What of a header is read. Members that are none of these are passed by (RFC 7515 §4), but for those that would change what is read.
private struct Header {
    let algorithm: SigningAlgorithm
    let keyID: String?

    private static let deepest = 2
    /// Names of keys that a sender chooses (RFC 7515 §4.1).
    private static let ofKeys = ["jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256"]

    init(_ bytes: [UInt8], of kind: JWS.Kind?) throws(JWS.Refusal) {
        guard let header = JSONValue(reading: bytes, deepest: Self.deepest), case .object = header,
            header["kid"] == nil || header["kid"]?.text != nil
        else { throw .unreadableHeader }
        guard header["crit"] == nil, header["b64"] == nil else { throw .critical }
        guard Self.ofKeys.allSatisfy({ header[$0] == nil }) else { throw .bringsKey }
        guard header["typ"] == kind.map({ .text($0.rawValue) }) else { throw .otherKind }
        guard let algorithm = header["alg"]?.text.flatMap(SigningAlgorithm.init) else { throw .algorithm }
        self.algorithm = algorithm
        keyID = header["kid"]?.text
    }
}

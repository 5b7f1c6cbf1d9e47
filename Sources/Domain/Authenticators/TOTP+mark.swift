import Crypto

extension TOTP {
    /// Tells this key from another, and does not give it away: 72 bits of a digest.
    public var keyMark: String {
        let digest = key.reveal { SHA256.hash(data: Array("gatehouse key mark:".utf8) + $0) }
        return Base64URL.encode(digest.prefix(9))
    }
}

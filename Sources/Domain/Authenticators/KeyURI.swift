/// The `otpauth://` text that a QR code carries to an authenticator app.
///
/// The format is Google Authenticator's key URI: the issuer stands in the label and as a parameter, equal; a space is `%20`;
/// the key has no padding. Algorithm, digits and period are always sent, though some apps ignore them.
public struct KeyURI: Sendable {
    public var issuer: String
    public var account: String

    public init(issuer: String, account: String) {
        self.issuer = issuer
        self.account = account
    }

    /// What the app calls the entry: `Gatehouse:anna`. A colon separates the two, so neither keeps one of its own.
    public var label: String { Self.withoutColon(issuer) + ":" + Self.withoutColon(account) }

    public func text(for totp: TOTP) -> String {
        let issuer = Self.encoded(Self.withoutColon(issuer))
        let account = Self.encoded(Self.withoutColon(account))
        let secret = totp.key.reveal(Base32.encode)
        return "otpauth://totp/\(issuer):\(account)?secret=\(secret)&issuer=\(issuer)"
            + "&algorithm=\(totp.algorithm.rawValue)&digits=\(totp.digits)&period=\(totp.period)"
    }

    private static func withoutColon(_ text: String) -> String { text.replacing(":", with: " ") }

    /// Percent-encodes everything but the unreserved characters (RFC 3986 §2.3).
    private static func encoded(_ text: String) -> String {
        text.utf8.map { isUnreserved($0) ? String(UnicodeScalar($0)) : "%" + hex($0) }.joined()
    }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return text.count == 1 ? "0" + text : text
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

import Crypto

/// The hash functions RFC 6238 §1.2 allows.
public enum OTPAlgorithm: String, Sendable, CaseIterable {
    case sha1 = "SHA1"
    case sha256 = "SHA256"
    case sha512 = "SHA512"

    /// What authenticates messages with this key, which is prepared once for all of them.
    fileprivate func authentication(key: SymmetricKey) -> (_ message: [UInt8]) -> [UInt8] {
        // HMAC-SHA-1 is not broken by SHA-1's collisions, and Google Authenticator reads no other (ASVS 11.4.1, listed exception).
        switch self {
        case .sha1: Self.authentication(by: HMAC<Insecure.SHA1>(key: key))
        case .sha256: Self.authentication(by: HMAC<SHA256>(key: key))
        case .sha512: Self.authentication(by: HMAC<SHA512>(key: key))
        }
    }

    private static func authentication(by keyed: HMAC<some HashFunction>) -> (_ message: [UInt8]) -> [UInt8] {
        { message in
            var code = keyed
            code.update(data: message)
            return Array(code.finalize())
        }
    }
}

/// The one-time codes of one key (RFC 4226 §5.3).
public struct HOTP {
    private let digits: Int
    private let authenticationCode: (_ message: [UInt8]) -> [UInt8]

    /// - Parameter digits: 6 to 8.
    public init(key: Secret, digits: Int = 6, algorithm: OTPAlgorithm = .sha1) {
        self.digits = digits
        authenticationCode = algorithm.authentication(key: key.reveal { SymmetricKey(data: $0) })
    }

    public func code(counter: Int64) -> OneTimeCode {
        let message = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        let number = Self.truncate(authenticationCode(message)) % Self.powerOfTen(digits)
        let text = String(number)
        return OneTimeCode(computed: String(repeating: "0", count: digits - text.count) + text)
    }

    /// Dynamic truncation: 31 bits at the offset that the low 4 bits of the last byte name.
    private static func truncate(_ mac: [UInt8]) -> UInt32 {
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let word = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return word & 0x7FFF_FFFF
    }

    private static func powerOfTen(_ exponent: Int) -> UInt32 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

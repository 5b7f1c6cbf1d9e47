import Crypto

/// The hash functions RFC 6238 §1.2 allows.
public enum OTPAlgorithm: String, Sendable, CaseIterable {
    case sha1 = "SHA1"
    case sha256 = "SHA256"
    case sha512 = "SHA512"

    fileprivate func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: key)
        // HMAC-SHA-1 is not broken by SHA-1's collisions, and Google Authenticator reads no other (ASVS 11.4.1, listed exception).
        return switch self {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
        }
    }
}

/// The one-time code for a counter (RFC 4226 §5.3).
public enum HOTP {
    /// - Parameter digits: 6 to 8.
    public static func code(key: Secret, counter: Int64, digits: Int = 6, algorithm: OTPAlgorithm = .sha1)
        -> OneTimeCode
    {
        let message = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        let mac = key.reveal { algorithm.authenticationCode(of: message, key: $0) }
        let number = truncate(mac) % powerOfTen(digits)
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

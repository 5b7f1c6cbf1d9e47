/// The parameters and key of an authenticator app (RFC 6238). The default is what Google Authenticator reads: SHA-1, 6 digits, 30 s.
public struct TOTP: Sendable {
    public static let keyByteCount = 20

    public var key: Secret
    public var algorithm = OTPAlgorithm.sha1
    public var digits = 6
    /// The length of a time step, in seconds.
    public var period = 30

    public init(key: Secret, algorithm: OTPAlgorithm = .sha1, digits: Int = 6, period: Int = 30) {
        self.key = key
        self.algorithm = algorithm
        self.digits = digits
        self.period = period
    }

    /// A new key of 160 bits (RFC 4226 §4 R6).
    public init(from random: RandomSource) {
        self.init(key: Secret(random.bytes(Self.keyByteCount)))
    }

    /// The time step of a moment (RFC 6238 §4.2).
    public func step(at time: Timestamp) -> Int64 {
        time.seconds / Int64(period)
    }

    public func code(step: Int64) -> OneTimeCode {
        codes.code(counter: step)
    }

    /// The codes of all time steps.
    var codes: HOTP { HOTP(key: key, digits: digits, algorithm: algorithm) }
}

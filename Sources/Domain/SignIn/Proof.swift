/// A way in which somebody shows who they are. The raw value is that of RFC 8176, and is stored.
public enum Proof: String, CaseIterable, Sendable {
    case password = "pwd"
    case oneTimeCode = "otp"

    public var method: AuthenticationMethods {
        switch self {
        case .password: .password
        case .oneTimeCode: .oneTimeCode
        }
    }
}

extension AuthenticatorKind {
    /// What an authenticator of this kind gives.
    public var proof: Proof {
        switch self {
        case .totp: .oneTimeCode
        }
    }
}

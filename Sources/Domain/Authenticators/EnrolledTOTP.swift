/// An enrolled authenticator app.
public struct EnrolledTOTP: Sendable {
    public var authenticator: Authenticator
    public var totp: TOTP
    /// By how many time steps the phone's clock is off.
    public var drift: Int
    /// The last accepted time step.
    public var lastStep: Int64

    public init(authenticator: Authenticator, totp: TOTP, drift: Int, lastStep: Int64) {
        self.authenticator = authenticator
        self.totp = totp
        self.drift = drift
        self.lastStep = lastStep
    }

    public var id: AuthenticatorID { authenticator.id }
}

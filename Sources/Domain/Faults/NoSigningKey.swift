/// There is no key yet with which to sign, in the first second of a new installation: answer 503 and ask to come again.
public struct NoSigningKey: CouldNot {
    public let code = "there is no signing key yet"

    public init() {}
}

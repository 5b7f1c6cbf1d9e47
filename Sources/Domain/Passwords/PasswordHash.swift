/// An Argon2id hash in its standard text form, `$argon2id$v=19$m=…,t=…,p=1$salt$hash`: salt and cost stand in it.
public struct PasswordHash: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The text. Only ever stored sealed.
    public let secret: Secret

    public init(unsealed secret: Secret) {
        self.secret = secret
    }

    public var description: String { "(password hash)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

import CSodium

/// How much work one password hash is (Argon2id).
public struct HashingCost: Sendable, Equatable {
    /// The least that is allowed outside tests: OWASP's and ASVS 11.4.2's floor.
    public static let least = HashingCost(memoryKiB: 19_456, passes: 2)

    public var memoryKiB: Int
    public var passes: Int

    public init(memoryKiB: Int, passes: Int) {
        self.memoryKiB = memoryKiB
        self.passes = passes
    }
}

/// An Argon2id hash in its standard text form, `$argon2id$v=19$m=…,t=…,p=1$salt$hash`: salt and cost stand in it.
public struct PasswordHash: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// Only ever stored sealed.
    let text: String

    init(text: String) {
        self.text = text
    }

    public init(unsealed secret: Secret) {
        text = secret.reveal { String(decoding: $0, as: UTF8.self) }
    }

    public var secret: Secret { Secret(text) }

    public var description: String { "(password hash)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension PasswordHash {
    /// The memory for the hash could not be had.
    struct OutOfMemory: Error {}

    /// Blocks for as long as the cost says: tens of milliseconds. Call it through ``PasswordHasher``.
    init(hashing password: Password, cost: HashingCost) throws {
        var buffer = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = password.characters
        let done = crypto_pwhash_str_alg(
            &buffer, bytes, UInt64(bytes.count), UInt64(cost.passes), cost.memoryKiB * 1024,
            crypto_pwhash_ALG_ARGON2ID13)
        guard done == 0 else { throw OutOfMemory() }
        text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Looks like a hash at this cost, takes as long to compare, and matches no password: its result is random.
    init(decoyAt cost: HashingCost, random: RandomSource) {
        let salt = Self.base64(random.bytes(Int(crypto_pwhash_SALTBYTES)))
        text = "$argon2id$v=19$m=\(cost.memoryKiB),t=\(cost.passes),p=1$\(salt)$\(Self.base64(random.bytes(32)))"
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        sodium_bin2base64(&text, text.count, bytes, bytes.count, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Blocks as long as making the hash did.
    func matches(_ password: Password) -> Bool {
        let bytes = password.characters
        return crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0
    }

    /// Whether it was made with another cost: then the next sign-in makes it anew (ASVS 11.2.2).
    func isOutdated(for cost: HashingCost) -> Bool {
        crypto_pwhash_str_needs_rehash(text, UInt64(cost.passes), cost.memoryKiB * 1024) != 0
    }
}

extension Password {
    fileprivate var characters: [CChar] { text.utf8.map { CChar(bitPattern: $0) } }
}

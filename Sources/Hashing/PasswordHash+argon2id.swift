import CSodium
import Domain

extension PasswordHash {
    private static let saltLength = Int(crypto_pwhash_SALTBYTES)
    private static let length = 32

    var text: String { secret.reveal { String(decoding: $0, as: UTF8.self) } }

    /// Blocks for as long as the cost says: tens of milliseconds. Call it through ``PasswordHasher``.
    init(hashing password: Password, cost: HashingCost, random: RandomSource) throws {
        let form = HashForm(
            cost: cost, salt: random.bytes(Self.saltLength), result: [UInt8](repeating: 0, count: Self.length))
        let result = try form.computed(from: password)
        self.init(unsealed: Secret(HashForm(cost: cost, salt: form.salt, result: result).text))
    }

    /// Looks like a hash at this cost, takes as long to compare, and matches no password: its result is random.
    init(decoyAt cost: HashingCost, random: RandomSource) {
        let form = HashForm(cost: cost, salt: random.bytes(Self.saltLength), result: random.bytes(Self.length))
        self.init(unsealed: Secret(form.text))
    }

    /// Blocks as long as making the hash did. - Throws: ``HashingFailed`` where that cannot be told.
    func matches(_ password: Password) throws -> Bool {
        guard let form = HashForm(text) else { throw HashingFailed.damaged }
        return constantTimeEqual(try form.computed(from: password), form.result)
    }

    /// Whether it was made with another cost: then the next sign-in makes it anew (ASVS 11.2.2).
    func isOutdated(for cost: HashingCost) -> Bool {
        HashForm(text)?.cost != cost
    }
}

/// The parts of a hash's text.
private struct HashForm {
    let cost: HashingCost
    let salt: [UInt8]
    let result: [UInt8]

    init(cost: HashingCost, salt: [UInt8], result: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.result = result
    }

    /// Nil for anything that ``text`` does not make.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0].isEmpty, fields[1] == "argon2id", fields[2] == "v=19",
            let match = fields[3].wholeMatch(of: /m=([1-9][0-9]{0,7}),t=([1-9][0-9]{0,3}),p=1/),
            let memory = Int(match.1), let passes = Int(match.2), memory >= 8,
            let salt = Base64.decode(fields[4]), salt.count == crypto_pwhash_SALTBYTES,
            let result = Base64.decode(fields[5]), (16...64).contains(result.count)
        else { return nil }
        self.init(cost: HashingCost(memoryKiB: memory, passes: passes), salt: salt, result: result)
    }

    var text: String {
        "$argon2id$v=19$m=\(cost.memoryKiB),t=\(cost.passes),p=1$\(Base64.encode(salt))$\(Base64.encode(result))"
    }

    /// The result for a password, with this cost and salt.
    func computed(from password: Password) throws -> [UInt8] {
        var computed = [UInt8](repeating: 0, count: result.count)
        let status = password.reveal { bytes -> CInt in
            let characters = bytes.assumingMemoryBound(to: CChar.self)
            guard let start = characters.baseAddress else { return -1 }
            return crypto_pwhash(
                &computed, UInt64(result.count), start, UInt64(bytes.count), salt, UInt64(cost.passes),
                cost.memoryKiB * 1024, crypto_pwhash_ALG_ARGON2ID13)
        }
        // Anything but 0 says that there is no result: it is never an answer.
        guard status == 0 else { throw HashingFailed.noMemory }
        return computed
    }
}

/// Base64 as it stands in a hash's text: the standard alphabet, without padding (RFC 4648 §4).
private enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        sodium_bin2base64(&text, text.count, bytes, bytes.count, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func decode(_ text: Substring) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: text.utf8.count)
        var count = 0
        let status = sodium_base642bin(
            &bytes, bytes.count, String(text), text.utf8.count, nil, &count, nil,
            sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
        return status == 0 ? Array(bytes[..<count]) : nil
    }
}

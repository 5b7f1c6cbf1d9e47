import Crypto
import Domain
import Foundation
import Hashing
import Storage

/// A user who was put into the database, and his phone.
struct SeededUser {
    let name: String
    let phone: Phone
}

/// What an authenticator app does (RFC 6238, SHA-1, 6 digits, 30 s).
struct Phone {
    let key: [UInt8]

    func code() -> String {
        let step = TimeSource.system.now().seconds / 30
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: withUnsafeBytes(of: step.bigEndian) { Array($0) }, using: SymmetricKey(data: key)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        return String(format: "%06d", number % 1_000_000)
    }
}

/// An installation's data folder with users who have a password and an authenticator each.
struct Seed {
    /// Everybody's; nothing in it needs percent-encoding.
    static let password = "correct-horse-battery-staple"
    private static let batch = 5000

    let folder: String
    let users: [SeededUser]

    /// - Parameter hash: of ``password``, at the server's standard cost; sealed for each user apart.
    static func plant(
        _ count: Int, hash: PasswordHash, in folder: String, database address: String? = nil
    ) async throws -> Seed {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try KeyStore.create(path: folder + "/gatehouse.keys", random: .system)
        let keys = try KeyStore(path: folder + "/gatehouse.keys")
        let database = try open(address, folder).opened(with: keys)
        try await database.migrate()
        var users: [SeededUser] = []
        for start in stride(from: 0, to: count, by: batch) {
            let range = start..<min(start + batch, count)
            users += try await database.write { transaction in
                try range.map { try transaction.plant($0, hash: hash) }
            }
        }
        return Seed(folder: folder, users: users)
    }

    private static func open(_ address: String?, _ folder: String) throws -> Database {
        guard let address = address.flatMap({ PostgresAddress($0) }) else {
            return try .sqlite(path: folder + "/gatehouse.sqlite")
        }
        return .postgres(address, connections: 1, wait: .seconds(600))
    }

    static func hash() async throws -> PasswordHash {
        let hasher = try PasswordHasher(cost: .least, workers: 1, queueLimit: 1, random: .system)
        return try await hasher.turn(.known(account: "seed", isOnFloor: false)) {
            try await $0.hash(Password(typed: password))
        }
    }
}

extension Transaction {
    fileprivate func plant(_ number: Int, hash: PasswordHash) throws -> SeededUser {
        let user = User(
            id: newIdentifier(), name: UserName(stored: "agent\(number)"),
            details: UserDetails(
                displayName: "Agent Number \(number)", email: "agent\(number)@example.com", language: .english),
            createdAt: now)
        _ = try users.add(user)
        try passwords.set(hash, for: user.id)
        let totp = TOTP(from: random)
        _ = try authenticators.add(totp, for: user.id, step: totp.step(at: now) - 100, drift: 0)
        return SeededUser(name: user.name.text, phone: Phone(key: totp.key.reveal(Array.init)))
    }
}

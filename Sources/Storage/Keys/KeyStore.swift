import Domain
import Foundation
import Synchronization

/// The keyring of the key file, read again whenever the file changes: a rotation needs no restart.
public final class KeyStore: Sendable {
    private struct State {
        var keyring: Keyring
        var stamp: PrivateFile.Stamp
    }

    public let path: String
    /// What was opened with these keys, and is used again and again.
    let signingKeys = OpenedSigningKeys()
    private let state: Mutex<State>

    /// Reads the key file.
    public init(path: String) throws {
        self.path = path
        state = Mutex(try Self.load(PrivateFile(path: path)))
    }

    /// Makes a key file with one new key, readable by its owner alone; never replaces one.
    public static func create(path: String, random: RandomSource) throws {
        guard let keyring = Keyring([SealingKey(from: random)]) else { throw KeyFileProblem.malformed }
        let next = try write(keyring, beside: path)
        defer { next.remove() }
        guard link(next.path, path) == 0 else { throw KeyFileProblem.notWritable }
        try next.syncFolder()
    }

    /// The keys as the file has them now.
    public func keyring() throws -> Keyring {
        let file = PrivateFile(path: path)
        let stamp = try file.stamp()
        return try state.withLock { state in
            if state.stamp != stamp { state = try Self.load(file) }
            return state.keyring
        }
    }

    /// Puts another keyring in the file's place, in one step and for good: a reader sees the old or the new one, and after a power
    /// cut it is the new one.
    public func replace(with keyring: Keyring) throws {
        let next = try Self.write(keyring, beside: path)
        guard rename(next.path, path) == 0 else { throw KeyFileProblem.notWritable }
        try next.syncFolder()
    }

    /// Runs `body` while no other process does so on this key file.
    public func exclusively<Result>(_ body: () async throws -> Result) async throws -> Result {
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw KeyFileProblem.notWritable }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw KeyFileProblem.busy }
        return try await body()
    }

    private static func load(_ file: PrivateFile) throws -> State {
        let (text, stamp) = try file.read()
        guard let keyring = KeyFile.parse(text) else { throw KeyFileProblem.malformed }
        return State(keyring: keyring, stamp: stamp)
    }

    /// Nobody else may write into the folder, so what is there under this name is left over from an attempt that was cut short.
    private static func write(_ keyring: Keyring, beside path: String) throws -> PrivateFile {
        let next = PrivateFile(path: path + ".next")
        next.remove()
        try KeyFile.text(of: keyring).reveal { try next.create($0) }
        return next
    }
}

import Domain
import Foundation
import Synchronization

/// Why the key file cannot be used.
public enum KeyFileProblem: Error, Sendable, Equatable {
    case missing
    /// Somebody but its owner may read or change it.
    case readableByOthers
    case malformed
    case notWritable
    /// Another rotation is under way.
    case busy
}

/// The keyring of the key file, read again whenever the file changes: a rotation needs no restart.
public final class KeyStore: Sendable {
    private struct State {
        var keyring: Keyring
        var stamp: Stamp
    }

    /// What changes when the file does.
    private struct Stamp: Equatable {
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int
    }

    public let path: String
    private let state: Mutex<State>

    /// Reads the key file.
    public init(path: String) throws {
        self.path = path
        state = Mutex(try Self.load(path))
    }

    /// Makes a key file with one new key, readable by its owner alone; never replaces one.
    public static func create(path: String, random: RandomSource) throws {
        guard let keyring = Keyring([SealingKey(from: random)]) else { throw KeyFileProblem.malformed }
        try write(keyring, to: path + ".next")
        defer { unlink(path + ".next") }
        guard link(path + ".next", path) == 0 else { throw KeyFileProblem.notWritable }
        try syncFolder(of: path)
    }

    /// The keys as the file has them now.
    public func keyring() throws -> Keyring {
        let stamp = try Self.stamp(of: path)
        return try state.withLock { state in
            if state.stamp != stamp { state = try Self.load(path) }
            return state.keyring
        }
    }

    /// Puts another keyring in the file's place, in one step and for good: a reader sees the old or the new one, and after a power
    /// cut it is the new one.
    public func replace(with keyring: Keyring) throws {
        let next = path + ".next"
        try Self.write(keyring, to: next)
        guard rename(next, path) == 0 else { throw KeyFileProblem.notWritable }
        try Self.syncFolder(of: path)
    }

    /// Runs `body` while no other process does so on this key file.
    public func exclusively<Result>(_ body: () async throws -> Result) async throws -> Result {
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw KeyFileProblem.notWritable }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw KeyFileProblem.busy }
        return try await body()
    }

    private static func load(_ path: String) throws -> State {
        let stamp = try stamp(of: path)
        guard let data = FileManager.default.contents(atPath: path), let keyring = KeyFile.parse(Secret(data)) else {
            throw KeyFileProblem.malformed
        }
        return State(keyring: keyring, stamp: stamp)
    }

    private static func stamp(of path: String) throws -> Stamp {
        var status = stat()
        guard stat(path, &status) == 0 else { throw KeyFileProblem.missing }
        guard status.st_mode & 0o077 == 0 else { throw KeyFileProblem.readableByOthers }
        return Stamp(
            inode: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }

    private static func write(_ keyring: Keyring, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_TRUNC, 0o600)
        guard file >= 0 else { throw KeyFileProblem.notWritable }
        defer { close(file) }
        let isWritten = KeyFile.text(of: keyring).reveal { bytes in
            Foundation.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        }
        guard isWritten else { throw KeyFileProblem.notWritable }
    }

    private static func syncFolder(of path: String) throws {
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY)
        guard folder >= 0 else { throw KeyFileProblem.notWritable }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw KeyFileProblem.notWritable }
    }
}

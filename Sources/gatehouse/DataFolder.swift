import Foundation

/// The folder of an installation on this machine: the embedded database, and by default the key file, are in it.
struct DataFolder: Sendable {
    let path: String

    /// Makes it if it is missing, for its owner alone, and finds out whether it can be written to.
    func prepare() throws {
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let probe = path + "/.writable-\(getpid())"
        guard FileManager.default.createFile(atPath: probe, contents: nil) else {
            throw Failure(
                "The data folder \(path) cannot be written to by \(Account.current). "
                    + "Set \(Setting.label("data.folder")), or its permissions.")
        }
        try? FileManager.default.removeItem(atPath: probe)
    }

    /// Whether others may look into it.
    var isOpenToOthers: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }

    // MARK: The running server

    /// Keeps other servers off the folder for as long as this process lives. The lock is on the folder itself, so it leaves nothing
    /// behind, whoever ran the server and however it ended.
    /// - Parameter isShared: whether other servers may hold it too, as replicas on PostgreSQL do.
    func lock(isShared: Bool) async throws {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        // A command that looks whether a server runs holds it for a moment.
        for _ in 0..<10 {
            if flock(folder, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK else { return }  // A file system without locks.
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failure(
            "Another server runs on the data folder \(path). Stop it, or set \(Setting.label("data.folder"))."
        )
    }

    private var isServed: Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private var addressFile: String { path + "/gatehouse.address" }

    /// Lets commands know where the server of this folder is found.
    func note(address: String) {
        try? Data((address + "\n").utf8).write(to: URL(fileURLWithPath: addressFile), options: .atomic)
    }

    /// Another replica may have put its own there.
    func forget(address: String) {
        if noted == address { unlink(addressFile) }
    }

    /// Where the server that runs on this folder is found; nil if none does.
    var address: String? { isServed ? noted : nil }

    private var noted: String? {
        FileManager.default.contents(atPath: addressFile).map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines)
        }
    }
}

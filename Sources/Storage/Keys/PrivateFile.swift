import Domain
import Foundation

/// A file that its owner alone may read, in a folder where nobody else may put another in its place. Both are checked on what was opened,
/// not on what stood there a moment before.
struct PrivateFile {
    /// What changes when the file does, its owner and mode included.
    struct Stamp: Equatable {
        fileprivate let inode: ino_t
        fileprivate let seconds: Int
        fileprivate let nanoseconds: Int

        fileprivate init(_ status: stat) {
            inode = status.st_ino
            seconds = status.st_ctim.tv_sec
            nanoseconds = status.st_ctim.tv_nsec
        }
    }

    private static let largest = 65_536

    let path: String

    private var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

    func stamp() throws(KeyFileProblem) -> Stamp {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .missing }
        return Stamp(status)
    }

    func read() throws(KeyFileProblem) -> (text: Secret, stamp: Stamp) {
        try checkFolder()
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw errno == ENOENT ? .missing : errno == ELOOP ? .noFile : .ownedByOther }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .noFile }
        guard Self.isOwn(status) else { throw .ownedByOther }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers }
        var bytes = [UInt8](repeating: 0, count: Self.largest)
        let count = Foundation.read(file, &bytes, bytes.count)
        guard count >= 0, count < bytes.count else { throw .malformed }
        return (Secret(bytes[..<count]), Stamp(status))
    }

    /// Makes the file, on disk for good; never writes into one that is there.
    func create(_ bytes: UnsafeRawBufferPointer) throws(KeyFileProblem) {
        try checkFolder()
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .notWritable }
        defer { close(file) }
        guard write(file, bytes.baseAddress, bytes.count) == bytes.count, fsync(file) == 0 else { throw .notWritable }
    }

    func remove() {
        unlink(path)
    }

    /// What was renamed or linked in the folder is there after a power cut.
    func syncFolder() throws(KeyFileProblem) {
        let folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .notWritable }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .notWritable }
    }

    private func checkFolder() throws(KeyFileProblem) {
        var status = stat()
        guard stat(folder, &status) == 0 else { throw .missing }
        guard Self.isOwn(status) else { throw .ownedByOther }
        guard status.st_mode & 0o022 == 0 else { throw .folderWritableByOthers }
    }

    /// This user's, or the administrator's, who may do everything anyway.
    private static func isOwn(_ status: stat) -> Bool {
        status.st_uid == geteuid() || status.st_uid == 0
    }
}

import Domain
import Foundation

/// Whether the disk takes anything more. A transaction that is taken back never gets as far as the disk.
enum DiskRoom {
    private static let wanted = 256 * 1024

    /// Writes a little beside the file, and takes it away.
    static func prove(beside path: String) throws {
        let probe = path + ".room-\(getpid())"
        let file = open(probe, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DatabaseUnavailable("the data folder cannot be written to (\(errno))") }
        defer {
            close(file)
            unlink(probe)
        }
        let bytes = [UInt8](repeating: 0, count: wanted)
        guard write(file, bytes, wanted) == wanted else {
            throw DatabaseUnavailable("the data folder's disk is full")
        }
    }
}

import Foundation

/// The system's copy of a file in memory.
enum FileCache {
    /// Drops it, so that the file is read from the disk the next time: as after the machine's start, not as after a build.
    ///
    /// How many of a program's pages are mapped depends on it: a file that was just written is kept in large pieces, and a program
    /// that touches a byte maps the whole piece.
    static func drop(_ file: URL) {
        let descriptor = open(file.path, O_RDONLY)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        fsync(descriptor)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }
}

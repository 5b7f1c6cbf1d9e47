import Domain
import Hashing
import Storage

extension Gatehouse {
    /// Does what signing somebody in needs, and takes it back: key file, memory for a hash, the database's tables, rights, disk and
    /// locks, and that the key opens what is sealed. Returns within a few seconds.
    /// - Throws: what makes signing in impossible.
    public func rehearse() async throws {
        try hasher.rehearse()
        try await database.rehearse { try $0.resealing.openOne() }
    }
}

import Foundation

extension TestHouse {
    /// Takes the key file away: from now on nothing sealed can be opened.
    public func breakKeys() async throws {
        try FileManager.default.removeItem(atPath: folder + "/gatehouse.keys")
    }
}

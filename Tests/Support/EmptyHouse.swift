import Domain
import Foundation
import Storage

/// A place for tables that has none yet.
public final class EmptyHouse: Sendable {
    private let place: TestEngine.Place

    public init() async throws {
        let folder = NSTemporaryDirectory() + "gatehouse-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        place = TestEngine.Place(folder: folder)
        try await TestEngine.make(place)
    }

    deinit {
        TestEngine.remove(place)
    }

    /// Every call opens the same place anew, as another process would.
    public func open() throws -> Database {
        try TestEngine.open(place, time: .system)
    }
}

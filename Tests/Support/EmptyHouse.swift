import Domain
import Storage

/// A place for tables that has none yet.
public final class EmptyHouse: Sendable {
    private let place: TestEngine.Place

    public init() async throws {
        place = try await TestEngine.make()
    }

    deinit {
        TestEngine.remove(place)
    }

    /// Every call opens the same place anew, as another process would.
    public func open() throws -> Database {
        try TestEngine.open(place, time: .system)
    }
}

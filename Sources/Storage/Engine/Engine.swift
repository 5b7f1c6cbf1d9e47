/// An engine that keeps the tables.
protocol Engine: Sendable {
    func write<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    func lookUp<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result
    /// A read of any length.
    func readLong<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result
    /// A write of any length beside which no other of its kind runs, on any replica; each statement sees what is there then.
    func writeAlone<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result
    /// The same while tables may be made anew: what refers to them is not touched with them, and is checked before the commit.
    func rebuild<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result
    /// A write that waits for a few seconds at the most. Its body throws, so that nothing of it is kept.
    func rehearse(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws
}

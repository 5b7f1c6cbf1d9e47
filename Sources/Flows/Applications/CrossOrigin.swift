import Domain
import Storage

extension Gatehouse {
    /// Whether an application has pages there, which may read what its endpoints answer.
    public func isOfApplication(_ origin: WebOrigin) async throws -> Bool {
        try await lookUp(because: "a browser asks before it shows a page anything") { try $0.applications.has(origin) }
    }
}

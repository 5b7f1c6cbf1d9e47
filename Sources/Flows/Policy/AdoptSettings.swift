import Domain
import Storage

extension Gatehouse {
    /// Writes the strictness that is configured into the policy, where every replica reads it from then on: for a server that starts.
    public func adoptSettings(idle: Span, absolute: Span) async throws {
        try await write(.nothing(because: "whoever writes the configuration may"), by: .server) {
            try $0.policies.setSessions(idle: idle, absolute: absolute)
        }
    }
}

import Domain
import Storage

extension Gatehouse {
    /// Writes the strictness that is configured into the policy, where every replica reads it from then on: for a server that starts. What
    /// differed is told by an entry of the log; where nothing did, nothing is written.
    public func adoptSettings(idle: Span, absolute: Span) async throws {
        try await perform(.nothing(because: "whoever writes the configuration may"), by: .server) { act in
            let sessions = try act.policy.sessions
            let changes = [(PolicyField.idle, sessions.idle, idle), (.absolute, sessions.absolute, absolute)]
                .filter { $0.1 != $0.2 }
            guard !changes.isEmpty else { return .unrecorded((), because: "nothing changed") }
            try act.policies.setSessions(idle: idle, absolute: absolute)
            var changed = Activity(.policyChanged, by: act.actor)
            changed.details = changes.map { .policy($0.0, old: $0.1, new: $0.2) }
            return Recorded((), changed)
        }
    }
}

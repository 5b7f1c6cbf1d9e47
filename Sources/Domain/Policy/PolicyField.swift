/// A length of time in the policy that somebody may change. The raw value is stored, in the log.
public enum PolicyField: String, Sendable, CaseIterable {
    /// ``SessionLimits/idle``
    case idle = "session-idle"
    /// ``SessionLimits/absolute``
    case absolute = "session-absolute"
}

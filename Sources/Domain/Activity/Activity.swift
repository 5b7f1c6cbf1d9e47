public typealias ActivityID = Identifier<Activity>

/// One entry of the activity log: who did what, when, from where, to which record.
public struct Activity: Sendable {
    public static let retention = Span.days(365)

    public var actor: Actor
    public var action: Action
    /// The id of what was acted upon.
    public var record: String
    public var details: [ActivityDetail]

    public init(_ action: Action, by actor: Actor, record: String = "", _ details: ActivityDetail...) {
        self.actor = actor
        self.action = action
        self.record = record
        self.details = details
    }
}

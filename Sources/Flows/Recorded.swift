import Domain

/// An outcome and its entries in the activity log.
struct Recorded<Outcome> {
    let outcome: Outcome
    let activities: [Activity]

    init(_ outcome: Outcome, _ activities: Activity...) {
        self.outcome = outcome
        self.activities = activities
    }

    init(_ outcome: Outcome, all activities: [Activity]) {
        self.outcome = outcome
        self.activities = activities
    }

    /// The same entries with another outcome.
    func map<Other>(_ transform: (Outcome) -> Other) -> Recorded<Other> {
        Recorded<Other>(transform(outcome), all: activities)
    }

    /// - Parameter reason: why nobody will ever want to read about it.
    static func unrecorded(_ outcome: Outcome, because reason: StaticString) -> Recorded {
        Recorded(outcome, all: [])
    }
}

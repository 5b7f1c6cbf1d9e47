import Domain

extension ActivityDetail {
    /// What the log says of it.
    var messages: [Message] {
        switch self {
        case .userName(let name): [Message("activity.detail.user", ["name": name])]
        case .triedName(let name): [Message("activity.detail.tried", ["name": name])]
        case .renamed(let old, let new): [Message("activity.detail.renamed", ["old": old, "new": new])]
        case .changed(let fields): fields.map { Message("activity.field.\($0.rawValue)") }
        case .usedCode: ["activity.detail.usedCode"]
        case .serverClockWasAhead: ["activity.detail.serverClockWasAhead"]
        case .clockOff(let seconds) where seconds < 0:
            [Message("activity.detail.clockBehind", ["seconds": "\(-seconds)"])]
        case .clockOff(let seconds): [Message("activity.detail.clockAhead", ["seconds": "\(seconds)"])]
        case .count(let count): [Message("activity.detail.count", ["count": "\(count)"])]
        case .days(let days): [Message("activity.detail.days", ["days": "\(days)"])]
        case .route(let route): [Message("activity.detail.route", ["route": route])]
        case .policy(let field, let old, let new):
            [Message("activity.policy.\(field.rawValue)", ["old": old.symbols, "new": new.symbols])]
        case .unknown(let words): [Message("activity.detail.unknown", ["words": words.joined(separator: " ")])]
        }
    }
}

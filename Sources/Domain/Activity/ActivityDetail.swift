/// A typed field of an entry: what its action does not say by itself. Words for people are made of it when it is read, in their language.
public enum ActivityDetail: Sendable, Equatable {
    /// What whoever it was done to was called then.
    case userName(String)
    /// A name that was tried and that nobody has, masked.
    case triedName(String)
    /// The old name and the new one.
    case renamed(String, String)
    /// Which fields of a user changed, never their values.
    case changed([UserField])
    /// The code was right, and was used before.
    case usedCode
    /// The code was right, but a later one was accepted while the server's clock was ahead.
    case serverClockWasAhead
    /// The phone's clock is behind (−) or ahead (+) by so many seconds.
    case clockOff(seconds: Int)
    /// So many sessions ended, entries were deleted, or values were sealed anew.
    case count(Int)
    /// By so many days the clock may be ahead.
    case days(Int)
    /// The pattern of the path that was asked for.
    case route(String)
    /// What the policy said, and what it says now.
    case policy(PolicyField, old: Span, new: Span)
    /// What a newer version has written, name and values as they are: read, never made.
    case unknown([String])
}

extension [ActivityDetail] {
    private static let longestValue = 200

    /// As it is stored: a line each, the name and the values apart by tabs. No value has either.
    public var stored: String {
        map { detail in
            ([detail.name] + detail.values.map { $0.visible(Self.longestValue) }).joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// What this version does not know is kept as it is.
    public init(stored: String) {
        self = stored.split(separator: "\n").map { line in
            let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return ActivityDetail(name: words[0], values: Array<String>(words[1...]))
                ?? .unknown(words.map { $0.visible(Self.longestValue) })
        }
    }
}

extension ActivityDetail {
    fileprivate var name: String {
        switch self {
        case .userName: "user"
        case .triedName: "tried"
        case .renamed: "renamed"
        case .changed: "changed"
        case .usedCode: "used-code"
        case .serverClockWasAhead: "server-clock-was-ahead"
        case .clockOff: "clock-off"
        case .count: "count"
        case .days: "days"
        case .route: "route"
        case .policy: "policy"
        case .unknown(let words): words.first ?? ""
        }
    }

    fileprivate var values: [String] {
        switch self {
        case .userName(let text), .triedName(let text), .route(let text): [text]
        case .renamed(let old, let new): [old, new]
        case .changed(let fields): fields.map(\.rawValue)
        case .usedCode, .serverClockWasAhead: []
        case .clockOff(let number), .count(let number), .days(let number): ["\(number)"]
        case .policy(let field, let old, let new):
            [field.rawValue, "\(old.wholeSeconds)", "\(new.wholeSeconds)"]
        case .unknown(let words): Array(words.dropFirst())
        }
    }

    /// Nil for what this version does not know.
    fileprivate init?(name: String, values: [String]) {
        switch (name, values.count) {
        case ("user", 1): self = .userName(values[0])
        case ("tried", 1): self = .triedName(values[0])
        case ("renamed", 2): self = .renamed(values[0], values[1])
        case ("changed", _):
            let fields = values.compactMap(UserField.init)
            guard fields.count == values.count else { return nil }
            self = .changed(fields)
        case ("used-code", 0): self = .usedCode
        case ("server-clock-was-ahead", 0): self = .serverClockWasAhead
        case ("route", 1): self = .route(values[0])
        case ("clock-off", 1), ("count", 1), ("days", 1):
            guard let number = Int(values[0]) else { return nil }
            self = name == "count" ? .count(number) : name == "days" ? .days(number) : .clockOff(seconds: number)
        case ("policy", 3):
            guard let field = PolicyField(rawValue: values[0]), let old = Int(values[1]), let new = Int(values[2])
            else {
                return nil
            }
            self = .policy(field, old: .seconds(old), new: .seconds(new))
        default: return nil
        }
    }
}

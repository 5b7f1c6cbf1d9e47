/// How surely it is known who somebody is. There is room above for what phishing cannot get.
public enum AssuranceLevel: String, CaseIterable, Sendable, Comparable {
    case oneFactor = "1fa"
    case twoFactors = "2fa"

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .oneFactor: 1
        case .twoFactors: 2
        }
    }
}

extension AuthenticationMethods {
    /// What these come to; nil where they show nothing yet.
    public var level: AssuranceLevel? {
        guard contains(.password) else { return nil }
        return contains(.oneTimeCode) ? .twoFactors : .oneFactor
    }
}

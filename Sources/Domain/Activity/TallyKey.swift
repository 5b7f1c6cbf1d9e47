/// What is counted together when it repeats itself: the act of one session, one user, or one stranger's address on one subject.
public struct TallyKey: Sendable {
    public var scope: String
    public var subject: String
    /// What the repetitions have in common.
    public var details: [ActivityDetail] = []
}

extension Activity {
    /// What this entry is counted with; nil for one that always stands by itself.
    public var tallyKey: TallyKey? {
        switch action {
        case .accessRefused, .twoFactorStarted, .twoFactorCancelled, .twoFactorEnableRefused, .stepUpCompleted:
            actor.session.map { TallyKey(scope: "session \($0)", subject: record + details.stored, details: details) }
        case .profileChanged:
            actor.session.map { TallyKey(scope: "session \($0)", subject: details.stored, details: details) }
        case .codeRefused, .stepUpRefused, .twoFactorDisableRefused:
            // A right code costs no attempt, so that nothing else bounds how often it comes.
            details == [.usedCode] || details == [.serverClockWasAhead]
                ? actor.userID.map {
                    TallyKey(scope: "user \($0)", subject: "\(network) \(details.stored)", details: details)
                } : nil
        case .passwordAccepted, .signInCancelled:
            actor.userID.map { TallyKey(scope: "user \($0)", subject: network) }
        case .signInRefused, .signInLocked:
            // Of names that nobody has, no two need be alike.
            TallyKey(scope: "address \(network)", subject: record)
        default: nil
        }
    }

    /// An entry that is refused takes the act back with it, so these never are. What was typed wrong keeps its charge, and the budgets of
    /// guessing bound how often. What ends access is always possible, and there is no more of it than there was access.
    private var isNeverRefused: Bool {
        switch action {
        case .stepUpRefused, .passwordChangeRefused, .twoFactorDisableRefused, .twoFactorBlocked, .codeRefused,
            .signInLocked:
            true
        case .signedOut, .sessionEnded, .otherSessionsEnded, .userInactivated, .administratorWithdrawn: true
        default: false
        }
    }

    private var network: String { IPAddress.network(of: actor.address) }

    /// What an act is counted with that always is an entry of its own, and how many there may be in an hour.
    public var quota: (key: TallyKey, most: Int)? {
        if isNeverRefused { return nil }
        if action == .signedIn, let user = actor.userID {
            return (TallyKey(scope: "sign-ins \(user)", subject: network), ActivityLimits.signInsOfUser)
        }
        return actor.session.map { (TallyKey(scope: "acts \($0)", subject: ""), ActivityLimits.actsOfSession) }
    }
}

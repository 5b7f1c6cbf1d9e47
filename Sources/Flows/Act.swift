import Domain
import Storage

/// A use case while it happens: the tables, and who acts, as they are stored at this moment. Rules extend it; statements extend
/// `Transaction`, whose tables are its own.
@dynamicMemberLookup
struct Act {
    let transaction: Transaction
    let caller: Caller
    /// Ranges of addresses that are a source of guesses each.
    let floor: [AddressRange]

    var actor: Actor { caller.actor }

    /// How strict the house is, as it is stored at this moment.
    var policy: SecurityPolicy {
        get throws { try transaction.policy }
    }

    subscript<Member>(dynamicMember path: KeyPath<Transaction, Member>) -> Member {
        transaction[keyPath: path]
    }

    func newIdentifier<Subject>() -> Identifier<Subject> {
        transaction.newIdentifier()
    }
}

extension Act {
    /// What allows the act is read here, in the transaction that acts: what a page was allowed a moment ago counts for nothing.
    /// - Throws: ``EntitlementRefusal``, and nothing has happened.
    fileprivate init(_ transaction: Transaction, _ need: Need, by caller: Caller, floor: [AddressRange]) throws {
        var caller = caller
        if case .entitlement(let entitlement) = need {
            switch caller {
            case .user(let shown, let visit):
                let stored = try transaction.sessions.find(shown.token)
                if let refusal = entitlement.refusal(of: stored, at: transaction.now) {
                    throw refusal
                }
                caller = .user(stored ?? shown, visit)
            case .stranger: throw EntitlementRefusal.sessionEnded
            case .shell, .server: break
            }
        }
        self.init(transaction: transaction, caller: caller, floor: floor)
    }
}

/// The ways to the tables. There are no others: a use case says what it needs, or why it needs nothing.
extension Gatehouse {
    /// Runs a use case. It cannot end without saying what goes into the activity log, which is written in the same transaction.
    func perform<Outcome: Sendable>(
        _ need: Need, by caller: Caller, _ body: @escaping @Sendable (Act) throws -> Recorded<Outcome>
    ) async throws -> Outcome {
        try await write(need, by: caller) { act in
            let recorded = try body(act)
            for activity in recorded.activities { try act.activityLog.record(activity) }
            return recorded.outcome
        }
    }

    /// Runs what somebody does to their own account.
    /// - Parameter body: gets their session and user as they are stored now.
    func perform<Outcome: Sendable>(
        _ need: Need, by signedIn: SignedIn, _ visit: Visit,
        _ body: @escaping @Sendable (Act, SignedIn) throws -> Recorded<Outcome>
    ) async throws -> Outcome {
        try await perform(need, by: .user(signedIn, visit)) { act in
            guard case .user(let stored, _) = act.caller else { throw EntitlementRefusal.sessionEnded }
            return try body(act, stored)
        }
    }

    /// Changes what is no act of anybody's: counts, marks, and what is over.
    func write<Result: Sendable>(
        _ need: Need, by caller: Caller, _ body: @escaping @Sendable (Act) throws -> Result
    ) async throws -> Result {
        try await database.write { [floor] transaction in
            try body(Act(transaction, need, by: caller, floor: floor))
        }
    }

    /// Looks, and changes nothing.
    func read<Result: Sendable>(
        _ need: Need, by caller: Caller, _ body: @escaping @Sendable (Act) throws -> Result
    ) async throws -> Result {
        try await database.read { [floor] transaction in
            try body(Act(transaction, need, by: caller, floor: floor))
        }
    }

    /// Looks with a single statement, for everybody: the quickest read.
    /// - Parameter reason: why everybody may.
    func lookUp<Result: Sendable>(
        because reason: StaticString, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await database.lookUp(body)
    }
}

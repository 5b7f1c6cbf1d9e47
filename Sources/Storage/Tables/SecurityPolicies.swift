import Domain

extension Transaction {
    public var policies: SecurityPolicies { SecurityPolicies(transaction: self) }

    /// How strict the house is at this moment; read once in a transaction.
    /// - Throws: `SecurityPolicies.Missing` where the row is gone: nothing is judged by a guess.
    public var policy: SecurityPolicy {
        get throws {
            if let known = knownPolicy.value { return known }
            let policy = try policies.read()
            knownPolicy.value = policy
            return policy
        }
    }
}

/// How strict the house is: table `security_policy`, one row.
public struct SecurityPolicies {
    let transaction: Transaction

    /// Nobody has taken the row away but by hand. Nothing can be judged until it is back.
    struct Missing: CouldNot, CustomStringConvertible {
        let code = "the row of security_policy is missing"

        var description: String { "The database has lost its security policy: \(code). Restore a backup." }
    }

    fileprivate func read() throws -> SecurityPolicy {
        guard let row = try transaction.row("SELECT * FROM security_policy") else { throw Missing() }
        return try SecurityPolicy(row)
    }

    /// Sets how long sessions last.
    public func setSessions(idle: Span, absolute: Span) throws {
        try transaction.run(
            "UPDATE security_policy SET idle_seconds = \(idle.wholeSeconds), absolute_seconds = \(absolute.wholeSeconds)"
        )
        transaction.knownPolicy.value = nil
    }
}

/// For statements that read a number of the policy themselves; lengths of time are in milliseconds.
extension SecurityPolicies {
    static let resetLifetime: SQL = "(SELECT reset_seconds * 1000 FROM security_policy)"
    static let disableAfter: SQL = "(SELECT disable_after FROM security_policy)"
    static let browserMemory: SQL = "(SELECT browser_memory_seconds * 1000 FROM security_policy)"
    static let secondStep: SQL = "(SELECT second_step_seconds * 1000 FROM security_policy)"
    static let enrolment: SQL = "(SELECT enrolment_seconds * 1000 FROM security_policy)"
    /// What ``SessionLimits`` is made of, for a statement that has the row beside others.
    static let sessionColumns: SQL =
        "idle_seconds, absolute_seconds, recent_proof_seconds, second_step_seconds, enrolment_seconds"
}

/// What a transaction has read of the policy.
final class KnownPolicy {
    fileprivate var value: SecurityPolicy?
}

extension SecurityPolicy {
    fileprivate init(_ row: Row) throws {
        self.init(
            passwords: try PasswordRules(row), guessing: try GuessingLimits(row), sessions: try SessionLimits(row))
    }
}

extension PasswordRules {
    fileprivate init(_ row: Row) throws {
        self.init(minimum: try row.count("password_minimum"), resetLifetime: try row.span("reset_seconds"))
    }
}

extension GuessingLimits {
    fileprivate init(_ row: Row) throws {
        self.init(
            delayFrom: try row.count("delay_from"), longestDelay: try row.span("longest_delay_seconds"),
            lockAfter: try row.count("lock_after"), lockDuration: try row.span("lock_seconds"),
            disableAfter: try row.count("disable_after"), memory: try row.span("memory_seconds"),
            longMemory: try row.span("long_memory_seconds"), browserMemory: try row.span("browser_memory_seconds"))
    }
}

extension SessionLimits {
    /// - Parameter row: with the columns of ``SecurityPolicies/sessionColumns``.
    init(_ row: Row) throws {
        self.init(
            idle: try row.span("idle_seconds"), absolute: try row.span("absolute_seconds"),
            recentProof: try row.span("recent_proof_seconds"), secondStep: try row.span("second_step_seconds"),
            enrolment: try row.span("enrolment_seconds"))
    }
}

extension Row {
    fileprivate func count(_ column: String) throws -> Int {
        Int(try integer(column))
    }

    fileprivate func span(_ column: String) throws -> Span {
        .seconds(try count(column))
    }
}

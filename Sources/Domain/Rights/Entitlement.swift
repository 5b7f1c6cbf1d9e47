/// What somebody must have to do something: a session that lives, of a user who is active, and what is named here.
public struct Entitlement: Hashable, Sendable {
    /// Beyond one's own account; nil for what everybody may do to theirs.
    public var right: Right?
    /// Whether every factor must have been proven a short time ago (ASVS 7.5.1).
    public var needsRecentProof: Bool

    public init(_ right: Right?, recentProof: Bool) {
        self.right = right
        needsRecentProof = recentProof
    }

    /// Being signed in.
    public static let session = Entitlement(nil, recentProof: false)
    /// Being signed in, with a recent proof.
    public static let recentProof = Entitlement(nil, recentProof: true)

    public static func right(_ right: Right, recentProof: Bool = false) -> Entitlement {
        Entitlement(right, recentProof: recentProof)
    }
}

/// Why somebody may not do something.
public enum EntitlementRefusal: Error, Equatable, Sendable {
    /// Ended, over, or its user is inactive.
    case sessionEnded
    case forbidden
    /// The factors must be proven again first.
    case proofTooOld
}

extension Entitlement {
    /// Why it is refused, or nil. The guard of the pages asks it for courtesy, and the transaction that acts asks it again: that answer counts.
    /// - Parameter signedIn: as it is stored now; nil where the session has no row, or its user is inactive.
    public func refusal(of signedIn: SignedIn?, at now: Timestamp) -> EntitlementRefusal? {
        guard let signedIn, signedIn.limits.allow(signedIn.session, at: now) else { return .sessionEnded }
        if let right, !signedIn.user.has(right) { return .forbidden }
        if needsRecentProof, !signedIn.limits.isProofRecent(signedIn.session, at: now) { return .proofTooOld }
        return nil
    }
}

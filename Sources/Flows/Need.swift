import Domain

/// What a use case asks of whoever calls it. None goes without one of these.
enum Need: Sendable {
    case entitlement(Entitlement)
    /// - Parameter because: why everybody may.
    case nothing(because: StaticString)

    static let session = Need.entitlement(.session)
    static let recentProof = Need.entitlement(.recentProof)

    static func right(_ right: Right, recentProof: Bool = false) -> Need {
        .entitlement(.right(right, recentProof: recentProof))
    }
}

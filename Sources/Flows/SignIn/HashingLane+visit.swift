import Domain
import Hashing

extension Gatehouse {
    /// In which lane a visitor's password is hashed.
    /// - Parameter account: of whoever is known here; what it wants beyond its share waits with the others at this address.
    func lane(of visit: Visit, known account: String? = nil) -> HashingLane {
        let isOnFloor = floor.range(of: visit.address) != nil
        if let account { return .known(account: account, isOnFloor: isOnFloor) }
        return isOnFloor ? .floor : .stranger
    }
}

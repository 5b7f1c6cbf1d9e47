import Domain
import Storage

extension Act {
    /// What somebody has shown so far, beside what is asked of them at this moment.
    func progress(of user: UserID, proven: Set<Proof> = []) throws -> SignInProgress {
        SignInProgress(
            of: user, proven: proven, enrolled: Set(try transaction.authenticators.list(of: user).map(\.kind)))
    }
}

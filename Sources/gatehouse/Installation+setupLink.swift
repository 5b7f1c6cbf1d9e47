import Flows
import Web

extension Installation {
    /// Makes a new link to set-up; the earlier one stops working.
    /// - Parameter url: where browsers find the site.
    /// - Returns: nil where set-up is done.
    func setupLink(by caller: Caller, at url: String) async throws -> String? {
        try await gatehouse.issueSetupLink(by: caller).map { Site.setupURL($0, publicURL: url) }
    }
}

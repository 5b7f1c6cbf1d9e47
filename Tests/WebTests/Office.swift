import Domain
import TestSupport

@testable import Web

/// An administrator, and a user whom they manage.
struct Office {
    let house: TestHouse
    let admin: TestBrowser
    let adminID: UserID
    let anna: UserID
    var page: String { "/users/\(anna.text)" }

    init() async throws {
        house = try await TestHouse()
        (admin, adminID) = try await house.signedIn("katalin", isAdministrator: true)
        anna = try await house.addUser("anna", displayName: "Anna Kovács")
    }

    /// The *Default settings* pane as the page sends it, with changes.
    func save(
        _ id: UserID? = nil, name: String = "anna", ticked: [String] = ["active"], _ more: [(String, String)] = []
    ) async throws -> TestAnswer {
        try await admin.submit(
            "/users/\((id ?? anna).text)",
            [("name", name), ("displayName", "Anna Kovács"), ("email", ""), ("language", "en")]
                + ticked.map { ($0, "on") } + more)
    }
}

import Domain
import Flows
import TestSupport
import Testing

/// Random walks through the real use cases, over the real database.
@Suite("Random walks of signing in")
struct SignInWalkTests {
    @Test(
        "Property: no walk signs anybody in without every proof that is required of them at that moment",
        arguments: 0..<6)
    func walk(_ number: Int) async throws {
        var walk = try await SignInWalk()
        while walk.turn < 150 || (!walk.rare(than: 3).isEmpty && walk.turn < 3000) { try await walk.step() }
        // Nobody got in is no proof.
        #expect(walk.rare(than: 3).isEmpty, walk.place)
    }

    @Test("Property: a sign-in's token is never a session, whatever its state")
    func tokens() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let visit = house.visit()
        guard
            case .secondStep(let token, _) = try await house.gatehouse.provePassword(
                name: "anna", password: Password(typed: TestHouse.password), visit: visit, language: nil, replacing: nil
            )
        else {
            Issue.record("no second step")
            return
        }
        for _ in 0..<2 {
            guard case .anonymous = try await house.gatehouse.recognise(session: token, signIn: nil) else {
                Issue.record("a sign-in's token opened a session")
                return
            }
            _ = try await house.gatehouse.proveCode(
                house.code(totp), signIn: token, visit: visit, language: nil, replacing: nil)
        }
    }
}

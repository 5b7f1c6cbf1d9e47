import Domain
import Flows
import TestSupport
import Testing

/// What really happened to one browser, counted beside the flows.
private struct Walker {
    var known: [Token] = []
    var session: Token?
    var signIn: Token?
    /// Whose password opened the sign-in that this browser holds.
    var halfOf: Int?
}

/// Random walks through the real use cases, over the real database.
@Suite("Random walks of signing in")
struct SignInWalkTests {
    private struct Person {
        let name: String
        let id: UserID
        var totp: TOTP?
        var password: String
        var usedSteps: Set<Int64> = []
    }

    @Test(
        "Property: no walk signs anybody in without every proof that is required of him at that moment",
        arguments: 0..<6)
    func walk(_ number: Int) async throws {
        var random = SeededRandom()
        let seed = random.seed
        let house = try await TestHouse()
        var people: [Person] = []
        for name in ["anna", "bence", "cili"] {
            let id = try await house.addUser(name)
            people.append(
                Person(
                    name: name, id: id, totp: name == "anna" ? nil : try await house.enrol(id),
                    password: TestHouse.password))
        }
        var walkers = [Walker(), Walker(), Walker()]

        for turn in 0..<150 {
            house.clock.advance(by: .seconds(Int.random(in: 5...40, using: &random)))
            let who = Int.random(in: 0..<3, using: &random)
            let at = Int.random(in: 0..<3, using: &random)
            let place = "seed \(seed), turn \(turn)"
            let visit = house.visit(known: walkers[at].known)
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3:
                let isRight = Int.random(in: 0..<4, using: &random) > 0
                let outcome = try await house.gatehouse.provePassword(
                    name: people[who].name, password: Password(typed: isRight ? people[who].password : "wrong"),
                    visit: visit, language: nil,
                    replacing: walkers[at].session)
                switch outcome {
                case .signedIn(let opened):
                    #expect(isRight && people[who].totp == nil, "\(place)")
                    walkers[at].session = opened.token
                    walkers[at].known = [opened.browser.token] + walkers[at].known
                case .secondStep(let token):
                    #expect(isRight && people[who].totp != nil, "\(place)")
                    walkers[at].signIn = token
                    walkers[at].halfOf = who
                case .refused: #expect(!isRight, "\(place)")
                case .limited: break
                }
            case 4...7:
                guard let signIn = walkers[at].signIn, let half = walkers[at].halfOf else { continue }
                // The code of anybody, of any time step around.
                let offset = Int64.random(in: -3...3, using: &random)
                guard let totp = people[who].totp else { continue }
                let step = totp.step(at: house.clock.now) + offset
                let outcome = try await house.gatehouse.proveCode(
                    house.code(totp, steps: offset), signIn: signIn, visit: visit, language: nil,
                    replacing: walkers[at].session)
                guard case .signedIn(let opened) = outcome else { continue }
                #expect(who == half, "\(place): another user's code")
                #expect(!people[who].usedSteps.contains(step), "\(place): a used step")
                #expect(people[who].usedSteps.allSatisfy { $0 < step }, "\(place): an older step")
                people[who].usedSteps.insert(step)
                walkers[at].session = opened.token
                walkers[at].known = [opened.browser.token] + walkers[at].known
                walkers[at].signIn = nil
            case 8:
                if let signIn = walkers[at].signIn { try await house.gatehouse.cancelSignIn(signIn, visit: visit) }
            default:
                // The stored methods are what was proven.
                guard let session = walkers[at].session,
                    case .signedIn(let signedIn) = try await house.gatehouse.recognise(session: session, signIn: nil)
                else { continue }
                let person = people.first { $0.id == signedIn.user.id }
                #expect(signedIn.session.methods.contains(.oneTimeCode) == (person?.totp != nil), "\(place)")
            }
        }
    }

    @Test("Property: a sign-in's token is never a session, whatever its state")
    func tokens() async throws {
        let house = try await TestHouse()
        let totp = try await house.enrol(try await house.addUser("anna"))
        let visit = house.visit()
        guard
            case .secondStep(let token) = try await house.gatehouse.provePassword(
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

import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let stepUpEndpoints: [Endpoint] = [
        .signedIn(.get, Route.stepUp.pattern) { exchange, signedIn in
            exchange.stepUpPage(signedIn, next: exchange.page(for: exchange.query["next"] ?? ""))
        },
        .signedIn(.post, Route.stepUp.pattern, handle: stepUp),
    ]

    private static let stepUp: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let next = exchange.page(for: exchange.field("next"))
        let state = signedIn.state
        let outcome = try await exchange.gatehouse.stepUp(
            signedIn, password: exchange.password("password"), code: exchange.field("code"), visit: exchange.visit)
        switch outcome {
        case .proven(let token): return exchange.renewing(token, .redirect(toPath: next))
        case .wrongPassword:
            let error = exchange.text("password.wrong", state)
            return exchange.stepUpPage(signedIn, next: next, password: Field(error: error), status: .unauthorized)
        case .refused(let refusal):
            let code = exchange.codeField(refusal, state)
            return exchange.stepUpPage(signedIn, next: next, code: code, status: .unauthorized)
        case .limited(let refusal):
            return exchange.stepUpPage(signedIn, next: next, problem: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        case .sessionEnded: return .redirect(to: .signIn)
        }
    }
}

extension Exchange {
    fileprivate func stepUpPage(
        _ signedIn: SignedIn, next: String, password: Field = Field(), code: Field = Field(), problem: Message? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Reply {
        let state = signedIn.state
        let page = StepUpPage(
            frame: frame("stepUp.title", state: state), next: next, asksCode: signedIn.hasTwoFactor, password: password,
            code: code, problem: problem.map { text($0, state) })
        return render(page, state, status: status)
    }
}

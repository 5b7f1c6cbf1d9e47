import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let stepUpEndpoints: [Endpoint] = [
        .signedIn(.get, .stepUp) { exchange, signedIn in
            exchange.stepUpPage(signedIn, StepUpForm(next: exchange.site.routes.nextPage(exchange.query["next"] ?? "")))
        },
        .signedIn(.post, .stepUp, body: .form(), handle: stepUp).refilled { exchange, signedIn in
            exchange.stepUpPage(signedIn, StepUpForm(exchange))
        },
    ]

    private static let stepUp: SignedInHandler = { exchange, signedIn in
        let form = StepUpForm(exchange)
        let outcome = try await exchange.gatehouse.stepUp(
            signedIn, password: exchange.password("password"), code: exchange.field("code"), visit: exchange.visit)
        switch outcome {
        case .proven(let token): return exchange.renewing(token, await exchange.goOn(form, signedIn.renewed(token)))
        case .passwordDenied(.refused):
            let error = exchange.text("password.wrong")
            return exchange.stepUpPage(signedIn, form, password: Field(error: error), status: .unauthorized)
        case .codeDenied(.refused(let refusal)):
            let code = exchange.codeField(refusal)
            return exchange.stepUpPage(signedIn, form, code: code, status: .unauthorized)
        case .passwordDenied(.limited(let refusal)), .codeDenied(.limited(let refusal)):
            return exchange.stepUpPage(signedIn, form, problem: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        }
    }
}

/// What comes after the proof.
private struct StepUpForm {
    /// The page to go on to.
    var next: String
    /// A form that was typed before, sealed; empty for none.
    var kept = ""
}

extension StepUpForm {
    /// As it was sent.
    fileprivate init(_ exchange: Exchange) {
        next = exchange.site.routes.nextPage(exchange.field("next"))
        kept = exchange.field("kept")
    }
}

extension Exchange {
    /// Asks for the proof first; what was typed comes along.
    func keepingForm(_ signedIn: SignedIn) throws -> Reply {
        let fields = form.encoded(without: ["csrf"])
        let place = path + (queryText.map { "?" + $0 } ?? "")
        let kept = try gatehouse.seal(KeptForm(path: place, fields: fields), of: signedIn)
        return stepUpPage(signedIn, StepUpForm(next: self.place, kept: kept ?? ""), status: .unauthorized)
    }

    /// The form with what was typed into it, for its owner to send; otherwise the page itself. The proof is given by now: whatever
    /// becomes of the form, nothing may be thrown.
    fileprivate func goOn(_ form: StepUpForm, _ signedIn: SignedIn) async -> Reply {
        guard !form.kept.isEmpty, let kept = try? gatehouse.open(form.kept, of: signedIn),
            case .endpoint(let endpoint, let parameter) = site.routes.match(.post, RouteTable.path(of: kept.path)),
            let refill = endpoint.refill, endpoint.isAllowed(to: signedIn.user),
            let fields = Form(parsing: kept.fields.utf8)
        else { return .redirect(toPath: form.next) }
        let exchange = recognised(as: .signedIn(signedIn)).refilling(
            fields, at: kept.path, parameter: parameter, saying: .formKept)
        return (try? await refill(exchange)) ?? .redirect(toPath: form.next)
    }

    fileprivate func stepUpPage(
        _ signedIn: SignedIn, _ form: StepUpForm, password: Field = Field(), code: Field = Field(),
        problem: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = StepUpPage(
            frame: frame("stepUp.title", place: Route.stepUp.path(query: ["next": form.next])),
            next: form.next, kept: form.kept, asksCode: signedIn.hasTwoFactor, password: password, code: code,
            problem: problem.map(text))
        return render(page, status: status)
    }
}

import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let signInEndpoints: [Endpoint] = [
        .anyone(.get, Route.signIn.pattern, handle: showSignIn),
        .anyone(.post, Route.signIn.pattern, handle: provePassword).refilledForAnyone { exchange, state in
            if case .signedIn = state { return .redirect(toPath: exchange.placeAfterSignIn) }
            return exchange.signInPage(userName: Field(value: exchange.field("userName")))
        },
        .secondStep(.get, Route.signInCode.pattern) { exchange, signIn in
            exchange.codePage(signIn, code: Field())
        },
        .secondStep(.post, Route.signInCode.pattern, handle: proveCode),
        .secondStep(.post, Route.cancelSignIn.pattern) { exchange, signIn in
            if let token = exchange.tokens.signIn {
                try await exchange.gatehouse.cancelSignIn(token, visit: exchange.visit)
            }
            return .redirect(toPath: exchange.signInPath).setting(Cookies.removal(Cookies.signIn))
        }.fromAnyForm,
        .signedIn(.post, Route.signOut.pattern) { exchange, signedIn in
            try await exchange.gatehouse.signOut(
                signedIn, halfDone: exchange.tokens.signIn, visit: exchange.visit)
            return exchange.redirect(to: .signIn, notice: .signedOut)
                .setting(Cookies.removal(Cookies.session)).setting(Cookies.removal(Cookies.signIn))
                .setting(Cookies.removal(Cookies.language))
                .with(.clearSiteData, "\"storage\"")
        }.fromAnyForm,
    ]

    private static let showSignIn: @Sendable (Exchange, BrowserState) async throws -> Reply = { exchange, state in
        if case .signedIn = state { return .redirect(toPath: exchange.placeAfterSignIn) }
        return exchange.signInPage(userName: Field(value: exchange.nameOfNotice))
    }

    private static let provePassword: @Sendable (Exchange, BrowserState) async throws -> Reply = { exchange, _ in
        let outcome = try await exchange.gatehouse.provePassword(
            name: exchange.field("userName"), password: exchange.password("password"), visit: exchange.visit,
            language: exchange.chosenLanguage, replacing: exchange.tokens.session)
        let userName = Field(value: exchange.field("userName"))
        switch outcome {
        case .signedIn(let opened): return await exchange.enter(opened)
        case .secondStep(let token, let lasting):
            return .redirect(toPath: exchange.leadingOn(.signInCode)).setting(
                Cookies.header(Cookies.signIn, token.text, maxAge: lasting))
        case .refused:
            return exchange.signInPage(userName: userName, problem: "signIn.wrong", status: .unauthorized)
        case .limited(let refusal):
            return exchange.signInPage(userName: userName, problem: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        }
    }

    private static let proveCode: @Sendable (Exchange, SignIn) async throws -> Reply = { exchange, signIn in
        guard let token = exchange.tokens.signIn else { throw Refusal.forged }
        let outcome = try await exchange.gatehouse.proveCode(
            exchange.field("code"), signIn: token, visit: exchange.visit, language: exchange.chosenLanguage,
            replacing: exchange.tokens.session)
        switch outcome {
        case .signedIn(let opened): return await exchange.enter(opened)
        case .denied(.refused(let refusal)):
            return exchange.codePage(signIn, code: exchange.codeField(refusal, .anonymous), status: .unauthorized)
        case .denied(.limited(let refusal)):
            return exchange.codePage(signIn, code: Field(), problem: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        case .expired:
            return exchange.redirect(toPath: exchange.signInPath, notice: .signInExpired)
                .setting(Cookies.removal(Cookies.signIn))
        }
    }
}

extension Exchange {
    /// Signed in: the browser gets its session and forgets what led to it. The sign-in's cookie stays, for the second click.
    fileprivate func enter(_ opened: OpenedSession) async -> Reply {
        Reply.redirect(toPath: (try? await placeAfterSignIn(as: opened)) ?? Route.home.path).setting(
            Cookies.header(Cookies.session, opened.token.text)
        )
        .setting(Cookies.removal(Cookies.language)).setting(browserCookie).setting(known(opened.browser))
    }

    fileprivate func signInPage(
        userName: Field, problem: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = SignInPage(
            frame: frame("signIn.title", state: .anonymous), action: signInPath, userName: userName,
            problem: problem.map { text($0) })
        return render(page, .anonymous, status: status)
    }

    fileprivate func codePage(
        _ signIn: SignIn, code: Field, problem: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = SignInCodePage(
            frame: frame("signInCode.title", state: .passwordProven(signIn)), action: leadingOn(.signInCode),
            cancelAction: leadingOn(.cancelSignIn), userName: signIn.user.name.text, code: code,
            problem: problem.map { text($0) })
        return render(page, .passwordProven(signIn), status: status)
    }

    /// What is wrong with the code. The code itself is never sent back.
    func codeField(_ refusal: CodeRefusal, _ state: BrowserState) -> Field {
        Field(error: text(Message(refusal), state))
    }

    /// The browser goes on under a new token.
    func renewing(_ token: Token, _ reply: Reply) -> Reply {
        reply.setting(Cookies.header(Cookies.session, token.text))
    }
}

extension Reply {
    /// Says when to try again.
    func retrying(_ refusal: GuessingRefusal, _ exchange: Exchange) -> Reply {
        refusal.retryAfter(at: exchange.gatehouse.now).map { with(.retryAfter, "\($0)") } ?? self
    }
}

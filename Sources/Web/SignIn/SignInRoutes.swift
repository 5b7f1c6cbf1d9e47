import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let signInEndpoints: [Endpoint] = [
        .anyone(.get, .signIn, handle: showSignIn),
        .anyone(.post, .signIn, body: .form(), handle: provePassword).refilledForAnyone { exchange in
            if case .signedIn = exchange.visitor { return .redirect(toPath: exchange.placeAfterSignIn) }
            return exchange.signInPage(userName: Field(value: exchange.field("userName")))
        },
        .secondStep(.get, .signInCode) { exchange, signIn in
            exchange.codePage(signIn, code: Field())
        },
        .secondStep(.post, .signInCode, body: .form(), handle: proveCode),
        .secondStep(.post, .cancelSignIn, body: .form()) { exchange, signIn in
            if let token = exchange.tokens.signIn {
                try await exchange.gatehouse.cancelSignIn(token, visit: exchange.visit)
            }
            return .redirect(toPath: exchange.signInPath).setting(Cookies.removal(Cookies.signIn))
        }.fromAnyForm,
        .signedIn(.post, .signOut, body: .form()) { exchange, signedIn in
            try await exchange.gatehouse.signOut(
                signedIn, halfDone: exchange.tokens.signIn, visit: exchange.visit)
            return exchange.redirect(to: .signIn, notice: .signedOut)
                .setting(Cookies.removal(Cookies.session)).setting(Cookies.removal(Cookies.signIn))
                .setting(Cookies.removal(Cookies.language))
                .with(.clearSiteData, "\"storage\"")
        }.fromAnyForm,
    ]

    private static let showSignIn: Handler = { exchange in
        if case .signedIn = exchange.visitor { return .redirect(toPath: exchange.placeAfterSignIn) }
        return exchange.signInPage(userName: Field(value: exchange.nameOfNotice))
    }

    private static let provePassword: Handler = { exchange in
        let outcome = try await exchange.gatehouse.provePassword(
            name: exchange.field("userName"), password: exchange.password("password"), visit: exchange.visit,
            language: exchange.chosenLanguage, replacing: exchange.tokens.session)
        let userName = Field(value: exchange.field("userName"))
        switch outcome {
        case .signedIn(let opened): return await exchange.enter(opened)
        case .secondStep(let token, let lasting):
            return .redirect(toPath: exchange.leadingOn(.signInCode)).setting(
                Cookies.header(Cookies.signIn, token.text, maxAge: lasting))
        case .denied(.refused):
            return exchange.signInPage(userName: userName, problem: "signIn.wrong", status: .unauthorized)
        case .denied(.limited(let refusal)):
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
            return exchange.codePage(signIn, code: exchange.codeField(refusal), status: .unauthorized)
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
        let exchange = unrecognised
        let page = SignInPage(
            frame: exchange.frame("signIn.title"), action: signInPath, userName: userName,
            problem: problem.map(exchange.text))
        return exchange.render(page, status: status)
    }

    fileprivate func codePage(
        _ signIn: SignIn, code: Field, problem: Message? = nil, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let page = SignInCodePage(
            frame: frame("signInCode.title"), action: leadingOn(.signInCode),
            cancelAction: leadingOn(.cancelSignIn), userName: signIn.user.name.text, code: code,
            problem: problem.map(text))
        return render(page, status: status)
    }
}

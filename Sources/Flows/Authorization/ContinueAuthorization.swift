import Domain
import Storage

extension Gatehouse {
    /// Goes on with a request, when something that it lacked may be there by now.
    public func continueAuthorization(_ id: Token, in browser: AskedBrowser) async throws -> AuthorizationOutcome {
        try await perform(Self.asking, by: .stranger(browser.visit)) { act in
            guard let (stored, asked) = try act.asked(id, in: browser) else {
                return .unrecorded(.over, because: "nothing happened")
            }
            return try act.proceed(stored, id: id, of: asked, signedIn: try act.living(browser.session))
        }
    }

    /// The person agrees, and is sent on.
    public func confirmAuthorization(
        _ id: Token, by signedIn: SignedIn, in browser: AskedBrowser
    ) async throws -> AuthorizationOutcome {
        try await perform(.session, by: signedIn, browser.visit) { act, signedIn in
            guard let (stored, asked) = try act.asked(id, in: browser) else {
                return .unrecorded(.over, because: "nothing happened")
            }
            return try act.confirm(stored, id: id, of: asked, signedIn: signedIn)
        }
    }

    /// The person does not want to.
    public func cancelAuthorization(_ id: Token, in browser: AskedBrowser) async throws -> AuthorizationOutcome {
        try await perform(Self.asking, by: .stranger(browser.visit)) { act in
            guard let (stored, asked) = try act.asked(id, in: browser),
                try act.authorizationRequests.delete(stored.id)
            else { return .unrecorded(.over, because: "nothing happened") }
            let problem = AuthorizationProblem(.accessDenied, "the person declined")
            let answer = AuthorizationAnswer(problem, to: stored.request.target, issuer: browser.issuer)
            guard let signedIn = try act.living(browser.session) else {
                return .unrecorded(.answered(answer, asked.application), because: "nobody can be said to have declined")
            }
            return Recorded(
                .answered(answer, asked.application),
                act.activity(.applicationDeclined, asked.application, by: browser.visit.actor(signedIn)))
        }
    }
}

extension Act {
    /// Who is signed in by this token, if the session is not over.
    func living(_ session: Token?) throws -> SignedIn? {
        guard let session, let found = try transaction.sessions.find(session.digest),
            found.limits.allow(found.session, at: transaction.now)
        else { return nil }
        return found
    }

    /// A request of this browser that waits for its person.
    fileprivate func asked(
        _ id: Token, in browser: AskedBrowser
    ) throws -> (StoredAuthorizationRequest, AskedApplication)? {
        guard let stored = try transaction.authorizationRequests.find(id.digest, browser: browser.token.digest),
            let application = try transaction.applications.find(stored.applicationID), application.isEnabled,
            application.isAnswered(at: stored.request.target.redirect)
        else { return nil }
        return (stored, AskedApplication(application: application, browser: browser))
    }

    fileprivate func confirm(
        _ stored: StoredAuthorizationRequest, id: Token, of asked: AskedApplication, signedIn: SignedIn
    ) throws -> Recorded<AuthorizationOutcome> {
        let application = asked.application
        // Agreeing answers the question, where it is what is asked.
        guard
            case .confirm(let agreement, _) = try progress(of: stored, asked, signedIn: signedIn).next(
                at: transaction.now)
        else { return try proceed(stored, id: id, of: asked, signedIn: signedIn) }
        var confirmed = stored
        confirmed.sessionID = signedIn.session.id
        confirmed.confirmedAt = transaction.now
        try transaction.authorizationRequests.confirm(stored.id, in: signedIn.session.id)
        guard agreement == .consent else { return try proceed(confirmed, id: id, of: asked, signedIn: signedIn) }
        try transaction.consents.give(stored.request.revealed, to: application.id, by: signedIn.user.id)
        let proceeded = try proceed(confirmed, id: id, of: asked, signedIn: signedIn)
        return Recorded(proceeded.outcome, all: [activity(.consentGiven, application)] + proceeded.activities)
    }

    /// Asks what a request lacks, and answers it when that is nothing.
    /// - Parameter isNew: it is not stored yet.
    func proceed(
        _ stored: StoredAuthorizationRequest, id: Token, of asked: AskedApplication, signedIn: SignedIn?,
        isNew: Bool = false
    ) throws -> Recorded<AuthorizationOutcome> {
        let (application, request) = (asked.application, stored.request)
        if isNew {
            try transaction.authorizationRequests.add(
                request, id: stored.id, browser: asked.browser.token.digest,
                application: application.id)
        }
        switch try progress(of: stored, asked, signedIn: signedIn).next(at: transaction.now) {
        case .signIn: return waiting(.signIn, id, request, application)
        case .otherUser(let other): return waiting(.otherUser(other), id, request, application)
        case .prove: return waiting(.prove, id, request, application)
        case .enrol(let signedIn): return waiting(.enrol(signedIn), id, request, application)
        case .confirm(let agreement, let signedIn):
            return waiting(.confirm(agreement, signedIn), id, request, application)
        case .refuse(let problem, let refusal):
            return try refuse(stored, problem, refusal, asked: asked, signedIn: signedIn)
        case .grant(let signedIn): return try answer(stored, of: asked, signedIn: signedIn)
        }
    }

    private func progress(
        of stored: StoredAuthorizationRequest, _ asked: AskedApplication, signedIn: SignedIn?
    ) throws -> AuthorizationProgress {
        let application = asked.application
        let isConfirmed = signedIn != nil && stored.sessionID == signedIn?.session.id
        return AuthorizationProgress(
            request: stored.request, policy: application.details.policy, agreement: application.agreement,
            madeAt: stored.madeAt, signedIn: signedIn, address: asked.browser.visit.address,
            confirmedAt: isConfirmed ? stored.confirmedAt : nil,
            consented: try signedIn.map { try transaction.consents.given(to: application.id, by: $0.user.id) } ?? [])
    }

    private func waiting(
        _ step: AskedAuthorization.Step, _ id: Token, _ request: AuthorizationRequest, _ application: Application
    ) -> Recorded<AuthorizationOutcome> {
        .unrecorded(
            .asks(AskedAuthorization(id: id, request: request, application: application, step: step)),
            because: "what comes of it is recorded")
    }

    private func refuse(
        _ stored: StoredAuthorizationRequest, _ problem: AuthorizationProblem, _ refusal: ApplicationRefusal?,
        asked: AskedApplication, signedIn: SignedIn?
    ) throws -> Recorded<AuthorizationOutcome> {
        try transaction.authorizationRequests.delete(stored.id)
        let answer = AuthorizationAnswer(problem, to: stored.request.target, issuer: asked.browser.issuer)
        guard let refusal, let signedIn else {
            return .unrecorded(.answered(answer, asked.application), because: "nothing was given")
        }
        let refused = activity(.applicationRefused, asked.application, by: asked.browser.visit.actor(signedIn))
        // An application that asks without a person to look gets its answer, and no page.
        return stored.request.prompts.contains(.none)
            ? Recorded(.answered(answer, asked.application), refused)
            : Recorded(.denied(refusal, answer, asked.application), refused)
    }

    private func answer(
        _ stored: StoredAuthorizationRequest, of asked: AskedApplication, signedIn: SignedIn
    ) throws -> Recorded<AuthorizationOutcome> {
        let code = AuthorizationCode(from: transaction.random)
        let application = asked.application
        guard
            try transaction.authorizationRequests.answer(
                stored.id, with: code.digest, in: signedIn.session.id, from: asked.browser.visit.address)
        else { return .unrecorded(.over, because: "it has its answer") }
        let opened = activity(.applicationOpened, application, by: asked.browser.visit.actor(signedIn))
        return Recorded(
            .answered(
                AuthorizationAnswer(code, to: stored.request.target, issuer: asked.browser.issuer), application), opened
        )
    }
}

import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let sessionEndpoints: [Endpoint] = [
        .signedIn(.get, .sessions, handle: showSessions),
        .signedIn(.post, .endSession, body: .form(), recentProof: true, handle: endSession),
        .signedIn(.post, .endOtherSessions, body: .form(), recentProof: true) { exchange, signedIn in
            try await exchange.gatehouse.endOtherSessions(signedIn, visit: exchange.visit)
            return exchange.redirect(to: .sessions, notice: .otherSessionsEnded)
        },
        .signedIn(.post, .endApplication, body: .form(), handle: endApplication),
        .signedIn(.get, .session, face: .program, handle: tellSession),
    ]

    private static let endApplication: SignedInHandler = { exchange, signedIn in
        guard let id: ApplicationID = exchange.identifier(),
            try await exchange.gatehouse.endApplication(id, by: signedIn, visit: exchange.visit)
        else { throw Refusal.notFound }
        return exchange.redirect(to: .sessions, notice: .applicationEnded)
    }

    private static let showSessions: SignedInHandler = { exchange, signedIn in
        let sessions = try await exchange.gatehouse.ownSessions(signedIn, visit: exchange.visit)
        let applications = try await exchange.gatehouse.ownApplications(signedIn, visit: exchange.visit)
        let page = SessionsPage(
            frame: exchange.frame("sessions.title"),
            sessions: sessions.map { session in
                SessionRow(
                    started: exchange.moment(session.startedAt),
                    lastUsed: exchange.moment(session.lastUsedAt), address: session.address,
                    browser: BrowserName.of(userAgent: session.browser), isCurrent: session.id == signedIn.session.id,
                    endPath: Route.endSession(session.id).path)
            },
            hasOthers: sessions.count > 1,
            applications: applications.map { application in
                OwnApplicationRow(
                    name: application.name, opened: application.openedAt.map { exchange.moment($0) },
                    lasts: application.lastsUntil.map { exchange.moment($0) },
                    agreed: application.agreedAt.map { exchange.moment($0) },
                    endPath: Route.endApplication(application.id).path)
            })
        return exchange.render(page)
    }

    private static let endSession: SignedInHandler = { exchange, signedIn in
        guard let id: SessionID = exchange.identifier(),
            try await exchange.gatehouse.endSession(id, by: signedIn, visit: exchange.visit)
        else { throw Refusal.notFound }
        return exchange.redirect(to: .sessions, notice: .sessionEnded)
    }

    /// Who is signed in: `{"id":"…","user":"anna","displayName":"Anna Kis","methods":["pwd","otp"]}`.
    private static let tellSession: SignedInHandler = { _, signedIn in
        var answer = JSONObject()
        answer.add("id", signedIn.user.id.text)
        answer.add("user", signedIn.user.name.text)
        answer.add("displayName", signedIn.user.details.displayName)
        answer.add("methods", signedIn.session.methods.names)
        return .json(answer)
    }
}

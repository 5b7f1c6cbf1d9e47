import Domain
import Storage

/// What a new session is opened with, beside its user and its proofs.
struct SessionOpening: Sendable {
    var visit: Visit
    var language: Language?
    /// The session this browser had until now: it ends, whoever's it was.
    var replacing: Token?
    var source: GuessingSource

    /// The browser's new value, in the place of the one by which it was known.
    func renewal(_ token: Token) -> KnownBrowserRenewal {
        KnownBrowserRenewal(token: token, replaced: source.knownBrowser)
    }
}

extension Act {
    /// Opens a session. Called by the two flows whose state machine reached `signedIn`, and by nothing else.
    /// - Returns: what to record.
    func open(
        _ opening: SessionOpening, for user: User, methods: AuthenticationMethods, _ opened: OpenedSession
    ) throws -> [Activity] {
        let replaced = try endReplaced(opening)
        let session = Session(
            id: newIdentifier(), userID: user.id, startedAt: transaction.now, lastUsedAt: transaction.now,
            provenAt: transaction.now, methods: methods,
            address: opening.visit.address, browser: opening.visit.userAgent.visible(200),
            language: opened.language, previousSignInAt: user.lastSignInAt)
        try transaction.sessions.add(session, token: opened.token.digest)
        try remember(opened.browser, for: user.id, visit: opening.visit)
        try transaction.guessing.clear(opening.source)
        try transaction.users.recordSignIn(of: user.id)
        return replaced + [
            Activity(.signedIn, by: opening.visit.actor(user, methods: methods), record: session.id.text)
        ]
    }

    func remember(_ browser: KnownBrowserRenewal, for user: UserID, visit: Visit) throws {
        try transaction.knownBrowsers.remember(
            browser.token.digest, replacing: browser.replaced, for: user, at: visit.address)
    }

    private func endReplaced(_ opening: SessionOpening) throws -> [Activity] {
        guard let old = try opening.replacing.flatMap({ try transaction.sessions.find($0.digest) }),
            try transaction.sessions.end(old.session.id, of: old.user.id)
        else { return [] }
        return [Activity(.sessionEnded, by: opening.visit.actor(old), record: old.session.id.text)]
    }
}

import Crypto
import Domain
import Storage

public enum ProvePasswordOutcome: Sendable {
    case signedIn(OpenedSession)
    /// The password was right; the second step takes this token.
    case secondStep(Token)
    /// Whatever was wrong: the name, the password, or the user is inactive. Nobody is told which.
    case refused
    case limited(GuessingRefusal)
}

/// A session just opened, and the tokens its browser keeps.
public struct OpenedSession: Sendable {
    public var token: Token
    public var language: Language
}

extension Gatehouse {
    /// The first step. Costs one password hash, whoever asks for whom (ASVS 6.3.8).
    /// - Parameters:
    ///   - language: chosen on the sign-in page for this session; nil takes the user's own.
    ///   - replacing: the session this browser had, which ends when the new one opens.
    public func provePassword(
        name: String, password: Password, visit: Visit, language: Language?, replacing: Token?
    ) async throws -> ProvePasswordOutcome {
        guard !name.isEmpty, name.utf8.count <= UserName.longestTyped, !password.isEmpty, !password.isTooLong else {
            return .refused  // No user has such a name or password: nothing to look at, to count, or to record.
        }
        let attempt = try await begin(name: name, visit: visit)
        guard case .charged(let candidate) = attempt else {
            if case .refused(let refusal) = attempt { return .limited(refusal) }
            return .refused
        }
        let verdict = try await verify(password, against: candidate.password?.hash, chargedTo: candidate.source)
        guard case .right(let renewed) = verdict, let user = candidate.user, user.isActive else {
            return try await refuse(candidate, visit: visit)
        }
        let opening = SessionOpening(visit: visit, language: language, replacing: replacing, source: candidate.source)
        return try await accept(user, candidate: candidate, renewed: renewed, opening: opening)
    }

    private enum Attempt: Sendable {
        case charged(Candidate)
        case refused(GuessingRefusal)
    }

    /// Who somebody says he is.
    private struct Candidate: Sendable {
        var typedName: String
        var user: User?
        var password: StoredPassword?
        var source: GuessingSource
    }

    /// Charges the attempt before anything is looked at.
    private func begin(name: String, visit: Visit) async throws -> Attempt {
        try await database.write { transaction in
            let userName = UserName(sought: name)
            let found = try userName.flatMap { try transaction.users.credentials(of: $0, in: visit.browser.digest) }
            let source =
                found.map { GuessingSource(of: $0.user, in: visit.browser, isKnown: $0.isKnownBrowser) }
                ?? GuessingSource(account: TriedName.digest(userName?.key ?? name), browser: nil)
            if let refusal = try transaction.guessing.charge(source) { return .refused(refusal) }
            let password = try found?.storedPassword(keys)
            return .charged(Candidate(typedName: name, user: found?.user, password: password, source: source))
        }
    }

    private func refuse(_ candidate: Candidate, visit: Visit) async throws -> ProvePasswordOutcome {
        try await perform { transaction in
            let actor = candidate.user.map { visit.actor($0) } ?? visit.stranger()
            let refused = Activity(
                .signInRefused, by: actor, record: candidate.user?.id.text ?? "",
                note: candidate.user?.name.text ?? TriedName.masked(candidate.typedName))
            guard let lock = try transaction.guessing.lock(of: candidate.source) else {
                return Recorded(.refused, refused)
            }
            let locked = Activity(.signInLocked, by: actor, record: candidate.user?.id.text ?? "", note: refused.note)
            return Recorded(.limited(lock), refused, locked)
        }
    }

    private func accept(
        _ user: User, candidate: Candidate, renewed: PasswordHash?, opening: SessionOpening
    ) async throws -> ProvePasswordOutcome {
        return try await perform { transaction in
            // The password may have been changed or sealed anew, or the user inactivated, while it was being hashed.
            guard let found = try transaction.users.credentials(of: user.id), found.user.isActive,
                let stored = try found.storedPassword(keys),
                stored.hash.secret == candidate.password?.hash.secret
            else {
                return Recorded(.refused, Activity(.signInRefused, by: opening.visit.actor(user), record: user.id.text))
            }
            if let renewed {
                try transaction.renew(renewed, replacing: stored.sealed, of: user.id, keyring: try keys.keyring())
            }
            let current = found.user
            let state = SignInState.anonymous.after(.passwordAccepted(user.id, hasAuthenticator: found.hasTwoFactor))
            switch state {
            case .signedIn(_, let methods):
                let token = Token(from: transaction.random)
                let activities = try transaction.open(opening, for: current, methods: methods, token: token)
                return Recorded(
                    .signedIn(OpenedSession(token: token, language: opening.language ?? current.details.language)),
                    all: activities)
            case .passwordProven, .anonymous:
                let token = Token(from: transaction.random)
                try transaction.guessing.refund(opening.source)
                try transaction.signIns.add(token.digest, user: user.id)
                return Recorded(
                    .secondStep(token),
                    Activity(
                        .passwordAccepted, by: opening.visit.actor(current, methods: [.password]), record: user.id.text)
                )
            }
        }
    }
}

extension Transaction {
    /// Whose budget pays: a browser that has signed this user in has its own; all others share one.
    func source(of user: User, visit: Visit) throws -> GuessingSource {
        let isKnown = try knownBrowsers.contains(visit.browser.digest, for: user.id)
        return GuessingSource(of: user, in: visit.browser, isKnown: isKnown)
    }

    fileprivate func renew(_ hash: PasswordHash, replacing old: Sealed, of user: UserID, keyring: Keyring) throws {
        let sealed = try keyring.seal(hash.secret, at: Passwords.place(of: user), random: random)
        try passwords.renew(sealed, for: user, replacing: old)
    }
}

extension GuessingSource {
    fileprivate init(of user: User, in browser: Token, isKnown: Bool) {
        self.init(account: user.id.text, browser: isKnown ? browser.digest : nil)
    }
}

/// A name that was tried and that no user has.
enum TriedName {
    /// Under which its misses are counted.
    static func digest(_ name: String) -> String {
        let digest = SHA256.hash(data: Array(name.utf8))
        return "name:" + Base64URL.encode(Array(digest))
    }

    /// For the activity log: people type passwords into this field, so an unknown name is not written down in full (ASVS 16.2.5).
    static func masked(_ name: String) -> String {
        "\(name.visible(2))… (\(name.unicodeScalars.count))"
    }
}

import Domain
import Hashing
import Storage

public enum ProvePasswordOutcome: Sendable {
    case signedIn(OpenedSession)
    /// The password was right; the second step takes this token, and may be left open for so long.
    case secondStep(Token, lasting: Span)
    case denied(Denial<WrongPassword>)

    fileprivate static let wrong = ProvePasswordOutcome.denied(.refused(WrongPassword()))
}

/// A session just opened, and what its browser keeps.
public struct OpenedSession: Sendable {
    public var token: Token
    public var language: Language
    public var browser: KnownBrowserRenewal
}

extension Gatehouse {
    /// The first step. Costs one password hash, whoever asks for whom (ASVS 6.3.8).
    ///
    /// What the attempt may cost is decided first: a turn at hashing, in the lane of whoever asks. In that turn it is charged and
    /// compared; before it nothing is written.
    /// - Parameters:
    ///   - language: chosen on the sign-in page for this session; nil takes the user's own.
    ///   - replacing: the session this browser had, which ends when the new one opens.
    public func provePassword(
        name: String, password: Password, visit: Visit, language: Language?, replacing: Token?
    ) async throws -> ProvePasswordOutcome {
        guard !name.isEmpty, name.utf8.count <= UserName.longestTyped, !password.isEmpty, !password.isTooLong else {
            return .wrong  // No user has such a name or password: nothing to look at, to count, or to record.
        }
        // A sign-in beside this one may make the hash anew while this one compares: then it is compared once more.
        for _ in 0..<2 {
            let lane = try await lane(for: UserName(sought: name), visit: visit)
            let judged = try await hasher.turn(lane, while: visit.isPresent) { turn in
                try await judge(password, of: name, visit: visit, in: turn)
            }
            switch judged {
            case .denied(let denial): return .denied(denial)
            case .right(let user, let candidate, let attempt, let renewed):
                let opening = SessionOpening(
                    visit: visit, language: language, replacing: replacing, source: candidate.source)
                let accepted = try await accept(
                    user, candidate: candidate, attempt: attempt, renewed: renewed, opening: opening)
                if let accepted { return accepted }
            }
        }
        throw NoTurn.busy
    }

    /// Only who brings a value is looked up, so strangers cost nothing yet. Which budget pays is read anew when it is charged.
    private func lane(for name: UserName?, visit: Visit) async throws -> HashingLane {
        guard let name, !visit.knownBrowsers.isEmpty else { return lane(of: visit) }
        let known = try await lookUp(because: "it only chooses the lane") {
            try $0.knownBrowsers.find(visit.knownDigests, for: name)
        }
        // A copy that is used elsewhere takes none of the desk's places.
        guard let known, !known.isElsewhere(at: visit.address) else { return lane(of: visit) }
        return lane(of: visit, known: known.userID.text)
    }

    /// Who somebody says they are.
    private struct Candidate: Sendable {
        var typedName: String
        var user: User?
        var password: PasswordHash?
        var source: GuessingSource
    }

    private enum Judgement: Sendable {
        case right(User, Candidate, Attempt, renewed: PasswordHash?)
        /// Recorded, where it was looked at.
        case denied(Denial<WrongPassword>)
    }

    private func judge(
        _ password: Password, of name: String, visit: Visit, in turn: HashingTurn
    ) async throws -> Judgement {
        let (candidate, charge) = try await charge(name, visit: visit)
        let attempt: Attempt
        switch charge {
        case .limited(let refusal): return .denied(.limited(refusal))
        case .attempt(let charged): attempt = charged
        }
        let verdict = try await verify(
            password, against: candidate.password, for: attempt, in: turn)
        guard case .right(let renewed) = verdict, let user = candidate.user, user.isActive else {
            return try await refuse(candidate, visit: visit)
        }
        return .right(user, candidate, attempt, renewed: renewed)
    }

    /// Charges the attempt before anything is looked at.
    private func charge(_ name: String, visit: Visit) async throws -> (Candidate, Charge) {
        try await write(.nothing(because: "everybody's attempt is charged"), by: .stranger(visit)) { act in
            let userName = UserName(sought: name)
            let found = try userName.flatMap { try act.users.credentials(of: $0) }
            let source =
                try found.map { try act.source(of: $0.user, visit: visit) }
                ?? GuessingSource(
                    account: TriedName.digest(userName?.key ?? name), known: nil, address: visit.address,
                    floor: act.floor)
            let candidate = Candidate(
                typedName: name, user: found?.user, password: found?.password, source: source)
            return (candidate, try act.charge(source))
        }
    }

    private func refuse(_ candidate: Candidate, visit: Visit) async throws -> Judgement {
        try await perform(.nothing(because: "a wrong attempt is told of"), by: .stranger(visit)) { act in
            let actor = candidate.user.map { visit.actor($0) } ?? act.actor
            let name =
                candidate.user.map { ActivityDetail.userName($0.name.text) }
                ?? .triedName(TriedName.masked(candidate.typedName))
            let refused = Activity(.signInRefused, by: actor, record: candidate.user?.id.text ?? "", name)
            guard let lock = try act.guessing.lock(of: candidate.source) else {
                return Recorded(.denied(.refused(WrongPassword())), refused)
            }
            let locked = Activity(.signInLocked, by: actor, record: refused.record, name)
            return Recorded(.denied(.limited(lock)), refused, locked)
        }
    }

    /// - Returns: nil when another hash is stored by now: nothing was judged, and the charge is given back.
    private func accept(
        _ user: User, candidate: Candidate, attempt: Attempt, renewed: PasswordHash?,
        opening: SessionOpening
    ) async throws -> ProvePasswordOutcome? {
        try await givingBack(attempt) {
            let need = Need.nothing(because: "whoever knows the password signs in by it")
            return try await perform(need, by: .stranger(opening.visit)) { act in
                guard let found = try act.users.credentials(of: user.id), found.user.isActive else {
                    return Recorded(
                        .wrong, Activity(.signInRefused, by: opening.visit.actor(user), record: user.id.text))
                }
                guard found.password == candidate.password else {
                    try act.refund(attempt)
                    return .unrecorded(nil, because: "nothing was judged")
                }
                if let renewed { try act.passwords.renew(renewed, for: user.id) }
                let next = try act.proceed(found, attempt, opening)
                return Recorded(next.outcome, all: next.activities)
            }
        }
    }
}

extension Act {
    /// The right password leads to a session, or to the second step.
    fileprivate func proceed(
        _ found: Credentials, _ attempt: Attempt, _ opening: SessionOpening
    ) throws -> Recorded<ProvePasswordOutcome> {
        let user = found.user
        let token = Token(from: transaction.random)
        switch try progress(of: user.id).after(.password, of: user.id).next(at: transaction.now) {
        case .complete(let methods):
            let opened = OpenedSession(
                token: token, language: opening.language ?? user.details.language,
                browser: opening.renewal(Token(from: transaction.random)))
            return Recorded(.signedIn(opened), all: try open(opening, for: user, methods: methods, opened))
        case .prove, .enrol, .newPassword:
            try refund(attempt)
            try transaction.signIns.add(token.digest, user: user.id, proof: .password)
            return Recorded(
                .secondStep(token, lasting: try policy.sessions.secondStep),
                Activity(.passwordAccepted, by: opening.visit.actor(user, methods: [.password]), record: user.id.text))
        }
    }
}

import Domain
import Flows

/// What the domain's refusals are called in the catalogues.
extension Message {
    init(_ refusal: GuessingRefusal) {
        switch refusal {
        case .wait(let span) where span.wholeSeconds == 1: self.init("signIn.waitOne")
        case .wait(let span): self.init("signIn.wait", ["seconds": "\(span.wholeSeconds)"])
        case .locked(let until): self.init("signIn.locked", ["until": Moment.clock(until)])
        case .lockedForGood: self.init("signIn.lockedForGood")
        }
    }

    init(_ refusal: CodeRefusal) {
        switch refusal {
        case .malformed(let isEmpty): self.init(isEmpty ? "code.empty" : "code.malformed")
        case .wrong: self.init("code.wrong")
        case .used: self.init("code.used")
        case .serverClockWasAhead: self.init("code.serverClockWasAhead")
        case .clockOff(let seconds):
            let minutes = max(1, (abs(seconds) + 30) / 60)
            self.init(seconds < 0 ? "code.clockBehind" : "code.clockAhead", ["minutes": "\(minutes)"])
        case .blocked(let misses, _): self.init("code.blocked", ["misses": "\(misses)"])
        }
    }

    init(_ problem: UserNameProblem) {
        switch problem {
        case .empty: self.init("userName.empty")
        case .malformed: self.init("userName.malformed")
        case .unseen(let unseen): self.init(unseen)
        }
    }

    init(_ unseen: UnseenCharacter) {
        self.init("unseen.\(unseen.rawValue)")
    }

    init(_ problem: ApplicationProblem) {
        switch problem {
        case .missing: self.init("application.problem.missing")
        case .tooLong: self.init("application.problem.tooLong")
        case .malformed: self.init("application.problem.malformed")
        case .taken: self.init("application.problem.taken")
        case .notOfTemplate: self.init("application.problem.notOfTemplate")
        case .tooMany(let most): self.init("application.problem.tooMany", ["most": "\(most)"])
        case .outOfRange(let range):
            self.init(
                "application.problem.outOfRange", ["least": "\(range.lowerBound)", "most": "\(range.upperBound)"])
        case .unseen(let unseen): self.init(unseen)
        case .address(let line, let problem):
            self.init("application.address.\(problem.rawValue)", ["line": line.visible(Self.longestLine)])
        case .addressKind(let line):
            self.init("application.problem.addressKind", ["line": line.visible(Self.longestLine)])
        case .range(let line): self.init("application.problem.range", ["line": line.visible(Self.longestLine)])
        case .scope(let line): self.init("application.problem.scope", ["line": line.visible(Self.longestLine)])
        }
    }

    /// Of what was typed into a line, so much stands in a sentence about it.
    private static let longestLine = 120

    init(_ problem: PasswordProblem) {
        switch problem {
        case .tooShort(let minimum): self.init("password.tooShort", ["minimum": "\(minimum)"])
        case .tooLong: self.init("password.tooLong")
        case .common: self.init("password.common")
        case .context(let word): self.init("password.context", ["word": word])
        case .pattern: self.init("password.pattern")
        case .wordWithYear: self.init("password.wordWithYear")
        }
    }
}

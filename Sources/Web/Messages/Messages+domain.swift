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

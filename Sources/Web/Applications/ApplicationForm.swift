import Domain
import Flows

/// What an application's form sent, or what it shows at first, and what is wrong with it.
struct ApplicationForm {
    var draft: ApplicationDraft
    var problems = ApplicationProblems()

    init(_ draft: ApplicationDraft) {
        self.draft = draft
    }

    /// What was sent; a field that the form does not have stays as it is in `draft`.
    /// - Throws: ``Refusal/malformed`` for a word that no form of ours offers.
    init(_ exchange: Exchange, changing draft: ApplicationDraft) throws {
        self.draft = draft
        let form = exchange.form
        if let text = form["name"] { self.draft.name = text }
        if let text = form["clientID"] { self.draft.clientID = text }
        if let text = form["home"] { self.draft.home = text }
        if let text = form["logoutMessages"] { self.draft.logoutMessages = text }
        if let text = form["maximumAge"] { self.draft.maximumAge = text }
        if let lines = form.lines("redirects") { self.draft.redirects = lines }
        if let lines = form.lines("postLogout") { self.draft.postLogout = lines }
        if let lines = form.lines("origins") { self.draft.origins = lines }
        if let lines = form.lines("scopes") { self.draft.scopes = lines }
        if let lines = form.lines("addresses") { self.draft.addresses = lines }
        if let word: Ownership = try form.word("ownership") { self.draft.ownership = word }
        if let word: PKCE = try form.word("pkce") { self.draft.pkce = word }
        if let word: SigningAlgorithm = try form.word("algorithm") { self.draft.algorithm = word }
        if let word: SignInWindow = try form.word("window") { self.draft.window = word }
        if let word: Admission = try form.word("admission") { self.draft.admission = word }
        if let word: AssuranceLevel = try form.word("level") { self.draft.level = word }
        if let word: Refresh = try form.word("refresh") {
            let needed = draft.template.neededGrantTypes
            self.draft.grantTypes = word == .yes ? needed.union([.refreshToken]) : needed
        }
    }

    /// Whether it may go on without the person, for as long as their session lasts.
    enum Refresh: String, CaseIterable {
        case yes, no
    }
}

extension Form {
    /// The lines of a field that was sent once.
    fileprivate func lines(_ name: String) -> [String]? {
        self[name]?.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }

    /// A word of a closed vocabulary; nil where it was not sent.
    fileprivate func word<Word: RawRepresentable>(_ name: String) throws -> Word? where Word.RawValue == String {
        guard let text = self[name] else { return nil }
        guard let word = Word(rawValue: text) else { throw Refusal.malformed }
        return word
    }
}

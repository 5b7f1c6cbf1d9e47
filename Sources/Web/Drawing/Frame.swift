/// What stands around every page: title, menu, language choice, notice.
struct Frame: Sendable {
    /// The text of the browser's title and of the page's only `h1`.
    var title: String
    /// Drawn again because of a mistake: the browser's title begins with that, for who does not see the page.
    var isMistaken = false
    var language: String
    var languages: [LanguageChoice]
    /// The value every form carries back in its hidden field `csrf`.
    var csrf: String
    /// Where choosing a language leads back to.
    var place = "/"
    /// Said once, after something was done: "Password changed."
    var notice: String?
    /// Present on signed-in pages only.
    var menu: Menu?
    var organisation: String?
    /// The path of the organisation's own logo; without one the product's mark is drawn.
    var logo: String?
}

struct LanguageChoice: Sendable {
    var code: String
    var name: String
    var isCurrent: Bool
    /// Where the page's own form goes to when the language is chosen; nil where the foot's form goes instead.
    var keeping: String?
}

extension Frame {
    /// Lets the page's form go along when a language is chosen.
    mutating func keepTyped() {
        languages = languages.map { choice in
            var choice = choice
            choice.keeping = Route.language.path(query: ["language": choice.code, "back": place])
            return choice
        }
    }
}

/// What one page shows: plain values for its template.
protocol Page: Sendable {
    /// Has the stem of the page's files: `SignIn+Page.swift` is drawn by `sign-in.mustache`.
    static var template: Template { get }
    var frame: Frame { get set }
    /// Whether its form, which has the id `typed`, goes along when a language is chosen, to be drawn again with what was typed.
    static var keepsTyped: Bool { get }
}

extension Page {
    static var keepsTyped: Bool { false }
}

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

/// The product menu.
struct Menu: Sendable {
    var displayName: String
    var twoFactorEnabled: Bool
    var mayManageUsers: Bool
    var mayManageApplications: Bool
    var mayViewActivity: Bool
    /// The path of the entry the page belongs to, for `aria-current`.
    var current: String
}

/// What was typed into a field, and what is wrong with it.
struct Field: Sendable {
    var value: String = ""
    var error: String?
}

/// A moment to show: `text` for people, in the server's time zone, `iso` for `<time datetime>`.
struct Moment: Sendable {
    var text: String
    var iso: String
}

/// One entry of a select box.
struct Choice: Sendable {
    var value: String
    var label: String
    var isChosen: Bool
}

/// Where a list stands and how to move in it; absent paths mean there is nothing further.
struct Paging: Sendable {
    var first: Int
    var last: Int
    var total: Int
    var previous: String?
    var next: String?
}

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

struct ActivityPage: Page {
    static let template = Template("activity", PackageResources.activity_mustache)
    var frame: Frame
    var user: String
    /// Without the entry for all actions, which the template adds.
    var actions: [Choice]
    /// `datetime-local` values, `2026-11-23T14:32`, or empty.
    var from: String
    var until: String
    var columns: [ColumnChoice]
    var headings: [String]
    var entries: [ActivityRow]
    var older: String?
    var newest: String?
    var problem: String?
}

/// A column that can be shown and hidden: a checkbox named `column`.
struct ColumnChoice: Sendable {
    var name: String
    var label: String
    var isShown: Bool
}

struct ActivityRow: Sendable {
    /// The cells of the columns shown, in their order.
    var cells: [ActivityCell]
}

struct ActivityCell: Sendable {
    /// The column's name, for its width.
    var column: String
    var heading: String
    /// The text in pieces between which a line may break.
    var parts: [String] = []
    var time: ActivityTime?
}

/// A moment to the second: a narrow column shows the day above the clock.
struct ActivityTime: Sendable {
    var iso: String
    var day: String
    var clock: String
}

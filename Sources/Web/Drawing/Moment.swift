/// A moment to show: `text` for people, in the server's time zone, `iso` for `<time datetime>`.
struct Moment: Sendable {
    var text: String
    var iso: String
}

/// Asks whether two names that look the same are both meant.
struct LookAlikeQuestion: Sendable {
    /// Whom the name looks like.
    var text: String
    /// What the ticked box sends: what these names look like. It answers for no others.
    var confirmation: String
}

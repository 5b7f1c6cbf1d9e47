extension User {
    /// The display name, or the user name of who has none.
    public var shownName: String { shownDisplayName.isEmpty ? name.text : shownDisplayName }

    /// Display names that are older than the rule about unseen characters could turn a sentence round.
    public var shownDisplayName: String { details.displayName.removingNeedlessUnseen }

    /// Display name and user name: the first alone is anybody's choice.
    public var nameInFull: String {
        shownDisplayName.isEmpty ? name.text : "\(shownDisplayName) (\(name.text))"
    }
}

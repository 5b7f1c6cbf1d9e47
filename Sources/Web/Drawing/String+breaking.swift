extension String {
    /// The text in pieces between which a line may break.
    func breaking(after last: Character, before first: Character? = nil) -> [String] {
        var pieces: [String] = []
        var isNew = true
        for character in self {
            if isNew || character == first { pieces.append("") }
            pieces[pieces.count - 1].append(character)
            isNew = character == last
        }
        return pieces
    }
}

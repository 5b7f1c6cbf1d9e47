/// How much of a password follows from what stands before it.
///
/// The password is read as a row of pieces: a character of its own, one repeated, a run along the alphabet, the digits or the
/// keyboard, or something that stood there before. What is told in a few pieces is guessed in a few tries, however long it is; the
/// same characters in an order of their own are many pieces.
struct PasswordPattern {
    private let text: [Unicode.Scalar]

    /// - Parameter folded: without case; its accents are those of the keyboard.
    init(_ folded: String) {
        text = Array(folded.unicodeScalars)
    }

    /// In halves of a character: fewer than six characters of one's own choice are not enough.
    private static let least = 12
    /// A piece of more than two is shorter to tell than to write.
    private static let shortest = 3

    var isPredictable: Bool {
        var weight = 0
        var position = 0
        while position < text.count {
            let piece = piece(at: position)
            weight += piece.weight
            position += piece.length
            if weight >= Self.least { return false }
        }
        return true
    }

    /// The longest piece that begins here: a run tells where it begins and which way it goes, the others one thing.
    private func piece(at start: Int) -> (length: Int, weight: Int) {
        let known = max(repetition(at: start), copy(at: start))
        let run = run(at: start)
        if max(known, run) < Self.shortest { return (1, 2) }
        return known >= run ? (known, 2) : (run, 3)
    }

    private func repetition(at start: Int) -> Int {
        text[start...].prefix { $0 == text[start] }.count
    }

    /// How much of what begins here stood there before.
    private func copy(at start: Int) -> Int {
        (0..<start).lazy.map { zip(text[$0...], text[start...]).prefix { $0 == $1 }.count }.max() ?? 0
    }

    private func run(at start: Int) -> Int {
        max(steps(at: start, by: 1), steps(at: start, by: -1), keys(at: start))
    }

    /// `abcd`, `4321`: each the neighbour of the one before in the alphabet of any script.
    private func steps(at start: Int, by step: Int) -> Int {
        let values = text[start...].lazy.map { Int($0.value) }
        return 1 + zip(values, values.dropFirst()).prefix { $1 - $0 == step }.count
    }

    private func keys(at start: Int) -> Int {
        KeyboardRows.all.lazy.map { row in
            guard let first = row.firstIndex(of: text[start]) else { return 0 }
            return zip(row[first...], text[start...]).prefix { $0 == $1 }.count
        }.max() ?? 0
    }
}

/// Random numbers that a failing test can be run with again: print ``seed`` in its comment.
struct SeededRandom: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64 = .random(in: .min ... .max)) {
        self.seed = seed
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Up to so many bytes, half of the time from a handful of bytes that parsers look for.
    mutating func bytes(atMost count: Int, alphabet: String = "%+=&;/. -:_AaZz09") -> [UInt8] {
        let letters = Array(alphabet.utf8)
        return (0..<Int.random(in: 0...count, using: &self)).map { _ in
            Bool.random(using: &self)
                ? UInt8.random(in: .min ... .max, using: &self) : letters[Int.random(in: letters.indices, using: &self)]
        }
    }
}

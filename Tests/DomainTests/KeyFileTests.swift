import Testing

@testable import Domain

@Suite("The key file's text")
struct KeyFileTests {
    private static let key = String(repeating: "A", count: 43)

    @Test("It is read as it was written")
    func roundTrip() throws {
        let ring = try #require(Keyring([SealingKey(from: .system), SealingKey(from: .system)]))
        let read = try #require(KeyFile.parse(KeyFile.text(of: ring)))
        #expect(read.keys.map(\.id) == ring.keys.map(\.id))
        #expect(zip(read.keys, ring.keys).allSatisfy { $0.key == $1.key })
    }

    @Test("Comments and line ends of any kind are fine")
    func comments() {
        #expect(KeyFile.parse(Secret("# hello\r\n0123456789abcdef \(Self.key)\r\n\n# bye")) != nil)
    }

    @Test(
        "Garbage is refused as a whole",
        arguments: [
            "", "#", "\n", "0123456789abcdef", "0123456789abcdef \(key)A", "0123456789abcde \(key)",
            "0123456789ABCDEF \(key)", "0123456789abcdef \(key) x",
            "0123456789abcdef \(key.dropLast())", "0123456789abcdef \(key)\ngarbage",
            "0123456789abcdef \(key)\n0123456789abcdef \(key)", "\u{0}\u{0}",
        ])
    func garbage(_ text: String) {
        #expect(KeyFile.parse(Secret(text)) == nil)
    }
}

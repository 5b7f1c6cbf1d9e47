import Testing

@testable import Domain

@Suite("When a signing key does what")
struct ScheduledKeyTests {
    private let start = Timestamp(milliseconds: 1_795_417_200_000)

    /// Three that succeed each other as housekeeping makes them; private parts are still there.
    private func chain() throws -> [ScheduledKey] {
        let signs = (0..<3).map { start + .days(90 * $0) }
        return try (0..<3).map { number in
            ScheduledKey(
                publicKey: try SigningKey(making: .es256, random: .system).publicKey,
                publishedAt: number == 0 ? start : signs[number] - ScheduledKey.ahead, signsAt: signs[number],
                retiredAt: number < 2 ? signs[number + 1] : nil, canSign: true)
        }
    }

    @Test("K2 At every hour one key signs, published a day before, and for a day after its last token is over")
    func hours() throws {
        let keys = try chain()
        for hour in 0..<24 * 270 {
            let now = start + .hours(hour)
            let signer = try #require(keys.signer(.es256, at: now))
            #expect(signer.publicKey.id == keys[hour / (24 * 90)].publicKey.id)
            #expect(signer.isPublished(at: now + .minutes(10)) && signer.isPublished(at: now + .days(1)))
            #expect(hour < 24 || now - signer.publishedAt >= .days(1))
        }
        let over = start + .days(91) + .minutes(10)
        #expect(keys[0].isPublished(at: over - .seconds(1)) && !keys[0].isPublished(at: over))
    }

    @Test("A successor is due a day before it must sign, of each algorithm by itself")
    func due() throws {
        let first = try #require(try chain().first)
        let only = ScheduledKey(
            publicKey: first.publicKey, publishedAt: start, signsAt: start, retiredAt: nil, canSign: true)
        #expect([ScheduledKey]().due(at: start) == SigningAlgorithm.allCases)
        #expect([only].due(at: start + .days(89) - .seconds(1)) == [.rs256, .edDSA])
        #expect([only].due(at: start + .days(89)) == SigningAlgorithm.allCases)
    }

    @Test("Where the clock was put back before all of them, the first one signs: nobody is locked out")
    func putBack() throws {
        let keys = try chain()
        #expect(keys.signer(.es256, at: start - .days(400))?.publicKey.id == keys[0].publicKey.id)
        #expect(keys.signer(.rs256, at: start) == nil)
    }

    @Test("A key whose private part is erased does not sign, whatever its time")
    func erased() throws {
        var keys = try chain()
        let first = keys[0]
        keys[0] = ScheduledKey(
            publicKey: first.publicKey, publishedAt: first.publishedAt, signsAt: first.signsAt,
            retiredAt: first.retiredAt, canSign: false)
        #expect(keys.signer(.es256, at: start)?.publicKey.id == keys[1].publicKey.id)
    }
}

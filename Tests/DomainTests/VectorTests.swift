import Testing

@testable import Domain

/// The lines of a table, without its heading.
private func rows(_ bytes: [UInt8]) -> [[String]] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.split(separator: ",").map(String.init) }
}

private func key(bytes count: Int) -> Secret {
    Secret((0..<count).map { UInt8(ascii: "0") + UInt8(($0 + 1) % 10) })
}

@Suite("Published vectors of one-time codes")
struct VectorTests {
    @Test("RFC 4226 appendix D: every code of the counter", arguments: rows(PackageResources.hotp_csv))
    func hotp(_ row: [String]) throws {
        #expect(HOTP(key: key(bytes: 20)).code(counter: try #require(Int64(row[0]))).digits == row[1])
    }

    @Test("RFC 6238 appendix B: every code of the three hash functions", arguments: rows(PackageResources.totp_csv))
    func totp(_ row: [String]) throws {
        let time = Timestamp(milliseconds: try #require(Int64(row[0])) * 1000)
        for (algorithm, length, column) in [(OTPAlgorithm.sha1, 20, 1), (.sha256, 32, 2), (.sha512, 64, 3)] {
            let totp = TOTP(key: key(bytes: length), algorithm: algorithm, digits: 8)
            #expect(totp.code(step: totp.step(at: time)).digits == row[column], "\(algorithm)")
        }
    }

    @Test("The vectors are complete")
    func complete() {
        #expect(rows(PackageResources.hotp_csv).count == 10)
        #expect(rows(PackageResources.totp_csv).count == 6)
    }

    @Test("The trap: with the 20-byte key the longer hash functions give other codes than the RFC prints")
    func trap() {
        #expect(TOTP(key: key(bytes: 20), algorithm: .sha256, digits: 8).code(step: 1).digits == "32247374")
        #expect(TOTP(key: key(bytes: 20), algorithm: .sha512, digits: 8).code(step: 1).digits == "69342147")
    }

    @Test("A key as authenticator apps know it: JBSWY3DPEHPK3PXP shows 996554 at second 59")
    func appKey() throws {
        let totp = TOTP(key: Secret(try #require(Base32.decode("JBSWY3DPEHPK3PXP"))))
        #expect(totp.code(step: totp.step(at: Timestamp(milliseconds: 59_000))).digits == "996554")
    }

    @Test("Leading zeros of a code are kept")
    func leadingZeros() {
        let codes = (0..<200).map { HOTP(key: key(bytes: 20)).code(counter: $0).digits }
        #expect(codes.allSatisfy { $0.utf8.count == 6 })
        #expect(codes.contains { $0.hasPrefix("0") })
    }

    @Test("Time steps are counted past the year 2038")
    func farFuture() {
        #expect(TOTP(key: key(bytes: 20)).step(at: Timestamp(milliseconds: 20_000_000_000_000)) == 0x27BC_86AA)
    }

    @Test("ASVS 6.5.3 a new key has 160 random bits, another every time")
    func newKeys() {
        let keys = (0..<1000).map { _ in TOTP(from: .system).key.reveal(Array.init) }
        #expect(keys.allSatisfy { $0.count == 20 })
        #expect(Set(keys).count == 1000)
    }
}

import CZlib
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Compressed answers")
struct CompressionTests {
    private static let gzip = ["Accept-Encoding": "gzip, deflate, br, zstd"]

    /// What a browser makes of the bytes. - Returns: nil unless they are one whole gzip file.
    private func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var source = bytes
        return source.withUnsafeMutableBufferPointer { source in
            var isWhole = false
            let target = [UInt8](unsafeUninitializedCapacity: 1 << 20) { target, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0
                count = Int(stream.total_out)
            }
            return isWhole ? target : nil
        }
    }

    private func text(_ answer: TestAnswer) -> String {
        String(decoding: unpacked(answer.bytes) ?? [], as: UTF8.self)
            .replacing(/name="csrf" value="[^"]*"/, with: "")
    }

    private func coding(_ answer: TestAnswer) -> String? {
        #expect(answer.headers[.contentLength] == "\(answer.bytes.count)")
        return answer.headers[.contentEncoding]
    }

    @Test("Every page comes compressed to who takes it so, whole, with its length, to less than half of it")
    func pages() async throws {
        let visitors = try await Visitors()
        for visitor in [Visitor.anonymous, .administrator] {
            let browser = try await visitors.browser(visitor)
            for endpoint in Endpoint.all where endpoint.method == .get && endpoint.face.isPage {
                let path = visitors.path(endpoint)
                // What is said once is not said again.
                browser.cookies[Cookies.notice] = nil
                let plain = try await browser.get(path)
                let packed = try await browser.get(path, headers: Self.gzip)
                guard plain.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
                #expect(coding(plain) == nil && coding(packed) == "gzip", "\(endpoint.name)")
                #expect(packed.status == plain.status && packed.bytes.count * 2 < plain.bytes.count, "\(endpoint.name)")
                #expect(
                    text(packed) == plain.text.replacing(/name="csrf" value="[^"]*"/, with: ""), "\(endpoint.name)")
                for answer in [plain, packed] {
                    #expect(answer.headers[.vary] == "accept-encoding", "\(endpoint.name)")
                }
            }
        }
    }

    @Test("So does every file that is worth it, from what was compressed once, and to a HEAD with the same length")
    func files() async throws {
        let browser = try await TestHouse().browser()
        for asset in Assets.all.values {
            let file = asset.file
            let answer = try await browser.get(asset.path, headers: Self.gzip)
            #expect((file.compressed != nil) == (file.bytes.count >= Gzip.least), "\(asset.name)")
            #expect(
                coding(answer) == file.compressed.map { _ in "gzip" } && answer.bytes == file.compressed ?? file.bytes)
            #expect(answer.headers[.vary] == "accept-encoding")
            if file.compressed != nil { #expect(unpacked(answer.bytes) == file.bytes) }
            #expect(try await browser.get(asset.path).bytes == file.bytes)
            let head = try await browser.send(.head, asset.path, body: nil, headers: Self.gzip)
            #expect(head.bytes.isEmpty && head.headers[.contentEncoding] == answer.headers[.contentEncoding])
            #expect(head.headers[.contentLength] == answer.headers[.contentLength])
        }
        #expect(Assets.all["style.css"]?.file.compressed != nil && Assets.all["mark.svg"]?.file.compressed == nil)
    }

    @Test(
        "Only to who takes it so, however that is written",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("x-gzip", true), ("br, gzip ; q=0.5", true),
            ("*", true), ("br", false), ("identity", false), ("deflate", false), ("gzip;q=0", false),
            ("gzip;q=0.000, *", false), ("*;q=0", false), ("gzip; Q=0", false), ("gzip;q=x", false),
            ("gzip;q=-1", false), ("gzip;q=2", false), ("gzip;q=0.001", true), ("identity;q=1, gzip;q=0.2", false),
            ("identity;q=0.2, *;q=0.5", true), ("gzipped", false), (";q=1", false), (",,gzip,", true),
        ])
    func accepted(_ header: String?, _ isTaken: Bool) async throws {
        let headers = header.map { ["Accept-Encoding": $0] } ?? [:]
        let answer = try await TestHouse().browser().get("/help", headers: headers)
        #expect((coding(answer) == "gzip") == isTaken)
    }

    @Test("What is small, what programs ask for, pictures and redirects stay as they are")
    func leftAlone() async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn()
        try await browser.get("/profile/two-factor")
        for path in ["/livez", "/session", "/sign-in", "/profile/two-factor/qr-code.svg", "/sign-out"] {
            #expect(try await browser.get(path, headers: Self.gzip).headers[.contentEncoding] == nil, "\(path)")
        }
        let bytes = [0x89, 0x50, 0x4E, 0x47] + [UInt8](repeating: 0, count: 2000)
        #expect(SiteSettings.Logo(bytes: bytes)?.file.compressed == nil)
        let drawing = Array("<svg>".utf8) + [UInt8](repeating: 32, count: 2000)
        #expect(SiteSettings.Logo(bytes: drawing)?.file.compressed != nil)
        #expect(Gzip.compressed(RandomSource.system.bytes(2000), .kept) == nil)
        #expect(Gzip.compressed([UInt8](), .once) == nil)
    }

    @Test(
        "BREACH: the length of a page that another site made a browser ask for tells nothing of what it says",
        arguments: ["cross-site", "same-site", "nonsense"])
    func elsewhere(_ site: String) async throws {
        let house = try await TestHouse()
        let (browser, _) = try await house.signedIn("katalin", isAdministrator: true)
        try await house.addUser("anna", displayName: "Anna Kovács")
        let lengths = try await ["xAnna Kovac", "xBnnb Lpwbd"].asyncMap { guess in
            let answer = try await browser.get(
                "/users?search=" + PercentCoding.encode(guess + "|"),
                headers: Self.gzip.merging(["Sec-Fetch-Site": site]) { $1 })
            #expect(coding(answer) == nil)
            return answer.bytes.count
        }
        #expect(Set(lengths).count == 1)
        for (own, path) in [("none", "/users"), ("same-origin", "/users"), (site, Assets.all["style.css"]?.path ?? "")]
        {
            let answer = try await browser.get(path, headers: Self.gzip.merging(["Sec-Fetch-Site": own]) { $1 })
            #expect(coding(answer) == "gzip", "\(own) \(path)")
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}

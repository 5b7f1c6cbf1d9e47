import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The site's parsers take any bytes")
struct ParserTests {
    @Test("Thousands of random inputs: an answer, never a crash")
    func anyBytes() {
        var random = SeededRandom()
        let table = RouteTable(Endpoint.all)
        for _ in 0..<2000 {
            let bytes = random.bytes(atMost: 120)
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Form(parsing: bytes)
            _ = Self.cookies(text)[text]
            _ = PercentCoding.decode(bytes)
            _ = table.match(.get, text)
            _ = table.match(.post, "/users/" + text)
            _ = table.page(for: text)
            _ = TypedTime(text)
            _ = BrowserName.of(userAgent: text)
            _ = SiteSettings.Logo(bytes: bytes)
            _ = QRCode.svg(of: text)
        }
    }

    @Test("Thousands of random requests: never a 500")
    func anyRequest() async throws {
        let visitors = try await Visitors()
        var random = SeededRandom()
        let patterns = Endpoint.all.map(\.pattern)
        for _ in 0..<250 {
            let browser = visitors.house.browser()
            let junk = String(decoding: random.bytes(atMost: 30), as: UTF8.self).filter {
                $0.isASCII && !$0.isNewline && $0 != "\u{0}" && $0 != " "
            }
            let path =
                (patterns.randomElement(using: &random) ?? "/").replacing("{id}", with: junk)
                + (Bool.random(using: &random) ? "?\(junk)" : "")
            browser.cookies = [
                Cookies.session: junk, Cookies.signIn: junk, Cookies.browser: junk, Cookies.notice: junk,
                Cookies.language: junk,
            ]
            let answer =
                Bool.random(using: &random)
                ? try await browser.get(path)
                : try await browser.send(
                    .post, path, body: random.bytes(atMost: 60),
                    headers: ["Content-Type": "application/x-www-form-urlencoded"])
            #expect(answer.status < 500, "seed \(random.seed): \(path)")
            #expect(!answer.sets(Cookies.session))
        }
    }

    @Test("What is encoded comes back")
    func roundTrip() {
        var random = SeededRandom()
        for _ in 0..<1000 {
            let text = String(decoding: random.bytes(atMost: 40), as: UTF8.self)
            #expect(PercentCoding.decode(PercentCoding.encode(text).utf8) == text, "seed \(random.seed)")
        }
    }

    @Test("Percent-encoding", arguments: [("a+b", "a b"), ("a%20b", "a b"), ("%C5%91", "ő"), ("", ""), ("%2B", "+")])
    func percent(_ encoded: String, _ text: String) {
        #expect(PercentCoding.decode(encoded.utf8) == text)
    }

    @Test(
        "Broken percent-encoding is nothing",
        arguments: ["%", "%4", "%zz", "%-1", "%FF", "%C5", "%u0041", "%E0%80%80", "%ED%A0%80", "%+1"])
    func brokenPercent(_ encoded: String) {
        #expect(PercentCoding.decode(encoded.utf8) == nil)
    }

    @Test("ASVS 15.3.7 a field that was sent twice is as good as none")
    func twice() throws {
        let form = try #require(Form(parsing: Array("a=1&a=2&b=3&c&d=&e=x=y&&=z".utf8)))
        #expect(form["a"] == nil && form.all("a") == ["1", "2"])
        #expect(form["b"] == "3" && form["c"] == "" && form["d"] == "" && form["e"] == "x=y" && form["missing"] == nil)
        #expect(form.isTicked("d") && !form.isTicked("missing"))
        #expect(Form(parsing: Array("a=%00".utf8)) == nil)
        #expect(Form(parsing: Array(String(repeating: "a=b&", count: 101).utf8)) == nil)
    }

    @Test("Cookies: the usual, the odd and the doubled")
    func cookies() {
        let usual = Self.cookies("a=1; b=2;c=3")
        #expect(usual["a"] == "1" && usual["b"] == "2" && usual["c"] == "3" && usual["d"] == nil)
        let odd = Self.cookies("a=1; a=2; b=x=y; c; =d")
        #expect(odd["a"] == nil && odd["b"] == "x=y" && odd["c"] == nil && odd[""] == "d")
        let severalHeaders = Self.cookies("a=1", "b=2", "a=3")
        #expect(severalHeaders["a"] == nil && severalHeaders["b"] == "2")
        #expect(Self.cookies()["a"] == nil)
        #expect(Self.cookies("b=1; a=" + String(repeating: "a", count: 9000))["b"] == nil)
    }

    private static func cookies(_ headers: String...) -> Cookies {
        Cookies(HTTPFields(headers.map { HTTPField(name: .cookie, value: $0) }))
    }

    @Test("What programs are told is JSON that another reader understands, whatever stands in it")
    func json() throws {
        var random = SeededRandom()
        let texts =
            ["", "Kis Anna", "\"\\/\u{0}\u{8}\n\r\t\u{1F}\u{7F}", "Őrsi 👩‍👩‍👧", "</script>\u{2028}"]
            + (0..<200).map { _ in String(decoding: random.bytes(atMost: 60), as: UTF8.self) }
        for text in texts {
            var object = JSONObject()
            object.add("one", text)
            object.add("several", [text, "pwd"])
            object.add("none", [])
            let read = try JSONDecoder().decode(Told.self, from: Data(object.bytes))
            #expect(read == Told(one: text, several: [text, "pwd"], none: []))
        }
    }

    private struct Told: Decodable, Equatable {
        let one: String
        let several: [String]
        let none: [String]
    }

    @Test("Moments are written as each language writes them")
    func moments() throws {
        let time = try #require(TypedTime("2026-11-05T04:32:07")).start
        #expect(Moment(time, .english).text == "2026-11-05 04:32")
        #expect(Moment(time, .hungarian).text == "2026. 11. 05. 04:32")
        #expect(Moment.exactClock(time) == "04:32:07")
    }

    @Test("A line may break after the signs of an address and before its @, and nothing is lost")
    func breaking() {
        #expect("a.b@c.example".breaking(after: ".", before: "@") == ["a.", "b", "@c.", "example"])
        #expect("::1".breaking(after: ":") == [":", ":", "1"])
        #expect("127.0.0.1".breaking(after: ":") == ["127.0.0.1"])
        #expect("".breaking(after: ":").isEmpty)
    }

    @Test("Moments are read in the form a browser sends")
    func momentsWritten() {
        #expect(TypedTime("2026-11-23T14:32") != nil)
        #expect(TypedTime("2026-11-23T14:32:07") != nil)
        let time = Timestamp(milliseconds: 1_795_417_200_000)
        #expect(TypedTime(String(Moment(time, .hungarian).iso.prefix(16)))?.start == time)
    }

    @Test("Seconds of a moment are not lost")
    func seconds() throws {
        let minute = try #require(TypedTime("2026-11-23T14:32"))
        #expect(TypedTime("2026-11-23T14:32:07")?.start == minute.start + .seconds(7))
    }

    @Test(
        "What is no moment is refused",
        arguments: [
            "", "2026-11-23", "14:32", "2026-13-01T00:00", "2026-00-01T00:00", "2026-02-30T00:00", "2026-11-23T24:00",
            "2026-11-23T14:60", "2026T11T23T14T32", "2026-11-23 14:32", "2026-11-23T14:32Z", "+2026-11-23T14:32",
            "----2026-11-23-14-32", "1969-12-31T23:59", "２０２６-11-23T14:32", "2026-99999999-1-1-1",
        ])
    func noMoments(_ text: String) {
        #expect(TypedTime(text) == nil)
    }

    @Test("Browsers have names for people")
    func browsers() {
        #expect(
            BrowserName.of(userAgent: "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140") == "Edge, Windows")
        #expect(BrowserName.of(userAgent: "") == "–")
        #expect(BrowserName.of(userAgent: "odd").contains("odd"))
    }

    @Test(
        "The language is the first that we speak",
        arguments: [
            ("hu", "hu"), ("de, hu;q=0.9, en;q=0.5", "hu"), ("de", "en"), ("", "en"), ("HU-hu", "hu"),
            (String(repeating: "x,", count: 5000), "en"),
        ])
    func languages(_ header: String, _ language: String) async throws {
        let house = try await TestHouse()
        #expect(
            try await house.browser().get("/sign-in", headers: ["Accept-Language": header]).text.contains(
                "<html lang=\"\(language)\""))
    }
}

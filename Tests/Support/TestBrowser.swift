import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Web

/// What came back: status, headers, text.
public struct TestAnswer: Sendable {
    public let status: Int
    public let headers: HTTPFields
    public let bytes: [UInt8]
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var location: String? { headers[.location] }
    public var setCookies: [String] { headers[values: .setCookie] }

    /// The value of the page's hidden field, or of the first input of that name.
    public func field(_ name: String) -> String? {
        guard let input = text.firstMatch(of: /<input[^>]*>/.ignoresCase()), !input.0.isEmpty else { return nil }
        for match in text.matches(of: /<input[^>]*>/) where match.0.contains("name=\"\(name)\"") {
            return match.0.firstMatch(of: /value="([^"]*)"/).map { String($0.1) }
        }
        return nil
    }
}

/// A browser as far as a conversation needs one: it keeps cookies and sends forms with their hidden field. Requests run through
/// the site's real front door.
public final class TestBrowser: Sendable {
    private let house: TestHouse
    private let address: String
    private let userAgent: String
    private let jar = Mutex<[String: String]>([:])

    init(house: TestHouse, address: String, userAgent: String) {
        self.house = house
        self.address = address
        self.userAgent = userAgent
    }

    public var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    @discardableResult
    public func get(_ path: String, headers: [String: String] = [:]) async throws -> TestAnswer {
        try await send(.get, path, body: nil, headers: headers)
    }

    /// Sends a form as the page at `page` would: with that page's form token, by default the one of the page that everybody may see.
    /// - Throws: where that page has no form, so that no test goes on without a token by mistake.
    @discardableResult
    public func submit(
        _ path: String, _ fields: [(String, String)] = [], page: String = TestBrowser.openPage,
        headers: [String: String] = TestBrowser.ours
    ) async throws -> TestAnswer {
        try await postRaw(path, [("csrf", try await formToken(on: page))] + fields, headers: headers)
    }

    /// Posts just these fields, with just these headers beside the content type.
    @discardableResult
    public func postRaw(
        _ path: String, _ fields: [(String, String)], headers: [String: String] = TestBrowser.ours
    ) async throws -> TestAnswer {
        let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await send(.post, path, body: Array(body.utf8), headers: form.merging(headers) { $1 })
    }

    /// The form token of a page.
    public func formToken(on page: String = TestBrowser.openPage) async throws -> String {
        let answer = try await get(page)
        guard let token = answer.field("csrf"), !token.isEmpty else {
            throw NoFormToken(page: page, status: answer.status, location: answer.location)
        }
        return token
    }

    /// The page that has a form whatever this browser is.
    public static let openPage = "/help"

    /// What a browser says of a form of this site.
    public static let ours = ["Sec-Fetch-Site": "same-origin"]

    private struct NoFormToken: Error {
        let page: String
        let status: Int
        let location: String?
    }

    public func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8]?, headers: [String: String] = [:]
    ) async throws -> TestAnswer {
        var fields = HTTPFields()
        // As the real server hands them over: the host is no field.
        let host = headers["Host"] ?? "127.0.0.1:8080"
        for (name, value) in headers where name != "Host" {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        fields[.userAgent] = userAgent
        let cookies = cookies
        if !cookies.isEmpty {
            fields[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: host, path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body ?? [])))
        let response = try await FrontDoor(site: house.site).respond(
            to: request, context: GatehouseContext(logger: house.log.logger, peer: address))
        let bytes = try await Self.bytes(of: response)
        keep(response.headers[values: .setCookie])
        let answer = TestAnswer(status: response.status.code, headers: response.headers, bytes: bytes)
        house.answers?.add(answer, to: "\(method) \(path)")
        return answer
    }

    /// Another browser with the same cookies: a stolen jar, or a second tab that was opened before.
    public func copy() -> TestBrowser {
        let copy = TestBrowser(house: house, address: address, userAgent: userAgent)
        copy.cookies = cookies
        return copy
    }

    /// The first step, and the second if a code is given.
    @discardableResult
    public func signIn(_ name: String, password: String = TestHouse.password, code: String? = nil) async throws
        -> TestAnswer
    {
        let first = try await submit("/sign-in", [("userName", name), ("password", password)], page: "/sign-in")
        guard let code, first.location == "/sign-in/code" else { return first }
        return try await submit("/sign-in/code", [("code", code)], page: "/sign-in/code")
    }

    public func isSignedIn() async throws -> Bool {
        try await get("/session").status == 200
    }

    private func keep(_ headers: [String]) {
        jar.withLock { jar in
            for header in headers {
                let pair = header.prefix { $0 != ";" }.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard pair.count == 2 else { continue }
                jar[String(pair[0])] = header.contains("Max-Age=0") ? nil : String(pair[1])
            }
        }
    }

    private static func bytes(of response: Response) async throws -> [UInt8] {
        let collector = BodyCollector()
        try await response.body.write(collector)
        return collector.bytes
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// Takes a response's body in.
private final class BodyCollector: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        collected.withLock { $0 += Array(buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

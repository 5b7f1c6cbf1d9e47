import Crypto
import Domain
import Foundation

/// A browser that signs in: its cookies, and the forms it sends with their hidden field.
struct Client {
    static let userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    struct Refused: Error {
        let path: String
        let status: Int
    }

    /// How long the two steps took, in milliseconds.
    struct SignInTime {
        var password: Double
        var code: Double
        var total: Double { password + code }
    }

    private let connection: Connection
    private var cookies: [String: String]

    /// - Parameter known: the value by which the browser is known.
    init(_ connection: Connection, known: Token? = nil) {
        self.connection = connection
        cookies = [Cookie.browser: Token(from: .system).text]
        cookies[Cookie.known] = known?.text
    }

    /// Sends the first step and cuts the connection off.
    func cutOffSignIn(_ user: SeededUser) {
        let body = "csrf=\(Self.formToken(for: cookies[Cookie.browser] ?? ""))&userName=\(user.name)&password=wrong"
        connection.sendAndReset(
            ((["POST /sign-in HTTP/1.1"] + headers + Self.formHeaders(of: body)).joined(separator: "\r\n")) + "\r\n\r\n"
                + body)
    }

    /// Both steps, and nothing else.
    mutating func signIn(_ user: SeededUser) throws -> SignInTime {
        let start = ContinuousClock.now
        try postPassword(of: user)
        let half = ContinuousClock.now
        try postCode(of: user)
        return SignInTime(password: (half - start).milliseconds, code: (ContinuousClock.now - half).milliseconds)
    }

    /// Both steps with the pages around them: the sign-in page, the code page, the first page behind them.
    mutating func signInWithPages(_ user: SeededUser) throws -> SignInTime {
        try get("/sign-in")
        let start = ContinuousClock.now
        try postPassword(of: user)
        let half = ContinuousClock.now
        try get("/sign-in/code")
        let second = ContinuousClock.now
        try postCode(of: user)
        let end = ContinuousClock.now
        try get("/")
        return SignInTime(password: (half - start).milliseconds, code: (end - second).milliseconds)
    }

    /// The headers with which this browser asks for anything, one a line.
    var headers: [String] {
        [
            "Host: 127.0.0.1", "User-Agent: \(Self.userAgent)", "Accept-Language: en",
            "Cookie: " + cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
        ]
    }

    private mutating func postPassword(of user: SeededUser) throws {
        let fields = "userName=\(user.name)&password=\(Seed.password)"
        try post("/sign-in", fields, of: Cookie.browser, leadsTo: "/sign-in/code")
    }

    private mutating func postCode(of user: SeededUser) throws {
        try post("/sign-in/code", "code=\(user.phone.code())", of: Cookie.signIn, leadsTo: "/")
    }

    private mutating func get(_ path: String) throws {
        try send("GET \(path) HTTP/1.1", [], body: "", expecting: 200, path: path)
    }

    private mutating func post(_ path: String, _ fields: String, of cookie: String, leadsTo next: String) throws {
        let body = "csrf=\(Self.formToken(for: cookies[cookie] ?? ""))&" + fields
        let answer = try send(
            "POST \(path) HTTP/1.1", Self.formHeaders(of: body), body: body, expecting: 303, path: path)
        guard answer.values(of: "location") == [next] else { throw Refused(path: path, status: answer.status) }
    }

    private static func formHeaders(of body: String) -> [String] {
        [
            "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(body.utf8.count)",
            "Sec-Fetch-Site: same-origin",
        ]
    }

    @discardableResult
    private mutating func send(
        _ line: String, _ more: [String], body: String, expecting status: Int, path: String
    ) throws -> Answer {
        let head = ([line] + headers + more).joined(separator: "\r\n")
        let answer = try connection.send(head + "\r\n\r\n" + body)
        guard answer.status == status else { throw Refused(path: path, status: answer.status) }
        keep(answer.values(of: "set-cookie"))
        return answer
    }

    private mutating func keep(_ headers: [String]) {
        for header in headers {
            let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
    }

    /// What the page's hidden field would say.
    private static func formToken(for token: String) -> String {
        // Under a mask that changes nothing.
        Base64URL.encode(Array(repeating: 0, count: 32) + SHA256.hash(data: Array("gatehouse form:\(token)".utf8)))
    }

    private enum Cookie {
        static let browser = "__Host-gatehouse-browser"
        static let signIn = "__Host-gatehouse-sign-in"
        static let known = "__Host-gatehouse-known"
    }
}

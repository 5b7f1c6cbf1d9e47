import Domain
import Flows
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// A day in an office whose every secret is a canary.
@Suite("Canaries")
struct CanaryTests {
    /// What must not be seen, by name; and the requests whose answer alone may show it.
    private struct Secret {
        var name: String
        var text: String
        var mayStandIn: [String] = []
    }

    @Test("R33 ASVS 16.2.5 no password, code, key or token in any log line, nor in any answer but where it belongs")
    func day() async throws {
        let house = try await TestHouse(keepsAnswers: true)
        var secrets: [Secret] = []

        // Set-up.
        let setup = try #require(try await house.gatehouse.issueSetupLink(by: .server)).text
        secrets.append(Secret(name: "set-up token", text: setup, mayStandIn: ["GET /setup/", "POST /setup"]))
        let admin = house.browser()
        try await admin.get("/setup/\(setup)")
        let adminPassword = "canary-one of the administrator"
        try await admin.submit("/setup", [("token", setup), ("userName", "katalin"), ("password", "tiny-canary")])
        try await admin.submit("/setup", [("token", setup), ("userName", "katalin"), ("password", adminPassword)])
        try await admin.signIn("katalin", password: "canary-wrong password")
        try await admin.signIn("katalin", password: adminPassword)
        secrets += ["tiny-canary", adminPassword, "canary-wrong password"].map { Secret(name: "password", text: $0) }

        // A new user, her link and her password.
        let added = try await admin.submit(
            "/users/new", [("name", "anna"), ("displayName", "Anna"), ("language", "en")])
        let reset = String(added.shownLink.split(separator: "/").last ?? "")
        secrets.append(
            Secret(
                name: "reset token", text: reset,
                mayStandIn: ["POST /users/new", "GET /password-reset/", "POST /password-reset"]))
        let anna = house.browser()
        try await anna.get("/password-reset/\(reset)")
        try await anna.submit("/password-reset", [("token", reset), ("password", "tiny-canary")])
        let password = "canary-two of anna herself"
        try await anna.submit("/password-reset", [("token", reset), ("password", password)])
        try await anna.signIn("anna", password: password)
        secrets.append(Secret(name: "password", text: password))
        keep("anna's first session", of: anna, in: &secrets)

        // Two factors: on, a wrong code, sign-in with all kinds of codes.
        let page = try await anna.get("/profile/two-factor")
        let totp = page.shownTOTP
        let mayShowKey = ["GET /profile/two-factor", "POST /profile/two-factor"]
        secrets.append(Secret(name: "key", text: page.shownKey.replacing(" ", with: ""), mayStandIn: mayShowKey))
        secrets.append(Secret(name: "key in groups", text: page.shownKey, mayStandIn: mayShowKey))
        try await anna.submit("/profile/two-factor", [("code", house.wrongCode(totp))])
        try await anna.submit("/profile/two-factor", [("code", house.code(totp))])
        keep("anna's rotated session", of: anna, in: &secrets)
        for wait in 1...3 {
            house.clock.advance(by: .seconds(60))
            let browser = house.browser()
            try await browser.signIn("anna", password: password)
            keep("half-done sign-in \(wait)", of: browser, in: &secrets)
            for steps in [Int64(-8), 30, 8, 0] {
                try await browser.submit("/sign-in/code", [("code", house.code(totp, steps: steps))])
            }
            keep("session \(wait)", of: browser, in: &secrets)
            try await browser.get("/session")
            try await browser.get("/profile/sessions")
        }
        let used = (-20...20).map { Secret(name: "code", text: house.code(totp, steps: $0)) }

        // Everything else that takes or shows something.
        house.clock.advance(by: .seconds(60))
        try await anna.stepUp(password: "canary-wrong again", code: house.code(totp))
        try await anna.stepUp(password: password, code: house.code(totp))
        let next = "canary-three of anna herself"
        try await anna.submit("/profile/password", [("currentPassword", "canary-wrong again"), ("newPassword", next)])
        try await anna.submit("/profile/password", [("currentPassword", password), ("newPassword", next)])
        secrets += ["canary-wrong again", next].map { Secret(name: "password", text: $0) }
        keep("anna's last session", of: anna, in: &secrets)
        for path in ["/", "/profile", "/profile/two-factor", "/profile/sessions", "/help"] { try await anna.get(path) }
        for path in [
            "/users", "/activity", "/activity?column=note&column=record&column=id",
            "/users/\(try await house.userID("anna").text)",
        ] { try await admin.get(path) }
        keep("administrator's session", of: admin, in: &secrets)
        try await admin.postRaw("/profile", [("password", "canary-in a forged form")])
        secrets.append(Secret(name: "password", text: "canary-in a forged form"))
        try await anna.get("/nothing/\(reset)")
        try await house.breakKeys()
        try await house.browser().signIn("anna", password: "canary-into a fault")
        secrets.append(Secret(name: "password", text: "canary-into a fault"))

        check(house, secrets + used)
    }

    /// Session and sign-in tokens of a browser belong into `Set-Cookie` alone.
    private func keep(_ name: String, of browser: TestBrowser, in secrets: inout [Secret]) {
        for cookie in [Cookies.session, Cookies.signIn, Cookies.browser] {
            if let value = browser.cookies[cookie], !secrets.contains(where: { $0.text == value }) {
                secrets.append(Secret(name: "\(name): \(cookie)", text: value))
            }
        }
    }

    private func check(_ house: TestHouse, _ secrets: [Secret]) {
        let answers = house.keptAnswers
        #expect(answers.count > 60 && house.log.lines.count > 60 && secrets.count > 60)
        for secret in secrets {
            #expect(!secret.text.isEmpty, "\(secret.name)")
            for line in house.log.lines { #expect(!contains(line, secret), "\(secret.name) in the log: \(line)") }
            for (request, answer) in answers where !secret.mayStandIn.contains(where: request.hasPrefix) {
                #expect(!contains(answer.text, secret), "\(secret.name) in the answer to \(request)")
                let headers = answer.headers.filter { $0.name.canonicalName != "set-cookie" }.map(\.value).joined(
                    separator: "\n")
                #expect(!contains(headers, secret), "\(secret.name) in a header of \(request)")
            }
        }
    }

    /// Codes are short: they count as seen only where no other digit stands beside them.
    private func contains(_ text: String, _ secret: Secret) -> Bool {
        guard secret.name == "code" else { return text.contains(secret.text) }
        var rest = text[...]
        while let range = rest.firstRange(of: secret.text) {
            let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
            if before.map({ $0.isHexDigit || $0.isLetter || "-_.".contains($0) }) != true
                && after.map({ $0.isHexDigit || $0.isLetter || "-_".contains($0) }) != true
            {
                return true
            }
            rest = text[range.upperBound...]
        }
        return false
    }

    @Test("The routes in the log are patterns: paths carry one-time tokens")
    func patterns() async throws {
        let house = try await TestHouse()
        let token = Token(from: .system).text
        try await house.browser().get("/password-reset/\(token)")
        try await house.browser().get("/unknown/\(token)")
        #expect(house.log.lines.contains { $0.contains("/password-reset/{id}") })
        #expect(!house.log.lines.contains { $0.contains(token) })
    }
}

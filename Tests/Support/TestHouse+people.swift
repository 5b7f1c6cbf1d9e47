import Domain

/// Users and browsers as most tests need them.
extension TestHouse {
    /// A user without two factors, signed in.
    public func signedIn(_ name: String = "anna", isAdministrator: Bool = false) async throws -> (TestBrowser, UserID) {
        let id = try await addUser(name, isAdministrator: isAdministrator)
        let browser = browser()
        try await browser.signIn(name)
        return (browser, id)
    }

    /// A user with two factors, signed in. The clock has moved on, so that the next code is a new one.
    public func signedInWithTwoFactors(_ name: String = "anna", isAdministrator: Bool = false) async throws -> (
        TestBrowser, UserID, TOTP
    ) {
        let id = try await addUser(name, isAdministrator: isAdministrator)
        let totp = try await enrol(id)
        let browser = browser()
        try await browser.signIn(name, code: code(totp))
        clock.advance(by: .seconds(30))
        return (browser, id, totp)
    }

    /// Enrols through the site's own pages. - Returns: the authenticator that the page's key makes.
    public func switchOn(_ browser: TestBrowser) async throws -> TOTP {
        let page = try await browser.get("/profile/two-factor")
        let totp = page.shownTOTP
        try await browser.submit("/profile/two-factor", [("code", code(totp))], page: "/profile/two-factor")
        return totp
    }

    /// A code that is surely wrong: right for none of the time steps around.
    public func wrongCode(_ totp: TOTP) -> String {
        let near = Set((-40...40).map { code(totp, steps: Int64($0)) })
        return (0..<1_000_000).lazy.map { number in
            String(repeating: "0", count: 6 - String(number).count) + String(number)
        }.first { !near.contains($0) } ?? ""
    }

    /// Wrong passwords, each as soon as the delays allow.
    public func guess(_ count: Int, at name: String, from browser: TestBrowser) async throws -> TestAnswer? {
        var last: TestAnswer?
        for number in 0..<count {
            clock.advance(by: .seconds(31))
            last = try await browser.submit(
                "/sign-in", [("userName", name), ("password", "wrong password \(number)")], page: "/sign-in")
        }
        return last
    }
}

extension TestAnswer {
    /// The key that the page shows for typing.
    public var shownKey: String {
        text.firstMatch(of: /<code class="key">([A-Z2-7 ]+)<\/code>/).map { String($0.1) } ?? ""
    }

    public var shownTOTP: TOTP { TOTP(key: Secret(Base32.decode(shownKey) ?? [])) }

    /// Where the page's QR code is.
    public var picture: String? { text.firstMatch(of: /<img class="qr" src="([^"]+)"/).map { String($0.1) } }

    /// The path of the one-time link that the page shows.
    public var shownLink: String {
        text.firstMatch(of: /<code class="copyable"[^>]*>([^<]+)<\/code>/)
            .map { String($0.1).replacing(TestHouse.publicURL, with: "") } ?? ""
    }

    /// What the page says is wrong, or what it says once.
    public var says: String {
        text.matches(of: /<p class="(?:problem|notice|error)"[^>]*>([^<]*)<\/p>/).map { String($0.1) }.joined(
            separator: " "
        )
        .unescaped
    }

    public var title: String {
        text.firstMatch(of: /<h1>([^<]*)<\/h1>/).map { String($0.1) }?.unescaped ?? ""
    }

    public func sets(_ cookie: String) -> Bool {
        setCookies.contains { $0.hasPrefix(cookie + "=") && !$0.contains("Max-Age=0") }
    }
}

extension String {
    /// HTML's text as a person reads it.
    fileprivate var unescaped: String {
        replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing(
            "&gt;", with: ">"
        )
        .replacing("&amp;", with: "&")
    }
}

extension TestBrowser {
    /// Proves the factors again.
    @discardableResult
    public func stepUp(password: String = TestHouse.password, code: String = "") async throws -> TestAnswer {
        try await submit("/step-up", [("password", password), ("code", code), ("next", "/profile")])
    }
}

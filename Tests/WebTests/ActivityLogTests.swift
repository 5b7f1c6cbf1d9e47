import Domain
import Flows
import Foundation
import Storage
import TestSupport
import Testing

@testable import Web

/// What an act leaves in the log.
struct Act: Sendable, CustomTestStringConvertible {
    let action: Action
    let user: String
    let methods: String
    let perform: @Sendable (ActivityScene) async throws -> Void

    var testDescription: String { action.rawValue }

    init(
        _ action: Action, by user: String, _ methods: String = "pwd",
        _ perform: @escaping @Sendable (ActivityScene) async throws -> Void
    ) {
        self.action = action
        self.user = user
        self.methods = methods
        self.perform = perform
    }
}

/// An office with an administrator, anna who has a password only, and bence who has two factors; all three signed in.
struct ActivityScene: Sendable {
    let house: TestHouse
    let admin, anna, bence: TestBrowser
    let annaID, benceID: UserID
    let totp: TOTP

    init() async throws {
        house = try await TestHouse()
        (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        (anna, annaID) = try await house.signedIn("anna")
        (bence, benceID, totp) = try await house.signedInWithTwoFactors("bence")
    }

    func save(_ id: UserID, name: String, _ ticked: [String]) async throws {
        try await admin.submit("/users/\(id.text)", [("name", name), ("language", "en")] + ticked.map { ($0, "on") })
    }
}

@Suite("The user activity log")
struct ActivityLogTests {
    static let acts: [Act] = [
        Act(.passwordAccepted, by: "bence") { try await $0.house.browser().signIn("bence") },
        Act(.signInRefused, by: "anna", "") { try await $0.house.browser().signIn("anna", password: "wrong") },
        Act(.signInRefused, by: "", "") { try await $0.house.browser().signIn("nobody", password: "wrong") },
        Act(.codeRefused, by: "bence") {
            try await $0.house.browser().signIn("bence", code: $0.house.wrongCode($0.totp))
        },
        Act(.signInLocked, by: "anna", "") { _ = try await $0.house.guess(10, at: "anna", from: $0.house.browser()) },
        Act(.signedIn, by: "anna") { try await $0.house.browser().signIn("anna") },
        Act(.signedIn, by: "bence", "pwd otp") {
            try await $0.house.browser().signIn("bence", code: $0.house.code($0.totp))
        },
        Act(.signInCancelled, by: "bence", "") { scene in
            let browser = scene.house.browser()
            try await browser.signIn("bence")
            try await browser.submit("/sign-in/cancel")
        },
        Act(.signedOut, by: "bence", "pwd otp") { try await $0.bence.submit("/sign-out") },
        Act(.sessionEnded, by: "anna") { scene in
            try await scene.house.browser().signIn("anna")
            try await scene.anna.submit(try await scene.anna.get("/profile/sessions").endPaths.first ?? "")
        },
        Act(.otherSessionsEnded, by: "anna") { scene in
            try await scene.house.browser().signIn("anna")
            try await scene.anna.submit("/profile/sessions/end-others")
        },
        Act(.stepUpCompleted, by: "anna") { try await $0.anna.stepUp() },
        Act(.stepUpCompleted, by: "bence", "pwd otp") { try await $0.bence.stepUp(code: $0.house.code($0.totp)) },
        Act(.stepUpRefused, by: "anna") { try await $0.anna.stepUp(password: "wrong") },
        Act(.stepUpRefused, by: "bence", "pwd otp") { try await $0.bence.stepUp(code: $0.house.wrongCode($0.totp)) },
        Act(.twoFactorStarted, by: "anna") { try await $0.anna.get("/profile/two-factor") },
        Act(.twoFactorEnabled, by: "anna", "pwd otp") { _ = try await $0.house.switchOn($0.anna) },
        Act(.twoFactorEnableRefused, by: "anna") { scene in
            let totp = try await scene.anna.get("/profile/two-factor").shownTOTP
            try await scene.anna.submit("/profile/two-factor", [("code", scene.house.wrongCode(totp))])
        },
        Act(.twoFactorDisabled, by: "bence", "pwd otp") {
            try await $0.bence.submit("/profile/two-factor", [("code", $0.house.code($0.totp))])
        },
        Act(.twoFactorDisableRefused, by: "bence", "pwd otp") {
            try await $0.bence.submit("/profile/two-factor", [("code", $0.house.wrongCode($0.totp))])
        },
        Act(.twoFactorCancelled, by: "anna") { scene in
            try await scene.anna.get("/profile/two-factor")
            try await scene.anna.submit("/profile/two-factor/cancel")
        },
        Act(.twoFactorCleared, by: "katalin") {
            try await $0.admin.submit("/users/\($0.benceID.text)/clear-two-factor")
        },
        Act(.twoFactorBlocked, by: "bence", "pwd otp") { scene in
            try await scene.house.execute("UPDATE authenticator SET misses = 99")
            try await scene.bence.submit("/profile/two-factor", [("code", scene.house.wrongCode(scene.totp))])
        },
        Act(.passwordChanged, by: "anna") {
            try await $0.anna.submit(
                "/profile/password",
                [("currentPassword", TestHouse.password), ("newPassword", "seven brown foxes in the attic")])
        },
        Act(.passwordChangeRefused, by: "anna") {
            try await $0.anna.submit(
                "/profile/password", [("currentPassword", "wrong"), ("newPassword", "seven brown foxes in the attic")])
        },
        Act(.passwordResetIssued, by: "katalin") {
            try await $0.admin.submit("/users/\($0.annaID.text)/password-reset")
        },
        Act(.passwordResetUsed, by: "anna", "") { scene in
            let link = try await scene.admin.submit("/users/\(scene.annaID.text)/password-reset").shownLink
            let token = String(link.split(separator: "/").last ?? "")
            try await scene.house.browser().submit(
                "/password-reset", [("token", token), ("password", "seven brown foxes in the attic")])
        },
        Act(.profileChanged, by: "anna") {
            try await $0.anna.submit("/profile", [("displayName", "Anna"), ("language", "en")])
        },
        Act(.userAdded, by: "katalin") {
            try await $0.admin.submit("/users/new", [("name", "cili"), ("language", "en")])
        },
        Act(.administratorGranted, by: "katalin") {
            try await $0.admin.submit("/users/new", [("name", "cili"), ("language", "en"), ("administrator", "on")])
        },
        Act(.userChanged, by: "katalin") { try await $0.save($0.annaID, name: "anna2", ["active"]) },
        Act(.userInactivated, by: "katalin") { try await $0.save($0.annaID, name: "anna", []) },
        Act(.userReactivated, by: "katalin") { scene in
            try await scene.save(scene.annaID, name: "anna", [])
            try await scene.save(scene.annaID, name: "anna", ["active"])
        },
        Act(.administratorGranted, by: "katalin") {
            try await $0.save($0.annaID, name: "anna", ["active", "administrator"])
        },
        Act(.administratorWithdrawn, by: "katalin") { scene in
            try await scene.save(scene.annaID, name: "anna", ["active", "administrator"])
            try await scene.save(scene.annaID, name: "anna", ["active"])
        },
        Act(.userUnlocked, by: "katalin") { scene in
            try await scene.house.browser().signIn("anna", password: "wrong")
            try await scene.admin.submit("/users/\(scene.annaID.text)/unlock")
        },
        Act(.accessRefused, by: "anna") { try await $0.anna.get("/users") },
        Act(.setupLinkMade, by: "", "") { _ = try await $0.house.gatehouse.issueSetupLink(by: .shell) },
        Act(.setupCompleted, by: "first", "") { scene in
            let token = try await scene.house.gatehouse.issueSetupLink(by: .server)?.text ?? ""
            try await scene.house.browser().submit(
                "/setup", [("token", token), ("userName", "first"), ("password", TestHouse.password)])
        },
        Act(.keyRotated, by: "", "") { _ = try await $0.house.gatehouse.rotateKeys() },
        Act(.signingKeyMade, by: "", "") { scene in
            try await scene.house.addSigningKeys([.es256, .edDSA])
            try await scene.house.gatehouse.keepSigningKeys()
        },
        Act(.signingKeyRetired, by: "", "") { scene in
            try await scene.house.addSigningKeys([.es256])
            try await scene.house.gatehouse.rotateSigningKeys(by: .shell)
            scene.house.clock.advance(by: .days(1))
            try await scene.house.gatehouse.keepSigningKeys()
        },
        Act(.signingKeysWithdrawn, by: "", "") { try await $0.house.gatehouse.replaceSigningKeys(by: .shell) },
        Act(.policyChanged, by: "", "") {
            try await $0.house.gatehouse.adoptSettings(idle: .minutes(5), absolute: .hours(12))
        },
        Act(.actsLimited, by: "katalin", "pwd") { scene in
            try await scene.save(scene.annaID, name: "anna1", ["active"])
            try await scene.house.execute("UPDATE activity_tally SET total = 1999 WHERE action = ''")
            try await scene.save(scene.annaID, name: "anna2", ["active"])
        },
        Act(.serverStarted, by: "", "") { try await $0.house.gatehouse.recordServer(.serverStarted) },
        Act(.serverStopped, by: "", "") { try await $0.house.gatehouse.recordServer(.serverStopped) },
        Act(.activityPurged, by: "", "") { scene in
            scene.house.clock.advance(by: .days(364))
            try await scene.house.gatehouse.recordServer(.serverStopped)
            scene.house.clock.advance(by: .days(2))
            try await scene.house.gatehouse.cleanUp()
        },
        Act(.activityPurgeHeld, by: "", "") { scene in
            scene.house.clock.advance(by: .days(400))
            try await scene.house.gatehouse.cleanUp()
        },
    ]

    @Test(
        "ASVS 16.3.1 PCI 10.2.1 each act writes one entry: who, what, from where, and with which methods",
        arguments: acts)
    func act(_ act: Act) async throws {
        let scene = try await ActivityScene()
        let before = try await scene.house.activities(act.action).count
        try await act.perform(scene)
        let entries = try await scene.house.activities(act.action)
        #expect(entries.count == before + 1)
        let entry = try #require(entries.first)
        #expect(entry.userName == act.user)
        #expect(entry.methods.text(\.text) == act.methods)
        #expect(entry.at == scene.house.clock.now)
        if entry.interface == .known(.web) { #expect(entry.address == "192.0.2.10") }
    }

    @Test("Every action there is has its act in the table")
    func complete() {
        #expect(Set(Self.acts.map(\.action)) == Set(Action.allCases))
    }

    @Test("A refusal leaves an entry though nothing else of it stays, and what changed nothing leaves none")
    func nothingForNothing() async throws {
        let scene = try await ActivityScene()
        let before = try await scene.house.count("activity")
        try await scene.anna.submit("/profile/two-factor/cancel")
        try await scene.admin.submit("/users/\(scene.annaID.text)/unlock")
        try await scene.admin.submit("/users/\(scene.annaID.text)/clear-two-factor")
        try await scene.save(scene.annaID, name: "anna", ["active"])
        #expect(try await scene.house.count("activity") == before)
    }

    @Test("ASVS 16.2.5 a name that nobody has is not written down in full: people type passwords there")
    func maskedNames() async throws {
        let house = try await TestHouse()
        try await house.browser().signIn("my secret password", password: "x")
        let entry = try #require(try await house.activities(.signInRefused).first)
        #expect(entry.details == [.triedName("my… (18)")] && entry.userName.isEmpty)
    }

    @Test(
        "ASVS 16.4.1 nothing that is typed makes a line of its own: no control characters in the log",
        arguments: ["\n2026-11-23 anna signed in", "\u{1B}[31mx", "a\u{7}b", "\r\nx"])
    func injection(_ text: String) async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        let browser = house.browser(userAgent: "Mozilla\u{1B}[31m")
        try await browser.signIn(text, password: "x")
        try await browser.signIn("anna")
        for entry in try await house.activities() {
            let values = entry.details.flatMap(\.messages).flatMap(\.parameters.values)
            for part in values + [entry.userName, entry.address, entry.record] {
                #expect(
                    !part.unicodeScalars.contains { $0.properties.generalCategory == .control },
                    "\(part.debugDescription)")
            }
        }
        for line in house.log.lines {
            #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    @Test("A name of one enormous character is not stored")
    func enormousNames() async throws {
        let house = try await TestHouse()
        try await house.browser().signIn("e" + String(repeating: "\u{301}", count: 500), password: "x")
        let entry = try #require(try await house.activities(.signInRefused).first)
        #expect(entry.details.stored.utf8.count < 40)
    }

    @Test(
        "R37 each filter is honoured",
        arguments: [
            ("user=bence", 5), ("user=BENCE", 5), ("user=nobody", 0), ("action=sign-in.completed", 3),
            ("action=sign-in.completed&user=anna", 1), ("from=2100-01-01T00:00", 0), ("until=2000-01-01T00:00", 0),
            ("from=2000-01-01T00:00&until=2100-01-01T00:00&user=anna", 1),
        ])
    func filters(_ query: String, _ expected: Int) async throws {
        let scene = try await ActivityScene()
        for _ in 0..<3 { try await scene.bence.stepUp(password: "wrong", code: "000000") }
        let answer = try await scene.admin.get("/activity?" + query)
        #expect(answer.status == 200)
        #expect(max(0, answer.text.matches(of: /<tr>/).count - 1) == expected)
    }

    @Test("The filter finds a person, under all the names that they had")
    func renamed() async throws {
        let scene = try await ActivityScene()
        for name in ["anikó", "Panni"] {
            try await scene.save(scene.annaID, name: name, ["active"])
            try await scene.anna.stepUp(password: "wrong")
        }
        func entries(_ user: String) async throws -> [String] {
            let text = try await scene.admin.get("/activity?column=id&column=user&user=\(user)").text
            return text.matches(of: /<td[^>]*>(.*?)<\/td>/.dotMatchesNewlines()).map {
                $0.1.replacing(/<[^>]*>/, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }
        let all = try await entries("panni")
        #expect(all.contains("anna") && all.contains("anikó") && all.contains("Panni"))
        #expect(all.filter { $0 == "user.changed" }.count == 2)
        #expect(try await entries("anna") == all)
        #expect(try await entries("ANIK%C3%93") == all)
        #expect(!all.contains("bence"))
        // Who never did anything under a name is found by it, too.
        let cili = try await scene.house.addUser("cilli")
        try await scene.save(cili, name: "cili", ["active"])
        #expect(try await entries("cilli") == entries("cili"))
        #expect(try await entries("cilli").contains("user.changed"))
    }

    @Test(
        "R37 a filter that cannot be read, or is sent twice, is refused, never ignored",
        arguments: [
            "user=a%20b", "user=%E2%80%8B", "action=garbage", "action=sign-in", "from=garbage", "from=2026-13-01T00:00",
            "from=2026-02-30T10:00", "from=2026-11-23T25:00",
            "from=2026-11-23T10:61", "from=2026T11T23T10T00", "until=23.11.2026", "until=2026-11-23", "before=garbage",
            "user=anna&user=bence",
            "action=sign-out&action=sign-in.completed", "from=2026-11-23T10:00&from=2026-11-24T10:00",
        ])
    func unreadable(_ query: String) async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let answer = try await admin.get("/activity?" + query)
        #expect(answer.status == 400)
        #expect(!answer.text.contains("<tbody>"))
    }

    @Test("A start with other settings says what has changed, in the reader's language; one with the same says nothing")
    func adoptedSettings() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        try await house.gatehouse.adoptSettings(idle: .minutes(30), absolute: .hours(12))
        #expect(try await house.activities(.policyChanged).isEmpty)
        for _ in 0..<2 { try await house.gatehouse.adoptSettings(idle: .seconds(330), absolute: .hours(8)) }
        let entries = try await house.activities(.policyChanged)
        #expect(
            entries.map(\.details) == [
                [
                    .policy(.idle, old: .minutes(30), new: .seconds(330)),
                    .policy(.absolute, old: .hours(12), new: .hours(8)),
                ]
            ])
        #expect(entries.first?.interface == .known(.server))
        #expect(
            try await admin.get("/activity").text.contains(
                "unused sessions end after: 30\u{A0}min → 330\u{A0}s, all sessions end after: 12\u{A0}h → 8\u{A0}h"))
        try await admin.submit("/language", [("language", "hu"), ("back", "/activity")])
        #expect(try await admin.get("/activity").text.contains("a munkamenet vége mindenképpen: 12\u{A0}h → 8\u{A0}h"))
    }

    @Test(
        "What a newer version wrote is shown as it is, and hides nothing else",
        arguments: [
            ("action", "<b>new</b>.action"), ("interface", "<b>new</b>"), ("methods", "pwd <b>new</b>"),
            ("details", "<b>new</b>\tvalue\nuser\tanna"),
        ])
    func newerVersion(_ column: String, _ stored: String) async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        try await house.gatehouse.recordServer(.serverStarted)
        try await house.execute("UPDATE activity SET \(column) = '\(stored)' WHERE action = 'server.started'")
        let answer = try await admin.get(
            "/activity?column=id&column=interface&column=action&column=methods&column=note")
        #expect(answer.status == 200)
        #expect(answer.text.contains("&lt;b&gt;new&lt;/b&gt;") && !answer.text.contains("<b>new"))
        #expect(answer.text.contains("sign-in.completed"))
        if column == "details" { #expect(answer.text.contains("&lt;b&gt;new&lt;/b&gt; value, anna")) }
    }

    @Test("Older pages follow without a gap or a repetition")
    func pages() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        try await house.database.write { transaction in
            for number in 0..<250 {
                try transaction.activityLog.record(Activity(.serverStarted, by: .server, .userName("n\(number)")))
            }
        }
        var seen: [String] = []
        var path: String? = "/activity?action=server.started&column=note"
        while let next = path {
            let text = try await admin.get(next).text
            seen += text.matches(of: />(n\d+)</).map { String($0.1) }
            path = text.firstMatch(of: /rel="next" href="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
        }
        #expect(seen.count == 250 && Set(seen).count == 250)
    }

    @Test("Columns can be shown and hidden")
    func columns() async throws {
        let house = try await TestHouse()
        let (admin, _) = try await house.signedIn("katalin", isAdministrator: true)
        let text = try await admin.get("/activity?column=id&column=record").text
        #expect(text.matches(of: /<th scope="col">/).count == 2)
        #expect(text.contains("sign-in.completed"))
    }
}

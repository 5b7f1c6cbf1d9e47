import Flows
import Foundation
import TestSupport
import Testing

@testable import Domain
@testable import Storage

@Suite("A copy of the database alone", .enabled(if: TestEngine.isEmbedded))
struct DumpTests {
    /// Everything that a dump must not hold, after a life full of secrets.
    private func life() async throws -> (TestHouse, [String: [UInt8]]) {
        let house = try await TestHouse()
        var secrets: [String: [UInt8]] = [:]
        func keep(_ name: String, _ text: String) { if !text.isEmpty { secrets[name] = Array(text.utf8) } }

        let password = "canary password of the dump"
        try await house.addUser("katalin", isAdministrator: true)
        let admin = house.browser()
        try await admin.signIn("katalin")
        let added = try await admin.submit("/users/new", [("name", "anna"), ("language", "en")], page: "/users/new")
        keep("reset link", String(added.shownLink.split(separator: "/").last ?? ""))
        let browser = house.browser()
        try await browser.postRaw(
            "/password-reset",
            [
                ("csrf", try await browser.formToken()),
                ("token", String(added.shownLink.split(separator: "/").last ?? "")), ("password", password),
            ])
        try await browser.signIn("anna", password: password)
        let pending = try await browser.get("/profile/two-factor")
        let totp = pending.shownTOTP
        keep("key as base32", pending.shownKey.replacing(" ", with: ""))
        secrets["key"] = totp.key.reveal(Array.init)
        try await browser.submit("/profile/two-factor", [("code", house.code(totp))], page: "/profile/two-factor")
        house.clock.advance(by: .seconds(30))
        let second = house.browser()
        try await second.signIn("anna", password: password)
        keep("sign-in token", second.cookies["__Host-gatehouse-sign-in"] ?? "")
        let code = house.code(totp)
        try await second.submit("/sign-in/code", [("code", code)], page: "/sign-in/code")
        for (name, value) in second.cookies { keep("cookie \(name)", value) }
        for (name, value) in browser.cookies { keep("old cookie \(name)", value) }
        let setup = try #require(try await house.gatehouse.issueSetupLink(by: .server))
        keep("set-up token", setup.text)
        try await house.browser().signIn("anna", password: "typed wrong canary")
        try await house.gatehouse.keepSigningKeys()
        for algorithm in SigningAlgorithm.allCases {
            let key = try await house.database.read { try $0.signingKeys.signer(algorithm) }
            // Of RSA the last number, which is none of the public ones.
            secrets["\(algorithm)"] = try #require(key).privatePart.reveal { Array($0.suffix(32)) }
        }
        keep("password", password)
        keep("wrong password", "typed wrong canary")
        keep("argon2", "$argon2id")
        for text in secrets.filter({ $0.key.contains("token") || $0.key.contains("cookie") || $0.key.contains("link") })
        {
            if let bytes = Base64URL.decode(String(decoding: text.value, as: UTF8.self)), bytes.count == 32 {
                secrets[text.key + ", raw"] = bytes
            }
        }
        return (house, secrets)
    }

    @Test("PCI 8.3.2 it holds no key, password, hash, code or token")
    func silent() async throws {
        let (house, secrets) = try await life()
        #expect(secrets.count == 29)
        let bytes = try house.databaseBytes()
        #expect(bytes.count > 100_000)
        for (name, secret) in secrets { #expect(bytes.range(of: Data(secret)) == nil, "\(name)") }
    }

    @Test("The grep can find: what is stored readable is found in the same bytes")
    func grepWorks() async throws {
        let (house, _) = try await life()
        #expect(try house.databaseBytes().range(of: Data("katalin".utf8)) != nil)
    }

    @Test("It signs nobody in: hashes and keys do not open without the key file")
    func useless() async throws {
        let (house, _) = try await life()
        let user = try await house.userID("anna")
        let path = house.folder + "/stranger.keys"
        try KeyStore.create(path: path, random: .system)
        let stolen = try house.openAgain().opened(with: KeyStore(path: path))
        await #expect(throws: UnsealingFailed.self) { try await stolen.read { try $0.passwords.find(for: user) } }
        await #expect(throws: UnsealingFailed.self) { try await stolen.read { try $0.authenticators.totp(of: user) } }
    }

    @Test("A row moved to another user does not open: nobody can be given another's password")
    func moved() async throws {
        let house = try await TestHouse()
        try await house.addUser("anna")
        try await house.addUser("eve", password: "the password of eve herself")
        try await house.execute(
            """
            UPDATE password SET hash = (SELECT hash FROM password WHERE user_id = (SELECT id FROM user_account WHERE name = 'eve'))
            WHERE user_id = (SELECT id FROM user_account WHERE name = 'anna')
            """)
        #expect(try await house.browser().signIn("anna", password: "the password of eve herself").status == 503)
    }

    @Test("An erased key is gone from the file")
    func erased() async throws {
        let house = try await TestHouse()
        let (browser, id, totp) = try await house.signedInWithTwoFactors()
        let row = try await house.database.read { try $0.row("SELECT secret FROM totp") }
        let box = try #require(row).bytes("secret")
        #expect(try house.databaseBytes().range(of: Data(box)) != nil)
        try await browser.submit("/profile/two-factor", [("code", house.code(totp))], page: "/profile/two-factor")
        #expect(try await house.enrolledTOTP(of: id) == nil)
        try await house.checkpoint()
        #expect(try house.databaseBytes().range(of: Data(box)) == nil)
    }
}

import Domain
import Flows
import Foundation
import Testing

@testable import Web

@Suite("Texts")
struct CatalogueTests {
    private func catalogues() throws -> [Catalogue] { try Language.allCases.map { try Catalogue($0) } }

    @Test("Both languages have the same texts, with the same parameters")
    func sameKeys() throws {
        let all = try catalogues()
        #expect(all[0].keys.subtracting(all[1].keys).isEmpty && all[1].keys.subtracting(all[0].keys).isEmpty)
        for key in all[0].keys {
            let parameters = all.map { CatalogueText.parameters(of: $0[key] ?? "") }
            #expect(parameters[0] == parameters[1], "\(key)")
        }
    }

    @Test("No text is empty, none holds HTML, and none is left in the other language")
    func texts() throws {
        let all = try catalogues()
        var same: [String] = []
        for key in all[0].keys {
            let texts = all.map { $0[key] ?? "" }
            #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains(/<[a-z\/]/) }, "\(key)")
            if texts[0] == texts[1], texts[0].contains(where: \.isLetter), texts[0].split(separator: " ").count > 2 {
                same.append(key)
            }
        }
        #expect(same.isEmpty, "\(same)")
    }

    @Test(
        "The labels are those of the described system",
        arguments: [
            ("productname.label", "Gatehouse", "Gatehouse"),
            ("userProfileModule.menu.label", "User profile", "Felhasználói profil"),
            (
                "twofa_disabled.label.value", "Two-factor authentication (disabled)",
                "Kétlépcsős azonosítás (kikapcsolva)"
            ),
            ("twofa_enabled.label.value", "Two-factor authentication (enabled)", "Kétlépcsős azonosítás (bekapcsolva)"),
            ("twofactor.label.value", "Two-factor authentication", "Kétlépcsős azonosítás"),
            ("field_change.button.label", "Change", "Módosítás"),
            ("users_menu.menu.label", "User management", "Felhasználókezelés"),
            ("users.menu.label", "Users", "Felhasználók"),
            ("codec.default.label", "Default", "Alapértelmezett"),
            ("defaultSettings.label", "Default settings", "Alapértelmezett beállítások"),
        ])
    func labels(_ key: String, _ english: String, _ hungarian: String) {
        #expect(Texts.english(key) == english)
        #expect(Texts.hungarian(key) == hungarian)
    }

    @Test("Every key that a template names exists")
    func templates() throws {
        let keys = try catalogues()[0].keys
        for template in Templates.all {
            for match in String(decoding: template.source, as: UTF8.self).matches(
                of: /\[\[([A-Za-z][A-Za-z0-9._-]*)\]\]/)
            {
                #expect(keys.contains(String(match.1)), "\(template.name): \(match.1)")
            }
        }
    }

    @Test("Every key that the code names exists")
    func code() throws {
        let keys = try catalogues()[0].keys
        let beginnings = Set(keys.compactMap { $0.split(separator: ".").first.map(String.init) })
        for file in try AllPages.files(in: "Sources/Web", ending: ".swift") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"([a-z][A-Za-z_]*(?:\.[A-Za-z0-9-]+)+)"/)
            where beginnings.contains(String(match.1.prefix { $0 != "." })) {
                // A whole key, or what the keys of one page begin with.
                let isKnown = keys.contains(String(match.1)) || keys.contains("\(match.1).title")
                #expect(isKnown, "\(file.lastPathComponent): \(match.1)")
            }
        }
    }

    @Test("Every key that the code puts together exists")
    func composed() throws {
        let keys = try catalogues()[0].keys
        let refusals = [
            "notFound", "forbidden", "expiredForm", "badRequest", "tooLarge", "busy", "unavailable", "internal",
        ].flatMap {
            ["error.\($0).title", "error.\($0).text"]
        }
        let actions = Action.allCases.map { "action.\($0.rawValue)" }
        let notices = Notice.allCases.map(\.rawValue)
        let columns = ["id", "time", "interface", "action", "user", "address", "record", "methods", "note"].map {
            "activity.column.\($0)"
        }
        let interfaces = ["web", "shell", "server"].map { "activity.interface.\($0)" }
        let orders = UserQuery.Order.allCases.map { "users.column.\($0.rawValue)" }
        let links = ["passwordResetUse.expired", "setup.closed"].flatMap { [$0 + ".title", $0 + ".text"] }
        let questions =
            ["clearTwoFactor", "passwordReset"].flatMap { name in
                ["title", "text", "label"].map { "confirm.\(name).\($0)" }
            } + ["confirm.clearTwoFactor.consequence"]
        let fields = UserField.allCases.map { "activity.field.\($0.rawValue)" }
        let methods = AuthenticationMethods([.password, .oneTimeCode]).names.map { "method.\($0)" }
        let all = refusals + actions + notices + columns + interfaces + orders + links + questions + methods + fields
        #expect(Set(all).subtracting(keys).isEmpty, "\(Set(all).subtracting(keys))")
    }

    @Test("Every outcome of the domain has its words")
    func outcomes() throws {
        let keys = try catalogues()[0].keys
        let refusals: [GuessingRefusal] = [
            .wait(.seconds(1)), .wait(.seconds(2)), .locked(until: Timestamp(milliseconds: 0)), .lockedForGood,
        ]
        let codes: [CodeRefusal] = [
            .malformed(isEmpty: true), .malformed(isEmpty: false), .wrong, .used, .clockOff(seconds: -60),
            .clockOff(seconds: 60), .blocked(after: 100, isNew: true),
        ]
        let problems: [PasswordProblem] = [.tooShort(minimum: 12), .tooLong, .common, .context(word: "x"), .pattern]
        let details: [ActivityDetail] =
            [
                .userName("anna"), .triedName("an… (4)"), .renamed("anna", "anna2"), .changed(UserField.allCases),
                .usedCode,
                .serverClockWasAhead, .clockOff(seconds: -60), .clockOff(seconds: 60), .count(1), .days(1),
                .route("/users"), .unknown(["new"]),
            ] + PolicyField.allCases.map { .policy($0, old: .minutes(30), new: .hours(1)) }
        let messages =
            details.flatMap(\.messages) + refusals.map { Message($0) } + codes.map { Message($0) }
            + problems.map { Message($0) }
        for message in messages {
            #expect(keys.contains(message.key), "\(message.key)")
            let text = Texts.english(message.key, message.parameters)
            #expect(!text.contains("{{"), "\(text)")
        }
    }

    @Test("One second is said as one", arguments: [(1_000, "one second"), (1, "one second"), (2_000, "2 seconds")])
    func oneSecond(_ milliseconds: Int64, _ words: String) {
        let message = Message(GuessingRefusal.wait(Span(milliseconds: milliseconds)))
        #expect(Texts.english(message.key, message.parameters) == "Please wait \(words), then try again.")
    }

    @Test("No text calls a user he", arguments: ["he", "his", "him", "himself"])
    func they(_ word: String) throws {
        let catalogue = try catalogues()[0]
        let texts = catalogue.keys.filter { key in
            (catalogue[key] ?? "").lowercased().split { !$0.isLetter }.contains(Substring(word))
        }
        #expect(texts.isEmpty)
    }

    @Test("An organisation's own text takes the place of ours, everywhere it is put in")
    func overrides() throws {
        let catalogue = try Catalogue(
            .english, overrides: ["productname.label": "Kapu", "codec.default.label": "Usual"])
        #expect(catalogue.plain("frame.home") == "Kapu, start page")
        #expect(catalogue.plain("defaultSettings.label") == "Usual settings")
    }

    @Test("A wrong text of an organisation stops the server, by name")
    func wrongOverrides() {
        #expect(throws: Catalogue.Fault.unknownKey("no.such.key", usedIn: "the overrides")) {
            try Catalogue(.english, overrides: ["no.such.key": "x"])
        }
        #expect(throws: Catalogue.Fault.unknownParameter("secret", key: "users.add")) {
            try Catalogue(.english, overrides: ["users.add": "{{secret}}"])
        }
        #expect(throws: Catalogue.Fault.endlessInsertion("users.add")) {
            try Catalogue(.english, overrides: ["users.add": "[[users.add]]"])
        }
        #expect(throws: Catalogue.Fault.malformedLine("no sign here")) { try Catalogue.parse("no sign here") }
        #expect(throws: Catalogue.Fault.duplicateKey("a")) { try Catalogue.parse("a = 1\na = 2") }
    }

    @Test(
        "A text can neither open a section nor insert HTML",
        arguments: [
            "<b>x</b>", "{{#frame}}x{{/frame}}", "{{{qrCode}}}", "{{> layout}}", "\"'&", "{{/body}}", "{{^x}}", "{{",
        ])
    func harmless(_ text: String) {
        let html = CatalogueText.html(text)
        #expect(
            !html.contains("<") && !html.contains("{{#") && !html.contains("{{{") && !html.contains("{{>")
                && !html.contains("\"") && !html.contains("{{/") && !html.contains("{{^"))
    }

    @Test(
        "Stars around words are emphasis, other stars are stars",
        arguments: [
            "choose *Save* now": "choose <strong>Save</strong> now", "5 * 3 * 2": "5 * 3 * 2", "2*3": "2*3",
            "*a* *b c*": "<strong>a</strong> <strong>b c</strong>", "**": "**", "* a*b* c": "* a<strong>b</strong> c",
        ])
    func emphasis(text: String, html: String) {
        #expect(CatalogueText.html(text) == html)
    }

    @Test("Parameters are filled in once; what they bring is not read again")
    func parameters() {
        let values = ["name": "{{other}}", "other": "wrong"]
        #expect(
            CatalogueText.plain("{{name}}, {{unknown}} {{ {{name}}", values) == "{{other}}, {{unknown}} {{ {{other}}")
    }

    @Test("No text is written in the code: what people read is in the catalogues")
    func noTextInCode() throws {
        for file in try AllPages.files(in: "Sources/Web", ending: ".swift")
        where !file.lastPathComponent.hasSuffix("+Page.swift")
            && !["Samples.swift", "LookAlikeQuestion.swift"].contains(file.lastPathComponent)
        {
            let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
                !$0.contains("//")
            }.joined(separator: "\n")
            #expect(!code.contains(/"[^"\\\n]*[A-Z][a-z]+ [a-z]+ [a-z]+[^"\n]*"/), "\(file.lastPathComponent)")
        }
    }
}

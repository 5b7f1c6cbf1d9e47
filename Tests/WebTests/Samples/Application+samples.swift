@testable import Web

extension ApplicationPage: Sampled {
    static let samples: [ApplicationPage] = [web, declared, gate]

    private static func page(
        _ kind: String, _ fields: ApplicationFields, pastes: [Paste], snippet: Paste?, secrets: ClientSecretList?,
        isDeclared: Bool = false, isDisabled: Bool = false, isNew: Bool = false
    ) -> ApplicationPage {
        ApplicationPage(
            frame: .inside("CRM", "/applications/0199a1"), kind: kind, savePath: "/applications/0199a1", fields: fields,
            isDeclared: isDeclared, isDisabled: isDisabled, isAdmittingNobody: isNew, isWithoutPKCE: isNew,
            pastes: pastes, snippet: snippet, secrets: secrets, created: .friday,
            disablePath: "/applications/0199a1/disable", enablePath: "/applications/0199a1/enable",
            deletePath: "/applications/0199a1/delete")
    }

    /// Everything wrong that can be, with one secret.
    private static let web = page(
        "Old web application", .wrong, pastes: Paste.samples, snippet: Paste.snippet,
        secrets: ClientSecretList(
            list: [ClientSecretRow(made: .friday, endPath: "/applications/secrets/0199b1/end")],
            issuePath: "/applications/0199a1/secrets", mayIssue: true), isNew: true)

    private static let declared = page(
        "Web application", .good, pastes: Paste.samples, snippet: Paste.snippet,
        secrets: ClientSecretList(list: [], issuePath: "/applications/0199a1/secrets", mayIssue: false),
        isDeclared: true)

    /// Disabled, with two secrets.
    private static let gate = page(
        "Site behind a reverse proxy", .gate, pastes: [], snippet: nil,
        secrets: ClientSecretList(
            list: [
                ClientSecretRow(made: .friday, endPath: "/applications/secrets/0199b1/end"),
                ClientSecretRow(made: .monday, endPath: "/applications/secrets/0199b2/end"),
            ], issuePath: "/applications/0199a1/secrets", mayIssue: false), isDisabled: true)
}

extension NewApplicationPage: Sampled {
    static let samples = [
        NewApplicationPage(
            frame: .inside("Add an application", "/applications"), kind: "Web application",
            kindHint: "Runs on a server.",
            savePath: "/applications/new/web", clientID: Field(), fields: .good, isOld: false, hasSecret: true),
        NewApplicationPage(
            frame: .inside("Add an application", "/applications"), kind: "Old web application", kindHint: "The same.",
            savePath: "/applications/new/old-web",
            clientID: Field(value: "crm", error: "Another application has this already."), fields: .wrong, isOld: true,
            hasSecret: false),
    ]
}

extension ClientSecretPage: Sampled {
    static let samples = [true, false].map { isSecond in
        ClientSecretPage(
            frame: .inside("The application’s secret", "/applications"), name: "CRM",
            pastes: [
                Paste(id: "paste-clientID", label: "Client ID", value: "crm"),
                Paste(
                    id: "paste-secret", label: "Secret",
                    value: "gh_cs_q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJC"),
            ], isSecond: isSecond, backPath: "/applications/0199a1")
    }
}

extension Paste {
    static let samples = [
        Paste(id: "paste-issuer", label: "Issuer", value: "https://gatehouse.danube-contact.example"),
        Paste(id: "paste-clientID", label: "Client ID", value: "crm"),
    ]
    static let snippet = Paste(
        id: "paste-snippet", label: "For Apache (mod_auth_openidc)",
        value: "OIDCClientID crm\nOIDCScope \"openid profile\"")
}

extension ApplicationFields {
    private static func choice(_ labels: [String], error: String? = nil) -> ChoiceField {
        ChoiceField(
            choices: labels.map { Choice(value: $0, label: $0, isChosen: $0 == labels.first) }, error: error)
    }

    private static func lines(_ text: String, errors: [String] = []) -> LinesField {
        LinesField(text: text, errors: errors, rows: 2, example: "https://crm.example.org/signed-in")
    }

    static let good = ApplicationFields(
        name: Field(value: "CRM"), home: Field(), ownership: choice(["own", "foreign"]),
        redirects: lines("https://crm.example.org/signed-in"), postLogout: lines(""), logoutMessages: Field(),
        origins: lines(""), admission: choice(["nobody", "everybody"]), level: choice(["1fa", "2fa"]),
        maximumAge: Field(), addresses: lines(""), scopes: lines("openid\nprofile"), refresh: choice(["yes", "no"]),
        pkce: choice(["required", "optional"]), algorithm: choice(["RS256"]), window: choice(["page", "pop-up"]),
        hasPolicy: true, hasProtocol: true, startsInName: true)

    static let wrong = ApplicationFields(
        name: Field(error: "This is needed."), home: Field(value: "x", error: "x: it has to begin with its scheme."),
        ownership: choice(["own"], error: "Applications of this kind do not have this."),
        redirects: lines(
            "x\ny", errors: ["x: it has to begin with its scheme.", "y: it has to begin with its scheme."]),
        postLogout: lines("x", errors: ["x: it has to begin with its scheme."]),
        logoutMessages: Field(value: "x", error: "x: it has to begin with its scheme."),
        origins: lines("x", errors: ["x: it has to begin with its scheme."]),
        admission: choice(["nobody"], error: "Applications of this kind do not have this."),
        level: choice(["1fa"]), maximumAge: Field(value: "0", error: "Enter a whole number from 1 to 1440."),
        addresses: lines("x", errors: ["x is no IP address and no range of them."]),
        scopes: lines("a b", errors: ["a b is no scope."]), refresh: choice(["yes"]), pkce: choice(["optional"]),
        algorithm: choice(["RS256"]), window: choice(["page"]), hasPolicy: true, hasProtocol: true)

    static let gate = ApplicationFields(
        name: Field(value: "Wallboard"), home: Field(), gates: lines("https://wallboard.example.org"),
        admission: choice(["administrators"]), level: choice(["2fa"]), maximumAge: Field(), addresses: lines(""),
        hasPolicy: true, hasProtocol: false)
}

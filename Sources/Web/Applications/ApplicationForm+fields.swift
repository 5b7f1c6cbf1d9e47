import Domain

/// An application's form as its page shows it.
extension ApplicationForm {
    /// What is asked before an application is added: what it cannot do without, and who may.
    func fewFields(_ exchange: Exchange) -> ApplicationFields {
        var fields = allFields(exchange)
        fields.home = nil
        fields.ownership = nil
        fields.postLogout = nil
        fields.logoutMessages = nil
        fields.maximumAge = nil
        fields.scopes = draft.template == .machine ? fields.scopes : nil
        fields.refresh = nil
        fields.pkce = nil
        fields.algorithm = nil
        fields.window = nil
        fields.addresses = draft.template == .machine ? fields.addresses : nil
        fields.hasProtocol = fields.scopes != nil
        fields.startsInName = problems.isEmpty
        return fields
    }

    func allFields(_ exchange: Exchange) -> ApplicationFields {
        let template = draft.template
        let isAsked = template.hasUsers && template != .gate
        return ApplicationFields(
            name: field(draft.name, .name, exchange),
            home: template.hasUsers ? field(draft.home, .home, exchange) : nil,
            ownership: template.canBeForeign ? choice(draft.ownership, .ownership, exchange) : nil,
            redirects: isAsked ? lines(draft.redirects, .redirects, example: template.redirectExample, exchange) : nil,
            gates: template == .gate
                ? lines(draft.redirects, .redirects, example: template.redirectExample, exchange) : nil,
            postLogout: isAsked
                ? lines(draft.postLogout, .postLogout, example: template.postLogoutExample, exchange) : nil,
            logoutMessages: template.takesLogoutMessages ? field(draft.logoutMessages, .logoutMessages, exchange) : nil,
            origins: template.callsFromBrowser
                ? lines(draft.origins, .origins, example: "https://app.example.org", exchange) : nil,
            admission: template.hasUsers ? choice(draft.admission, .admission, exchange) : nil,
            level: template.hasUsers ? choice(draft.level, .level, exchange) : nil,
            maximumAge: template.hasUsers ? field(draft.maximumAge, .maximumAge, exchange) : nil,
            addresses: template != .api ? lines(draft.addresses, .addresses, example: "10.20.0.0/16", exchange) : nil,
            scopes: template.hasScopes ? lines(draft.scopes, .scopes, example: "calls:read", exchange) : nil,
            refresh: template.grantTypes.contains(.refreshToken)
                ? choice(draft.grantTypes.contains(.refreshToken) ? Refresh.yes : .no, .grantTypes, exchange) : nil,
            pkce: template.pkceChoices.count > 1 ? choice(draft.pkce, .pkce, exchange) : nil,
            algorithm: template.algorithms.count > 1
                ? choice(draft.algorithm, .algorithm, of: template.algorithms, exchange) : nil,
            window: template.canOpenPopUp ? choice(draft.window, .window, exchange) : nil,
            hasPolicy: template.hasUsers || template == .machine, hasProtocol: template.hasScopes)
    }

    func field(_ text: String, _ field: ApplicationField, _ exchange: Exchange) -> Field {
        let errors = sentences(field, exchange)
        return Field(
            value: text.removingNeedlessUnseen, error: errors.isEmpty ? nil : errors.joined(separator: " "))
    }

    private func lines(
        _ lines: [String], _ field: ApplicationField, example: String, _ exchange: Exchange
    ) -> LinesField {
        LinesField(
            text: lines.joined(separator: "\n"), errors: sentences(field, exchange),
            rows: min(max(lines.count + 1, 2), 8), example: example)
    }

    private func choice<Word: RawRepresentable & CaseIterable & Equatable>(
        _ chosen: Word, _ field: ApplicationField, of words: [Word] = Array(Word.allCases), _ exchange: Exchange
    ) -> ChoiceField where Word.RawValue == String {
        ChoiceField(
            choices: words.map { word in
                Choice(
                    value: word.rawValue,
                    label: exchange.text(Message("application.\(field.rawValue).\(word.rawValue)")),
                    isChosen: word == chosen)
            },
            error: sentences(field, exchange).first)
    }

    private func sentences(_ field: ApplicationField, _ exchange: Exchange) -> [String] {
        problems[field].map { exchange.text(Message($0)) }
    }
}

extension ApplicationTemplate {
    /// What stands there in such applications.
    fileprivate var redirectExample: String {
        switch self {
        case .web, .oldWeb, .browserOnly, .machine, .api: "https://crm.example.org/signed-in"
        case .native: "http://127.0.0.1/signed-in"
        case .mobile: "org.example.crm:/signed-in"
        case .gate: "https://wallboard.example.org"
        }
    }

    fileprivate var postLogoutExample: String {
        redirectExample.replacing("/signed-in", with: "/signed-out")
    }
}

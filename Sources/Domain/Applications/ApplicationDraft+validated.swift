extension ApplicationDraft {
    /// Entries of one list: more than these nobody looks through.
    public static let mostLines = 50

    /// Judges the whole application.
    /// - Returns: its details, or everything that is wrong with it, by field. Whether the client id is taken only the tables can tell.
    public func validated() -> Result<ApplicationDetails, ApplicationProblems> {
        var reader = DraftReader(draft: self)
        let details = ApplicationDetails(
            name: reader.name(), ownership: reader.ownership(), redirects: reader.redirects(),
            postLogout: reader.postLogout(), logoutMessages: reader.logoutMessages(), origins: reader.origins(),
            home: reader.home(), scopes: reader.scopes(), grantTypes: reader.grantTypes(), pkce: reader.pkce(),
            algorithm: reader.algorithm(), window: reader.window(), policy: reader.policy())
        if !clientID.trimmingUnseen.isEmpty, typedClientID == nil { reader.problems.add(.malformed, to: .clientID) }
        return reader.problems.isEmpty ? .success(details) : .failure(reader.problems)
    }

    /// The client id that was typed; nil for none, or none that can be one.
    public var typedClientID: ClientID? { ClientID(clientID.trimmingUnseen) }
}

/// Reads the fields one after the other, and gathers what is wrong. What a problem stands for is read as something harmless, which nobody
/// gets to see.
private struct DraftReader {
    let draft: ApplicationDraft
    var problems = ApplicationProblems()

    private var template: ApplicationTemplate { draft.template }

    mutating func name() -> String {
        let name = draft.name.trimmingUnseen
        if name.isEmpty {
            problems.add(.missing, to: .name)
        } else if name.unicodeScalars.count > ApplicationDetails.longestName {
            problems.add(.tooLong, to: .name)
        } else if let unseen = name.needlessUnseen {
            problems.add(.unseen(unseen), to: .name)
        }
        return name
    }

    mutating func ownership() -> Ownership {
        if draft.ownership == .foreign { need(template.canBeForeign, .ownership) }
        return draft.ownership
    }

    // MARK: Addresses

    mutating func redirects() -> [RedirectAddress] {
        let lines = lines(draft.redirects, .redirects)
        if template.redirectKinds.isEmpty {
            if !lines.isEmpty { problems.add(.notOfTemplate, to: .redirects) }
            return []
        }
        if lines.isEmpty { problems.add(.missing, to: .redirects) }
        return template == .gate ? gates(lines) : addresses(lines, template.redirectKinds, .redirects)
    }

    private mutating func gates(_ lines: [String]) -> [RedirectAddress] {
        origins(lines.map(ApplicationDraft.origin(ofGate:)), .redirects).compactMap {
            RedirectAddress($0.text + ApplicationDraft.gatePath)
        }
    }

    mutating func postLogout() -> [RedirectAddress] {
        let lines = lines(draft.postLogout, .postLogout)
        if !lines.isEmpty, !need(template.hasUsers && template != .gate, .postLogout) { return [] }
        return addresses(lines, template.redirectKinds, .postLogout)
    }

    mutating func logoutMessages() -> RedirectAddress? {
        let lines = lines([draft.logoutMessages], .logoutMessages)
        if !lines.isEmpty, !need(template.takesLogoutMessages, .logoutMessages) { return nil }
        return addresses(lines, RedirectAddress.webKinds, .logoutMessages).first
    }

    mutating func home() -> RedirectAddress? {
        let lines = lines([draft.home], .home)
        if !lines.isEmpty, !need(template.hasUsers, .home) { return nil }
        return addresses(lines, RedirectAddress.webKinds, .home).first
    }

    mutating func origins() -> [WebOrigin] {
        let lines = lines(draft.origins, .origins)
        if !lines.isEmpty, !need(template.callsFromBrowser, .origins) { return [] }
        return origins(lines, .origins)
    }

    private mutating func addresses(
        _ lines: [String], _ kinds: Set<RedirectAddress.Kind>, _ field: ApplicationField
    ) -> [RedirectAddress] {
        Set(
            lines.compactMap { line -> RedirectAddress? in
                switch RedirectAddress.reading(line) {
                case .success(let address) where kinds.contains(address.kind): return address
                case .success: problems.add(.addressKind(line), to: field)
                case .failure(let problem): problems.add(.address(line, problem), to: field)
                }
                return nil
            }
        ).sorted()
    }

    private mutating func origins(_ lines: [String], _ field: ApplicationField) -> [WebOrigin] {
        Set(
            lines.compactMap { line -> WebOrigin? in
                switch WebOrigin.reading(line) {
                case .success(let origin): return origin
                case .failure(let problem): problems.add(.address(line, problem), to: field)
                }
                return nil
            }
        ).sorted()
    }

    // MARK: What it may do

    /// Who it is is asked for by everything that people sign in to.
    mutating func scopes() -> [Scope] {
        let lines = lines(draft.scopes, .scopes)
        if !lines.isEmpty, !need(template.hasScopes, .scopes) { return [] }
        let known: Set<Scope> = template.hasUsers && template.hasScopes ? [.openID] : []
        let scopes = lines.compactMap { line -> Scope? in
            if let scope = Scope(line) { return scope }
            problems.add(.scope(line), to: .scopes)
            return nil
        }
        if scopes.contains(.offlineAccess) { need(template.canBeOffline, .scopes) }
        return known.union(scopes).sorted()
    }

    mutating func grantTypes() -> Set<GrantType> {
        need(draft.grantTypes.isSubset(of: template.grantTypes), .grantTypes)
        if !draft.grantTypes.isSuperset(of: template.neededGrantTypes) { problems.add(.missing, to: .grantTypes) }
        return draft.grantTypes
    }

    mutating func pkce() -> PKCE {
        need(template.pkceChoices.contains(draft.pkce), .pkce)
        return draft.pkce
    }

    mutating func algorithm() -> SigningAlgorithm {
        need(template.algorithms.contains(draft.algorithm), .algorithm)
        return draft.algorithm
    }

    mutating func window() -> SignInWindow {
        if draft.window == .popUp { need(template.canOpenPopUp, .window) }
        return draft.window
    }

    // MARK: Who may

    mutating func policy() -> ApplicationPolicy {
        if !template.hasUsers {
            need(draft.admission == .nobody, .admission)
            need(draft.level == ApplicationPolicy.standard.level, .level)
        }
        return ApplicationPolicy(
            admission: draft.admission, level: draft.level, maximumAge: maximumAge(), addresses: ranges())
    }

    private mutating func maximumAge() -> Span? {
        let text = draft.maximumAge.trimmingUnseen
        if text.isEmpty { return nil }
        need(template.hasUsers, .maximumAge)
        guard text.utf8.count <= 4, let minutes = Int(text), ApplicationPolicy.ages.contains(minutes) else {
            problems.add(.outOfRange(ApplicationPolicy.ages), to: .maximumAge)
            return nil
        }
        return .minutes(minutes)
    }

    private mutating func ranges() -> [AddressRange] {
        Set(
            lines(draft.addresses, .addresses).compactMap { line -> AddressRange? in
                if let range = AddressRange(line) { return range }
                problems.add(.range(line), to: .addresses)
                return nil
            }
        ).sorted { $0.description < $1.description }
    }

    // MARK: What they have in common

    /// The lines that hold anything, without what comes along when a text is copied.
    private mutating func lines(_ typed: [String], _ field: ApplicationField) -> [String] {
        let lines = typed.map(\.trimmingUnseen).filter { !$0.isEmpty }
        guard lines.count <= ApplicationDraft.mostLines else {
            problems.add(.tooMany(most: ApplicationDraft.mostLines), to: field)
            return []
        }
        return lines
    }

    @discardableResult
    private mutating func need(_ isOfTemplate: Bool, _ field: ApplicationField) -> Bool {
        if !isOfTemplate { problems.add(.notOfTemplate, to: field) }
        return isOfTemplate
    }
}

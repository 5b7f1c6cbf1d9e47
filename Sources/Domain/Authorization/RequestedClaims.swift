/// What a request asks for by `claims` (OpenID Connect Core §5.5). Names that nobody here knows are left out.
public struct RequestedClaims: Sendable, Equatable {
    public var userInfo: Set<UserClaim>
    public var idToken: Set<UserClaim>
    /// The only user whom it wants.
    public var user: UserID?
    /// The least that must have been shown, where it cannot do with less.
    public var level: AssuranceLevel?

    public init(
        userInfo: Set<UserClaim> = [], idToken: Set<UserClaim> = [], user: UserID? = nil, level: AssuranceLevel? = nil
    ) {
        self.userInfo = userInfo
        self.idToken = idToken
        self.user = user
        self.level = level
    }
}

extension RequestedClaims {
    /// The scopes that ask for the same.
    public var scopes: Set<Scope> { Set(userInfo.union(idToken).map(\.scope)) }

    /// Without what these scopes do not ask for: by name an application gets nothing that it may not ask for otherwise.
    public func limited(to scopes: [Scope]) -> RequestedClaims {
        var limited = self
        limited.userInfo = userInfo.filter { scopes.contains($0.scope) }
        limited.idToken = idToken.filter { scopes.contains($0.scope) }
        return limited
    }
}

extension RequestedClaims {
    /// - Parameter text: the parameter; nil where there was none.
    static func reading(_ text: String?) throws(AuthorizationProblem) -> RequestedClaims {
        guard let text else { return RequestedClaims() }
        guard let value = JSONValue(reading: text.utf8, longest: RequestParameters.longest, deepest: 4),
            case .object = value
        else { throw AuthorizationProblem(.invalidRequest, "claims is no JSON object of at most four levels") }
        let idToken = value["id_token"]
        return RequestedClaims(
            userInfo: claims(value["userinfo"]), idToken: claims(idToken),
            user: try user(idToken?["sub"]?["value"]?.text ?? value["userinfo"]?["sub"]?["value"]?.text),
            level: try level(idToken?["acr"]))
    }

    private static func user(_ text: String?) throws(AuthorizationProblem) -> UserID? {
        guard let text else { return nil }
        guard let user = UserID(text) else { throw AuthorizationProblem(.invalidRequest, "sub is none of ours") }
        return user
    }

    private static func claims(_ value: JSONValue?) -> Set<UserClaim> {
        guard case .object(let members)? = value else { return [] }
        return Set(members.compactMap { UserClaim(rawValue: $0.name) })
    }

    /// What is only wished for binds nobody (§5.5.1.1): what was reached is told by `acr`.
    private static func level(_ acr: JSONValue?) throws(AuthorizationProblem) -> AssuranceLevel? {
        guard let acr, acr["essential"] == .boolean(true) else { return nil }
        var wanted = [acr["value"]?.text].compactMap(\.self)
        if case .list(let values)? = acr["values"] { wanted += values.compactMap(\.text) }
        if wanted.isEmpty { return nil }
        guard let level = wanted.compactMap(AssuranceLevel.init(acr:)).min() else {
            throw AuthorizationProblem(.unmetAuthenticationRequirements, "no value of acr can be reached")
        }
        return level
    }
}

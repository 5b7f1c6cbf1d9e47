import HTTPTypes

/// Finds the endpoint of a path. What is not in the table does not exist: deny by default.
struct RouteTable: Sendable {
    enum Match: Sendable {
        case endpoint(Endpoint, parameter: String)
        /// The path exists, with other methods.
        case otherMethods([HTTPRequest.Method])
        case none
    }

    let endpoints: [Endpoint]
    private let fixed: [String: [Endpoint]]
    private let open: [(segments: [Substring], endpoint: Endpoint)]

    init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
        fixed = Dictionary(grouping: endpoints.filter { !$0.pattern.contains("{") }, by: \.pattern)
        open = endpoints.filter { $0.pattern.contains("{") }.map { ($0.pattern.split(separator: "/"), $0) }
    }

    /// - Parameter path: compared byte for byte: no decoding, no case folding, no trailing slash.
    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        if let endpoints = fixed[path] {
            let found = endpoints.first { $0.method == method }
            return found.map { .endpoint($0, parameter: "") } ?? .otherMethods(endpoints.map(\.method))
        }
        let candidates = parameterised(path)
        if let found = candidates.first(where: { $0.0.method == method }) {
            return .endpoint(found.0, parameter: found.1)
        }
        return candidates.isEmpty ? .none : .otherMethods(candidates.map(\.0.method))
    }

    /// Whether anything answers at this path, with whichever method.
    func has(_ route: Route<Never>) -> Bool {
        if case .none = match(.get, route.path) { false } else { true }
    }

    /// A place without its query.
    static func path(of place: String) -> String { String(place.prefix { $0 != "?" }) }

    /// Whether a path that a browser sent back is a page of ours that a GET may be redirected to.
    func isPage(_ path: String) -> Bool {
        let isPlain =
            path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count <= 200
            && path.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_/".utf8.contains(byte)
            }
        guard isPlain, case .endpoint(let endpoint, _) = match(.get, path) else { return false }
        return endpoint.face.isPage
    }

    /// The nearest page at or above a path, with what its query may say: where to come back to.
    func page(for place: String) -> String {
        guard place.utf8.count <= Self.longestPlace else { return Route.home.path }
        let parts = place.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts.first.map { String($0.prefix(201)) } ?? ""
        while !isPage(path), let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            path = String(path[..<slash])
        }
        guard isPage(path) else { return Route.home.path }
        return path + (parts.count == 2 ? query(String(parts[1]), of: path) : "")
    }

    private static let longestPlace = 2000

    /// What the query of a page may hold; anything else is left out on the way back to it.
    private static let queryFields: [String: [String]] = [
        Route.users.pattern: ["search", "sort", "page"],
        Route.activity.pattern: ["user", "action", "from", "until", "before", "column"],
    ]
    private static let continued: Set<String> = [
        Route.signIn.pattern, Route.signInCode.pattern, Route.stepUp.pattern,
    ]

    private func query(_ text: String, of path: String) -> String {
        guard let form = Form(parsing: text.utf8) else { return "" }
        // A user's pages carry the place of the list that led to them.
        let page = path.hasPrefix(Route.users.pattern) ? Route.users.pattern : path
        var pairs = Self.queryFields[page, default: []].flatMap { name in
            form.all(name).filter { !$0.isEmpty }.map { "\(name)=\(PercentCoding.encode($0))" }
        }
        if Self.continued.contains(path), let next = form["next"].map(nextPage), next != Route.home.path {
            pairs.append("next=" + PercentCoding.encode(next))
        }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }

    /// Where to go on to after a proof: only a page that needs one, and none that itself leads on.
    func nextPage(_ place: String) -> String {
        let page = page(for: place)
        let path = Self.path(of: page)
        guard !Self.continued.contains(path), case .endpoint(let endpoint, _) = match(.get, path),
            endpoint.isContinuation
        else { return Route.home.path }
        return page
    }

    private func parameterised(_ path: String) -> [(Endpoint, String)] {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return open.compactMap { candidate in
            guard candidate.segments.count == segments.count else { return nil }
            var parameter = ""
            for (expected, segment) in zip(candidate.segments, segments) {
                if expected == "{id}" { parameter = String(segment) } else if expected != segment { return nil }
            }
            return parameter.isEmpty ? nil : (candidate.endpoint, parameter)
        }
    }
}

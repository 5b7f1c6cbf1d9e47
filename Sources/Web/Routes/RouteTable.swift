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

    /// Whether a path that a browser sent back is a page of ours that a GET may be redirected to.
    func isPage(_ path: String) -> Bool {
        let isPlain =
            path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count <= 200
            && path.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-/".utf8.contains($0) }
        guard isPlain, case .endpoint = match(.get, path) else { return false }
        return true
    }

    /// The nearest page at or above a path: where to come back to after a step-up.
    func page(for path: String) -> String {
        guard path.utf8.count <= 200 else { return Route.home.path }
        var path = path
        while !isPage(path), let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            path = String(path[..<slash])
        }
        return isPage(path) ? path : Route.home.path
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

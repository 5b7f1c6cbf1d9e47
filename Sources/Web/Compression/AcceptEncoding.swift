import HTTPTypes

/// Which codings of an answer a request takes (RFC 9110 §12.5.3).
struct AcceptEncoding {
    private var weights: [String: Double] = [:]

    init(_ headers: HTTPFields) {
        for entry in headers[values: .acceptEncoding].joined(separator: ",").prefix(1000).split(separator: ",") {
            let parts = entry.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
            weights[parts[0]] = Self.weight(parts.dropFirst())
        }
    }

    /// Whether gzip is taken, and nothing is liked better that we have.
    var takesGzip: Bool {
        let gzip = weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0
        return gzip > 0 && gzip >= weights["identity"] ?? 0
    }

    private static func trimmed(_ text: Substring) -> String {
        text.filter { $0 != " " && $0 != "\t" }.lowercased()
    }

    /// One unless it is said otherwise; nothing where what is said cannot be read.
    private static func weight(_ parameters: ArraySlice<String>) -> Double {
        guard let weight = parameters.first(where: { $0.hasPrefix("q=") }) else { return 1 }
        return Double(weight.dropFirst(2)).map { (0...1).contains($0) ? $0 : 0 } ?? 0
    }
}

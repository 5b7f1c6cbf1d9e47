/// The parameters of a request by an application, as RFC 6749 §3.1 wants them read: one sent without a value is as good as omitted, one sent twice
/// is an error, one that nobody knows is ignored.
public struct RequestParameters: Sendable {
    /// In bytes, of each value.
    public static let longest = 4096

    private let values: [String: [String]]

    /// - Parameter fields: every name with all its values.
    public init(_ fields: [String: [String]]) {
        values = fields.mapValues { $0.filter { !$0.isEmpty } }.filter { !$0.value.isEmpty }
    }

    /// The value of a parameter that was sent once.
    public subscript(name: String) -> String? {
        guard let all = values[name], all.count == 1 else { return nil }
        return all[0]
    }

    /// What no request may have, whatever it asks for: a parameter twice, or one without end.
    public var problem: AuthorizationProblem? {
        if values.contains(where: { $0.key != "resource" && $0.value.count > 1 }) {
            return AuthorizationProblem(.invalidRequest, "a parameter was sent twice")
        }
        if values.contains(where: { $0.value.contains { $0.utf8.count > Self.longest } }) {
            return AuthorizationProblem(.invalidRequest, "a parameter is longer than 4096 bytes")
        }
        return nil
    }
}

/// A text to show, named by its key in the catalogues, with the values for its `{{name}}` parameters.
///
/// A handler or a test that means an unknown key gets a fault from ``PageRenderer/text(_:in:)``'s catalogue in a debug
/// build, and the key itself in a release build.
struct Message: Sendable, Hashable, ExpressibleByStringLiteral {
    var key: String
    var parameters: [String: String] = [:]

    init(_ key: String, _ parameters: [String: String] = [:]) {
        self.key = key
        self.parameters = parameters
    }

    init(key: String, parameters: [String: String] = [:]) {
        self.init(key, parameters)
    }

    init(stringLiteral key: String) {
        self.init(key)
    }
}

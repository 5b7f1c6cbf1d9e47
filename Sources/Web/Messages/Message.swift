/// A text to show, named by its key in the catalogues, with the values for its `{{name}}` parameters.
///
/// An unknown key stops a debug build in ``PageRenderer/text(_:in:)``; a release build shows the key itself.
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

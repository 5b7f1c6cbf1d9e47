/// A word of an entry of the log, as read back. One that this version does not know was written by a newer one: it is shown as it is.
public enum Logged<Value: Sendable>: Sendable {
    case known(Value)
    case unknown(String)

    /// - Parameter read: nil for a word that this version does not know.
    public init(stored text: String, _ read: (String) -> Value?) {
        self = read(text).map(Logged.known) ?? .unknown(text.visible(200))
    }

    /// - Parameter words: of a value that is known.
    public func text(_ words: (Value) -> String) -> String {
        switch self {
        case .known(let value): words(value)
        case .unknown(let text): text
        }
    }
}

extension Logged: Equatable where Value: Equatable {}

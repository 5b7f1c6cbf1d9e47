/// A fault that has a code which may stand in the log: it names the kind of fault and holds no values.
public protocol KnownFault: Error {
    var code: String { get }
}

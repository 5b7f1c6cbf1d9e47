/// A value does not open: another key, another place, or altered bytes.
public struct UnsealingFailed: CouldNot {
    public let code = "a sealed value cannot be opened"

    public init() {}
}

/// Anything that can stand in a JSON file, for a reader that names the place of what is wrong.
enum DeclaredValue: Decodable, Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([DeclaredValue])
    case object([String: DeclaredValue])
    /// A number with a fraction, or one that is too large.
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([DeclaredValue].self) {
            self = .list(list)
        } else if let object = try? container.decode([String: DeclaredValue].self) {
            self = .object(object)
        } else {
            self = .other
        }
    }
}

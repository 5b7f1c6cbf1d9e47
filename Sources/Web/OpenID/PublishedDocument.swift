import Crypto
import Domain
import HTTPTypes
import Hummingbird

/// JSON that others fetch again and again, and may keep for five minutes. Its tag changes when it does.
struct PublishedDocument: Sendable {
    let bytes: [UInt8]
    /// A strong entity tag (RFC 9110 §8.8.3).
    let tag: String

    init(_ value: JSONValue) {
        bytes = value.bytes
        tag = "\"" + SHA256.hash(data: bytes).withUnsafeBytes { Base64URL.encode($0.prefix(16)) } + "\""
    }
}

extension Exchange {
    /// The document, or that whoever asks has it already (RFC 9110 §13.1.2).
    func answer(_ document: PublishedDocument) -> Reply {
        let has = request.headers[values: .ifNoneMatch].joined(separator: ",").split(separator: ",").map(Self.tag)
        return .published(has.contains { $0 == document.tag || $0 == "*" } ? nil : document.bytes, tag: document.tag)
    }

    /// Without what marks it as weak: for this it makes no difference.
    private static func tag(_ text: Substring) -> Substring {
        let tag = text.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
        return tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
    }
}

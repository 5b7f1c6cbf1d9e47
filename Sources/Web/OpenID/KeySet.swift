import Domain
import Flows
import Synchronization

/// The published keys (RFC 7517 §5) as they are answered. However many ask, they are looked up once a second.
final class KeySet: Sendable {
    private static let lasting = Span.seconds(1)

    private let kept = Mutex<(document: PublishedDocument, at: Timestamp)?>(nil)

    /// - Throws: `NoSigningKey` in the first second of a new installation: an empty set would be kept by whoever got it.
    func document(_ gatehouse: Gatehouse) async throws -> PublishedDocument {
        let now = gatehouse.now
        if let kept = kept.withLock(\.self), (kept.at..<kept.at + Self.lasting).contains(now) { return kept.document }
        let keys = try await gatehouse.publishedKeys()
        let document = PublishedDocument(["keys": .list(keys.map(\.published))])
        kept.withLock { $0 = (document, now) }
        return document
    }
}

import Domain
import Storage

/// A form that was typed and not sent yet.
public struct KeptForm: Sendable, Equatable {
    /// Where it posts to.
    public var path: String
    /// As a browser sends them.
    public var fields: String

    public init(path: String, fields: String) {
        self.path = path
        self.fields = fields
    }
}

/// What was typed goes along while somebody proves their factors again: the page carries it, and nothing of it is stored.
extension Gatehouse {
    /// Seals a form for the session that typed it. - Returns: nil for one that is too long to be carried.
    public func seal(_ form: KeptForm, of signedIn: SignedIn) throws -> String? {
        let text = "\(now.milliseconds)\n\(form.path)\n\(form.fields)"
        guard text.utf8.count <= SessionLimits.longestKeptForm else { return nil }
        let sealed = try keys.keyring().seal(Secret(text), at: place(of: signedIn), random: database.random)
        let pieces = stride(from: 0, to: sealed.box.count, by: Self.piece).map {
            Base64URL.encode(sealed.box[$0..<min($0 + Self.piece, sealed.box.count)])
        }
        return ([sealed.keyID] + pieces).joined(separator: ".")
    }

    /// The form again, for the same session and within ``SessionLimits/keptForm``; nil for anything else.
    public func open(_ text: String, of signedIn: SignedIn) throws -> KeptForm? {
        let parts = text.split(separator: ".").map(String.init)
        let pieces = parts.dropFirst().map(Base64URL.decode)
        guard parts.count > 1, !pieces.contains(nil) else { return nil }
        let sealed = Sealed(keyID: parts[0], box: pieces.compactMap(\.self).flatMap(\.self))
        guard let plain = try? keys.keyring().open(sealed, at: place(of: signedIn)) else { return nil }
        let lines = plain.reveal { String(decoding: $0, as: UTF8.self) }
            .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 3, let typed = Int64(lines[0]).map(Timestamp.init(milliseconds:)),
            typed > now - SessionLimits.keptForm, typed <= now + TimeSource.tolerance
        else { return nil }
        return KeptForm(path: lines[1], fields: lines[2])
    }

    /// Bytes that one piece of text carries.
    private static let piece = 3000

    private func place(of signedIn: SignedIn) -> SealedPlace {
        SealedPlace(table: "session", column: "kept form", row: signedIn.session.id.text)
    }
}

import Domain

/// Why the key file cannot be used.
public enum KeyFileProblem: String, CouldNot, Equatable {
    case missing
    /// A link, a folder, or anything but a file.
    case noFile
    /// It, or its folder, belongs to another user.
    case ownedByOther
    /// Somebody but its owner may read or change it.
    case readableByOthers
    /// Somebody else may put another file in its place.
    case folderWritableByOthers
    case malformed
    case notWritable
    /// Another rotation is under way.
    case busy

    public var code: String { "key file: \(rawValue)" }
}

import Storage

extension KeyFileProblem {
    /// - Parameter path: of the key file.
    func sentence(_ path: String) -> String {
        let name = Setting.label("keys.file")
        return switch self {
        case .missing:
            "The key file \(path) is missing, and the database's secrets cannot be read without it. Restore it, or set \(name)."
        case .noFile: "The key file \(path) is a link, or no file. Put the file itself there, or set \(name)."
        case .ownedByOther:
            "The key file \(path), or its folder, belongs to \(Account(ownerOf: path)?.description ?? "another user"), and this runs "
                + "as \(Account.current). Run it as the owner, or change the owner."
        case .readableByOthers:
            "The key file \(path) can be read by others. Make it its owner's alone: chmod 600 \(path)"
        case .folderWritableByOthers:
            "Others may write into the folder of the key file \(path), and put another in its place. Make it its owner's alone: chmod go-w."
        case .malformed: "The key file \(path) is damaged: every line must be a key's id and the key."
        case .busy: "Another rotation of the keys in \(path) is under way."
        case .notWritable:
            "The key file \(path) cannot be written by \(Account.current). Set \(name), or the permissions of its folder."
        }
    }
}

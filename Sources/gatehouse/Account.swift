import Foundation

/// A user of the machine.
struct Account: CustomStringConvertible {
    let id: uid_t

    /// Who runs this.
    static var current: Account { Account(id: geteuid()) }

    /// Who owns a file or folder; nil if there is none.
    init?(ownerOf path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        id = status.st_uid
    }

    private init(id: uid_t) {
        self.id = id
    }

    var description: String { getpwuid(id).map { String(cString: $0.pointee.pw_name) } ?? "user \(id)" }

    /// As `sudo -u` takes it.
    private var name: String { getpwuid(id).map { String(cString: $0.pointee.pw_name) } ?? "'#\(id)'" }

    /// Refuses to work for somebody else: what is written would belong to who runs this, and the server could not read it any more.
    static func mustOwn(_ paths: [String]) throws {
        for path in paths {
            guard let owner = Account(ownerOf: path), owner.id != current.id else { continue }
            throw Failure(
                "\(path) belongs to \(owner), and this runs as \(current). Nothing was done: run it as \(owner), "
                    + "with sudo -u \(owner.name).")
        }
    }
}

import Foundation

/// What the operator reads. It is not the log.
enum Console {
    /// Nobody may be there to read it any more: that ends nothing.
    static func say(_ line: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
}

import CCommonPasswords

/// The passwords that are tried first everywhere, shipped with the product.
public enum CommonPasswords {
    /// Whether the list holds this password. `folded` is in the folded form of ``UserName/fold(_:)``.
    ///
    /// The list stays where the binary keeps it, sorted, one a line, and is searched by halving: it costs no memory.
    static func contains(_ folded: String) -> Bool {
        let wanted = Array(folded.utf8)
        let bytes = list
        var low = 0
        var high = bytes.count
        while low < high {
            let line = lineRange(around: (low + high) / 2, in: bytes)
            if bytes[line].elementsEqual(wanted) { return true }
            if bytes[line].lexicographicallyPrecedes(wanted) {
                low = line.upperBound + 1
            } else {
                high = line.lowerBound
            }
        }
        return false
    }

    static var list: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: commonPasswords(), count: commonPasswordsSize())
    }

    private static func lineRange(around position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let newline = UInt8(ascii: "\n")
        var start = position
        while start > 0, bytes[start - 1] != newline { start -= 1 }
        var end = position
        while end < bytes.count, bytes[end] != newline { end += 1 }
        return start..<max(start, end)
    }
}

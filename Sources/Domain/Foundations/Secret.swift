import CSodium

/// Bytes that must not be shown: a key, a password, a token.
///
/// It has no readable description, is compared in constant time (ASVS 11.2.4), lends its bytes only through ``reveal(_:)``, and
/// overwrites them when the last copy of the value is dropped.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let storage: WipedBytes

    public init(_ bytes: some Sequence<UInt8>) {
        storage = WipedBytes(bytes)
    }

    public init(_ text: String) {
        self.init(text.utf8)
    }

    public var count: Int { storage.bytes.count }

    /// Lends the bytes for the one computation that needs them; they may not be kept.
    public func reveal<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) { try body(UnsafeRawBufferPointer(storage.bytes)) }
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count
            && left.reveal { left in right.reveal { sodium_memcmp(left.baseAddress, $0.baseAddress, left.count) == 0 } }
    }

    public var description: String { "(secret)" }
    public var debugDescription: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Memory of its own, written once and overwritten before it is given back.
///
/// Sendable: nothing writes to it between the first and the last line of its life.
private final class WipedBytes: @unchecked Sendable {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ source: some Sequence<UInt8>) {
        let source = ContiguousArray(source)
        // Never empty, so that there is an address to lend.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(source.count, 1), alignment: 16)
        memory.copyBytes(from: source)
        bytes = UnsafeMutableRawBufferPointer(rebasing: memory[..<source.count])
    }

    deinit {
        sodium_memzero(bytes.baseAddress, bytes.count)
        bytes.deallocate()
    }
}

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}

import CSodium

/// Bytes that must not be shown: a key, a password, a token.
///
/// It has no readable description, is compared in constant time (ASVS 11.2.4), lends its bytes only through ``reveal(_:)``, and
/// overwrites them when the last copy of the value is dropped.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let storage: WipedBytes

    public init(_ bytes: some Sequence<UInt8>) {
        let copied = bytes.withContiguousStorageIfAvailable { WipedBytes(copying: UnsafeRawBufferPointer($0)) }
        storage = copied ?? Array(bytes).withUnsafeBytes(WipedBytes.init(copying:))
    }

    /// Made in place. - Parameter write: fills the beginning of the memory, and returns how far.
    init(capacity: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
        storage = WipedBytes(capacity: capacity, write)
    }

    public init(_ text: String) {
        self.init(text.utf8)
    }

    public var count: Int { storage.bytes.count }

    /// Lends the bytes for the one computation that needs them; they may not be kept.
    public func reveal<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) { try body(storage.bytes) }
    }

    public static func + (left: Self, right: Self) -> Self {
        Secret(capacity: left.count + right.count) { memory in
            left.reveal { memory.copyMemory(from: $0) }
            right.reveal { UnsafeMutableRawBufferPointer(rebasing: memory[left.count...]).copyMemory(from: $0) }
            return left.count + right.count
        }
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
    private let memory: UnsafeMutableRawBufferPointer
    private let count: Int

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    init(capacity: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
        // Never empty, so that there is an address to lend.
        memory = .allocate(byteCount: max(capacity, 1), alignment: 16)
        count = write(memory)
    }

    convenience init(copying source: UnsafeRawBufferPointer) {
        self.init(capacity: source.count) { memory in
            memory.copyMemory(from: source)
            return source.count
        }
    }

    deinit {
        sodium_memzero(memory.baseAddress, memory.count)
        memory.deallocate()
    }
}

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}

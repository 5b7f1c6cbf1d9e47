import CZlib

/// gzip (RFC 1952) of what is there in full.
enum Gzip {
    /// How much work is put into it.
    enum Effort: Int32 {
        /// For what is sent once.
        case once = 3
        /// For what is kept and sent many times.
        case kept = 9
    }

    /// Bytes below which a packet less or more is not in question.
    static let least = 512

    /// Nil where it would not be shorter, or is not worth it.
    static func compressed(_ bytes: some Collection<UInt8>, _ effort: Effort) -> [UInt8]? {
        guard bytes.count >= least else { return nil }
        let packed = bytes.withContiguousStorageIfAvailable { deflated($0, effort) } ?? deflated(Array(bytes), effort)
        return packed.isEmpty ? nil : packed
    }

    private static func deflated(_ bytes: [UInt8], _ effort: Effort) -> [UInt8] {
        bytes.withUnsafeBufferPointer { deflated($0, effort) }
    }

    /// Empty where it would not be shorter, and where zlib has no memory for it.
    private static func deflated(_ source: UnsafeBufferPointer<UInt8>, _ effort: Effort) -> [UInt8] {
        var stream = z_stream()
        let isBegun = deflateInit2_(
            &stream, effort.rawValue, Z_DEFLATED, gzipFormat + MAX_WBITS, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard isBegun == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        return [UInt8](unsafeUninitializedCapacity: source.count - 1) { target, count in
            // zlib reads what it declares as writable.
            stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
        }
    }

    /// Added to the window's size: gzip's head and foot in place of zlib's.
    private static let gzipFormat: Int32 = 16
    /// One less than usual: half the memory to be cleared first, and the same length for texts of this size.
    private static let memoryLevel: Int32 = 7
}

import Domain

/// Neither right nor wrong: the hash could not be computed, for want of memory, or what is stored is no hash.
public struct HashingFailed: CouldNot, Equatable {
    public let code: String

    static let noMemory = HashingFailed(code: "no memory for a hash")
    static let damaged = HashingFailed(code: "damaged hash")
}

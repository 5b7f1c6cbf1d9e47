import CKeptMemory
import Domain
import Foundation
import Testing

@testable import Hashing

@Suite("Memory of password hashes")
struct HashingMemoryTests {
    static let cost = HashingCost.least
    static let length = cost.memoryKiB * 1024

    @Test("What libsodium works in is kept while another hash waits, and goes back to the kernel when none does")
    func keeping() throws {
        let memory = HashingMemory(for: Self.cost)
        let password = Password(typed: "a password of these tests")
        _ = try memory.lend(
            to: { try PasswordHash(hashing: password, cost: Self.cost, random: .system) }, keepingWhile: { true })
        #expect(memory.kept == Self.length)
        _ = try memory.lend(
            to: { try PasswordHash(hashing: password, cost: Self.cost, random: .system) }, keepingWhile: { false })
        #expect(memory.kept == 0)
    }

    @Test("A hash takes no fresh pages when it is lent memory that was used before")
    func noFreshPages() throws {
        let memory = HashingMemory(for: Self.cost)
        let password = Password(typed: "a password of these tests")
        let counts = try (0..<3).map { _ in
            let before = Self.pageFaults()
            _ = try memory.lend(
                to: { try PasswordHash(hashing: password, cost: Self.cost, random: .system) }, keepingWhile: { true })
            return Self.pageFaults() - before
        }
        // The first one fetches 4,864 pages of 4 KiB, or fewer and larger ones.
        #expect(counts[1] < counts[0] / 4 && counts[2] < counts[0] / 4, "\(counts)")
    }

    @Test("A hash does not depend on what the memory held, nor on being of another cost")
    func independent() throws {
        let memory = HashingMemory(for: Self.cost)
        let password = Password(typed: "a password of these tests")
        let other = Password(typed: "quite another password")
        for cost in [19_456, 8, 19_459, 19_456, 1024].map({ HashingCost(memoryKiB: $0, passes: 2) }) {
            let hash = try PasswordHash(hashing: password, cost: cost, random: .system)
            let otherHash = try memory.lend(
                to: { try PasswordHash(hashing: other, cost: cost, random: .system) }, keepingWhile: { true })
            #expect(try memory.lend(to: { try hash.matches(password) }, keepingWhile: { true }))
            #expect(try !memory.lend(to: { try hash.matches(other) }, keepingWhile: { true }))
            #expect(try otherHash.matches(other))
        }
    }

    @Test("A hash made without libsodium's help is recognised in lent memory")
    func vector() throws {
        let memory = HashingMemory(for: Self.cost)
        // Made by another implementation: argon2 (PHC), `-id -t 2 -k 19456 -p 1`, salt "saltsaltsaltsalt".
        let hash = PasswordHash(unsealed: Secret(Self.vector))
        for _ in 0..<3 {
            #expect(
                try memory.lend(
                    to: { try hash.matches(Password(typed: "correct horse battery")) }, keepingWhile: { true }))
        }
    }

    @Test("Memory still in use when the hash is done belongs to its user")
    func stillInUse() throws {
        let memory = HashingMemory(for: Self.cost)
        let mapped = memory.lend(to: { Self.mapAsLibsodium(Self.length) }, keepingWhile: { false })
        let bytes = try #require(mapped)
        #expect(memory.kept == 0)
        memset(bytes, 0xff, Self.length)
        _ = try memory.lend(
            to: { try PasswordHash(hashing: Password(typed: "another password"), cost: Self.cost, random: .system) },
            keepingWhile: { true })
        #expect(memcmp(bytes, bytes + 1, Self.length - 1) == 0)
        #expect(munmap(bytes, Self.length) == 0)
    }

    @Test("Nobody but libsodium is given the memory, and libsodium only when it asks for as much")
    func otherMappings() throws {
        let memory = HashingMemory(for: Self.cost)
        let password = Password(typed: "a password of these tests")
        _ = try memory.lend(
            to: { try PasswordHash(hashing: password, cost: Self.cost, random: .system) }, keepingWhile: { true })
        let requests: [(Int, (Int) -> UnsafeMutableRawPointer?)] = [
            (Self.length, Self.map), (4096, Self.map), (4096, Self.mapAsLibsodium),
            (Self.length + 4096, Self.mapAsLibsodium),
        ]
        for (length, map) in requests {
            let mapped = memory.lend(to: { map(length) }, keepingWhile: { true })
            let bytes = try #require(mapped)
            #expect(bytes.load(as: UInt64.self) == 0)
            #expect(memcmp(bytes, bytes + 1, length - 1) == 0)
            #expect(munmap(bytes, length) == 0)
        }
        #expect(memory.kept == Self.length)
    }

    @Test("mmap and munmap are the C library's, for everybody", arguments: ["mmap", "munmap"])
    func notReplaced(_ name: String) throws {
        let function = try #require(dlsym(nil, name))
        let mapping = try Self.mapping(at: UInt(bitPattern: function))
        #expect(mapping.first?.hasSuffix("/libc.so.6") == true, "\(mapping)")
    }

    @Test("Kept memory is left out of core dumps and is zeroes in a child process")
    func outOfDumps() throws {
        let password = Password(typed: "a password of these tests")
        keptMemoryLend(KeptMemory(), Self.length)
        _ = try PasswordHash(hashing: password, cost: Self.cost, random: .system)
        let memory = keptMemoryTakeBack()
        defer { keptMemoryFree(memory) }
        #expect(memory.length == Self.length)
        let flags = try Self.mapping(at: memory.address).last { $0.hasPrefix("VmFlags:") }
        #expect(flags?.contains(" dd ") == true && flags?.contains(" wf ") == true, "\(flags ?? "none")")
    }

    @Test("An error of the hash gives the memory back")
    func failure() {
        struct Failure: Error {}
        let memory = HashingMemory(for: Self.cost)
        #expect(throws: Failure.self) { try memory.lend(to: { throw Failure() }, keepingWhile: { false }) }
        #expect(memory.kept == 0)
    }

    @Test("A burst of hashes keeps no more than one piece for each worker, and nothing after it")
    func burst() async throws {
        let hasher = try PasswordHasher(
            cost: HashingCost(memoryKiB: 1024, passes: 1), workers: 2, queueLimit: 100, longestWait: .seconds(600),
            random: .system)
        let most = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await hasher.turn(.stranger) {
                        _ = try await $0.hash(Password(typed: "password number \(number)"))
                        return try #require(hasher.others.memory).kept
                    }
                }
            }
            return try await group.reduce(0) { max($0, $1) }
        }
        #expect(most <= 2 * 1024 * 1024)
        #expect(hasher.others.memory?.kept == 0)
    }

    @Test("Hashes that wait for each other share memory, or take it from the kernel, as is set")
    func setting() async throws {
        for memory in PasswordHasher.Memory.allCases {
            let faults = try await pageFaultsOfHashesInARow(memory)
            let (fewest, most) = (try #require(faults.min()), try #require(faults.max()))
            #expect((fewest < most / 4) == (memory == .kept), "\(memory): \(faults)")
        }
    }

    /// Of three hashes that wait for the same thread.
    private func pageFaultsOfHashesInARow(_ memory: PasswordHasher.Memory) async throws -> [Int] {
        let hasher = try PasswordHasher(cost: Self.cost, workers: 1, queueLimit: 10, memory: memory, random: .system)
        let crew = hasher.others
        crew.hold(true)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<3 {
                group.addTask {
                    try await crew.run {
                        let before = Self.pageFaults()
                        _ = try PasswordHash(
                            hashing: Password(typed: "password number \(number)"), cost: Self.cost, random: .system)
                        return Self.pageFaults() - before
                    }
                }
            }
            while crew.waiting < 3 { await Task.yield() }
            crew.hold(false)
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    static let vector =
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM"

    /// As libsodium asks.
    private static func mapAsLibsodium(_ length: Int) -> UnsafeMutableRawPointer? {
        usable(keptMemoryMap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | populate, -1, 0))
    }

    /// As anybody else asks.
    private static func map(_ length: Int) -> UnsafeMutableRawPointer? {
        usable(mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | populate, -1, 0))
    }

    private static func usable(_ mapped: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        mapped == MAP_FAILED ? nil : mapped
    }

    private static let populate: CInt = 0x8000

    /// What the kernel says of the mapping that holds an address, beginning with the line that names its file (`smaps` of proc(5)).
    private static func mapping(at address: UInt) throws -> [Substring] {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/smaps"))
        let lines = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self).split(separator: "\n")
        let isHead = { (line: Substring) in line.prefixMatch(of: /[0-9a-f]+-/) != nil }
        let start = lines.firstIndex { line in
            guard let span = line.prefixMatch(of: /([0-9a-f]+)-([0-9a-f]+)/), let start = UInt(span.1, radix: 16),
                let end = UInt(span.2, radix: 16)
            else { return false }
            return (start..<end).contains(address)
        }
        guard let start else { return [] }
        return [lines[start]] + lines[(start + 1)...].prefix { !isHead($0) }
    }

    /// Of this thread.
    private static func pageFaults() -> Int {
        var usage = rusage()
        getrusage(1, &usage)  // RUSAGE_THREAD
        return usage.ru_minflt
    }
}

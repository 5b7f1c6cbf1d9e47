import Foundation

/// Asks the system for a port that nobody uses.
enum FreePort {
    static func find(on host: String) throws -> Int {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var result: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "0", &hints, &result) == 0, let address = result else {
            throw Failure("\(Setting.label("server.host")) is no address.")
        }
        defer { freeaddrinfo(result) }
        let descriptor = socket(address.pointee.ai_family, hints.ai_socktype, 0)
        defer { close(descriptor) }
        var bound = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
            withUnsafeMutablePointer(
                to: &bound,
                { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
                }) == 0
        else { throw Failure("No port is free, or \(Setting.label("server.host")) is no address of this machine.") }
        // The port stands at the same place in both families' addresses.
        return withUnsafeBytes(of: &bound) { Int($0[2]) << 8 | Int($0[3]) }
    }
}

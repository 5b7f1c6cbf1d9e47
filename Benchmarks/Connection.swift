import Foundation

/// What came back.
struct Answer {
    let status: Int
    fileprivate(set) var body = ""
    private let headers: [(name: String, value: String)]

    /// Reads bytes, not characters: the clients share the cores with the server that is measured.
    fileprivate init(head: String) {
        let lines = head.utf8.split(separator: UInt8(ascii: "\n"))
        status = (lines.first?.dropFirst(9).prefix(3)).flatMap { Int(Substring($0)) } ?? 0
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = line[colon...].dropFirst().drop { $0 == UInt8(ascii: " ") }.dropLast()
            return (Substring(line[..<colon]).lowercased(), String(Substring(value)))
        }
    }

    /// - Parameter name: in lower case.
    func values(of name: String) -> [String] {
        headers.filter { $0.name == name }.map(\.value)
    }
}

/// One kept-alive connection to this machine, blocking: as much of HTTP/1.1 as our own answers need.
final class Connection {
    struct Lost: Error {}

    private let descriptor: Int32
    private var received: [UInt8] = []
    /// Whether the server has not ended it.
    private(set) var isOpen = true

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in.loopback(port: UInt16(port))
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard address.withSocketAddress({ connect(descriptor, $0, length) }) == 0 else {
            close(descriptor)
            throw Lost()
        }
    }

    deinit {
        close(descriptor)
    }

    func send(_ request: String) throws -> Answer {
        let bytes = Array(request.utf8)
        let sent = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard sent == bytes.count else {
            isOpen = false
            throw Lost()
        }
        var answer = Answer(head: try receiveHead())
        let length = answer.values(of: "content-length").first.flatMap { Int($0) } ?? 0
        answer.body = try receive(count: length)
        return answer
    }

    /// Sends, and closes without waiting for anything.
    func sendAndReset(_ request: String) {
        let bytes = Array(request.utf8)
        _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var abortive = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abortive, socklen_t(MemoryLayout<linger>.size))
    }

    private func receiveHead() throws -> String {
        while true {
            if let end = endOfHead { return take(end) }
            try receiveMore()
        }
    }

    /// Behind the first empty line.
    private var endOfHead: Int? {
        received.indices.dropFirst(3).first { index in
            received[index] == UInt8(ascii: "\n") && received[index - 2] == UInt8(ascii: "\n")
        }.map { $0 + 1 }
    }

    private func receive(count: Int) throws -> String {
        while received.count < count { try receiveMore() }
        return take(count)
    }

    private func receiveMore() throws {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            isOpen = false
            throw Lost()
        }
        received += buffer.prefix(count)
    }

    private func take(_ count: Int) -> String {
        defer { received.removeFirst(count) }
        return String(decoding: received.prefix(count), as: UTF8.self)
    }
}

extension sockaddr_in {
    static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    mutating func withSocketAddress<Result>(_ body: (UnsafeMutablePointer<sockaddr>) -> Result) -> Result {
        withUnsafeMutablePointer(to: &self) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}

import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler answers.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var headers: [HTTPField] = []
    var body: [UInt8] = []
    /// Whether browsers may keep it for good; otherwise they may not keep it at all.
    var isKeepable = false

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: [.html], body: Array(text.utf8))
    }

    static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: [.json], body: value.bytes)
    }

    static func plain(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: [.plain], body: Array(text.utf8))
    }

    /// Sends the browser on with a GET, whatever it came with (303).
    static func redirect(to route: Route) -> Reply {
        redirect(toPath: route.path)
    }

    /// - Parameter path: made by ``Route``, or checked by ``RouteTable``.
    static func redirect(toPath path: String) -> Reply {
        Reply(status: .seeOther, headers: [HTTPField(name: .location, value: path)])
    }

    func setting(_ cookie: String) -> Reply {
        var reply = self
        reply.headers.append(HTTPField(name: .setCookie, value: cookie))
        return reply
    }

    func with(_ name: HTTPField.Name?, _ value: String) -> Reply {
        guard let name else { return self }
        var reply = self
        reply.headers.append(HTTPField(name: name, value: value))
        return reply
    }

    var response: Response {
        var fields = isKeepable ? SecurityHeaders.keepable : SecurityHeaders.unkeepable
        // All at once: appending one by one costs as much for each.
        fields.replaceSubrange(fields.endIndex..., with: headers)
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension HTTPField {
    static let html = contentType("text/html; charset=utf-8")
    static let json = contentType("application/json; charset=utf-8")
    static let plain = contentType("text/plain; charset=utf-8")

    static func contentType(_ value: String) -> HTTPField { HTTPField(name: .contentType, value: value) }
}

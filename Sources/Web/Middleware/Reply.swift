import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler answers.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var contentType: String?
    var body: [UInt8] = []
    var headers: [HTTPField] = []
    /// Whether browsers may keep it for good; otherwise they may not keep it at all.
    var isKeepable = false

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, contentType: "text/html; charset=utf-8", body: Array(text.utf8))
    }

    static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, contentType: "application/json; charset=utf-8", body: value.bytes)
    }

    static func plain(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
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
        let own = (contentType.map { [HTTPField(name: .contentType, value: $0)] } ?? []) + headers
        // All at once: appending one by one costs as much for each.
        fields.replaceSubrange(fields.endIndex..., with: own)
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

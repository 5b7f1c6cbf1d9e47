import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler answers.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var contentType: String?
    var body: [UInt8] = []
    var headers: HTTPFields = [:]

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, contentType: "text/html; charset=utf-8", body: Array(text.utf8))
    }

    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, contentType: "application/json; charset=utf-8", body: Array(text.utf8))
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
        Reply(status: .seeOther, headers: [.location: path])
    }

    func setting(_ cookie: String) -> Reply {
        var reply = self
        reply.headers.append(HTTPField(name: .setCookie, value: cookie))
        return reply
    }

    func with(_ name: HTTPField.Name?, _ value: String) -> Reply {
        guard let name else { return self }
        var reply = self
        reply.headers[name] = value
        return reply
    }

    var response: Response {
        var headers = headers
        if let contentType { headers[.contentType] = contentType }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler answers. It becomes a response by the face of the endpoint, which brings the headers that every answer carries.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    private var headers: HTTPFields
    private var body: ByteBuffer
    private var coding: Coding
    /// Where its form leads, if that is not where its endpoint says.
    private var formAction: FormAction?

    /// How the body may be sent shorter.
    private enum Coding {
        case none
        /// Made for one request, and compressed for it.
        case made
        /// Has been compressed before; nil where that is not worth it.
        case kept([UInt8]?)
    }

    private init(
        status: HTTPResponse.Status, headers: HTTPFields, body: ByteBuffer = ByteBuffer(), coding: Coding = .none
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.coding = coding
    }

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: .html, body: ByteBuffer(string: text), coding: .made)
    }

    static func json(_ object: JSONObject, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: .json, body: ByteBuffer(bytes: object.bytes))
    }

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: .json, body: ByteBuffer(bytes: value.bytes))
    }

    /// Problem details (RFC 9457).
    static func problem(_ details: JSONObject, status: HTTPResponse.Status) -> Reply {
        Reply(status: status, headers: .problem, body: ByteBuffer(bytes: details.bytes))
    }

    /// What anybody may keep for five minutes, and ask for again by its tag. - Parameter bytes: of JSON; nil where it is kept already.
    static func published(_ bytes: [UInt8]?, tag: String) -> Reply {
        let reply = Reply(
            status: bytes == nil ? .notModified : .ok, headers: bytes == nil ? .shared : .sharedJSON,
            body: ByteBuffer(bytes: bytes ?? []))
        return reply.with(.eTag, tag)
    }

    /// Tells a browser that a page of another site may ask what it wants to ask (Fetch §3.3.2).
    static let preflight = Reply(status: .noContent, headers: .preflight)

    static func plain(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, headers: .plain, body: ByteBuffer(string: text))
    }

    /// - Parameter isKeepable: whether browsers may keep it for good; otherwise they may not keep it at all.
    static func file(_ bytes: [UInt8], contentType: String, isKeepable: Bool) -> Reply {
        Reply(status: .ok, headers: isKeepable ? .keepable : .unkeepable, body: ByteBuffer(bytes: bytes))
            .with(.contentType, contentType)
    }

    /// A file that has been compressed before.
    static func file(_ file: PackedFile, isKeepable: Bool) -> Reply {
        var reply = self.file(file.bytes, contentType: file.contentType, isKeepable: isKeepable)
        reply.coding = .kept(file.compressed)
        return reply.with(.vary, HTTPField.Name.acceptEncoding.canonicalName)
    }

    /// Sends the browser on with a GET, whatever it came with (303).
    static func redirect(to route: Route<Never>) -> Reply {
        redirect(toPath: route.path)
    }

    /// - Parameter path: made by ``Route``, or checked by ``RouteTable``.
    static func redirect(toPath path: String) -> Reply {
        Reply(status: .seeOther, headers: .unkeepable).with(.location, path)
    }

    /// Sends the browser to an application (303).
    /// - Parameter address: registered, with an answer in its query.
    static func redirect(toApplication address: String) -> Reply {
        Reply(status: .seeOther, headers: .unkeepable).with(.location, address)
    }

    /// Its form leads there, whatever the face of its endpoint says.
    func leading(to formAction: FormAction) -> Reply {
        var reply = self
        reply.formAction = formAction
        return reply
    }

    func setting(_ cookie: String) -> Reply {
        with(.setCookie, cookie)
    }

    func with(_ name: HTTPField.Name?, _ value: String) -> Reply {
        guard let name else { return self }
        var reply = self
        reply.headers.append(HTTPField(name: name, value: value))
        return reply
    }

    /// With the headers of a face, in the coding that the request takes.
    func response(to request: HTTPFields, as face: Face) -> Response {
        var headers = SecurityHeaders.fields(of: formAction.map { .page(formAction: $0) } ?? face)
        headers.append(contentsOf: self.headers)
        guard let compressed = compressed(for: request) else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: body))
        }
        headers.append(HTTPField(name: .contentEncoding, value: "gzip"))
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: compressed)))
    }

    private func compressed(for request: HTTPFields) -> [UInt8]? {
        switch coding {
        case .none: nil
        case .kept(let bytes): AcceptEncoding(request).takesGzip ? bytes : nil
        // Who makes a browser ask, and sees how long the answer is, must not learn what it says (BREACH).
        case .made where RequestForgery.isFromElsewhere(request): nil
        case .made: AcceptEncoding(request).takesGzip ? Gzip.compressed(body.readableBytesView, .once) : nil
        }
    }
}

extension HTTPFields {
    // Each list is made once: putting it together for every answer would cost more than writing it.
    /// For what may be kept for good, because another content gets another path.
    fileprivate static let keepable: HTTPFields = [.cacheControl: "public, max-age=31536000, immutable"]
    fileprivate static let unkeepable: HTTPFields = [.cacheControl: "no-store"]
    fileprivate static let shared: HTTPFields = [.cacheControl: "public, max-age=300"]
    fileprivate static let sharedJSON = shared + [HTTPField(name: .contentType, value: "application/json")]
    fileprivate static let preflight: HTTPFields = [
        .cacheControl: "no-store", .accessControlAllowMethods: "GET, HEAD, POST",
        .accessControlAllowHeaders: "authorization, content-type",
        .accessControlMaxAge: "300",
    ]
    fileprivate static let html =
        unkeepable(contentType: "text/html; charset=utf-8") + [
            HTTPField(name: .vary, value: HTTPField.Name.acceptEncoding.canonicalName)
        ]
    fileprivate static let json = unkeepable(contentType: "application/json; charset=utf-8")
    fileprivate static let problem = unkeepable(contentType: "application/problem+json")
    fileprivate static let plain = unkeepable(contentType: "text/plain; charset=utf-8")

    private static func unkeepable(contentType: String) -> HTTPFields {
        unkeepable + [HTTPField(name: .contentType, value: contentType)]
    }
}

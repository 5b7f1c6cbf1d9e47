import Domain
import Flows
import HTTPTypes

/// Why a request got no handler's answer.
enum Refusal: Error {
    case notFound, notSignedIn, forbidden, forged, malformed, tooLarge, tooManyCookies, tooMany, busy, unavailable,
        fault

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .notSignedIn: .unauthorized
        case .forbidden, .forged: .forbidden
        case .malformed: .badRequest
        case .tooLarge: .contentTooLarge
        case .tooManyCookies: .requestHeaderFieldsTooLarge
        case .tooMany: .tooManyRequests
        case .busy, .unavailable: .serviceUnavailable
        case .fault: .internalServerError
        }
    }

    /// The messages `error.<name>.title` and `.text`.
    fileprivate var name: String {
        switch self {
        case .notFound: "notFound"
        case .notSignedIn: "notSignedIn"
        case .forbidden: "forbidden"
        case .forged: "expiredForm"
        case .malformed: "badRequest"
        case .tooLarge: "tooLarge"
        case .tooManyCookies: "tooManyCookies"
        case .tooMany: "tooMany"
        case .busy: "busy"
        case .unavailable: "unavailable"
        case .fault: "internal"
        }
    }

    /// The nearest word that RFC 6749 §4.1.2.1 and §5.2 have for it.
    fileprivate var oauthError: String {
        switch self {
        case .busy, .unavailable, .tooMany: "temporarily_unavailable"
        case .fault: "server_error"
        default: "invalid_request"
        }
    }

    /// When it may be worth trying again.
    fileprivate var retryAfter: Span? {
        switch self {
        case .tooMany: ActivityLimits.window
        case .busy: .seconds(2)
        case .unavailable: .seconds(5)
        default: nil
        }
    }
}

extension Exchange {
    /// Tells of a refusal as the face of the endpoint does.
    func refused(_ refusal: Refusal, as face: Face) -> Reply {
        let reply =
            switch face {
            case .page: page(refusal)
            case .program, .published: problemDetails(refusal)
            case .protocolAnswer: Reply.oauthError(refusal.oauthError, status: refusal.status)
            case .asset: Reply.plain("", status: refusal.status)
            }
        return refusal.retryAfter.map { reply.with(.retryAfter, "\($0.wholeSeconds)") } ?? reply
    }

    private func page(_ refusal: Refusal) -> Reply {
        let page = MessagePage(
            frame: frame(Message("error.\(refusal.name).title")),
            paragraphs: [text(Message("error.\(refusal.name).text"))],
            link: MessageLink(label: text("link.home"), path: Route.home.path), reference: reference)
        return render(page, status: refusal.status)
    }

    /// RFC 9457 §3.1. Without a `type` the status says what kind of problem it is; `reference` is an extension.
    private func problemDetails(_ refusal: Refusal) -> Reply {
        var problem = JSONObject()
        problem.add("title", refusal.status.reasonPhrase)
        problem.add("status", refusal.status.code)
        problem.add("detail", text(Message("error.\(refusal.name).title")))
        problem.add("reference", reference)
        return .problem(problem, status: refusal.status)
    }
}

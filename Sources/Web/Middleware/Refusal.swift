import Domain
import Flows
import HTTPTypes

/// Why a request got no handler's answer.
enum Refusal: Error {
    case notFound, forbidden, forged, malformed, tooLarge, tooManyCookies, tooMany, busy, unavailable, fault

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
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
}

extension Exchange {
    func page(_ refusal: Refusal, _ state: BrowserState) -> Reply {
        let page = MessagePage(
            frame: frame(Message("error.\(refusal.name).title"), state: state),
            paragraphs: [text(Message("error.\(refusal.name).text"), state)],
            link: MessageLink(label: text("link.home", state), path: Route.home.path), reference: reference)
        let reply = render(page, state, status: refusal.status)
        return retryAfter(refusal).map { reply.with(.retryAfter, "\($0.wholeSeconds)") } ?? reply
    }

    /// When it may be worth trying again.
    private func retryAfter(_ refusal: Refusal) -> Span? {
        switch refusal {
        case .tooMany: ActivityLimits.window
        case .busy: .seconds(2)
        case .unavailable: .seconds(5)
        default: nil
        }
    }
}

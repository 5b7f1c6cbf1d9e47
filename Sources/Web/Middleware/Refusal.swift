import Flows
import HTTPTypes

/// Why a request got no handler's answer.
enum Refusal: Error {
    case notFound, forbidden, forged, malformed, tooLarge, busy, fault

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .forbidden, .forged: .forbidden
        case .malformed: .badRequest
        case .tooLarge: .contentTooLarge
        case .busy: .serviceUnavailable
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
        case .busy: "busy"
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
        return refusal == .busy ? reply.with(.retryAfter, "2") : reply
    }
}

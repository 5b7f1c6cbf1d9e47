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
    func page(_ refusal: Refusal) -> Reply {
        let page = MessagePage(
            frame: frame(Message("error.\(refusal.name).title"), state: .anonymous),
            paragraphs: [text(Message("error.\(refusal.name).text"))],
            link: MessageLink(label: text("link.home"), path: Route.home.path), reference: reference)
        let reply = Reply.html(site.renderer.render(page, in: language(.anonymous)), status: refusal.status)
        return refusal.status == .serviceUnavailable ? reply.with(.retryAfter, "2") : reply
    }
}

import Flows
import HTTPTypes
import Hummingbird

/// An error as applications are told it (RFC 6749 §5.2).
extension Reply {
    static func oauthError(_ error: String, status: HTTPResponse.Status = .badRequest) -> Reply {
        var object = JSONObject()
        object.add("error", error)
        return .json(object, status: status)
    }

    static func oauthError(_ refusal: TokenRefusal) -> Reply { oauthError(refusal.rawValue) }
}

extension Exchange {
    /// Tells an application that it is not believed to be itself.
    func denied(_ denial: ClientDenial) -> Reply {
        switch denial {
        case .unknown:
            // Where it tried by that header, HTTP wants the challenge (RFC 6749 §5.2).
            let reply = Reply.oauthError("invalid_client", status: .unauthorized)
            return request.headers[.authorization] == nil
                ? reply : reply.with(.wwwAuthenticate, "Basic realm=\"gatehouse\", charset=\"UTF-8\"")
        case .limited(let refusal):
            return Reply.oauthError("invalid_client", status: .tooManyRequests).retrying(refusal, self)
        }
    }

    /// - Parameter error: of RFC 6750 §3.1; nil where no token came at all.
    func needsToken(_ error: String?) -> Reply {
        let challenge = "Bearer realm=\"gatehouse\"" + (error.map { ", error=\"\($0)\"" } ?? "")
        return Reply.plain("", status: .unauthorized).with(.wwwAuthenticate, challenge)
    }
}

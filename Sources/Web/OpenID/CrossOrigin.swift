import Domain
import Flows
import HTTPTypes
import Hummingbird

extension FrontDoor {
    /// Lets a page of an application read what its endpoints answer, from an origin that is registered for one (Fetch §3.2). What an endpoint does is
    /// decided by what is sent, and never by a cookie.
    func readableByPages(_ reply: Reply, _ request: Request) async -> Reply {
        let reply = reply.with(.vary, "Origin")
        guard let origin = request.headers[.origin].flatMap({ WebOrigin($0) }),
            (try? await site.gatehouse.isOfApplication(origin)) == true
        else { return reply }
        return reply.with(.accessControlAllowOrigin, origin.text)
    }
}

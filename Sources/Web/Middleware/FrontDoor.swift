import Domain
import Flows
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Every request comes in here: it is read, its route found, its state checked, and only then handled.
///
/// Faults become a 500 that tells nothing; every answer, whatever it is, gets the security headers.
public struct FrontDoor: HTTPResponder {
    static let largestBody = 64 * 1024

    let site: Site

    public init(site: Site) {
        self.site = site
    }

    public func respond(to request: Request, context: GatehouseContext) async throws -> Response {
        let start = ContinuousClock.now
        let (reply, pattern) = await answer(request, context)
        var response = reply.response(to: request.headers)
        if request.method == .head { response = response.createHeadResponse() }
        // The pattern, not the path: paths carry one-time tokens.
        context.logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method)", "route": "\(pattern)", "status": "\(response.status.code)",
                "milliseconds": "\((ContinuousClock.now - start) / .milliseconds(1))",
            ])
        return response
    }

    private func answer(_ request: Request, _ context: GatehouseContext) async -> (Reply, pattern: String) {
        Connection.current?.shows(nil)
        let method = request.method == .head ? .get : request.method
        switch site.routes.match(method, request.uri.path) {
        case .none:
            return (await refusal(.notFound, request, context), "")
        case .otherMethods(let methods):
            let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
            return (Reply.plain("", status: .methodNotAllowed).with(.allow, allowed), "")
        case .endpoint(let endpoint, let parameter):
            do {
                return (try await handle(endpoint, parameter: parameter, request, context), endpoint.pattern)
            } catch let refusal as Refusal {
                return (await self.refusal(refusal, request, context), endpoint.pattern)
            } catch NoTurn.abandoned {
                return (Reply.plain("", status: .serviceUnavailable), endpoint.pattern)
            } catch {
                let reason = reason(for: error, at: endpoint, context)
                if reason == .busy { await holdBack() }
                return (await refusal(reason, request, context), endpoint.pattern)
            }
        }
    }

    /// Told at once that the server is busy, a crowd would be back at once: being told so would cost more than what it came for.
    private func holdBack() async {
        guard let connection = Connection.current else { return }
        connection.holdsBack()
        try? await Task.sleep(for: Self.busyPause)
    }

    private static let busyPause = Duration.seconds(1)

    /// What went wrong, told to the log where it is of interest there.
    private func reason(for error: any Error, at endpoint: Endpoint, _ context: GatehouseContext) -> Refusal {
        switch error {
        case NoTurn.busy: return .busy
        case is TooManyActs: return .tooMany
        case let error as any CouldNot:
            context.logger.warning("\(error.code)", metadata: ["route": "\(endpoint.pattern)"])
            return .unavailable
        default:
            context.logger.error("fault", metadata: ["route": "\(endpoint.pattern)", "kind": "\(faultName(error))"])
            return .fault
        }
    }

    private func handle(
        _ endpoint: Endpoint, parameter: String, _ request: Request, _ context: GatehouseContext
    ) async throws -> Reply {
        // RFC 9112 §3.2. The first one is the request's authority: what is left among the fields is a second one.
        guard HTTPField.Name.secondHost.map(request.headers.contains) != true else { throw Refusal.malformed }
        // Before the body is read: a refused one never is.
        let exchange = try exchange(request, context, parameter: parameter)
        let reply: Reply
        switch try await Guard(exchange: exchange).decide(endpoint) {
        case .turnedAway(let answer): reply = answer
        case .passes(let pass):
            Connection.current?.shows(pass.state.user)
            let exchange = try await reading(request, exchange, pass)
            do { reply = try await endpoint.handle(exchange, pass.state) } catch is EntitlementRefusal {
                reply = try await turnAway(endpoint, exchange)
            }
        case .asksProof(let pass, let signedIn):
            Connection.current?.shows(pass.state.user)
            reply = try await reading(request, exchange, pass).keepingForm(signedIn)
        }
        return exchange.tokens.isBrowserNew && !endpoint.isForPrograms ? reply.setting(exchange.browserCookie) : reply
    }

    /// What the guard let pass was lost before it was done. Asked again, the guard sees it too, and says what to do.
    private func turnAway(_ endpoint: Endpoint, _ exchange: Exchange) async throws -> Reply {
        switch try await Guard(exchange: exchange).decide(endpoint) {
        case .turnedAway(let reply): return reply
        case .asksProof(_, let signedIn): return try exchange.keepingForm(signedIn)
        case .passes: throw Refusal.unavailable
        }
    }

    private func reading(
        _ request: Request, _ exchange: Exchange, _ pass: Guard.Pass
    ) async throws -> Exchange {
        let exchange = exchange.reading(try await form(of: request))
        try pass.check(exchange.form)
        return exchange
    }

    private func form(of request: Request) async throws -> Form {
        guard request.method == .post else { return .empty }
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= Self.largestBody else { throw Refusal.tooLarge }
        let body = try await body(of: request)
        guard body.readableBytes > 0 else { return .empty }
        let contentType = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard contentType == "application/x-www-form-urlencoded", let form = Form(parsing: body.readableBytesView)
        else {
            throw Refusal.malformed
        }
        return form
    }

    private func body(of request: Request) async throws -> ByteBuffer {
        do { return try await request.body.collect(upTo: Self.largestBody) } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        } catch {
            throw Refusal.malformed
        }
    }

    private func exchange(
        _ request: Request, _ context: GatehouseContext, parameter: String
    ) throws -> Exchange {
        Exchange(request, context, site: site, parameter: parameter, query: try query(of: request))
    }

    /// A filter that is sent twice is refused, never ignored.
    private func query(of request: Request) throws -> Form {
        guard let text = request.uri.query else { return .empty }
        guard let query = Form(parsing: text.utf8), !query.isAmbiguous(except: ["column"]) else {
            throw Refusal.malformed
        }
        return query
    }

    private func refusal(_ refusal: Refusal, _ request: Request, _ context: GatehouseContext) async -> Reply {
        let exchange = Exchange(request, context, site: site, parameter: "", query: .empty)
        // The database itself may be the reason: then nobody is looked up.
        let state =
            refusal == .fault || refusal == .unavailable
            ? nil
            : try? await site.gatehouse.recognise(session: exchange.tokens.session, signIn: exchange.tokens.signIn)
        let reply = exchange.page(refusal, state ?? .anonymous)
        // One that was not read is not replaced.
        let setsCookie = exchange.tokens.isBrowserNew && !exchange.cookies.areTooMany
        return setsCookie ? reply.setting(exchange.browserCookie) : reply
    }
}

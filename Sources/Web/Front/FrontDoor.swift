import Domain
import Flows
import HTTPTypes
import Hummingbird
import Logging

/// Every request comes in here: it is read, its route found, its state checked, and only then handled.
///
/// Faults become a 500 that tells nothing; every answer, whatever it is, gets the security headers.
public struct FrontDoor: HTTPResponder {
    let site: Site

    public init(site: Site) {
        self.site = site
    }

    public func respond(to request: Request, context: GatehouseContext) async throws -> Response {
        let start = ContinuousClock.now
        let (answer, endpoint) = await answer(request, context)
        let reply = endpoint?.face == .protocolAnswer ? await readableByPages(answer, request) : answer
        var response = reply.response(to: request.headers, as: endpoint?.face ?? .page())
        if request.method == .head { response = response.createHeadResponse() }
        // The pattern, not the path: paths carry one-time tokens.
        context.logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method)", "route": "\(endpoint?.pattern ?? "")",
                "status": "\(response.status.code)",
                "milliseconds": "\((ContinuousClock.now - start) / .milliseconds(1))",
            ])
        return response
    }

    /// - Returns: the answer, and the endpoint whose it is; what is not in the table answers with pages.
    private func answer(_ request: Request, _ context: GatehouseContext) async -> (Reply, Endpoint?) {
        Connection.current?.shows(nil)
        let method = request.method == .head ? .get : request.method
        switch site.routes.match(method, request.uri.path) {
        case .none:
            return (await refusal(.notFound, as: .page(), request, context), nil)
        case .otherMethods(let methods):
            if method == .options, let first = methods.first,
                case .endpoint(let endpoint, _) = site.routes.match(first, request.uri.path), endpoint.face.isForPages
            {
                return (.preflight, endpoint)
            }
            let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
            return (Reply.plain("", status: .methodNotAllowed).with(.allow, allowed), nil)
        case .endpoint(let endpoint, _) where request.method == .head && endpoint.doesMore:
            return (Reply.plain("", status: .methodNotAllowed).with(.allow, "GET"), endpoint)
        case .endpoint(let endpoint, let parameter):
            return (await answer(endpoint, parameter: parameter, request, context), endpoint)
        }
    }

    private func answer(
        _ endpoint: Endpoint, parameter: String, _ request: Request, _ context: GatehouseContext
    ) async -> Reply {
        do {
            return try await handle(endpoint, parameter: parameter, request, context)
        } catch let refusal as Refusal {
            return await self.refusal(refusal, as: endpoint.face, request, context)
        } catch NoTurn.abandoned {
            return Reply.plain("", status: .serviceUnavailable)
        } catch {
            let reason = reason(for: error, at: endpoint, context)
            if reason == .busy { await holdBack() }
            return await refusal(reason, as: endpoint.face, request, context)
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
        let exchange = try exchange(request, context, parameter: parameter, for: endpoint.entrance)
        let reply: Reply
        switch try await Guard(exchange: exchange).decide(endpoint) {
        case .turnedAway(let answer): reply = answer
        case .passes(let pass):
            let form = try await endpoint.body.form(of: request)
            if let answer = pass.leadingOn(form) {
                reply = answer
                break
            }
            let exchange = try pass.reading(form)
            do { reply = try await endpoint.handle(exchange) } catch is EntitlementRefusal {
                reply = try await turnAway(endpoint, exchange)
            }
        case .asksProof(let pass, let signedIn):
            reply = try await reading(request, endpoint, pass).keepingForm(signedIn)
        }
        // Another site's form brings no cookie, though there may be one: it is not replaced.
        let mayHaveOne = request.method != .get && RequestForgery.isFromElsewhere(request.headers)
        return exchange.tokens.isBrowserNew && endpoint.face.isPage && !mayHaveOne
            ? reply.setting(exchange.browserCookie) : reply
    }

    /// What the guard let pass was lost before it was done. Asked again, the guard sees it too, and says what to do.
    private func turnAway(_ endpoint: Endpoint, _ exchange: Exchange) async throws -> Reply {
        switch try await Guard(exchange: exchange).decide(endpoint) {
        case .turnedAway(let reply): return reply
        case .asksProof(let pass, let signedIn): return try pass.exchange.keepingForm(signedIn)
        case .passes: throw Refusal.unavailable
        }
    }

    private func reading(_ request: Request, _ endpoint: Endpoint, _ pass: Guard.Pass) async throws -> Exchange {
        try pass.reading(try await endpoint.body.form(of: request))
    }

    private func exchange(
        _ request: Request, _ context: GatehouseContext, parameter: String, for entrance: Entrance
    ) throws -> Exchange {
        Exchange(request, context, site: site, parameter: parameter, query: try query(of: request, for: entrance))
    }

    /// A filter that is sent twice is refused, never ignored.
    private func query(of request: Request, for entrance: Entrance) throws -> Form {
        guard let text = request.uri.query else { return .empty }
        guard let query = Form(parsing: text.utf8),
            entrance.takesRepeatedParameters || !query.isAmbiguous(except: ["column"])
        else {
            throw Refusal.malformed
        }
        return query
    }

    private func refusal(
        _ refusal: Refusal, as face: Face, _ request: Request, _ context: GatehouseContext
    ) async -> Reply {
        let exchange = Exchange(request, context, site: site, parameter: "", query: .empty)
        guard face.isPage else { return exchange.refused(refusal, as: face) }
        // The database itself may be the reason: then nobody is looked up.
        let visitor =
            refusal == .fault || refusal == .unavailable
            ? nil
            : try? await exchange.recognise(session: exchange.tokens.session, signIn: exchange.tokens.signIn)
        let reply = exchange.recognised(as: visitor ?? .anonymous).refused(refusal, as: face)
        // One that was not read is not replaced.
        let setsCookie = exchange.tokens.isBrowserNew && !exchange.cookies.areTooMany
        return setsCookie ? reply.setting(exchange.browserCookie) : reply
    }
}

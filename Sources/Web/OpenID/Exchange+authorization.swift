import Domain
import Flows
import HTTPTypes

/// What becomes of an application's request, for the person in front of the browser.
extension Exchange {
    var askedBrowser: AskedBrowser {
        AskedBrowser(token: tokens.browser, session: tokens.session, visit: visit, issuer: site.settings.publicURL)
    }

    /// - Parameter afterForm: the browser may have come by a form. It would follow no redirect to another origin then, for it holds the
    ///   page's `form-action` against each of a chain: a page that goes on by itself leads there.
    func reply(to outcome: AuthorizationOutcome, afterForm: Bool) -> Reply {
        switch outcome {
        case .uncertain(let reason): uncertain(reason)
        case .answered(let answer, let application): leading(answer, to: application, afterForm: afterForm)
        case .faulty(let answer, let application, isKnown: true):
            leading(answer, to: application, afterForm: afterForm)
        case .faulty(let answer, let application, isKnown: false):
            told("authorization.faulty", of: application, back: answer, status: .badRequest)
        case .denied(.notAdmitted, let answer, let application):
            told("authorization.notAdmitted", of: application, back: answer, status: .forbidden)
        case .denied(.address, let answer, let application):
            told("authorization.address", of: application, back: answer, status: .forbidden)
        case .asks(let asked): asking(asked)
        case .over: over
        }
    }

    private func asking(_ asked: AskedAuthorization) -> Reply {
        let place = Route.authorization(asked.id).path
        switch asked.step {
        case .signIn:
            return .redirect(
                toPath: Route.signIn.path(query: ["next": place, "user": asked.request.loginHint ?? ""]))
        case .prove: return .redirect(toPath: Route.stepUp.path(query: ["next": place]))
        case .enrol(let signedIn): return enrolment(asked, signedIn, place: place)
        case .otherUser(let signedIn), .confirm(_, let signedIn): return confirmation(asked, signedIn, place: place)
        }
    }

    // MARK: Pages

    private func confirmation(_ asked: AskedAuthorization, _ signedIn: SignedIn, place: String) -> Reply {
        let exchange = recognised(as: .signedIn(signedIn))
        let isWanted = if case .otherUser = asked.step { false } else { true }
        let name = asked.application.details.name
        let page = AuthorizationPage(
            frame: exchange.frame(Message("authorization.title", ["application": name]), place: place), action: place,
            application: name, host: asked.application.details.ownership == .own ? nil : asked.request.target.host,
            user: signedIn.user.nameInFull, isWanted: isWanted,
            learns: asked.request.revealed.subtracting([.openID]).sorted(by: Self.isToldFirst).map {
                exchange.text(Self.sentence($0))
            })
        return exchange.render(page)
    }

    /// Who they are, how to reach them, for how long; then what is the application's own.
    private static func isToldFirst(_ left: Scope, _ right: Scope) -> Bool {
        let order: [Scope] = [.profile, .email, .offlineAccess]
        let (first, second) = (order.firstIndex(of: left) ?? order.count, order.firstIndex(of: right) ?? order.count)
        return first == second ? left < right : first < second
    }

    /// What an application gets by a scope; one that is its own is named by its word.
    private static func sentence(_ scope: Scope) -> Message {
        switch scope {
        case .profile: "authorization.scope.profile"
        case .email: "authorization.scope.email"
        case .offlineAccess: "authorization.scope.offline"
        default: Message("authorization.scope.other", ["scope": scope.text])
        }
    }

    private func enrolment(_ asked: AskedAuthorization, _ signedIn: SignedIn, place: String) -> Reply {
        let exchange = recognised(as: .signedIn(signedIn))
        let name = asked.application.details.name
        let page = AuthorizationEnrolmentPage(
            frame: exchange.frame(Message("authorization.enrol.title", ["application": name]), place: place),
            application: name, place: place)
        return exchange.render(page)
    }

    private func told(
        _ key: String, of application: Application, back answer: AuthorizationAnswer, status: HTTPResponse.Status
    ) -> Reply {
        let values = ["application": application.details.name]
        let page = MessagePage(
            frame: frame(Message("\(key).title", values)), paragraphs: [text(Message("\(key).text", values))],
            link: MessageLink(label: text(Message("authorization.back", values)), path: answer.address),
            reference: reference)
        return render(page, status: status)
    }

    private func uncertain(_ reason: UncertainRequest) -> Reply {
        let key = "authorization.uncertain"
        let page = MessagePage(
            frame: frame(Message("\(key).title")),
            paragraphs: [text(Message("\(key).text")), text(Message("\(key).\(reason.rawValue)"))],
            link: MessageLink(label: text("link.home"), path: Route.home.path), reference: reference)
        return render(page, status: .badRequest)
    }

    private var over: Reply {
        let page = MessagePage(
            frame: frame("authorization.over.title"), paragraphs: [text("authorization.over.text")],
            link: MessageLink(label: text("link.home"), path: Route.home.path))
        return render(page, status: .gone)
    }

    // MARK: The way back

    private func leading(_ answer: AuthorizationAnswer, to application: Application, afterForm: Bool) -> Reply {
        switch answer.target.mode {
        case .query:
            return afterForm ? leaving(to: answer.address, application) : .redirect(toApplication: answer.address)
        case .formPost: return posting(answer, to: application)
        }
    }

    private func leaving(to address: String, _ application: Application) -> Reply {
        let page = LeavingPage(
            frame: frame(Message("authorization.leaving.title", ["application": application.details.name])),
            address: address)
        return render(page).with(.refresh, "0; url=\(address)")
    }

    private func posting(_ answer: AuthorizationAnswer, to application: Application) -> Reply {
        let page = PostingPage(
            frame: frame(Message("authorization.leaving.title", ["application": application.details.name])),
            address: answer.target.redirect, fields: answer.fields.map { PostedField(name: $0.name, value: $0.value) })
        return render(page).leading(to: answer.target.formAction)
    }
}

extension AuthorizationAnswer {
    /// The application's address with the answer in its query.
    var address: String {
        let query = fields.map { "\($0.name)=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
        let separator = target.redirect.contains("?") ? (target.redirect.hasSuffix("?") ? "" : "&") : "?"
        return target.redirect + separator + query
    }
}

extension AnswerTarget {
    /// Where the application is, as a person knows it: its host, or its scheme.
    var host: String {
        let parts = redirect.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].isEmpty, ["http:", "https:"].contains(parts[0]) else {
            return String(redirect.prefix { $0 != ":" })
        }
        return String(parts[2].prefix { $0 != "/" && $0 != "?" })
    }

    /// As a source of a page's policy: its origin, or its scheme.
    var formAction: FormAction {
        let scheme = redirect.prefix { $0 != ":" }
        return .application(scheme == "https" || scheme == "http" ? "\(scheme)://\(host)" : "\(scheme):")
    }
}

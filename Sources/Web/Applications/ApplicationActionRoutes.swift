import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let applicationActionEndpoints: [Endpoint] = [
        .signedIn(.get, .disableApplication, right: .manageApplications, recentProof: true) { exchange, _ in
            let application = try await exchange.managedApplication().application
            return exchange.confirmPage(
                application, "disableApplication", action: Route.disableApplication(application.id))
        },
        .signedIn(.post, .disableApplication, body: .form(), right: .manageApplications, recentProof: true) {
            exchange, _ in
            let id = try await exchange.managedApplication().application.id
            let outcome = try await exchange.gatehouse.disableApplication(id, by: exchange.caller)
            return try exchange.answer(outcome, notice: .applicationDisabled)
        },
        .signedIn(.post, .enableApplication, body: .form(), right: .manageApplications, recentProof: true) {
            exchange, _ in
            let id = try await exchange.managedApplication().application.id
            let outcome = try await exchange.gatehouse.enableApplication(id, by: exchange.caller)
            return try exchange.answer(outcome, notice: .applicationEnabled)
        },
        .signedIn(.get, .deleteApplication, right: .manageApplications, recentProof: true) { exchange, _ in
            let application = try await exchange.managedApplication().application
            return exchange.confirmPage(
                application, "deleteApplication", action: Route.deleteApplication(application.id))
        },
        .signedIn(
            .post, .deleteApplication, body: .form(), right: .manageApplications, recentProof: true,
            handle: deleteApplication),
        .signedIn(
            .post, .issueClientSecret, body: .form(), right: .manageApplications, recentProof: true,
            handle: issueClientSecret),
        .signedIn(.get, .endClientSecret, right: .manageApplications, recentProof: true) { exchange, _ in
            let id = try exchange.clientSecretID
            guard let managed = try await exchange.gatehouse.managedApplication(withSecret: id, by: exchange.caller)
            else { throw Refusal.notFound }
            let made = managed.secrets.first { $0.id == id }.map { exchange.moment($0.madeAt).text } ?? ""
            return exchange.confirmPage(
                managed.application, "endClientSecret", ["made": made], action: Route.endClientSecret(id))
        },
        .signedIn(.post, .endClientSecret, body: .form(), right: .manageApplications, recentProof: true) {
            exchange, _ in
            let outcome = try await exchange.gatehouse.endClientSecret(
                try exchange.clientSecretID, by: exchange.caller)
            return try exchange.answer(outcome, notice: .clientSecretEnded)
        },
    ]

    private static let deleteApplication: SignedInHandler = { exchange, _ in
        let id = try await exchange.managedApplication().application.id
        switch try await exchange.gatehouse.deleteApplication(id, by: exchange.caller) {
        case .done(let application):
            return exchange.redirect(
                to: .applications, notice: .applicationDeleted, name: application.details.name)
        case .unchanged, .notFound: throw Refusal.notFound
        case .declared: throw Refusal.forbidden
        }
    }

    private static let issueClientSecret: SignedInHandler = { exchange, _ in
        let managed = try await exchange.managedApplication()
        switch try await exchange.gatehouse.issueClientSecret(of: managed.application.id, by: exchange.caller) {
        case .issued(let application, let secret):
            return exchange.clientSecretPage(application, secret, isSecond: !managed.secrets.isEmpty)
        case .notFound: throw Refusal.notFound
        case .declared, .hasNone: throw Refusal.forbidden
        // Made meanwhile, in another window: the page says so.
        case .tooMany: return .redirect(to: Route.application(managed.application.id))
        }
    }
}

extension Exchange {
    /// Shows a secret, the only time.
    func clientSecretPage(_ application: Application, _ secret: ClientSecret, isSecond: Bool) -> Reply {
        // What is shown once has no other edition.
        var frame = frame("clientSecret.title")
        frame.languages = []
        let page = ClientSecretPage(
            frame: frame, name: application.details.name,
            pastes: [paste("clientID", application.clientID.text), paste("secret", secret.text)], isSecond: isSecond,
            backPath: Route.application(application.id).path)
        return render(page)
    }

    fileprivate var clientSecretID: ClientSecretID {
        get throws {
            guard let id: ClientSecretID = identifier() else { throw Refusal.notFound }
            return id
        }
    }

    /// Asks before something is done to an application.
    /// - Parameter name: of the messages `confirm.<name>.title`, `.text` and `.label`.
    fileprivate func confirmPage(
        _ application: Application, _ name: String, _ parameters: [String: String] = [:], action: Route<Never>
    ) -> Reply {
        let parameters = parameters.merging(["name": application.details.name]) { own, _ in own }
        let page = ConfirmPage(
            frame: frame(Message("confirm.\(name).title", parameters)),
            paragraphs: [text(Message("confirm.\(name).text", parameters))], action: action.path,
            confirmLabel: text(Message("confirm.\(name).label")),
            cancelPath: Route.application(application.id).path)
        return render(page)
    }

    fileprivate func answer(_ outcome: ManageApplicationOutcome, notice: Notice) throws -> Reply {
        switch outcome {
        case .done(let application): redirect(to: Route.application(application.id), notice: notice)
        case .unchanged(let application): .redirect(to: Route.application(application.id))
        case .notFound: throw Refusal.notFound
        case .declared: throw Refusal.forbidden
        }
    }
}

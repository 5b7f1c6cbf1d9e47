import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let applicationEndpoints: [Endpoint] = [
        .signedIn(.get, .applications, right: .manageApplications) { exchange, _ in
            let applications = try await exchange.gatehouse.listApplications(by: exchange.caller)
            return exchange.render(exchange.applicationsPage(applications))
        },
        .signedIn(.get, .newApplication, right: .manageApplications) { exchange, _ in
            exchange.render(exchange.applicationTemplatesPage)
        },
        .signedIn(.get, .newApplicationOfTemplate, right: .manageApplications, recentProof: true) { exchange, _ in
            exchange.newApplicationPage(ApplicationForm(try exchange.newDraft))
        },
        .signedIn(
            .post, .newApplicationOfTemplate, body: .form(), right: .manageApplications, recentProof: true,
            handle: addApplication
        ).refilled { exchange, _ in
            exchange.newApplicationPage(try ApplicationForm(exchange, changing: exchange.newDraft))
        },
        .signedIn(.get, .application, right: .manageApplications) { exchange, _ in
            let managed = try await exchange.managedApplication()
            return exchange.applicationPage(managed, ApplicationForm(ApplicationDraft(managed.application)))
        },
        .signedIn(
            .post, .application, body: .form(), right: .manageApplications, recentProof: true, handle: changeApplication
        ).refilled { exchange, _ in
            let managed = try await exchange.managedApplication()
            return exchange.applicationPage(
                managed, try ApplicationForm(exchange, changing: ApplicationDraft(managed.application)))
        },
    ]

    private static let addApplication: SignedInHandler = { exchange, _ in
        var form = try ApplicationForm(exchange, changing: exchange.newDraft)
        switch try await exchange.gatehouse.addApplication(form.draft, by: exchange.caller) {
        case .added(let application, let secret?):
            return exchange.clientSecretPage(application, secret, isSecond: false)
        case .added(let application, nil):
            return exchange.redirect(to: Route.application(application.id), notice: .applicationAdded)
        case .unfit(let problems): form.problems = problems
        }
        return exchange.newApplicationPage(form, status: .unprocessableContent)
    }

    private static let changeApplication: SignedInHandler = { exchange, _ in
        let managed = try await exchange.managedApplication()
        let id = managed.application.id
        var form = try ApplicationForm(exchange, changing: ApplicationDraft(managed.application))
        switch try await exchange.gatehouse.changeApplication(id, to: form.draft, by: exchange.caller) {
        case .changed: return exchange.redirect(to: Route.application(id), notice: .applicationSaved)
        case .notFound: throw Refusal.notFound
        case .declared: throw Refusal.forbidden
        case .unfit(let problems): form.problems = problems
        }
        return exchange.applicationPage(managed, form, status: .unprocessableContent)
    }
}

extension Exchange {
    /// The application of the path.
    func managedApplication() async throws -> ManagedApplication {
        guard let id: ApplicationID = identifier(),
            let managed = try await gatehouse.managedApplication(id, by: caller)
        else { throw Refusal.notFound }
        return managed
    }

    /// A new application of the template of the path.
    fileprivate var newDraft: ApplicationDraft {
        get throws {
            guard let template = ApplicationTemplate(rawValue: parameter) else { throw Refusal.notFound }
            return ApplicationDraft(template)
        }
    }

    fileprivate func applicationsPage(_ applications: [Application]) -> ApplicationsPage {
        ApplicationsPage(
            frame: frame("applications.title"),
            applications: applications.map { application in
                let admission = application.details.policy.admission
                let hasUsers = application.template.hasUsers
                return ApplicationRow(
                    path: Route.application(application.id).path, name: application.details.name,
                    clientID: application.clientID.text, kind: kind(application.template),
                    admission: hasUsers ? text(Message("application.admission.\(admission.rawValue)")) : "",
                    isAdmittingNobody: hasUsers && admission == .nobody, isDeclared: application.isDeclared,
                    isDisabled: !application.isEnabled)
            })
    }

    fileprivate var applicationTemplatesPage: ApplicationTemplatesPage {
        ApplicationTemplatesPage(
            frame: frame("applicationTemplates.title"),
            templates: ApplicationTemplate.allCases.map { template in
                TemplateChoice(
                    name: kind(template), hint: kindHint(template),
                    path: Route.newApplicationOfTemplate(template).path)
            })
    }

    fileprivate func newApplicationPage(_ form: ApplicationForm, status: HTTPResponse.Status = .ok) -> Reply {
        let template = form.draft.template
        let page = NewApplicationPage(
            frame: frame("newApplication.title"), kind: kind(template), kindHint: kindHint(template),
            savePath: Route.newApplicationOfTemplate(template).path,
            clientID: form.field(form.draft.clientID, .clientID, self), fields: form.fewFields(self),
            isOld: template == .oldWeb, hasSecret: template.hasSecret)
        return render(page, status: status)
    }

    fileprivate func applicationPage(
        _ managed: ManagedApplication, _ form: ApplicationForm, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let application = managed.application
        let id = application.id
        let page = ApplicationPage(
            frame: frame(Message("application.title", ["name": application.details.name])),
            kind: kind(application.template), savePath: Route.application(id).path, fields: form.allFields(self),
            isDeclared: application.isDeclared, isDisabled: !application.isEnabled,
            isAdmittingNobody: application.template.hasUsers && application.details.policy.admission == .nobody,
            isWithoutPKCE: application.details.pkce == .optional, pastes: pastes(of: application),
            snippet: snippet(of: application), secrets: secrets(of: managed), created: moment(application.createdAt),
            disablePath: Route.disableApplication(id).path, enablePath: Route.enableApplication(id).path,
            deletePath: Route.deleteApplication(id).path)
        return render(page, status: status)
    }

    private func secrets(of managed: ManagedApplication) -> ClientSecretList? {
        guard managed.application.template.hasSecret else { return nil }
        return ClientSecretList(
            list: managed.secrets.map {
                ClientSecretRow(made: moment($0.madeAt), endPath: Route.endClientSecret($0.id).path)
            },
            issuePath: Route.issueClientSecret(managed.application.id).path,
            mayIssue: managed.secrets.count < ClientSecret.most)
    }

    private func kind(_ template: ApplicationTemplate) -> String {
        text(Message("application.template.\(template.rawValue)"))
    }

    private func kindHint(_ template: ApplicationTemplate) -> String {
        text(Message("application.template.\(template.rawValue).hint"))
    }
}

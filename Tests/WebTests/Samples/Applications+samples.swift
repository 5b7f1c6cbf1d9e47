@testable import Web

extension ApplicationsPage: Sampled {
    static let samples = [
        ApplicationsPage(
            frame: .inside("Applications", "/applications", notice: "The application has been added."),
            applications: [
                ApplicationRow(
                    path: "/applications/0199a1", name: "CRM <new>", clientID: "crm", kind: "Web application",
                    admission: "Everybody", isAdmittingNobody: false, isDeclared: false, isDisabled: false),
                ApplicationRow(
                    path: "/applications/0199a2", name: "Wallboard", clientID: "wallboard-of-the-second-floor",
                    kind: "Site behind a reverse proxy", admission: "Nobody yet", isAdmittingNobody: true,
                    isDeclared: true, isDisabled: false),
                ApplicationRow(
                    path: "/applications/0199a3", name: "Nightly reports", clientID: "reports", kind: "Machine",
                    admission: "", isAdmittingNobody: false, isDeclared: false, isDisabled: true),
            ]),
        ApplicationsPage(frame: .inside("Applications", "/applications"), applications: []),
    ]
}

extension ApplicationTemplatesPage: Sampled {
    static let samples = [
        ApplicationTemplatesPage(
            frame: .inside("Add an application", "/applications"),
            templates: [
                TemplateChoice(
                    name: "Web application", hint: "Runs on a server, keeps a secret and knows PKCE.",
                    path: "/applications/new/web"),
                TemplateChoice(
                    name: "Machine", hint: "A program that acts by itself.", path: "/applications/new/machine"),
            ])
    ]
}

@testable import Web

extension AuthorizationPage: Sampled {
    static let samples = [
        AuthorizationPage(
            frame: .inside("Go on?", "/"), action: "/oauth2/authorize/x", application: "Softphone", host: nil,
            user: "Anna Kovács (anna)", isWanted: true,
            learns: ["It learns your name, your user name and your language."]),
        AuthorizationPage(
            frame: .inside("Go on?", "/"), action: "/oauth2/authorize/x", application: "<Survey>",
            host: "survey.example.com",
            user: "anna", isWanted: true,
            learns: ["It learns your e-mail address.", "It keeps its access for up to 30 days."]),
        AuthorizationPage(
            frame: .inside("Go on?", "/"), action: "/oauth2/authorize/x", application: "CRM", host: nil, user: "anna",
            isWanted: false, learns: []),
    ]
}

extension AuthorizationEnrolmentPage: Sampled {
    static let samples = [
        AuthorizationEnrolmentPage(frame: .inside("Go on?", "/"), application: "Payroll", place: "/oauth2/authorize/x")
    ]
}

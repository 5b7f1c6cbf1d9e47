@testable import Web

extension LeavingPage: Sampled {
    static let samples = [
        LeavingPage(
            frame: .outside("On to CRM"), address: "https://crm.example.org/signed-in?code=gh_ac_x&state=%22&iss=x")
    ]
}

extension PostingPage: Sampled {
    static let samples = [
        PostingPage(
            frame: .outside("On to CRM"), address: "https://crm.example.org/signed-in",
            fields: [PostedField(name: "code", value: "gh_ac_x"), PostedField(name: "state", value: "\"><script>")])
    ]
}

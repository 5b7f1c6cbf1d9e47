import ArgumentParser
import Domain

extension ApplicationTemplate: ExpressibleByArgument {}
extension Ownership: ExpressibleByArgument {}
extension GrantType: ExpressibleByArgument {}
extension PKCE: ExpressibleByArgument {}
extension SigningAlgorithm: ExpressibleByArgument {}
extension SignInWindow: ExpressibleByArgument {}
extension Admission: ExpressibleByArgument {}
extension AssuranceLevel: ExpressibleByArgument {}

/// What is said of an application on the command line; what is left out stays as it is.
struct ApplicationOptions: ParsableArguments {
    @Option(help: "What people call it.") var name: String?
    @Option(help: "Whose it is: of a foreign one, people are asked first.") var ownership: Ownership?
    @Option(help: "An address that a sign-in is answered at; several times for several. An empty one takes all away.")
    var redirect: [String] = []
    @Option(help: "An address to go on to after signing out; likewise.") var postLogout: [String] = []
    @Option(help: "Where it is told that a session has ended.") var backChannelLogout: String?
    @Option(help: "An origin from where its pages call the server; likewise.") var origin: [String] = []
    @Option(help: "Where it begins.") var home: String?
    @Option(help: "Something that it may ask for; likewise.") var scope: [String] = []
    @Option(help: "What it may get tokens by; likewise.") var grantType: [GrantType] = []
    @Option(help: "Whether requests must carry a challenge.") var pkce: PKCE?
    @Option(help: "What ID tokens are signed by.") var algorithm: SigningAlgorithm?
    @Option(help: "Where the sign-in appears.") var window: SignInWindow?
    @Option(help: "Who may sign in.") var allow: Admission?
    @Option(help: "How many factors they must have shown.") var level: AssuranceLevel?
    @Option(help: "How many minutes ago at most; an empty one is no limit.") var maximumAge: String?
    @Option(help: "An address, or a range of them, from where they may; likewise.") var address: [String] = []

    func apply(to draft: inout ApplicationDraft) {
        set(&draft.name, name)
        set(&draft.ownership, ownership)
        set(&draft.redirects, redirect)
        set(&draft.postLogout, postLogout)
        set(&draft.logoutMessages, backChannelLogout)
        set(&draft.origins, origin)
        set(&draft.home, home)
        set(&draft.scopes, scope)
        if !grantType.isEmpty { draft.grantTypes = Set(grantType) }
        set(&draft.pkce, pkce)
        set(&draft.algorithm, algorithm)
        set(&draft.window, window)
        set(&draft.admission, allow)
        set(&draft.level, level)
        set(&draft.maximumAge, maximumAge)
        set(&draft.addresses, address)
    }

    private func set<Value>(_ target: inout Value, _ value: Value?) {
        if let value { target = value }
    }

    private func set(_ target: inout [String], _ values: [String]) {
        if !values.isEmpty { target = values }
    }
}

import Domain
import Flows

/// What the *Default settings* pane sent, or what it shows at first, and what is wrong with it.
struct UserForm {
    var typedName: String
    var details: UserDetails
    var isActive = true
    var isAdministrator = false
    var hasTwoFactor = false
    var nameError: Message?
    var problems: [DetailsProblem] = []
    var problem: Message?
    var confirmedLook = ""
    var lookAlike: LookAlikeQuestion?

    init(language: Language) {
        typedName = ""
        details = UserDetails(displayName: "", email: "", language: language)
    }

    init(_ managed: ManagedUser) {
        typedName = managed.user.name.text
        details = managed.user.details
        isActive = managed.user.isActive
        isAdministrator = managed.user.isAdministrator
        hasTwoFactor = managed.hasTwoFactor
    }

    /// What was sent about a user; what administrators do not change about themselves is as it is.
    init(_ exchange: Exchange, of managed: ManagedUser, by signedIn: SignedIn) {
        self.init(exchange, otherwise: managed.user.details.language)
        guard managed.user.id == signedIn.user.id else { return }
        isActive = managed.user.isActive
        isAdministrator = managed.user.isAdministrator
        hasTwoFactor = managed.hasTwoFactor
    }

    init(_ exchange: Exchange, otherwise language: Language) {
        typedName = exchange.field("name")
        details = exchange.details(otherwise: language)
        isActive = exchange.form.isTicked("active")
        isAdministrator = exchange.form.isTicked("administrator")
        hasTwoFactor = exchange.form.isTicked("twoFactor")
        confirmedLook = exchange.field("lookAlike")
        nameError = UserName.problem(with: typedName).map { Message($0) }
        problems = details.problems
    }

    /// As it was typed, before anybody says what is wrong with it.
    var unchecked: UserForm {
        var form = self
        form.nameError = nil
        form.problems = []
        return form
    }

    var name: UserName? { UserName(typedName) }

    /// Takes in everything that a flow found wrong, so that all of it is told at once.
    mutating func refuse(_ isNameTaken: Bool, _ problems: [DetailsProblem]) {
        if isNameTaken { nameError = "userName.taken" }
        self.problems = problems
    }

    var change: UserChange? {
        name.map { UserChange(name: $0, details: details, isActive: isActive, isAdministrator: isAdministrator) }
    }

    /// What the names look like: whoever confirms a look-alike confirms it for these.
    var look: String {
        [typedName, details.displayName].map(LookAlike.skeleton).joined(separator: " / ")
    }

    func nameField(_ exchange: Exchange) -> Field {
        Field(value: typedName.removingNeedlessUnseen, error: nameError.map { exchange.text($0) })
    }
}

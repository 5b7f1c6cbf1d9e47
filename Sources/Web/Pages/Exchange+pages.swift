import Domain
import Flows
import HTTPTypes

/// What every handler needs to draw a page.
extension Exchange {
    func language(_ state: BrowserState) -> Language {
        if let spoken { return spoken }
        if case .signedIn(let signedIn) = state { return signedIn.session.language }
        return chosenLanguage ?? acceptedLanguage
    }

    /// A text in the language of this answer, for pages without a session.
    func text(_ message: Message) -> String { text(message, .anonymous) }

    func text(_ message: Message, _ state: BrowserState) -> String {
        site.renderer.text(message, in: language(state))
    }

    /// A moment that is over. One that is still to come says why it stands there.
    func moment(_ time: Timestamp, _ state: BrowserState) -> Moment {
        var moment = Moment(time, language(state))
        moment.text = ([moment.text] + clockMark(time, state)).joined(separator: " ")
        return moment
    }

    /// What to say of something that was written down as done later than now.
    func clockMark(_ time: Timestamp, _ state: BrowserState) -> [String] {
        time > gatehouse.now + TimeSource.tolerance ? [text("moment.clockAhead", state)] : []
    }

    func render(_ page: some Page, _ state: BrowserState, status: HTTPResponse.Status = .ok) -> Reply {
        var page = page
        if type(of: page).keepsTyped { page.frame.keepTyped() }
        page.frame.isMistaken = status.kind == .clientError && !(page is MessagePage)
        let reply = Reply.html(site.renderer.render(page, in: language(state)), status: status)
        return notice == nil ? reply : reply.setting(Cookies.removal(Cookies.notice))
    }

    /// - Parameter place: where this page is, if its path does not say so.
    func frame(_ title: Message, state: BrowserState, place: String? = nil) -> Frame {
        let language = language(state)
        return Frame(
            title: text(title, state), language: language.rawValue,
            languages: Language.allCases.map {
                LanguageChoice(code: $0.rawValue, name: $0.endonym, isCurrent: $0 == language)
            },
            csrf: formToken(state), place: place ?? self.place, notice: noticeText(state), menu: menu(state),
            organisation: site.gatehouse.branding.organisationName, logo: site.logoPath)
    }

    /// Says `notice` on the page that the browser goes on to.
    func redirect(to route: Route, notice: Notice, name: String = "") -> Reply {
        redirect(toPath: route.path, notice: notice, name: name)
    }

    /// - Parameters:
    ///   - path: made by ``Route``, or checked by ``RouteTable``.
    ///   - name: whom the notice is about, where it takes a name.
    func redirect(toPath path: String, notice: Notice, name: String = "") -> Reply {
        let value = notice.rawValue + (name.isEmpty ? "" : "." + Base64URL.encode(Array(name.utf8)))
        return .redirect(toPath: path).setting(Cookies.header(Cookies.notice, value, maxAge: .seconds(60)))
    }

    /// The user name of who has just chosen a password: it need not be typed again to sign in.
    var nameOfNotice: String { said?.notice.leadsToSignIn == true ? said?.name ?? "" : "" }

    private func formToken(_ state: BrowserState) -> String {
        var formToken = RequestForgery.formToken(for: tokens.browser, of: state.session)
        if case .passwordProven = state, let signInFormToken { formToken = signInFormToken }
        return RequestForgery.masked(formToken, random: site.settings.random)
    }

    /// The notice of the cookie, if it is one of ours: a cookie cannot make the page say anything else.
    private func noticeText(_ state: BrowserState) -> String? {
        said.map { text(Message($0.notice.rawValue, ["name": $0.name]), state) }
    }

    private var said: (notice: Notice, name: String)? {
        guard let notice else { return nil }
        return Notice.allCases.lazy.compactMap { candidate in
            if notice == candidate.rawValue { return (candidate, "") }
            guard notice.hasPrefix(candidate.rawValue + "."), candidate.takesName,
                let name = Base64URL.decode(String(notice.dropFirst(candidate.rawValue.count + 1)))
            else { return nil }
            return (candidate, String(decoding: name, as: UTF8.self))
        }.first
    }

    private func menu(_ state: BrowserState) -> Menu? {
        guard case .signedIn(let signedIn) = state else { return nil }
        return Menu(
            displayName: signedIn.user.shownName, twoFactorEnabled: signedIn.hasTwoFactor,
            mayManageUsers: signedIn.user.has(.manageUsers), mayViewActivity: signedIn.user.has(.viewActivity),
            current: path)
    }
}

extension SignedIn {
    /// The state of a browser that got past the guard.
    var state: BrowserState { .signedIn(self) }
}

extension User {
    /// The display name, or the user name of who has none.
    var shownName: String { shownDisplayName.isEmpty ? name.text : shownDisplayName }

    /// Display names that are older than the rule about unseen characters could turn a sentence round.
    var shownDisplayName: String { details.displayName.removingNeedlessUnseen }

    /// Display name and user name: the first alone is anybody's choice.
    var nameInFull: String {
        shownDisplayName.isEmpty ? name.text : "\(shownDisplayName) (\(name.text))"
    }
}

/// What can be said once, after something was done.
enum Notice: String, CaseIterable {
    case signInExpired = "signIn.expired"
    case signedOut = "signIn.signedOut"
    case sessionEndedForMe = "signIn.sessionEnded"
    case twoFactorOn = "notice.twoFactorOn"
    case twoFactorOff = "notice.twoFactorOff"
    case passwordChanged = "notice.passwordChanged"
    case profileSaved = "notice.profileSaved"
    case sessionEnded = "notice.sessionEnded"
    case otherSessionsEnded = "notice.otherSessionsEnded"
    case userSaved = "notice.userSaved"
    case twoFactorCleared = "notice.twoFactorCleared"
    case unlocked = "notice.unlocked"
    case setupDone = "notice.setupDone"
    case passwordSet = "notice.passwordSet"
    /// Somebody else is signed in here than the one who can sign in now.
    case otherCanSignIn = "notice.otherCanSignIn"
    case twoFactorOnAlready = "notice.twoFactorOnAlready"
    case twoFactorOffAlready = "notice.twoFactorOffAlready"
    case keyReplaced = "notice.keyReplaced"
    case formKept = "notice.formKept"

    var takesName: Bool { self == .twoFactorCleared || self == .otherCanSignIn || leadsToSignIn }

    /// Said on the sign-in page to somebody whose user name is known.
    fileprivate var leadsToSignIn: Bool { self == .passwordSet || self == .setupDone }
}

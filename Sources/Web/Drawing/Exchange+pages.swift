import Domain
import Flows
import HTTPTypes

/// What every handler needs to draw a page.
extension Exchange {
    /// The language of this answer.
    var language: Language {
        if let spoken { return spoken }
        if case .signedIn(let signedIn) = visitor { return signedIn.session.language }
        return chosenLanguage ?? acceptedLanguage
    }

    func text(_ message: Message) -> String { site.renderer.text(message, in: language) }

    /// A moment that is over. One that is still to come says why it stands there.
    func moment(_ time: Timestamp) -> Moment {
        var moment = Moment(time, language)
        moment.text = ([moment.text] + clockMark(time)).joined(separator: " ")
        return moment
    }

    /// What to say of something that was written down as done later than now.
    func clockMark(_ time: Timestamp) -> [String] {
        time > gatehouse.now + TimeSource.tolerance ? [text("moment.clockAhead")] : []
    }

    func render(_ page: some Page, status: HTTPResponse.Status = .ok) -> Reply {
        var page = page
        if type(of: page).keepsTyped { page.frame.keepTyped() }
        page.frame.isMistaken = status.kind == .clientError && !(page is MessagePage)
        let reply = Reply.html(site.renderer.render(page, in: language), status: status)
        return notice == nil ? reply : reply.setting(Cookies.removal(Cookies.notice))
    }

    /// - Parameter place: where this page is, if its path does not say so.
    func frame(_ title: Message, place: String? = nil) -> Frame {
        let language = language
        return Frame(
            title: text(title), language: language.rawValue,
            languages: Language.allCases.map {
                LanguageChoice(code: $0.rawValue, name: $0.endonym, isCurrent: $0 == language)
            },
            csrf: formToken, place: place ?? self.place, notice: noticeText, menu: menu,
            organisation: site.gatehouse.branding.organisationName, logo: site.logoPath)
    }

    private var formToken: String {
        var formToken = RequestForgery.formToken(for: tokens.browser, of: visitor.session)
        if case .signingIn = visitor, let signInFormToken { formToken = signInFormToken }
        return RequestForgery.masked(formToken, random: site.settings.random)
    }

    private var menu: Menu? {
        guard case .signedIn(let signedIn) = visitor else { return nil }
        return Menu(
            displayName: signedIn.user.shownName, twoFactorEnabled: signedIn.hasTwoFactor,
            mayManageUsers: signedIn.user.has(.manageUsers), mayViewActivity: signedIn.user.has(.viewActivity),
            current: path)
    }
}

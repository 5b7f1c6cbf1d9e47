@testable import Web

/// What the samples of several pages have in common.
extension Frame {
    static func outside(_ title: String, notice: String? = nil) -> Frame {
        Frame(
            title: title, language: "en", languages: LanguageChoice.samples, csrf: "Qm9vbS1iYXJyaWVy", notice: notice,
            menu: nil, organisation: "Danube Contact Ltd", logo: nil)
    }

    static func inside(_ title: String, _ current: String, notice: String? = nil, menu: Menu = .administrator) -> Frame
    {
        var menu = menu
        menu.current = current
        return Frame(
            title: title, language: "en", languages: LanguageChoice.samples, csrf: "Qm9vbS1iYXJyaWVy", notice: notice,
            menu: menu, organisation: nil, logo: nil)
    }

    /// With a form that goes along when a language is chosen.
    var keeping: Frame {
        var frame = self
        frame.keepTyped()
        return frame
    }

    /// With the organisation's own logo.
    var branded: Frame {
        var frame = self
        frame.organisation = "Danube Contact Ltd"
        frame.logo = "/branding/logo"
        return frame
    }
}

extension LanguageChoice {
    static let samples = [
        LanguageChoice(code: "en", name: "English", isCurrent: true),
        LanguageChoice(code: "hu", name: "Magyar", isCurrent: false),
    ]
}

extension Menu {
    static let administrator = Menu(
        displayName: "Katalin Őrsi", twoFactorEnabled: true, mayManageUsers: true,
        mayManageApplications: true, mayViewActivity: true, current: "/")
    static let agent = Menu(
        displayName: "Anna Kovács", twoFactorEnabled: false, mayManageUsers: false,
        mayManageApplications: false, mayViewActivity: false, current: "/"
    )
}

extension Choice {
    static let languages = [
        Choice(value: "en", label: "English", isChosen: true),
        Choice(value: "hu", label: "Magyar", isChosen: false),
    ]
}

extension Moment {
    static let monday = Moment(text: "2026-11-23 07:52", iso: "2026-11-23T07:52:00+01:00")
    static let friday = Moment(text: "2026-11-20 15:58", iso: "2026-11-20T15:58:12+01:00")
    static let soon = Moment(text: "2026-11-23 14:32", iso: "2026-11-23T14:32:00+01:00")
}

extension LookAlikeQuestion {
    static let sample = LookAlikeQuestion(
        text: "This looks like Anna Kovács (anna), who is another user. Some letters only look the same.",
        confirmation: "anna")
}

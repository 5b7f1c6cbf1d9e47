import Domain
import Flows

extension Exchange {
    /// Asks before something is done to a user.
    ///
    /// - Parameters:
    ///   - name: of the messages `confirm.<name>.title`, `.label`, and those of the paragraphs and the choice.
    ///   - choice: the name of a checkbox, which is ticked only where it was before.
    func confirmPage(
        _ managed: ManagedUser, _ name: String, _ paragraphs: [String], action: Route<UserID>,
        choice: String? = nil
    ) -> Reply {
        let parameters = [
            "name": managed.user.nameInFull, "misses": managed.twoFactorBlockedAfter.map { "\($0)" } ?? "",
        ]
        let page = ConfirmPage(
            frame: frame(Message("confirm.\(name).title", parameters)),
            paragraphs: paragraphs.map { text(Message("confirm.\(name).\($0)", parameters)) },
            choice: choice.map {
                ConfirmChoice(
                    name: $0, label: text(Message("confirm.\(name).\($0)", parameters)),
                    isTicked: form.isTicked($0))
            },
            action: list.path(of: action, managed.user.id), confirmLabel: text(Message("confirm.\(name).label")),
            cancelPath: list.path(of: .user, managed.user.id))
        return render(page)
    }
}

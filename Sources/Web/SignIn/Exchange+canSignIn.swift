import Domain
import Flows

extension Exchange {
    /// Somebody can sign in now. Where another user is signed in, that is said instead of greeting them in their place.
    func canSignIn(_ user: User, notice: Notice) -> Reply {
        guard case .signedIn(let signedIn) = visitor, signedIn.user.id != user.id else {
            return redirect(to: .signIn, notice: notice, name: user.name.text)
        }
        return redirect(to: .home, notice: .otherCanSignIn, name: user.nameInFull)
    }
}

import Domain
import Storage

extension Act {
    /// Ends the user's other sessions and half-done sign-ins, and gives this session a new token.
    func renewSession(_ signedIn: SignedIn, methods: AuthenticationMethods) throws -> Token {
        let token = Token(from: transaction.random)
        try transaction.sessions.rotate(
            signedIn.session.id, to: token.digest, methods: methods, provenAt: signedIn.session.provenAt)
        try endAccess(of: signedIn.user.id, but: signedIn.session.id)
        return token
    }
}

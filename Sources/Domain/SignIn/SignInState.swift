/// The sign-in state machine: what one browser's sign-in has proven so far.
///
/// Its only way to `signedIn` leads through every required proof, in order. What is required is read anew at every event: an
/// authenticator enrolled while a sign-in is half done is required of it too.
public enum SignInState: Equatable, Sendable {
    case anonymous
    case passwordProven(UserID)
    case signedIn(UserID, methods: AuthenticationMethods)
}

/// Something that happens to a sign-in.
public enum SignInEvent: Equatable, Sendable {
    /// The password of this user was right. `hasAuthenticator` tells whether a second factor is enrolled.
    case passwordAccepted(UserID, hasAuthenticator: Bool)
    /// A one-time code of this user was accepted, and its time step consumed.
    case codeAccepted(UserID)
    /// Something was wrong, missing or out of order.
    case refused
    /// The half-done sign-in took too long or was cancelled, or the session ended.
    case ended
}

extension SignInState {
    /// The next state. Total: an event that does not fit the state changes nothing.
    public func after(_ event: SignInEvent) -> SignInState {
        switch (self, event) {
        case (.anonymous, .passwordAccepted(let user, let hasAuthenticator)),
            (.passwordProven, .passwordAccepted(let user, let hasAuthenticator)):
            hasAuthenticator ? .passwordProven(user) : .signedIn(user, methods: [.password])
        case (.passwordProven(let user), .codeAccepted(let owner)) where user == owner:
            .signedIn(user, methods: [.password, .oneTimeCode])
        case (_, .ended):
            .anonymous
        case (.anonymous, .codeAccepted), (.passwordProven, .codeAccepted), (.signedIn, .codeAccepted),
            (.signedIn, .passwordAccepted), (_, .refused):
            self
        }
    }
}

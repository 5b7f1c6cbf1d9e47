import Domain
import Flows

extension Exchange {
    /// Looks up who asks, and tells their connection, whatever is decided then: nobody's goes first when there are too many.
    func recognise(session: Token?, signIn: Token?) async throws -> BrowserState {
        let state = try await gatehouse.recognise(session: session, signIn: signIn)
        Connection.current?.shows(state.user)
        return state
    }
}

import Domain

extension Exchange {
    /// The browser goes on under a new token.
    func renewing(_ token: Token, _ reply: Reply) -> Reply {
        reply.setting(Cookies.header(Cookies.session, token.text))
    }
}

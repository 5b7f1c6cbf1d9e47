import Domain

/// What is said once, on the page that a browser goes on to.
extension Exchange {
    /// Says `notice` on the page that the browser goes on to.
    func redirect(to route: Route<Never>, notice: Notice, name: String = "") -> Reply {
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

    /// The notice of the cookie, if it is one of ours: a cookie cannot make the page say anything else.
    var noticeText: String? {
        said.map { text(Message($0.notice.rawValue, ["name": $0.name])) }
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
}

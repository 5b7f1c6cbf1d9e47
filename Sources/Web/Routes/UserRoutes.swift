import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let userEndpoints: [Endpoint] = [
        .signedIn(.get, Route.users.pattern, right: .manageUsers, handle: listUsers),
        .signedIn(.get, Route.newUser.pattern, right: .manageUsers, recentProof: true) { exchange, signedIn in
            exchange.newUserPage(signedIn, UserForm(language: exchange.gatehouse.branding.language))
        },
        .signedIn(.post, Route.newUser.pattern, right: .manageUsers, recentProof: true, handle: addUser)
            .refilled { exchange, signedIn in
                exchange.newUserPage(
                    signedIn, UserForm(exchange, otherwise: exchange.gatehouse.branding.language).unchecked)
            },
        .signedIn(.get, "/users/{id}", right: .manageUsers) { exchange, signedIn in
            let managed = try await exchange.managedUser(signedIn)
            return exchange.userPage(signedIn, managed, UserForm(managed))
        },
        .signedIn(.post, "/users/{id}", right: .manageUsers, recentProof: true, handle: changeUser)
            .refilled { exchange, signedIn in
                let managed = try await exchange.managedUser(signedIn)
                return exchange.userPage(
                    signedIn, managed, UserForm(exchange, of: managed, by: signedIn).unchecked)
            },
    ]

    private static let listUsers: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let query = UserQuery(exchange.query)
        let found = try await exchange.gatehouse.listUsers(query, by: exchange.caller(signedIn))
        return exchange.render(exchange.usersPage(signedIn, query, found.users, total: found.total), signedIn.state)
    }

    private static let addUser: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        var form = UserForm(exchange, otherwise: exchange.gatehouse.branding.language)
        guard let name = form.name else {
            return exchange.newUserPage(signedIn, form, status: .unprocessableContent)
        }
        form.lookAlike = try await exchange.lookAlike(of: name, form, for: nil, signedIn)
        if form.lookAlike != nil { return exchange.newUserPage(signedIn, form, status: .unprocessableContent) }
        let outcome = try await exchange.gatehouse.addUser(
            name: name, details: form.details, isAdministrator: form.isAdministrator,
            by: exchange.caller(signedIn))
        switch outcome {
        case .added(let user, let link): return exchange.resetLinkPage(signedIn, user, link, isNew: true)
        case .unfit(let isTaken, let problems): form.refuse(isTaken, problems)
        }
        return exchange.newUserPage(signedIn, form, status: .unprocessableContent)
    }

    /// Clearing *Two-factor authentication* leads to a page that says what will happen; everything else is saved at once.
    private static let changeUser: @Sendable (Exchange, SignedIn) async throws -> Reply = { exchange, signedIn in
        let managed = try await exchange.managedUser(signedIn)
        let id = managed.user.id
        var form = UserForm(exchange, of: managed, by: signedIn)
        guard let change = form.change else {
            return exchange.userPage(signedIn, managed, form, status: .unprocessableContent)
        }
        form.lookAlike = try await exchange.lookAlike(of: change.name, form, for: id, signedIn)
        if form.lookAlike != nil { return exchange.userPage(signedIn, managed, form, status: .unprocessableContent) }
        switch try await exchange.gatehouse.changeUser(id, to: change, by: exchange.caller(signedIn)) {
        case .changed:
            let clears = managed.hasTwoFactor && !form.hasTwoFactor && id != signedIn.user.id
            return clears
                ? .redirect(toPath: exchange.list.path(of: .clearTwoFactor(id)))
                : exchange.redirect(toPath: exchange.list.path(of: .user(id)), notice: .userSaved)
        case .notFound: throw Refusal.notFound
        case .unfit(let isTaken, let problems): form.refuse(isTaken, problems)
        case .ownAccount: form.problem = "user.ownAccount"
        case .lastAdministrator: form.problem = "user.lastAdministrator"
        }
        return exchange.userPage(signedIn, managed, form, status: .unprocessableContent)
    }
}

extension Exchange {
    /// The user of the path.
    func managedUser(_ signedIn: SignedIn) async throws -> ManagedUser {
        guard let id: UserID = identifier(),
            let managed = try await gatehouse.managedUser(id, by: caller(signedIn))
        else { throw Refusal.notFound }
        return managed
    }

    /// What to ask before names are saved that look like somebody else's, unless the answer came with them.
    fileprivate func lookAlike(
        of name: UserName, _ form: UserForm, for id: UserID?, _ signedIn: SignedIn
    ) async throws -> LookAlikeQuestion? {
        guard form.details.problems.isEmpty, form.confirmedLook != form.look,
            let other = try await gatehouse.lookAlike(of: name, form.details, for: id, by: caller(signedIn))
        else { return nil }
        return LookAlikeQuestion(
            text: text(Message("lookAlike.text", ["name": other.nameInFull]), signedIn.state), confirmation: form.look)
    }

    fileprivate func newUserPage(_ signedIn: SignedIn, _ form: UserForm, status: HTTPResponse.Status = .ok) -> Reply {
        let state = signedIn.state
        let page = NewUserPage(
            frame: frame("newUser.title", state: state), savePath: list.path(of: .newUser), listPath: list.path(),
            name: form.nameField(self, state),
            displayName: displayNameField(form.details, form.problems, state),
            email: emailField(form.details, form.problems, state), languages: languageChoices(form.details.language),
            isAdministrator: form.isAdministrator, lookAlike: form.lookAlike)
        return render(page, state, status: status)
    }

    fileprivate func userPage(
        _ signedIn: SignedIn, _ managed: ManagedUser, _ form: UserForm, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let state = signedIn.state
        let user = managed.user
        let page = UserPage(
            frame: frame(Message("user.title", ["name": user.shownName]), state: state),
            savePath: list.path(of: .user(user.id)), listPath: list.path(), name: form.nameField(self, state),
            displayName: displayNameField(form.details, form.problems, state),
            email: emailField(form.details, form.problems, state), languages: languageChoices(form.details.language),
            isActive: form.isActive, isAdministrator: form.isAdministrator, twoFactorEnabled: managed.hasTwoFactor,
            twoFactorKept: form.hasTwoFactor, twoFactorBlocked: managed.twoFactorBlockedAfter != nil,
            misses: managed.twoFactorBlockedAfter ?? 0,
            isSelf: user.id == signedIn.user.id,
            hasPassword: managed.hasPassword, lockedUntil: managed.lockedUntil.map { Moment($0, language(state)) },
            isLockedForGood: managed.lock == .lockedForGood, isLocked: managed.lock != nil,
            unlockPath: list.path(of: .unlockUser(user.id)), resetPath: list.path(of: .issuePasswordReset(user.id)),
            created: moment(user.createdAt, state), lastSignIn: user.lastSignInAt.map { moment($0, state) },
            problem: form.problem.map { text($0, state) }, lookAlike: form.lookAlike)
        return render(page, state, status: status)
    }

    /// - Parameter isNew: whether the user has just been added, and the next one may follow.
    func resetLinkPage(_ signedIn: SignedIn, _ user: User, _ link: ResetLink, isNew: Bool = false) -> Reply {
        // What is shown once has no other edition.
        var frame = frame("resetLink.title", state: signedIn.state)
        frame.languages = []
        let page = ResetLinkPage(
            frame: frame, userName: user.name.text,
            displayName: user.shownName, link: Site.resetURL(link.token, publicURL: site.settings.publicURL),
            expires: Moment(link.expires, language(signedIn.state)), addPath: isNew ? list.path(of: .newUser) : nil,
            backPath: list.path(of: .user(user.id)))
        return render(page, signedIn.state)
    }
}

extension ManagedUser {
    fileprivate var lockedUntil: Timestamp? {
        if case .locked(let until) = lock { until } else { nil }
    }
}

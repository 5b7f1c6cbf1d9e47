import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let userEndpoints: [Endpoint] = [
        .signedIn(.get, .users, right: .manageUsers, handle: listUsers),
        .signedIn(.get, .newUser, right: .manageUsers, recentProof: true) { exchange, _ in
            exchange.newUserPage(UserForm(language: exchange.gatehouse.branding.language))
        },
        .signedIn(.post, .newUser, body: .form(), right: .manageUsers, recentProof: true, handle: addUser)
            .refilled { exchange, _ in
                exchange.newUserPage(
                    UserForm(exchange, otherwise: exchange.gatehouse.branding.language).unchecked)
            },
        .signedIn(.get, .user, right: .manageUsers) { exchange, signedIn in
            let managed = try await exchange.managedUser()
            return exchange.userPage(signedIn, managed, UserForm(managed))
        },
        .signedIn(.post, .user, body: .form(), right: .manageUsers, recentProof: true, handle: changeUser)
            .refilled { exchange, signedIn in
                let managed = try await exchange.managedUser()
                return exchange.userPage(
                    signedIn, managed, UserForm(exchange, of: managed, by: signedIn).unchecked)
            },
    ]

    private static let listUsers: SignedInHandler = { exchange, _ in
        let query = UserQuery(exchange.query)
        let found = try await exchange.gatehouse.listUsers(query, by: exchange.caller)
        return exchange.render(exchange.usersPage(query, found.users, total: found.total))
    }

    private static let addUser: SignedInHandler = { exchange, _ in
        var form = UserForm(exchange, otherwise: exchange.gatehouse.branding.language)
        guard let name = form.name else {
            return exchange.newUserPage(form, status: .unprocessableContent)
        }
        form.lookAlike = try await exchange.lookAlike(of: name, form, for: nil)
        if form.lookAlike != nil { return exchange.newUserPage(form, status: .unprocessableContent) }
        let outcome = try await exchange.gatehouse.addUser(
            name: name, details: form.details, isAdministrator: form.isAdministrator,
            by: exchange.caller)
        switch outcome {
        case .added(let user, let link): return exchange.passwordResetIssuePage(user, link, isNew: true)
        case .unfit(let isTaken, let problems): form.refuse(isTaken, problems)
        }
        return exchange.newUserPage(form, status: .unprocessableContent)
    }

    /// Clearing *Two-factor authentication* leads to a page that says what will happen; everything else is saved at once.
    private static let changeUser: SignedInHandler = { exchange, signedIn in
        let managed = try await exchange.managedUser()
        let id = managed.user.id
        var form = UserForm(exchange, of: managed, by: signedIn)
        guard let change = form.change else {
            return exchange.userPage(signedIn, managed, form, status: .unprocessableContent)
        }
        form.lookAlike = try await exchange.lookAlike(of: change.name, form, for: id)
        if form.lookAlike != nil { return exchange.userPage(signedIn, managed, form, status: .unprocessableContent) }
        switch try await exchange.gatehouse.changeUser(id, to: change, by: exchange.caller) {
        case .changed:
            let clears = managed.hasTwoFactor && !form.hasTwoFactor && id != signedIn.user.id
            return clears
                ? .redirect(toPath: exchange.list.path(of: .clearTwoFactor, id))
                : exchange.redirect(toPath: exchange.list.path(of: .user, id), notice: .userSaved)
        case .notFound: throw Refusal.notFound
        case .unfit(let isTaken, let problems): form.refuse(isTaken, problems)
        case .ownAccount: form.problem = "user.ownAccount"
        case .lastAdministrator: form.problem = "user.lastAdministrator"
        }
        return exchange.userPage(signedIn, managed, form, status: .unprocessableContent)
    }
}

extension Exchange {
    /// What to ask before names are saved that look like somebody else's, unless the answer came with them.
    fileprivate func lookAlike(
        of name: UserName, _ form: UserForm, for id: UserID?
    ) async throws -> LookAlikeQuestion? {
        guard form.details.problems.isEmpty, form.confirmedLook != form.look,
            let other = try await gatehouse.lookAlike(of: name, form.details, for: id, by: caller)
        else { return nil }
        return LookAlikeQuestion(
            text: text(Message("lookAlike.text", ["name": other.nameInFull])), confirmation: form.look)
    }

    fileprivate func newUserPage(_ form: UserForm, status: HTTPResponse.Status = .ok) -> Reply {
        let page = NewUserPage(
            frame: frame("newUser.title"), savePath: list.path(of: .newUser), listPath: list.path(),
            name: form.nameField(self),
            displayName: displayNameField(form.details, form.problems),
            email: emailField(form.details, form.problems), languages: languageChoices(form.details.language),
            isAdministrator: form.isAdministrator, lookAlike: form.lookAlike)
        return render(page, status: status)
    }

    fileprivate func userPage(
        _ signedIn: SignedIn, _ managed: ManagedUser, _ form: UserForm, status: HTTPResponse.Status = .ok
    ) -> Reply {
        let user = managed.user
        let page = UserPage(
            frame: frame(Message("user.title", ["name": user.shownName])),
            savePath: list.path(of: .user, user.id), listPath: list.path(), name: form.nameField(self),
            displayName: displayNameField(form.details, form.problems),
            email: emailField(form.details, form.problems), languages: languageChoices(form.details.language),
            isActive: form.isActive, isAdministrator: form.isAdministrator, twoFactorEnabled: managed.hasTwoFactor,
            twoFactorKept: form.hasTwoFactor, twoFactorBlocked: managed.twoFactorBlockedAfter != nil,
            misses: managed.twoFactorBlockedAfter ?? 0,
            isSelf: user.id == signedIn.user.id,
            hasPassword: managed.hasPassword, lockedUntil: managed.lockedUntil.map { Moment($0, language) },
            isLockedForGood: managed.lock == .lockedForGood, isLocked: managed.lock != nil,
            unlockPath: list.path(of: .unlockUser, user.id),
            passwordResetPath: list.path(of: .passwordResetIssue, user.id),
            created: moment(user.createdAt), lastSignIn: user.lastSignInAt.map { moment($0) },
            problem: form.problem.map(text), lookAlike: form.lookAlike)
        return render(page, status: status)
    }
}

extension ManagedUser {
    fileprivate var lockedUntil: Timestamp? {
        if case .locked(let until) = lock { until } else { nil }
    }
}

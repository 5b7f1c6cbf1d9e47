import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let twoFactorEndpoints: [Endpoint] = [
        .signedIn(.get, .twoFactor, recentProof: true) { exchange, signedIn in
            try await exchange.twoFactorPage(signedIn)
        },
        .signedIn(.post, .twoFactor, body: .form(), recentProof: true) { exchange, signedIn in
            switch (exchange.field("wanted"), signedIn.hasTwoFactor) {
            // The state has changed in another window: a number that was meant for the one thing never does the other.
            case ("on", true): exchange.redirect(to: .twoFactor, notice: .twoFactorOnAlready)
            case ("off", false): exchange.redirect(to: .twoFactor, notice: .twoFactorOffAlready)
            case (_, true): try await switchOff(exchange, signedIn)
            case (_, false): try await switchOn(exchange, signedIn)
            }
        },
        .signedIn(.get, .qrCode, face: .asset, recentProof: true) { exchange, signedIn in
            guard let pending = try await exchange.gatehouse.pendingEnrolment(signedIn, visit: exchange.visit),
                let picture = QRCode.svg(of: pending.uri.text(for: pending.totp))
            else { throw Refusal.notFound }
            return .file(Array(picture.utf8), contentType: "image/svg+xml", isKeepable: false)
        },
        .signedIn(.post, .cancelTwoFactor, body: .form()) { exchange, signedIn in
            try await exchange.gatehouse.cancelEnrolment(signedIn, visit: exchange.visit)
            return .redirect(to: .profile)
        },
    ]

    private static func switchOn(_ exchange: Exchange, _ signedIn: SignedIn) async throws -> Reply {
        let outcome = try await exchange.gatehouse.confirmAuthenticator(
            signedIn, code: exchange.field("code"), shownKey: exchange.field("key"), visit: exchange.visit)
        switch outcome {
        case .confirmed(let token):
            return exchange.renewing(token, exchange.redirect(to: .twoFactor, notice: .twoFactorOn))
        case .refused(let refusal):
            return try await exchange.twoFactorPage(signedIn, refusal: refusal, status: .unprocessableContent)
        case .keyReplaced: return exchange.redirect(to: .twoFactor, notice: .keyReplaced)
        case .stale: return exchange.redirect(to: .twoFactor, notice: .twoFactorOnAlready)
        }
    }

    private static func switchOff(_ exchange: Exchange, _ signedIn: SignedIn) async throws -> Reply {
        let outcome = try await exchange.gatehouse.removeAuthenticator(
            signedIn, code: exchange.field("code"), visit: exchange.visit)
        switch outcome {
        case .removed(let token):
            return exchange.renewing(token, exchange.redirect(to: .twoFactor, notice: .twoFactorOff))
        case .denied(.refused(let refusal)):
            return try await exchange.twoFactorPage(signedIn, refusal: refusal, status: .unprocessableContent)
        case .denied(.limited(let refusal)):
            return try await exchange.twoFactorPage(signedIn, problem: Message(refusal), status: .tooManyRequests)
                .retrying(refusal, exchange)
        case .stale: return exchange.redirect(to: .twoFactor, notice: .twoFactorOffAlready)
        }
    }
}

extension Exchange {
    fileprivate func twoFactorPage(
        _ signedIn: SignedIn, refusal: CodeRefusal? = nil, problem: Message? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let frame = frame("twoFactor.title")
        let problem = problem.map(text)
        switch try await gatehouse.twoFactorStatus(signedIn, visit: visit) {
        case .enabled(let since, let lastUsed):
            let code = refusal.map { codeField($0) } ?? Field()
            let page = TwoFactorEnabledPage(
                frame: frame, since: moment(since), lastUsed: moment(lastUsed ?? since), code: code,
                problem: problem)
            return render(page, status: status)
        case .disabled(let totp, let uri, let isReplaced):
            let code = refusal.map { newKeyField($0) } ?? Field()
            let page = TwoFactorDisabledPage(
                frame: frame, key: grouped(totp.key), keyURI: uri.text(for: totp), label: uri.label,
                keyMark: totp.keyMark, isReplaced: isReplaced || form.isTicked("replaced"), code: code, problem: problem
            )
            return render(page, status: status)
        }
    }

    /// A wrong number may come from an older entry of the same name, whose key was never taken.
    private func newKeyField(_ refusal: CodeRefusal) -> Field {
        refusal == .wrong ? Field(error: text("code.wrongNewKey")) : codeField(refusal)
    }

    /// The key for typing: base32 in groups of four.
    private func grouped(_ key: Secret) -> String {
        let text = Array(key.reveal(Base32.encode))
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
            .joined(separator: " ")
    }
}

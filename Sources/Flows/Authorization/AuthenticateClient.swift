import Crypto
import Domain
import Storage

/// How an application says who it is, at the endpoints that it calls itself (RFC 6749 §2.3).
public struct ClientCredentials: Sendable {
    public var clientID: String
    /// Nil for one that keeps none.
    public var secret: ClientSecret?
    /// From where it calls.
    public var visit: Visit

    public init(clientID: String, secret: ClientSecret?, visit: Visit) {
        self.clientID = clientID
        self.secret = secret
        self.visit = visit
    }
}

/// Why an application is told no at an endpoint that it calls itself.
public enum ClientDenial: Error, Sendable {
    /// It is not known, or has not shown that it is itself. Which of these is not told.
    case unknown
    /// The same, too often from there.
    case limited(GuessingRefusal)
}

extension Act {
    static var calling: Need { .nothing(because: "an application says itself who it is") }

    /// Which application calls.
    ///
    /// Its secret has 256 random bits: comparing it tells nothing to whoever guesses, so what is right is never held up. What is wrong is counted, by
    /// application and network, and answered later and later.
    func authenticate(_ credentials: ClientCredentials) throws -> Result<Application, ClientDenial> {
        try identify(credentials).map(Result.success) ?? .failure(charge(wrong: credentials))
    }

    /// The same, without counting what is wrong.
    func identify(_ credentials: ClientCredentials) throws -> Application? {
        guard let application = try ClientID(credentials.clientID).flatMap({ try transaction.applications.find($0) }),
            application.isEnabled, try isKnown(credentials.secret, of: application)
        else { return nil }
        return application
    }

    private func isKnown(_ secret: ClientSecret?, of application: Application) throws -> Bool {
        guard application.template.hasSecret else { return secret == nil && application.template != .gate }
        guard let digest = secret?.digest else { return false }
        return try transaction.clientSecrets.list(of: application.id).contains { $0.digest == digest }
    }

    /// Counts a wrong try. Of an application that there is not, nothing is counted: client ids are no secret.
    func charge(wrong credentials: ClientCredentials) throws -> ClientDenial {
        guard let application = try ClientID(credentials.clientID).flatMap({ try transaction.applications.find($0) })
        else { return .unknown }
        let network = IPAddress.network(of: credentials.visit.address)
        // No name that anybody types has a NUL.
        let account = TriedName.digest("application\u{0}\(application.id)\u{0}\(network)")
        let source = GuessingSource(account: account, place: .elsewhere)
        return try transaction.guessing.charge(source).map(ClientDenial.limited) ?? .unknown
    }
}

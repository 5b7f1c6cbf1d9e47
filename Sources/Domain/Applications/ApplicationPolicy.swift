/// Who may sign in to an application, and what they must have shown. The same holds wherever access is given: at the sign-in, for a code, at
/// a refresh and at the gate.
public struct ApplicationPolicy: Sendable, Equatable {
    /// Minutes that the age of a proof can be limited to.
    public static let ages = 1...1440

    public var admission: Admission
    /// The least that must have been shown.
    public var level: AssuranceLevel
    /// How long ago all factors may have been proven; nil for as long as the session lasts.
    public var maximumAge: Span?
    /// From where; empty for from anywhere.
    public var addresses: [AddressRange]

    public init(admission: Admission, level: AssuranceLevel, maximumAge: Span? = nil, addresses: [AddressRange] = []) {
        self.admission = admission
        self.level = level
        self.maximumAge = maximumAge
        self.addresses = addresses
    }

    /// What a new application begins with: nobody may until somebody says who.
    public static let standard = ApplicationPolicy(admission: .nobody, level: .oneFactor)
}

/// Who may sign in.
public enum Admission: String, CaseIterable, Sendable {
    case nobody, everybody, administrators

    fileprivate func admits(_ user: User) -> Bool {
        guard user.isActive else { return false }
        return switch self {
        case .nobody: false
        case .everybody: true
        case .administrators: user.isAdministrator
        }
    }
}

/// What an application's policy says of somebody.
public enum ApplicationDecision: Sendable, Equatable {
    case allowed
    /// They may once they have shown more, or shown it again.
    case stepUp
    case refused(ApplicationRefusal)
}

/// Why somebody may not sign in to an application, whatever they show.
public enum ApplicationRefusal: Sendable, Equatable {
    /// It is not for them.
    case notAdmitted
    /// Not from where they are.
    case address
}

extension ApplicationPolicy {
    /// - Parameters:
    ///   - user: as they are stored now.
    ///   - methods: by which their session was authenticated.
    ///   - provenAt: when all factors were last proven in it.
    ///   - address: from where they ask; what is no address is nowhere.
    public func decide(
        _ user: User, methods: AuthenticationMethods, provenAt: Timestamp, address: String, at now: Timestamp
    ) -> ApplicationDecision {
        guard admission.admits(user) else { return .refused(.notAdmitted) }
        guard allows(address) else { return .refused(.address) }
        guard let shown = methods.level, shown >= level, isRecent(provenAt, at: now) else { return .stepUp }
        return .allowed
    }

    /// Whether anybody may come from there, a machine included.
    public func allows(_ address: String) -> Bool {
        if addresses.isEmpty { return true }
        guard let address = IPAddress(address) else { return false }
        return addresses.contains { $0.contains(address) }
    }

    /// A proof from after now was given while the clock was wrong, and nobody knows how old it is.
    private func isRecent(_ provenAt: Timestamp, at now: Timestamp) -> Bool {
        guard let maximumAge else { return true }
        return now - provenAt <= maximumAge && provenAt <= now + TimeSource.tolerance
    }
}

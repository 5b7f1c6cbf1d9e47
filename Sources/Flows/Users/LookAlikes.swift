import Domain
import Storage

extension Gatehouse {
    /// Another user whose names look like those that somebody is to get: a question for the administrator, and no refusal.
    /// - Parameter id: who is to get them; nil for somebody new. Names that one has already are asked for no more.
    public func lookAlike(of name: UserName, _ details: UserDetails, for id: UserID?, by caller: Caller) async throws
        -> User?
    {
        try await read(.right(.manageUsers), by: caller) { act in
            let before = try id.flatMap { try act.users.find($0) }
            let isAsItWas = before?.name.text == name.text && before?.details.displayName == details.displayName
            if isAsItWas { return nil }
            return try act.users.lookAlike(of: id, name: name, displayName: details.displayName)
        }
    }
}

/// Which users, in which order, and which part of them.
public struct UserQuery: Sendable, Equatable {
    public enum Order: String, CaseIterable, Sendable {
        case name, displayName, lastSignIn
    }

    public static let pageSize = 50

    public var search: String
    public var order: Order
    public var isDescending: Bool
    /// From 0.
    public var page: Int

    public init(search: String = "", order: Order = .name, isDescending: Bool = false, page: Int = 0) {
        self.search = search
        self.order = order
        self.isDescending = isDescending
        self.page = page
    }
}

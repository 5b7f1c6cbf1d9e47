/// What is brought to an endpoint. What is not declared is not read.
enum Body: Hashable, Sendable {
    case none
    /// The fields of a form, `application/x-www-form-urlencoded`, in at most so many bytes.
    case form(limit: Int = 64 * 1024)
}

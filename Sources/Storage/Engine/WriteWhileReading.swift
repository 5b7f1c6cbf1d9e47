import Domain

/// A change stood where only reading is allowed: a mistake in the program, whatever state the database is in. Told at once, and to no
/// user as *could not*: coming again would not help.
struct WriteWhileReading: KnownFault, Equatable {
    var code: String { "a change where only reading is allowed" }
}

import Domain

/// Where guesses are counted apart.
struct GuessingSettings: Sendable {
    var floorAddresses: [AddressRange] = []

    static let section = SettingSection(
        name: "guessing", title: "Limits on guessing",
        settings: [
            .ranges(
                "guessing.floorAddresses",
                "from where people work on computers whose browsers forget. Each has a budget of guesses of its own for every user, which strangers from elsewhere cannot use up.",
                \.guessing.floorAddresses)
        ])
}

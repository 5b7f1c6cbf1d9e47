extension Endpoint {
    /// Everything the site answers to.
    static let all: [Endpoint] =
        signInEndpoints + stepUpEndpoints + homeEndpoints + profileEndpoints + changePasswordEndpoints
        + passwordResetEndpoints + passwordResetLinkEndpoints + twoFactorEndpoints + sessionEndpoints + userEndpoints
        + userActionEndpoints + applicationEndpoints + applicationActionEndpoints + activityEndpoints + setupEndpoints
        + languageEndpoints + helpEndpoints + healthEndpoints
        + assetEndpoints
}

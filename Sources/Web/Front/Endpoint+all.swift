extension Endpoint {
    /// Everything the site answers to.
    static let all: [Endpoint] =
        signInEndpoints + stepUpEndpoints + homeEndpoints + profileEndpoints + changePasswordEndpoints
        + passwordResetUseEndpoints + passwordResetIssueEndpoints + twoFactorEndpoints + sessionEndpoints
        + userEndpoints
        + userActionEndpoints + activityEndpoints + setupEndpoints + languageEndpoints + helpEndpoints + healthEndpoints
        + discoveryEndpoints + assetEndpoints
}

extension Endpoint {
    /// Everything the site answers to.
    static let all: [Endpoint] =
        signInEndpoints + accountEndpoints + twoFactorEndpoints + sessionEndpoints + stepUpEndpoints + userEndpoints
        + userActionEndpoints + activityEndpoints + setupEndpoints + passwordResetEndpoints + languageEndpoints
        + publicEndpoints + assetEndpoints
}

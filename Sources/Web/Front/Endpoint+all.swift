extension Endpoint {
    /// Everything the site answers to.
    static let all: [Endpoint] =
        signInEndpoints + stepUpEndpoints + homeEndpoints + profileEndpoints + changePasswordEndpoints
        + passwordResetUseEndpoints + passwordResetIssueEndpoints + twoFactorEndpoints + sessionEndpoints
        + userEndpoints + userActionEndpoints + applicationEndpoints + applicationActionEndpoints + activityEndpoints
        + setupEndpoints + languageEndpoints + helpEndpoints + healthEndpoints + authorizationEndpoints
        + tokenEndpoints + userInfoEndpoints + introspectionEndpoints + logoutEndpoints + discoveryEndpoints
        + assetEndpoints
}

extension Migration {
    /// In the order in which they are applied. A test compares this list with the files.
    static let all: [Migration] = [
        Migration("m0001-user", PackageResources.m0001_user_sql),
        Migration("m0002-password", PackageResources.m0002_password_sql),
        Migration("m0003-session", PackageResources.m0003_session_sql),
        Migration("m0004-authenticator", PackageResources.m0004_authenticator_sql),
        Migration("m0005-guessing", PackageResources.m0005_guessing_sql),
        Migration("m0006-activity", PackageResources.m0006_activity_sql),
        Migration("m0007-setup", PackageResources.m0007_setup_sql),
        Migration("m0008-policy", PackageResources.m0008_policy_sql),
        Migration("m0009-signing-key", PackageResources.m0009_signing_key_sql),
        Migration("m0010-application", PackageResources.m0010_application_sql),
        Migration("m0011-authorization", PackageResources.m0011_authorization_sql),
    ]

    private init(_ name: String, _ bytes: [UInt8]) {
        self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
}

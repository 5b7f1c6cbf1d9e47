/// The templates, as they are embedded in the binary.
enum Templates {
    /// Every template by name, partials included. A test compares the names to the files in this folder.
    static let sources: [String: [UInt8]] = [
        "activity": PackageResources.activity_mustache,
        "change-password": PackageResources.change_password_mustache,
        "code-field": PackageResources.code_field_mustache,
        "confirm": PackageResources.confirm_mustache,
        "field": PackageResources.field_mustache,
        "gatehouse": PackageResources.gatehouse_mustache,
        "help": PackageResources.help_mustache,
        "home": PackageResources.home_mustache,
        "language-field": PackageResources.language_field_mustache,
        "layout": PackageResources.layout_mustache,
        "menu": PackageResources.menu_mustache,
        "message": PackageResources.message_mustache,
        "new-user": PackageResources.new_user_mustache,
        "password-field": PackageResources.password_field_mustache,
        "problem": PackageResources.problem_mustache,
        "profile": PackageResources.profile_mustache,
        "reset-link": PackageResources.reset_link_mustache,
        "reset-password": PackageResources.reset_password_mustache,
        "sessions": PackageResources.sessions_mustache,
        "setup": PackageResources.setup_mustache,
        "sign-in": PackageResources.sign_in_mustache,
        "sign-in-code": PackageResources.sign_in_code_mustache,
        "step-up": PackageResources.step_up_mustache,
        "two-factor-disabled": PackageResources.two_factor_disabled_mustache,
        "two-factor-enabled": PackageResources.two_factor_enabled_mustache,
        "two-factor-warnings": PackageResources.two_factor_warnings_mustache,
        "user": PackageResources.user_mustache,
        "users": PackageResources.users_mustache,
    ]
}

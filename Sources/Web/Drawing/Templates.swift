enum Templates {
    /// Every page; each names its template.
    static let pages: [any Page.Type] = [
        ActivityPage.self,
        ChangePasswordPage.self,
        ConfirmPage.self,
        HelpPage.self,
        HomePage.self,
        MessagePage.self,
        NewUserPage.self,
        PasswordResetIssuePage.self,
        PasswordResetUsePage.self,
        ProfilePage.self,
        SessionsPage.self,
        SetupPage.self,
        SignInCodePage.self,
        SignInPage.self,
        StepUpPage.self,
        TwoFactorDisabledPage.self,
        TwoFactorEnabledPage.self,
        UserPage.self,
        UsersPage.self,
    ]

    /// What pages are made of.
    private static let parts = [
        Template("code-field", PackageResources.code_field_mustache),
        Template("field", PackageResources.field_mustache),
        Template("gatehouse", PackageResources.gatehouse_mustache),
        Template("language-field", PackageResources.language_field_mustache),
        Template("layout", PackageResources.layout_mustache),
        Template("look-alike", PackageResources.look_alike_mustache),
        Template("menu", PackageResources.menu_mustache),
        Template("password-field", PackageResources.password_field_mustache),
        Template("problem", PackageResources.problem_mustache),
        Template("two-factor-picture", PackageResources.two_factor_picture_mustache),
        Template("two-factor-warnings", PackageResources.two_factor_warnings_mustache),
    ]

    /// A test compares the names to the files in `Templates/`.
    static let all = pages.map { $0.template } + parts
}

enum Templates {
    /// Every page; each names its template.
    static let pages: [any Page.Type] = [
        ActivityPage.self,
        ApplicationPage.self,
        ApplicationTemplatesPage.self,
        ApplicationsPage.self,
        AuthorizationEnrolmentPage.self,
        AuthorizationPage.self,
        ChangePasswordPage.self,
        ClientSecretPage.self,
        ConfirmPage.self,
        HelpPage.self,
        HomePage.self,
        LeavingPage.self,
        LogoutPage.self,
        MessagePage.self,
        NewApplicationPage.self,
        NewUserPage.self,
        PasswordResetIssuePage.self,
        PasswordResetUsePage.self,
        PostingPage.self,
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
        Template("application-fields", PackageResources.application_fields_mustache),
        Template("choice-field", PackageResources.choice_field_mustache),
        Template("code-field", PackageResources.code_field_mustache),
        Template("field", PackageResources.field_mustache),
        Template("gatehouse", PackageResources.gatehouse_mustache),
        Template("language-field", PackageResources.language_field_mustache),
        Template("layout", PackageResources.layout_mustache),
        Template("lines-field", PackageResources.lines_field_mustache),
        Template("look-alike", PackageResources.look_alike_mustache),
        Template("menu", PackageResources.menu_mustache),
        Template("paste", PackageResources.paste_mustache),
        Template("password-field", PackageResources.password_field_mustache),
        Template("problem", PackageResources.problem_mustache),
        Template("two-factor-picture", PackageResources.two_factor_picture_mustache),
        Template("two-factor-warnings", PackageResources.two_factor_warnings_mustache),
    ]

    /// A test compares the names to the files in `Templates/`.
    static let all = pages.map { $0.template } + parts
}

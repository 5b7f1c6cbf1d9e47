/// An application that needs two factors, for somebody who has one.
struct AuthorizationEnrolmentPage: Page {
    static let template = Template("authorization-enrolment", PackageResources.authorization_enrolment_mustache)
    var frame: Frame
    var application: String
    /// Where the request goes on.
    var place: String
}

struct NewApplicationPage: Page {
    static let template = Template("new-application", PackageResources.new_application_mustache)
    static let keepsTyped = true
    var frame: Frame
    var kind: String
    var kindHint: String
    var savePath: String
    var clientID: Field
    var fields: ApplicationFields
    var isOld: Bool
    var hasSecret: Bool
}

struct ApplicationTemplatesPage: Page {
    static let template = Template("application-templates", PackageResources.application_templates_mustache)
    var frame: Frame
    var templates: [TemplateChoice]
}

struct TemplateChoice: Sendable {
    var name: String
    var hint: String
    var path: String
}

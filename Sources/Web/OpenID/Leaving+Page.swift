/// On the way to an application's address: it opens by itself.
struct LeavingPage: Page {
    static let template = Template("leaving", PackageResources.leaving_mustache)
    var frame: Frame
    var address: String
}

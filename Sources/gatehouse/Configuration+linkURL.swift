extension Configuration {
    /// Where browsers find the site: the one that runs here, wherever it listens, or the one that would.
    var linkURL: String { server.publicURL ?? DataFolder(path: data.folder).address ?? server.siteURL }
}

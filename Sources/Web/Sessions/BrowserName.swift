/// A browser's name for people, from its `User-Agent`.
enum BrowserName {
    /// `Firefox, Windows`; the beginning of the text itself where it is not known.
    static func of(userAgent: String) -> String {
        let browser = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
            ("curl/", "curl"),
        ].first { userAgent.contains($0.0) }?.1
        let system = [
            ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"), ("Linux", "Linux"),
        ].first { userAgent.contains($0.0) }?.1
        guard let browser else { return userAgent.isEmpty ? "–" : String(userAgent.prefix(60)) }
        return system.map { "\(browser), \($0)" } ?? browser
    }
}

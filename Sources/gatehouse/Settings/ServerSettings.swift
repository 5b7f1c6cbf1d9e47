import Domain

/// Where the server listens, and how it is reached.
struct ServerSettings: Sendable {
    var host = "127.0.0.1"
    var port = 8080
    /// Without one it follows from host and port.
    var publicURL: String?
    var trustedProxies: [AddressRange] = []
    /// Without a number it follows from the limit on open files.
    var connections: Int?

    /// Whether only this machine can reach it.
    var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

    /// Where browsers find the site.
    var siteURL: String { publicURL ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    static let section = SettingSection(
        name: "server", title: "Where it listens and how it is reached",
        settings: [
            .text("server.host", "The address to listen on.", \.server.host),
            .number("server.port", "The port to listen on; 0 takes a free one.", 0...65_535, \.server.port),
            Setting(
                name: "server.publicUrl",
                help:
                    "Scheme, host and port as browsers say them: in lower case, without the port that the scheme implies. Links are made with it. `https`, but for this machine itself.",
                standard: "http://HOST:PORT", apply: publicURL),
            .ranges("server.trustedProxies", "whose `X-Forwarded-For` is believed.", \.server.trustedProxies),
            .number(
                "server.connections",
                "Connections at once. Near this number, the oldest idle ones of nobody who is signed in are closed first.",
                32...60_000, standard: "10000, or what the limit on open files leaves room for", \.server.connections),
        ])

    /// `https://host[:port]`; `http` is for loopback alone, because browsers keep secure cookies from it elsewhere.
    private static func publicURL(_ text: String, _ configuration: inout Configuration) -> Bool {
        configuration.server.publicURL = text
        guard let match = text.wholeMatch(of: /(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?/) else {
            return false
        }
        if (match.1 == "https" && match.3 == ":443") || (match.1 == "http" && match.3 == ":80") { return false }
        return match.1 == "https" || ["localhost", "127.0.0.1", "[::1]"].contains(match.2)
    }
}

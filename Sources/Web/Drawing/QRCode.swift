import CQREncode

/// A QR code as an SVG picture: dark on white, with the quiet zone of four modules around it.
///
/// Pages show it as a picture of its own, never inline: whatever recolours a page, for the dark or for contrast, leaves pictures
/// alone, and scanners want dark on white.
enum QRCode {
    /// Nil when the text is too long for any QR code.
    static func svg(of text: String) -> String? {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let side = width + 2 * quietZone
        var path = ""
        for row in 0..<width {
            for column in 0..<width where code.pointee.data[row * width + column] & 1 == 1 {
                path += "M\(column + quietZone) \(row + quietZone)h1v1h-1z"
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }

    private static let quietZone = 4
}

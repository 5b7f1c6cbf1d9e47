extension String {
    /// The first code points, without those that are drawn as nothing or change how the others are drawn: safe to show in a list.
    public func visible(_ count: Int) -> String {
        String(UnicodeScalarView(unicodeScalars.prefix(count).filter { !$0.isInvisible }))
    }
}

extension Unicode.Scalar {
    fileprivate var isInvisible: Bool {
        // What browsers call themselves is ASCII; the tables of Unicode take far longer to ask.
        if isASCII { return value < 0x20 || value == 0x7F }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

extension String {
    /// The first code points, without those that are drawn as nothing or change how the others are drawn: safe to show in a list.
    public func visible(_ count: Int) -> String {
        String(UnicodeScalarView(unicodeScalars.prefix(count).filter { !$0.isInvisible }))
    }
}

extension Unicode.Scalar {
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

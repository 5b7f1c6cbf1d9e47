/// The fields of a form or a query: what was sent, nothing invented. An absent field is not an empty one.
struct Form: Sendable, Equatable {
    static let empty = Form(fields: [:])

    private let fields: [String: [String]]

    /// Every name with all its values.
    var values: [String: [String]] { fields }

    private init(fields: [String: [String]]) {
        self.fields = fields
    }

    /// Nil for broken percent-encoding, for text that is not UTF-8 or holds a NUL, and for more than 100 fields.
    init?(parsing bytes: some Collection<UInt8>) {
        var fields: [String: [String]] = [:]
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= 100 else { return nil }
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(parts[0]),
                let value = parts.count == 2 ? PercentCoding.decode(parts[1]) : "", !value.utf8.contains(0)
            else { return nil }
            fields[name, default: []].append(value)
        }
        self.fields = fields
    }

    /// As a browser sends it, without these fields.
    func encoded(without left: Set<String>) -> String {
        fields.sorted { $0.key < $1.key }.filter { !left.contains($0.key) }.flatMap { name, values in
            values.map { "\(PercentCoding.encode(name))=\(PercentCoding.encode($0))" }
        }.joined(separator: "&")
    }

    /// The value of a field that was sent once; a field sent twice is as good as none (ASVS 15.3.7).
    subscript(name: String) -> String? {
        guard let values = fields[name], values.count == 1 else { return nil }
        return values[0]
    }

    /// Whether a field was sent several times that may be sent once only.
    func isAmbiguous(except repeatable: Set<String>) -> Bool {
        fields.contains { $0.value.count > 1 && !repeatable.contains($0.key) }
    }

    /// A checkbox: whether it is ticked.
    func isTicked(_ name: String) -> Bool { !all(name).isEmpty }

    /// Every value of a field that may be sent several times.
    func all(_ name: String) -> [String] { fields[name] ?? [] }
}

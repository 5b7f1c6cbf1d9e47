import Domain
import Flows

/// Reads one object of the file of declared applications, and gathers what is wrong with its form, by the name of the field. Whether what it
/// says can be is judged where every application is judged.
struct DeclaredApplicationReader {
    private static let disabled = "disabled"

    private let object: [String: DeclaredValue]
    /// `applications[0]`.
    let place: String
    private(set) var problems: [String] = []

    init(_ object: [String: DeclaredValue], at place: String) {
        self.object = object
        self.place = place
    }

    /// - Returns: nil where ``problems`` says why.
    mutating func read() -> DeclaredApplication? {
        let known = Set(ApplicationField.allCases.map(\.key) + [Self.disabled])
        for name in object.keys.sorted() where !known.contains(name) { problems.append("\(place).\(name) is no field") }
        guard let template = word(.template, ApplicationTemplate.self) else {
            if object[ApplicationField.template.key] == nil { problems.append("\(place).template is missing") }
            return nil
        }
        var draft = ApplicationDraft(template)
        text(.clientID, into: &draft.clientID)
        text(.name, into: &draft.name)
        word(.ownership, into: &draft.ownership)
        texts(.redirects, into: &draft.redirects)
        texts(.postLogout, into: &draft.postLogout)
        text(.logoutMessages, into: &draft.logoutMessages)
        texts(.origins, into: &draft.origins)
        text(.home, into: &draft.home)
        texts(.scopes, into: &draft.scopes)
        grantTypes(into: &draft.grantTypes)
        word(.pkce, into: &draft.pkce)
        word(.algorithm, into: &draft.algorithm)
        word(.window, into: &draft.window)
        word(.admission, into: &draft.admission)
        word(.level, into: &draft.level)
        minutes(into: &draft.maximumAge)
        texts(.addresses, into: &draft.addresses)
        let secrets = secretDigests()
        let isDisabled = isDisabled()
        return problems.isEmpty ? DeclaredApplication(draft: draft, secrets: secrets, isDisabled: isDisabled) : nil
    }

    // MARK: Kinds of values

    private mutating func text(_ field: ApplicationField, into target: inout String) {
        switch object[field.key] {
        case nil: return
        case .text(let text): target = text
        default: refuse(field, "a text")
        }
    }

    private mutating func texts(_ field: ApplicationField, into target: inout [String]) {
        switch object[field.key] {
        case nil: return
        case .list(let values):
            target = []
            for (index, value) in values.enumerated() {
                if case .text(let text) = value {
                    target.append(text)
                } else {
                    problems.append("\(place).\(field.key)[\(index)] is no text")
                }
            }
        default: refuse(field, "a list of texts")
        }
    }

    private mutating func word<Word: RawRepresentable & CaseIterable>(
        _ field: ApplicationField, _ type: Word.Type
    ) -> Word? where Word.RawValue == String {
        switch object[field.key] {
        case nil: return nil
        case .text(let text):
            if let word = Word(rawValue: text) { return word }
            fallthrough
        default:
            refuse(field, "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
    }

    private mutating func word<Word: RawRepresentable & CaseIterable>(
        _ field: ApplicationField, into target: inout Word
    ) where Word.RawValue == String {
        if let word = word(field, Word.self) { target = word }
    }

    private mutating func grantTypes(into target: inout Set<GrantType>) {
        var texts: [String] = []
        self.texts(.grantTypes, into: &texts)
        guard object[ApplicationField.grantTypes.key] != nil else { return }
        let types = texts.compactMap(GrantType.init)
        if types.count < texts.count {
            refuse(.grantTypes, "a list of " + GrantType.allCases.map(\.rawValue).joined(separator: ", "))
        }
        target = Set(types)
    }

    private mutating func minutes(into target: inout String) {
        switch object[ApplicationField.maximumAge.key] {
        case nil: return
        case .number(let minutes): target = "\(minutes)"
        default: refuse(.maximumAge, "a whole number of minutes")
        }
    }

    private mutating func secretDigests() -> [ClientSecretDigest] {
        var texts: [String] = []
        self.texts(.secrets, into: &texts)
        let digests = texts.compactMap(ClientSecretDigest.init(hex:))
        // Never with the value: somebody may have written the secret itself.
        if digests.count < texts.count { refuse(.secrets, "a list of SHA-256 digests, 64 hexadecimal digits each") }
        return digests
    }

    private mutating func isDisabled() -> Bool {
        switch object[Self.disabled] {
        case nil: return false
        case .flag(let flag): return flag
        default:
            problems.append("\(place).\(Self.disabled) is not true or false")
            return false
        }
    }

    private mutating func refuse(_ field: ApplicationField, _ expected: String) {
        problems.append("\(place).\(field.key) is not \(expected)")
    }
}

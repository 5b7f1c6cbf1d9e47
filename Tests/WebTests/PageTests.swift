import Domain
import Foundation
import Mustache
import Testing

@testable import Web

@Suite("Pages")
struct PageTests {
    private static let renderer = try? PageRenderer()

    private static func htmls<P: Sampled>(_ page: P.Type, _ language: Language) -> [String] {
        P.samples.map { renderer?.render($0, in: language) ?? "" }
    }

    @Test("Every page is in the list and has samples; so is every template and every asset in its own")
    func complete() throws {
        let pages = try AllPages.files(in: "Sources/Web", ending: ".swift").reduce(into: Set<String>()) {
            names, file in
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(text.matches(of: /struct (\w+): Page/).map { String($0.1) })
        }
        #expect(Set(Templates.pages.map { "\($0)" }) == pages)
        #expect(AllPages.types.count == pages.count)
        #expect(
            Set(Templates.all.map(\.name))
                == Set(
                    try AllPages.files(in: "Sources/Web/Templates", ending: "").map {
                        $0.deletingPathExtension().lastPathComponent
                    }))
        let assets = try AllPages.files(in: "Sources/Web/Assets", ending: "").map(\.lastPathComponent)
        #expect(Set(Assets.all.keys) == Set(assets))
    }

    @Test(
        "Every page with every sample renders in every language, with nothing unresolved", arguments: Language.allCases)
    func renders(_ language: Language) {
        for page in AllPages.types {
            let htmls = Self.htmls(page, language)
            #expect(!htmls.isEmpty, "\(page)")
            for html in htmls {
                #expect(
                    html.hasPrefix("<!doctype html>") && html.trimmingCharacters(in: .newlines).hasSuffix("</html>"),
                    "\(page)")
                for mark in ["{{", "}}", "[[", "]]", "Optional(", "nil<", "<null>"] {
                    #expect(!html.contains(mark), "\(page): \(mark)")
                }
                #expect(html.matches(of: /<h1>/).count == 1, "\(page)")
                #expect(!html.contains(/\ (?:href|action|id|for)=""/), "\(page)")
            }
        }
    }

    @Test("Every id of a page is its own, and whatever names an id finds it", arguments: Language.allCases)
    func ids(_ language: Language) {
        for page in AllPages.types {
            for html in Self.htmls(page, language) {
                let ids = html.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
                #expect(
                    Set(ids).count == ids.count,
                    "\(page): \(Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys)")
                let named = html.matches(of: /\ (?:for|aria-labelledby|aria-describedby|popovertarget)="([^"]+)"/)
                    .flatMap { $0.1.split(separator: " ").map(String.init) }
                #expect(Set(named).subtracting(ids).isEmpty, "\(page): \(Set(named).subtracting(ids))")
            }
        }
    }

    @Test("Every form that posts carries its hidden field, and every field has its label")
    func forms() {
        // One form leads to an application, and has nothing but its answer.
        for page in AllPages.types where page != PostingPage.self {
            for html in Self.htmls(page, .english) {
                let posts = html.matches(
                    of: /<form[^>]*method="post"[^>]*>\s*(<input type="hidden" name="csrf"[^>]*>)?/)
                #expect(posts.allSatisfy { $0.1 != nil }, "\(page)")
                let fields = html.matches(of: /<(?:input|select)[^>]* id="([^"]+)"/).map { String($0.1) }
                for field in fields { #expect(html.contains("<label for=\"\(field)\""), "\(page): \(field)") }
            }
        }
    }

    @Test("ASVS 6.2.6 every password field is masked, allows paste, and says what it is for")
    func passwords() {
        for page in AllPages.types {
            for html in Self.htmls(page, .english) {
                for field in html.matches(of: /<input[^>]*name="(?:password|currentPassword|newPassword)"[^>]*>/) {
                    #expect(
                        field.0.contains("type=\"password\"")
                            && field.0.contains(/autocomplete="(?:current|new)-password"/)
                            && !field.0.contains("value="), "\(page)")
                }
            }
        }
    }

    @Test("Every name in a template is a field of what is drawn")
    func names() {
        for page in AllPages.types {
            var known: Set<String> = ["."]
            for sample in page.samples as [any Page] { Self.collect(sample, into: &known) }
            Self.collect(Frame.inside("", "").branded, into: &known)
            let used = Self.names(in: page.template.name)
            #expect(used.subtracting(known).isEmpty, "\(page): \(used.subtracting(known).sorted())")
        }
    }

    /// The names of all fields of a value and of what it holds.
    private static func collect(_ value: Any, into names: inout Set<String>) {
        let shown = (value as? any MustacheCustomRepresentation).flatMap(\.representation) ?? value
        for child in Mirror(reflecting: shown).children {
            if let label = child.label { names.insert(label) }
            collect(child.value, into: &names)
        }
    }

    /// The names that a template and everything it is made of ask for.
    private static func names(in template: String) -> Set<String> {
        let source = AllPages.source(of: template).replacing(/\{\{!.*?\}\}/) { _ in "" }
        var names: Set<String> = []
        for tag in source.matches(of: /\{\{\{?\s*([#^\/><$&]?)\s*([^}]+?)\s*\}?\}\}/) {
            let name = String(tag.2)
            switch String(tag.1) {
            case "$", "/": continue
            case ">", "<": names.formUnion(Self.names(in: name))
            default:
                let plain = name.firstMatch(of: /^\w+\((.*)\)$/).map { String($0.1) } ?? name
                names.formUnion(plain == "." ? ["."] : plain.split(separator: ".").map(String.init))
            }
        }
        for key in source.matches(of: /\[\[([A-Za-z][A-Za-z0-9._-]*)\]\]/) {
            let text = (try? Catalogue(.english))?[String(key.1)] ?? ""
            names.formUnion(CatalogueText.parameters(of: text).flatMap { $0.split(separator: ".").map(String.init) })
        }
        return names
    }

    @Test("No text stands in a template outside of the catalogues")
    func noText() throws {
        for template in Templates.all.map(\.name).sorted() {
            var source = AllPages.source(of: template).replacing(/\{\{!.*?\}\}/) { _ in "" }
            // Names, attributes and classes that are handed to a partial are no text.
            source = source.replacing(/\{\{\$(name|attributes|gates)\}\}.*?\{\{\/\1\}\}/) { _ in "" }
            source = source.replacing(/\[\[[^\]]*\]\]/) { _ in "" }.replacing(/\{\{\{?[^}]*\}?\}\}/) { _ in "" }
            for attribute in source.matches(of: /\ (?:aria-label|title|alt|placeholder)="([^"]*)"/) {
                let hasText = attribute.1.contains { $0.isLetter }
                #expect(!hasText, "\(template): \(attribute.0)")
            }
            let text = source.replacing(/<[^>]*>/) { _ in " " }
            let hasText = text.contains { $0.isLetter }
            #expect(!hasText, "\(template): \(text.split(whereSeparator: \.isWhitespace))")
        }
    }

    @Test("After a mistake the browser's title begins with that; a page that only tells something has its own title")
    func mistakenTitles() {
        var page = SignInPage(frame: .outside("Sign in"), userName: Field(), problem: nil)
        #expect(Self.renderer?.render(page, in: .english).contains("<title>Sign in – Gatehouse</title>") == true)
        page.frame.isMistaken = true
        #expect(Self.renderer?.render(page, in: .english).contains("<title>Error: Sign in – Gatehouse</title>") == true)
        #expect(Self.renderer?.render(page, in: .hungarian).contains("<title>Hiba: Sign in – ") == true)
    }

    @Test("No page's title says the product's name twice")
    func titles() {
        for key in (try? Catalogue(.english))?.keys ?? [] where key.hasSuffix(".title") {
            #expect(!Texts.english(key).contains("Gatehouse") && !Texts.hungarian(key).contains("Gatehouse"), "\(key)")
        }
    }

    @Test("The QR code is dark on white, with a quiet zone of four modules")
    func qrCode() throws {
        let svg = try #require(QRCode.svg(of: "otpauth://totp/x?secret=y"))
        #expect(svg.contains("fill=\"#fff\"") && svg.contains("fill=\"#000\""))
        let side = try #require(svg.firstMatch(of: /viewBox="0 0 (\d+) \1"/)).1
        let coordinates = svg.matches(of: /M(\d+) (\d+)h1v1h-1z/).flatMap { [Int($0.1) ?? 0, Int($0.2) ?? 0] }
        #expect(coordinates.min() == 4 && (coordinates.max() ?? 0) == (Int(side) ?? 0) - 5)
        #expect(QRCode.svg(of: String(repeating: "x", count: 5000)) == nil)
    }
}

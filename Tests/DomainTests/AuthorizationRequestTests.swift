import TestSupport
import Testing

@testable import Domain

@Suite("Reading an application's request")
struct AuthorizationRequestTests {
    @Test("RFC 7636 appendix B: the verifier's challenge")
    func challenge() {
        let verifier = CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(verifier?.challenge.text == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("RFC 7636 §4.1 a verifier has 43 to 128 unreserved characters")
    func verifiers() {
        for length in [43, 128] { #expect(CodeVerifier(String(repeating: "~", count: length)) != nil) }
        for length in [0, 42, 129] { #expect(CodeVerifier(String(repeating: "a", count: length)) == nil) }
        for character in ["+", "/", "=", " ", "é", "\u{0}"] {
            #expect(CodeVerifier(String(repeating: "a", count: 43) + character) == nil)
        }
    }

    @Test("A challenge is the base64url of 32 bytes, in its one form")
    func challenges() {
        let good = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        #expect(CodeChallenge(good) != nil)
        // The last character has bits that no 32 bytes have.
        for bad in [
            "", String(good.dropLast()), good + "=", good + "A", String(good.dropLast()) + "N",
            good.replacing("-", with: "+"),
        ] {
            #expect(CodeChallenge(bad) == nil, "\(bad)")
        }
    }

    @Test("RFC 6749 §3.1 an empty parameter is none, one sent twice is a problem, `resource` may repeat")
    func parameters() {
        let parameters = RequestParameters(["a": ["", "1"], "b": [""], "resource": ["x", "y"]])
        #expect(parameters["a"] == "1" && parameters["b"] == nil && parameters.problem == nil)
        #expect(RequestParameters(["a": ["1", "1"]]).problem?.error == .invalidRequest)
        #expect(RequestParameters(["a": [String(repeating: "x", count: 4096)]]).problem == nil)
        #expect(RequestParameters(["a": [String(repeating: "x", count: 4097)]]).problem?.error == .invalidRequest)
    }

    @Test("A token of each kind is known by its prefix, whole, and to nobody else")
    func tokens() {
        let token = AccessToken(from: .system)
        #expect(AccessToken(token.text)?.digest == token.digest)
        #expect(RefreshToken(token.text) == nil && AuthorizationCode(token.text) == nil)
        #expect(AccessToken(String(token.text.dropLast())) == nil && AccessToken(token.text + "A") == nil)
        #expect(!"\(token)".contains(token.text.dropFirst(6)))
    }

    @Test(
        "S12 claims: names from a fixed list, an essential acr, one user; whatever is not JSON is refused, and nothing ends the process"
    )
    func claims() throws {
        func read(_ text: String) -> RequestedClaims? {
            do throws(AuthorizationProblem) { return try RequestedClaims.reading(text) } catch { return nil }
        }
        let user = UserID(at: Timestamp(milliseconds: 1), from: .system)
        let all = read(
            #"{"userinfo":{"name":null,"colour":{"essential":true}},"id_token":{"email":{},"sub":{"value":"\#(user.text)"},"acr":{"essential":true,"values":["x","urn:gatehouse:2fa"]}}}"#
        )
        #expect(all?.userInfo == [.name] && all?.idToken == [.email])
        #expect(all?.user == user && all?.level == .twoFactors)
        #expect(read(#"{"id_token":{"acr":{"values":["phr"]}}}"#)?.level == nil, "what is wished for binds nobody")
        #expect(read(#"{"id_token":[1]}"#) == RequestedClaims())
        for bad in ["", "[]", "{", "null", #"{"a":1,"a":2}"#, String(repeating: "[", count: 4000), "{\"a\":\"\u{0}\"}"]
        {
            #expect(read(bad) == nil, "\(bad)")
        }
        var random = SeededRandom()
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Array(#"{}[]":,\u0123eE.-+ nullsub"#.utf8).randomElement(using: &random) ?? 0
            }
            _ = read(String(decoding: bytes, as: UTF8.self))
        }
    }
}

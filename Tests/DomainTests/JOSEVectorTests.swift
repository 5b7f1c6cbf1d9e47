import Testing

@testable import Domain

@Suite("Published vectors of signatures and keys")
struct JOSEVectorTests {
    @Test("Every signature that an RFC prints is valid, and its payload comes out", arguments: try JOSEVector.all.get())
    func verified(_ vector: JOSEVector) throws {
        guard let token = vector.token else { return }
        let key = try vector.publicKey()
        let result = JWS.verify(token, as: nil, allowing: [key.algorithm]) { _ in key }
        #expect(try result.get() == Array(try #require(vector.payload).utf8))
    }

    @Test("Where there is one signature of a message, ours is the one printed", arguments: try JOSEVector.all.get())
    func signed(_ vector: JOSEVector) throws {
        guard vector.isDeterministic == true, let token = vector.token else { return }
        let parts = token.split(separator: ".").map(String.init)
        let signature = try vector.signingKey().signature(of: Array("\(parts[0]).\(parts[1])".utf8))
        #expect(Base64URL.encode(signature) == parts[2])
    }

    @Test("K1 A key's id is its thumbprint", arguments: try JOSEVector.all.get().filter { $0.thumbprint != nil })
    func keyID(_ vector: JOSEVector) throws {
        #expect(try vector.publicKey().id == vector.thumbprint)
    }

    @Test("The vectors are complete")
    func complete() throws {
        let vectors = try JOSEVector.all.get()
        #expect(vectors.count == 5)
        #expect(vectors.filter { $0.token != nil && $0.payload != nil }.count == 4)
        #expect(vectors.filter { $0.isDeterministic == true }.count == 2)
        #expect(vectors.filter { $0.thumbprint != nil }.count == 2)
    }
}

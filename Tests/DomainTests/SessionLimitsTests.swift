import Testing

@testable import Domain

@Suite("How long sessions live")
struct SessionLimitsTests {
    private func session(started: Int64, used: Int64, proven: Int64 = 0) -> Session {
        func time(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }
        return Session(
            id: Identifier(at: time(0), from: .system), userID: Identifier(at: time(0), from: .system),
            startedAt: time(started),
            lastUsedAt: time(used), provenAt: time(proven), methods: [.password], address: "", browser: "",
            language: .english)
    }

    @Test("ASVS 7.3.1 the idle limit is 30 minutes, exact to the millisecond")
    func idle() {
        let session = session(started: 0, used: 0)
        #expect(SessionLimits.standard.allow(session, at: Timestamp(milliseconds: 1_800_000)))
        #expect(!SessionLimits.standard.allow(session, at: Timestamp(milliseconds: 1_800_001)))
    }

    @Test("ASVS 7.3.2 the absolute limit is 12 hours, however much it is used")
    func absolute() {
        let session = session(started: 0, used: 43_200)
        #expect(SessionLimits.standard.allow(session, at: Timestamp(milliseconds: 43_200_000)))
        #expect(!SessionLimits.standard.allow(session, at: Timestamp(milliseconds: 43_200_001)))
    }

    @Test("ASVS 7.5.1 a proof is recent for 15 minutes")
    func recent() {
        let session = session(started: 0, used: 0)
        #expect(SessionLimits.standard.isProofRecent(session, at: Timestamp(milliseconds: 900_000)))
        #expect(!SessionLimits.standard.isProofRecent(session, at: Timestamp(milliseconds: 900_001)))
    }

    @Test("The methods are stored and read as RFC 8176 names")
    func methods() {
        #expect(AuthenticationMethods([.password, .oneTimeCode]).text == "pwd otp")
        #expect(AuthenticationMethods(stored: "pwd otp") == [.password, .oneTimeCode])
        #expect(AuthenticationMethods(stored: "hwk face") == nil)
    }
}

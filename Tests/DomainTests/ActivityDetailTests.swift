import Domain
import Testing

@Suite("Fields of an entry of the activity log")
struct ActivityDetailTests {
    static let all: [ActivityDetail] = [
        .userName("anna"), .triedName("my… (18)"), .renamed("anna", "anna2"),
        .changed([.displayName, .email, .language]), .applicationName("CRM"),
        .applicationChanged(ApplicationField.allCases),
        .usedCode, .serverClockWasAhead, .clockOff(seconds: -240), .clockOff(seconds: 30), .count(3), .days(400),
        .route("/users"),
    ]

    @Test("Each is read back as it was stored, alone and with all others", arguments: all)
    func stored(_ detail: ActivityDetail) {
        #expect([ActivityDetail](stored: [detail].stored) == [detail])
        #expect([ActivityDetail](stored: ([detail] + Self.all).stored) == [detail] + Self.all)
        #expect([ActivityDetail](stored: "") == [])
    }

    @Test("A value makes no second field, whatever stands in it, and is cut")
    func smuggled() {
        let details = [
            ActivityDetail.userName("anna\ncount\t1\u{2028}days\t7"), .route(String(repeating: "n", count: 500)),
        ]
        let read = [ActivityDetail](stored: details.stored)
        #expect(read?.count == 2)
        guard case .userName(let name)? = read?.first, case .route(let route)? = read?.last else {
            Issue.record("other fields: \(String(describing: read))")
            return
        }
        #expect(name.hasPrefix("anna") && !name.contains("\n") && !name.contains("\t"))
        #expect(route.count == 200)
    }

    @Test(
        "What this version does not know is not read as something else",
        arguments: [
            "other\t1", "count", "count\tx", "count\t1\t2", "user", "changed\tshoe-size", "application",
            "application-changed\tcolour",
            "used-code\t1", "\t",
        ])
    func unknown(_ text: String) {
        #expect([ActivityDetail](stored: text) == nil)
    }
}

import Domain
import Testing

@Suite("Fields of an entry of the activity log")
struct ActivityDetailTests {
    static let all: [ActivityDetail] = [
        .userName("anna"), .triedName("my… (18)"), .renamed("anna", "anna2"),
        .changed([.displayName, .email, .language]),
        .usedCode, .serverClockWasAhead, .clockOff(seconds: -240), .clockOff(seconds: 30), .count(3), .days(400),
        .route("/users"), .policy(.idle, old: .minutes(30), new: .seconds(90)),
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
        #expect(read.count == 2)
        guard case .userName(let name)? = read.first, case .route(let route)? = read.last else {
            Issue.record("other fields: \(read)")
            return
        }
        #expect(name.hasPrefix("anna") && !name.contains("\n") && !name.contains("\t"))
        #expect(route.count == 200)
    }

    @Test(
        "What this version does not know is kept as it is, and is not read as something else",
        arguments: [
            "other\t1", "other", "count", "count\tx", "count\t1\t2", "user", "changed\tshoe-size", "used-code\t1", "\t",
            "policy\tshoe-size\t1\t2", "policy\tsession-idle\t1\tx",
        ])
    func unknown(_ text: String) {
        let read = [ActivityDetail](stored: text + "\nuser\tanna")
        #expect(
            read == [
                .unknown(text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)),
                .userName("anna"),
            ])
        #expect(read.stored == text + "\nuser\tanna")
    }

    @Test("Nothing that is kept as it is turns the direction of reading, or has no end")
    func unknownSigns() {
        let read = [ActivityDetail](stored: "a\u{202E}b\t\u{1B}[31m" + String(repeating: "n", count: 500))
        #expect(read == [.unknown(["ab", "[31m" + String(repeating: "n", count: 195)])])
    }
}

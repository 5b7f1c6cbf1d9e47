import Domain

extension Moment {
    /// `2026-11-23 14:32`, or `2026. 11. 23. 14:32`, on the clock of the server; `2026-10-25 02:30 +01:00` where that shows the time
    /// twice.
    init(_ time: Timestamp, _ language: Language, on clock: LocalTime = .server) {
        let reading = clock.reading(at: time.seconds)
        let iso = Self.date(reading, .english) + "T" + Self.hour(reading) + Self.offset(clock.offset(time.seconds))
        self.init(text: "\(Self.date(reading, language)) \(Self.clock(time, on: clock))", iso: iso)
    }

    /// `2026-11-23`, or `2026. 11. 23.`
    static func day(_ time: Timestamp, _ language: Language, on clock: LocalTime = .server) -> String {
        date(clock.reading(at: time.seconds), language)
    }

    /// `14:32`
    static func clock(_ time: Timestamp, on clock: LocalTime = .server) -> String {
        hour(clock.reading(at: time.seconds)) + mark(time, clock)
    }

    /// `14:32:07`: seconds matter in a log.
    static func exactClock(_ time: Timestamp, on clock: LocalTime = .server) -> String {
        let reading = clock.reading(at: time.seconds)
        return "\(hour(reading)):\(padded(reading.second))" + mark(time, clock)
    }

    /// The offset, where the time alone does not tell which it is.
    private static func mark(_ time: Timestamp, _ clock: LocalTime) -> String {
        clock.isAmbiguous(at: time.seconds) ? " " + offset(clock.offset(time.seconds)) : ""
    }

    private static func date(_ reading: LocalTime.Reading, _ language: Language) -> String {
        let numbers = [padded(reading.year, 4), padded(reading.month), padded(reading.day)]
        return switch language {
        case .english: numbers.joined(separator: "-")
        case .hungarian: numbers.joined(separator: ". ") + "."
        }
    }

    private static func hour(_ reading: LocalTime.Reading) -> String {
        "\(padded(reading.hour)):\(padded(reading.minute))"
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + padded(minutes / 60) + ":" + padded(minutes % 60)
    }
}

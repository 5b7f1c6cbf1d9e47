import Domain

extension Moment {
    /// `2026-11-23 14:32` on the clock of the server; `2026-10-25 02:30 +01:00` where that shows the time twice.
    init(_ time: Timestamp, on clock: LocalTime = .server) {
        let reading = clock.reading(at: time.seconds)
        let date = Self.date(reading)
        let hour = Self.hour(reading)
        let offset = Self.offset(clock.offset(time.seconds))
        self.init(text: "\(date) \(hour)" + Self.mark(time, clock), iso: "\(date)T\(hour)\(offset)")
    }

    /// `14:32`
    static func clock(_ time: Timestamp, on clock: LocalTime = .server) -> String {
        hour(clock.reading(at: time.seconds)) + mark(time, clock)
    }

    /// `2026-11-23 14:32:07`: seconds matter in a log.
    static func exact(_ time: Timestamp, on clock: LocalTime = .server) -> String {
        let reading = clock.reading(at: time.seconds)
        return "\(date(reading)) \(hour(reading)):\(padded(reading.second))" + mark(time, clock)
    }

    /// The offset, where the time alone does not tell which it is.
    private static func mark(_ time: Timestamp, _ clock: LocalTime) -> String {
        clock.isAmbiguous(at: time.seconds) ? " " + offset(clock.offset(time.seconds)) : ""
    }

    private static func date(_ reading: LocalTime.Reading) -> String {
        "\(padded(reading.year, 4))-\(padded(reading.month))-\(padded(reading.day))"
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

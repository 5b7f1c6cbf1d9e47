import Domain
import Foundation

extension Moment {
    /// `2026-11-23 14:32`, or `2026. 11. 23. 14:32`, in the server's time zone (the environment's `TZ`).
    init(_ time: Timestamp, _ language: Language) {
        let iso = Self.day(time, .english) + "T" + Self.clock(time) + Self.offset(Self.parts(of: time).offset)
        self.init(text: "\(Self.day(time, language)) \(Self.clock(time))", iso: iso)
    }

    /// `2026-11-23`, or `2026. 11. 23.`
    static func day(_ time: Timestamp, _ language: Language) -> String {
        let parts = parts(of: time)
        let numbers = [padded(parts.year, 4), padded(parts.month), padded(parts.day)]
        return switch language {
        case .english: numbers.joined(separator: "-")
        case .hungarian: numbers.joined(separator: ". ") + "."
        }
    }

    /// `14:32`
    static func clock(_ time: Timestamp) -> String {
        let parts = parts(of: time)
        return "\(padded(parts.hour)):\(padded(parts.minute))"
    }

    /// `14:32:07`: seconds matter in a log.
    static func exactClock(_ time: Timestamp) -> String {
        clock(time) + ":" + padded(parts(of: time).second)
    }

    /// Reads a `datetime-local` value, `2026-11-23T14:32` or with seconds, in the server's time zone; nil for anything else, and for
    /// a moment that no clock there shows.
    static func parse(_ text: String) -> Timestamp? {
        let numbers = text.split { "-T:".contains($0) }.compactMap { Int32($0) }
        guard text.utf8.count <= 19, (5...6).contains(numbers.count), (1970...9999).contains(numbers[0]) else {
            return nil
        }
        var fields = tm()
        fields.tm_year = numbers[0] - 1900
        fields.tm_mon = numbers[1] &- 1
        fields.tm_mday = numbers[2]
        fields.tm_hour = numbers[3]
        fields.tm_min = numbers[4]
        fields.tm_sec = numbers.count == 6 ? numbers[5] : 0
        fields.tm_isdst = -1
        let time = Timestamp(milliseconds: Int64(mktime(&fields)) * 1000)
        let shown = day(time, .english) + "T" + exactClock(time)
        return shown == (numbers.count == 6 ? text : text + ":00") ? time : nil
    }

    private struct Parts {
        var year, month, day, hour, minute, second, offset: Int
    }

    private static func parts(of time: Timestamp) -> Parts {
        var seconds = time_t(time.seconds)
        var fields = tm()
        localtime_r(&seconds, &fields)
        return Parts(
            year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday),
            hour: Int(fields.tm_hour), minute: Int(fields.tm_min), second: Int(fields.tm_sec), offset: fields.tm_gmtoff)
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

import Domain
import Foundation

/// The clock on the wall at the server: which times it shows twice, and which never.
struct LocalTime: Sendable {
    /// What a wall clock reads.
    struct Reading: Equatable {
        var year, month, day, hour, minute, second: Int
    }

    /// Seconds east of Greenwich at a second since 1970.
    var offset: @Sendable (_ seconds: Int64) -> Int

    /// In the server's time zone (the environment's `TZ`).
    static let server = LocalTime { seconds in
        var seconds = time_t(seconds)
        var fields = tm()
        localtime_r(&seconds, &fields)
        return fields.tm_gmtoff
    }

    func reading(at seconds: Int64) -> Reading {
        Self.reading(seconds + Int64(offset(seconds)))
    }

    /// Whether the clock shows this reading twice: its offset has to be told.
    func isAmbiguous(at seconds: Int64) -> Bool {
        moments(of: seconds + Int64(offset(seconds))).count > 1
    }

    /// The seconds at which the clock shows a reading: one, two where it is set back, and where it is set forward over it the one at which
    /// that happens, with `isShown` false. Nil for what is no date.
    func seconds(of reading: Reading) -> (first: Int64, last: Int64, isShown: Bool)? {
        var fields = tm()
        fields.tm_year = Int32(clamping: reading.year - 1900)
        fields.tm_mon = Int32(clamping: reading.month - 1)
        fields.tm_mday = Int32(clamping: reading.day)
        fields.tm_hour = Int32(clamping: reading.hour)
        fields.tm_min = Int32(clamping: reading.minute)
        fields.tm_sec = Int32(clamping: reading.second)
        let wall = Int64(timegm(&fields))
        guard Self.reading(wall) == reading else { return nil }
        let moments = moments(of: wall)
        if let first = moments.min(), let last = moments.max() { return (first, last, true) }
        let edge = edge(around: wall)
        return (edge, edge, false)
    }

    /// No clock is set twice within this time.
    private static let around: Int64 = 2 * 86_400

    /// - Parameter wall: a reading, as seconds since 1970 on the wall.
    private func moments(of wall: Int64) -> Set<Int64> {
        let offsets = [offset(wall - Self.around), offset(wall + Self.around)]
        return Set(offsets.map { wall - Int64($0) }.filter { $0 + Int64(offset($0)) == wall })
    }

    /// The first second after the clock was set.
    private func edge(around wall: Int64) -> Int64 {
        var before = wall - Self.around
        var after = wall + Self.around
        let later = offset(after)
        while after - before > 1 {
            let middle = (before + after) / 2
            if offset(middle) == later { after = middle } else { before = middle }
        }
        return after
    }

    private static func reading(_ wall: Int64) -> Reading {
        var wall = time_t(wall)
        var fields = tm()
        gmtime_r(&wall, &fields)
        return Reading(
            year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday),
            hour: Int(fields.tm_hour), minute: Int(fields.tm_min), second: Int(fields.tm_sec))
    }
}

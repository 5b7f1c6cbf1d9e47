import Domain

/// A `datetime-local` value: a minute or a second on the server's clock, which shows some of them twice and some never.
struct TypedTime: Equatable {
    /// When it begins for the first time.
    let start: Timestamp
    /// When it ends for the last time. What the clock leaves out ends before it begins: at the edge.
    let end: Timestamp

    /// Reads `2026-11-23T14:32`, or with seconds; nil for anything else.
    init?(_ text: String, on clock: LocalTime = .server) {
        let numbers = text.split { "-T:".contains($0) }.compactMap { Int($0) }
        guard text.utf8.count <= 19, (5...6).contains(numbers.count), (1970...9999).contains(numbers[0]) else {
            return nil
        }
        let hasSeconds = numbers.count == 6
        let reading = LocalTime.Reading(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
            second: hasSeconds ? numbers[5] : 0)
        guard Self.text(reading, hasSeconds) == text, let found = clock.seconds(of: reading) else { return nil }
        start = Timestamp(milliseconds: found.first * 1000)
        let length = found.isShown ? Span.seconds(hasSeconds ? 1 : 60) : .seconds(0)
        end = Timestamp(milliseconds: found.last * 1000) + length - Span(milliseconds: 1)
    }

    private static func text(_ reading: LocalTime.Reading, _ hasSeconds: Bool) -> String {
        let date = [(reading.year, 4), (reading.month, 2), (reading.day, 2)].map(padded).joined(separator: "-")
        let time = [reading.hour, reading.minute] + (hasSeconds ? [reading.second] : [])
        return date + "T" + time.map { padded($0, 2) }.joined(separator: ":")
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

import Foundation

/// One line of the table: what was measured, and whether it is good enough.
struct Figure {
    let name: String
    let value: String
    /// Empty for what is only told.
    let target: String
    let isMet: Bool

    static func told(_ name: String, _ value: String) -> Figure {
        Figure(name: name, value: value, target: "", isMet: true)
    }

    static func share(_ name: String, _ value: Double, atLeast target: Double) -> Figure {
        Figure(name: name, value: percent(value), target: "≥ \(percent(target))", isMet: value >= target)
    }

    static func amount(_ name: String, _ value: Double, atMost target: Double, _ unit: String) -> Figure {
        Figure(name: name, value: value.text(unit), target: "≤ \(target.text(unit))", isMet: value <= target)
    }

    static func table(_ figures: [Figure]) -> String {
        let head = ["| measure | figure | target | met |", "| --- | ---: | ---: | --- |"]
        return (head + figures.map(\.row)).joined(separator: "\n")
    }

    private var row: String {
        "| \(name) | \(value) | \(target) | \(target.isEmpty ? "" : isMet ? "yes" : "**no**") |"
    }

    private static func percent(_ share: Double) -> String { (share * 100).text("%") }
}

extension Double {
    /// Three digits that count, or a whole number, and the unit.
    func text(_ unit: String) -> String {
        let isWhole = self >= 100 || self == rounded()
        let number = String(format: isWhole ? "%.0f" : self < 10 ? "%.2f" : "%.1f", self)
        return unit.isEmpty ? number : "\(number) \(unit)"
    }
}

extension [Double] {
    var median: Double { percentile(50) }

    /// The least value that so many per cent of the values do not exceed; 0 when there is none.
    func percentile(_ percent: Double) -> Double {
        guard !isEmpty else { return 0 }
        let rank = Int((Double(count) * percent / 100).rounded(.up))
        return sorted()[Swift.max(rank, 1) - 1]
    }

    var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
    var milliseconds: Double { self / .milliseconds(1) }
}

/// What is going on, for whoever waits. The table alone goes to standard output.
enum Progress {
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}

import Foundation
import Synchronization

enum Threads {
    /// Runs `body` on so many threads of its own at once, and waits for all of them.
    static func run<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable () -> Result) -> [Result] {
        let results = Gathered<Result>()
        let group = DispatchGroup()
        for _ in 0..<count {
            group.enter()
            Thread.detachNewThread {
                results.add(body())
                group.leave()
            }
        }
        group.wait()
        return results.all
    }
}

/// What several threads found.
final class Gathered<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    func add(_ element: Element) {
        elements.withLock { $0.append(element) }
    }
}

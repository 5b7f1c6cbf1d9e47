@preconcurrency import Dispatch
import Foundation
import Synchronization

/// What a run leaves nothing of: a temporary folder and the servers it started.
final class Workshop: Sendable {
    let folder: String
    private let processes = Mutex<Set<pid_t>>([])
    private let interrupts: [any DispatchSourceSignal]

    init() throws {
        folder = NSTemporaryDirectory() + "gatehouse-benchmarks-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        interrupts = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number)
        }
    }

    func closeWhenInterrupted() {
        for interrupt in interrupts {
            interrupt.setEventHandler { [self] in
                close()
                exit(1)
            }
            interrupt.resume()
        }
    }

    func added(_ process: pid_t) {
        processes.withLock { _ = $0.insert(process) }
    }

    func removed(_ process: pid_t) {
        processes.withLock { _ = $0.remove(process) }
    }

    func close() {
        for process in processes.withLock({ $0 }) { kill(process, SIGKILL) }
        try? FileManager.default.removeItem(atPath: folder)
    }
}

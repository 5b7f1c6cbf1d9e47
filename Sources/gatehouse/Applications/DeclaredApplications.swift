import Domain
import Flows
import Foundation
import Web

extension Installation {
    /// Applies the file of declared applications, where there is one. - Throws: a sentence that names each field that is wrong.
    func declareApplications() async throws {
        guard let path = configuration.applications.file else { return }
        let file = try DeclaredApplications(path: path)
        switch try await gatehouse.declareApplications(file.applications) {
        case .applied: return
        case .unfit(let problems): throw try file.failure(problems)
        }
    }
}

/// The file of `applications.file`, read.
private struct DeclaredApplications {
    let path: String
    let applications: [DeclaredApplication]

    init(path: String) throws {
        self.path = path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path), the file of \(Self.label), is missing, or cannot be read by \(Account.current).")
        }
        guard case .object(let whole)? = try? JSONDecoder().decode(DeclaredValue.self, from: data),
            case .list(let list)? = whole["applications"], whole.count == 1
        else {
            throw Failure("\(path), the file of \(Self.label), is not JSON of the form { \"applications\": [ … ] }.")
        }
        var problems: [String] = []
        applications = list.enumerated().compactMap { index, value in
            let place = "applications[\(index)]"
            guard case .object(let object) = value else {
                problems.append("\(place) is no object")
                return nil
            }
            var reader = DeclaredApplicationReader(object, at: place)
            defer { problems += reader.problems }
            return reader.read()
        }
        if !problems.isEmpty { throw Self.failure(path, problems) }
    }

    private static let label = Setting.label("applications.file")

    func failure(_ problems: [Int: ApplicationProblems]) throws -> Failure {
        let renderer = try PageRenderer()
        return Self.failure(
            path,
            problems.sorted { $0.key < $1.key }.flatMap { index, problems in
                let name = applications[index].draft.clientID
                return renderer.sentences(about: problems).map { field, sentence in
                    "applications[\(index)]\(name.isEmpty ? "" : " (\(name.visible(64)))").\(field.key): \(sentence)"
                }
            })
    }

    private static func failure(_ path: String, _ problems: [String]) -> Failure {
        Failure(
            "\(path), the file of \(label), cannot be used:\n" + problems.map { "  - \($0)" }.joined(separator: "\n"))
    }
}

/// Why an installation was not copied. Nothing was.
public enum CopyProblem: Error, Equatable, Sendable {
    /// The source's schema is not that of this binary: run this version on it first.
    case sourceOutOfDate
    case targetNotEmpty
    /// What arrived is not what was sent.
    case differs(table: String)
}

/// How far a copy is.
public struct CopyProgress: Sendable {
    public var rows: Int
    public var total: Int
}

/// One table, copied.
public struct CopiedTable: Sendable {
    public var name: String
    public var rows: Int
}

extension Database {
    /// What the source says of a table: some of its rows, and in the end what all of them come to.
    private enum Piece: Sendable {
        case rows([Row], of: StoredTable)
        case whole(StoredTable, TableDigest)
    }

    /// Copies every table into an empty database with the same schema: all of it in one transaction, or nothing.
    ///
    /// The source may be in use: it is read as it is at one moment. What arrived is read again and compared, before it is committed.
    public func copy(
        to target: Database, progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) async throws -> [CopiedTable] {
        let pipe = BatchPipe<Piece>()
        async let sent: Void = send(into: pipe, progress)
        do {
            let copied = try await target.fill(from: pipe)
            try await sent
            return copied
        } catch {
            pipe.end(.failure(error))
            try await sent
            throw error
        }
    }

    /// An end of the other side is not this side's fault, and said there.
    private func send(
        into pipe: BatchPipe<Piece>, _ progress: @escaping @Sendable (CopyProgress) -> Void
    ) async throws {
        do {
            try await readLong { transaction in
                guard try transaction.isUpToDate() else { throw CopyProblem.sourceOutOfDate }
                var state = CopyProgress(
                    rows: 0, total: try StoredTable.all.map { try $0.count(in: transaction) }.reduce(0, +))
                for table in StoredTable.all {
                    var digest = TableDigest()
                    try table.readAll(in: transaction) { rows in
                        for row in rows { digest.add(row) }
                        try pipe.send(.rows(rows, of: table))
                        state.rows += rows.count
                        progress(state)
                    }
                    try pipe.send(.whole(table, digest))
                }
            }
            pipe.end(.success(()))
        } catch {
            pipe.end(.failure(error))
        }
    }

    private func fill(from pipe: BatchPipe<Piece>) async throws -> [CopiedTable] {
        try await writeAlone { transaction in
            guard try transaction.isUntouched() else { throw CopyProblem.targetNotEmpty }
            for table in StoredTable.all { try table.deleteAll(in: transaction) }
            var copied: [CopiedTable] = []
            while let piece = try pipe.receive() {
                switch piece {
                case .rows(let rows, let table): try table.insert(rows, in: transaction)
                case .whole(let table, let digest):
                    guard try table.digest(in: transaction) == digest else {
                        throw CopyProblem.differs(table: table.name)
                    }
                    copied.append(CopiedTable(name: table.name, rows: digest.rows))
                }
            }
            return copied
        }
    }
}

extension Transaction {
    /// Whether there is nothing but the row with which set-up begins, no link to it, the policy, and what a start notes about itself.
    fileprivate func isUntouched() throws -> Bool {
        let rows = try StoredTable.all.filter { !["setup", "security_policy", "name_folding"].contains($0.name) }.map {
            try $0.count(in: self)
        }.reduce(0, +)
        let isSetupUsed =
            try row("SELECT id FROM setup WHERE closed_at IS NOT NULL OR token_digest IS NOT NULL") != nil
        return rows == 0 && !isSetupUsed
    }
}

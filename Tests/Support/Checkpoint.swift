import GRDB

/// Brings a database's write-ahead log into its file and empties it, as the engine does now and then.
func checkpointDatabase(path: String) throws {
    let pool = try DatabasePool(path: path)
    try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
}

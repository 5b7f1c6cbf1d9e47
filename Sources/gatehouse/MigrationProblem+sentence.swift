import Storage

extension MigrationProblem {
    var sentence: String {
        switch self {
        case .newerDatabase:
            "The database was written by a newer version of Gatehouse. Install that version, or restore a backup."
        case .alteredStep(let step):
            "The database was not made by this build of Gatehouse: its schema step \(step) differs."
        case .notAllowed:
            "The database's schema is not up to date, and this role may not change it: "
                + "run `gatehouse database migrate` with the role that owns it."
        case .pooledTransactions:
            "Between Gatehouse and PostgreSQL stands a pooler (PgBouncer?) that gives each transaction another connection. "
                + "Set it to pool sessions (pool_mode = session), or go around it."
        case .brokenReference(let table):
            "Bringing the database's schema up to date would leave rows of its table \(table) that belong to nothing: nothing was changed."
        case .wrongCollation:
            "The PostgreSQL database sorts texts in a way that Gatehouse cannot use. "
                + "Make it with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"
        }
    }
}

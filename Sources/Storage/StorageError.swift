/// What a database refuses, the same for every engine.
public enum StorageError: Error, Equatable, Sendable {
    /// A unique key is taken already.
    case duplicate(String)
    /// A foreign key points to nothing, or something still points here.
    case missingReference(String)
    /// A required column is empty.
    case missingValue(String)
    /// A CHECK does not hold.
    case check(String)
    /// The database cannot be used now: locked, gone, full.
    case unavailable(String)
    /// The statement is wrong, or the file is no database.
    case fault(String)
}

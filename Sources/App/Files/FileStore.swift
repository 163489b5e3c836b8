import Domain
import Storage
import Vault

/// A file under encryption: where it lies and what opens it.
struct StoredFile: Codable, Equatable, Sendable {
    /// SHA-256 of what lies there.
    var id: ID<StoredFile>
    var place: FilePlaceKind
    var master: String
    var wrapped: [UInt8]
    /// Bytes of the open content.
    var byteCount: Int
    var keptAt: Moment
}

/// What is known of files; their contents lie in a `FilePlace`.
struct FileStore {
    let tx: Tx

    func find(_ id: ID<StoredFile>) throws -> StoredFile { try tx.one("SELECT * FROM stored_files WHERE id = \(id)") }
    func add(_ file: StoredFile) throws { try tx.add(file, to: .storedFiles) }
    func all() throws -> [StoredFile] { try tx.all("SELECT * FROM stored_files ORDER BY id") }
    func remove(_ id: ID<StoredFile>) throws { try tx.connection.execute("DELETE FROM stored_files WHERE id = \(id)") }

    /// Seals under a key of its own.
    /// - Returns: what is to be known of it, and what is to be put in the place.
    func seal(_ bytes: [UInt8], for place: FilePlaceKind) throws -> (StoredFile, content: [UInt8]) {
        let key = SealingKey.random(), content = try key.seal(bytes, for: Self.purpose), id = Digest.sha256(content)
        let (master, wrapped) = try tx.wrap(key, for: id)
        return (StoredFile(id: ID(id), place: place, master: master, wrapped: wrapped, byteCount: bytes.count, keptAt: tx.now), content)
    }

    /// - Throws: `StorageError.fault` for a content that is not the one that was kept.
    func open(_ content: [UInt8], of file: StoredFile) throws -> [UInt8] {
        guard Digest.sha256(content) == file.id.text else { throw StorageError.fault("file \(file.id) fails its digest") }
        return try tx.unwrap(file.wrapped, master: file.master, for: file.id.text).open(content, for: Self.purpose)
    }

    private static let purpose = "file"

    /// Files that nothing refers to since the moment: what came with a form that was refused after it.
    func orphans(before moment: Moment) throws -> [StoredFile] {
        try tx.all(
            """
            SELECT * FROM stored_files WHERE kept_at < \(moment) AND NOT EXISTS (SELECT 1 FROM answer_files WHERE answer_files.stored_id = stored_files.id)
            AND NOT EXISTS (SELECT 1 FROM papers WHERE papers.stored_id = stored_files.id)
            AND NOT EXISTS (SELECT 1 FROM paper_pages WHERE paper_pages.picture_id = stored_files.id) ORDER BY id LIMIT 500
            """)
    }

    /// Says of all that they lie there.
    static func moveAll(to place: FilePlaceKind, _ connection: Connection) throws {
        try connection.execute("UPDATE stored_files SET place = \(place.rawValue)")
    }

    // MARK: Keys

    func masters() throws -> Set<String> { Set(try tx.connection.rows("SELECT DISTINCT master FROM stored_files").map { try $0.single() }) }

    /// Ids of those whose keys another master key than this wraps.
    func wrapped(notBy master: String) throws -> [String] {
        try tx.connection.rows("SELECT id FROM stored_files WHERE master <> \(master) ORDER BY id").map { try $0.single() }
    }

    /// Wraps the key of one by the master key in force.
    func rewrap(_ id: String) throws {
        guard let file: StoredFile = try tx.first("SELECT * FROM stored_files WHERE id = \(id)") else { return }
        let (master, wrapped) = try tx.wrap(try tx.unwrap(file.wrapped, master: file.master, for: file.id.text), for: file.id.text)
        try tx.connection.execute("UPDATE stored_files SET master = \(master), wrapped = \(wrapped) WHERE id = \(file.id)")
    }

    // MARK: From before files were sealed

    /// One content that still lies in the database.
    func unsealed() throws -> (id: ID<AnswerFile>, bytes: [UInt8])? {
        struct Old: Decodable { let fileId: ID<AnswerFile>, content: [UInt8] }
        let old: Old? = try tx.first("SELECT * FROM answer_file_contents ORDER BY file_id LIMIT 1")
        return old.map { ($0.fileId, $0.content) }
    }

    func replace(_ old: ID<AnswerFile>, by file: StoredFile) throws {
        try tx.connection.execute("UPDATE answer_files SET stored_id = \(file.id) WHERE id = \(old)")
        try tx.connection.execute("DELETE FROM answer_file_contents WHERE file_id = \(old)")
    }
}

extension Tx {
    var files: FileStore { FileStore(tx: self) }
}

import Domain
import Logging
import Outside
import Storage
import Vault

/// The places where files lie, and what looks through them before they are taken.
struct FileDesk: Sendable {
    /// Where new files go.
    let current: any FilePlace
    private let others: [any FilePlace]
    let scanner: VirusScanner?

    /// Bytes of the largest file once it is sealed: a paper.
    static let sealedLength = PaperReading.maxByteCount + SealingKey.overhead

    /// The places that the configuration names: the folder always, for what was kept there before there was a store.
    init(_ config: Config) {
        let folder = FolderPlace(path: config.filesPath)
        if let store = config.objectStore { (current, others) = (store, [folder]) } else { (current, others) = (folder, []) }
        scanner = config.clamd.map { VirusScanner($0) }
    }

    /// A place that ends with the program, for tests.
    init(_ place: any FilePlace = MemoryPlace(), scanner: VirusScanner? = nil) { (current, others, self.scanner) = (place, [], scanner) }

    func place(_ kind: FilePlaceKind) throws -> any FilePlace {
        guard let place = ([current] + others).first(where: { $0.kind == kind }) else { throw StorageError.fault("no place for files of kind \(kind)") }
        return place
    }
}

extension App {
    /// Looks the content through and keeps it sealed. Nothing refers to it yet: what nothing refers to after a day is removed.
    /// - Throws: `Refusal.invalid("file")` where a virus was found; `Unreachable` where the scanner or the place is not to be had.
    func keep(_ bytes: [UInt8]) async throws -> StoredFile {
        if let found = try await files.scanner?.found(in: bytes) {
            log.warning("file refused", metadata: ["found": "\(found)"])
            throw Refusal.invalid(["file": "Tệp có mã độc, không nhận: \(found)."])
        }
        let place = files.current.kind
        // Known before it lies there, so that no content is ever forgotten.
        let (file, content) = try await write(as: .program, at: Clock.machine) { tx in
            let (file, content) = try tx.files.seal(bytes, for: place)
            try tx.files.add(file)
            return (file, content)
        }
        try await files.current.put(content, as: file.id.text)
        return file
    }

    /// - Throws: `StorageError.fault` for what is gone or was changed: it is reported, never served.
    func open(_ file: StoredFile) async throws -> [UInt8] {
        guard let content = try await files.place(file.place).get(file.id.text) else { throw StorageError.fault("file \(file.id) is gone") }
        return try await read(as: .program) { tx in try tx.files.open(content, of: file) }
    }

    /// Removes what came with forms that were refused.
    /// - Returns: how many.
    func sweepFiles() async throws -> Int {
        let orphans = try await read(as: .program) { tx in try tx.files.orphans(before: Clock.machine.adding(seconds: -86_400)) }
        for file in orphans {
            try await files.place(file.place).remove(file.id.text)
            try await write(as: .program) { tx in try tx.files.remove(file.id) }
        }
        return orphans.count
    }

    /// Ids of files that are gone or were changed.
    func brokenFiles() async throws -> [String] {
        var broken: [String] = []
        for file in try await read(as: .program, { tx in try tx.files.all() }) {
            do { _ = try await open(file) } catch { broken.append(file.id.text) }
        }
        return broken
    }

    /// Seals what an installation kept in the open before.
    func sealOldFiles() async throws {
        while let (id, bytes) = try await read(as: .program, { tx in try tx.files.unsealed() }) {
            let file = try await keep(bytes)
            try await write(as: .program) { tx in try tx.files.replace(id, by: file) }
        }
    }
}

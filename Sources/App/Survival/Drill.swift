import Domain
import Foundation
import Storage
import Vault

extension App {
    /// Restores a backup into a scratch place, proves ledger, files and keys there, and records how it went.
    /// - Parameter path: `nil` takes the newest backup that is recorded.
    /// - Throws: `StartRefusal` where there is no backup to try.
    public func drill(_ path: String?) async throws -> SurvivalRun {
        let recorded = try await read(as: .program) { tx in try tx.survival.last(.backup)?.place }
        guard let path = path ?? recorded else { throw StartRefusal("Chưa có bản sao lưu nào để thử. / There is no backup to try yet.") }
        let started = ContinuousClock.now, scratch = FileManager.default.temporaryDirectory.appendingPathComponent("lachan-drill-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        var run = SurvivalRun(
            id: ID(UUID().uuidString.lowercased()), kind: .drill, at: Clock.machine, place: URL(fileURLWithPath: path).path, rowCount: 0, byteCount: 0,
            seconds: 0,
            isGood: false, detail: "")
        do {
            let target = try await Self.openDatabase("sqlite:\(scratch.path)/drill.sqlite")
            try await Self.migrate(target)
            let reader = try ArchiveReader(path: path), files = FileDesk(FolderPlace(path: scratch.path + "/files"))
            run.rowCount = try await Self.restore(reader, to: target, masters: masters.fresh(), files: files)
            run.byteCount = ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
            run.detail = try await App(db: target, config: config, masters: masters, files: files).faults().joined(separator: "; ")
            run.isGood = run.detail.isEmpty
            try await target.close()
        } catch let refusal as StartRefusal {
            run.detail = refusal.description
        } catch let error as StorageError {
            run.detail = "\(error)"
        }
        run.seconds = (ContinuousClock.now - started) / .seconds(1)
        let done = run
        try await write(as: .program, at: Clock.machine) { tx in try tx.survival.note(done) }
        return run
    }

    /// What is wrong with the installation: an entry of the ledger, a row that is not as it says, a file that fails its digest, a sealed record that the master key does not open.
    func faults() async throws -> [String] {
        let key = try await read(as: .program) { tx in try tx.keys.verifying() }
        let check = LedgerCheck(db: db, key: key)
        let ledger = try await check.run().faults.prefix(5).map(\.description) + (check.rows()?.faults ?? []).prefix(5).map(\.description)
        let sealed = try await read(as: .program) { tx in try tx.sealed.unopenable() }.map { "sealed record \($0) does not open" }
        return ledger + (try await brokenFiles()).map { "file \($0) is gone or was changed" } + sealed
    }
}

// MARK: Each day

extension App {
    /// How long daily backups are kept.
    private static let keptDays = 30

    /// Takes the day's backup, unless one is there that comes back, proves it, and then removes those that are past their time.
    /// - Throws: `StartRefusal` where it cannot be taken or does not come back; nothing is removed then.
    func backUpToday() async throws {
        guard let folder = config.backupFolder else { return }
        let path = "\(folder)/lachan-\(Clock.machine.day).backup", files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // One that is there may have been cut short with the program.
        let isProved = files.fileExists(atPath: path) ? try await drill(path).isGood : false
        if !isProved {
            try? files.removeItem(atPath: path)
            _ = try await backUp(to: path)
            let run = try await drill(path)
            guard run.isGood else { throw StartRefusal("Diễn tập không đạt. / The drill failed: \(run.detail)") }
        }
        let oldest = Clock.machine.day.adding(days: -Self.keptDays)
        for name in try files.contentsOfDirectory(atPath: folder) {
            guard let day = name.wholeMatch(of: #/lachan-(\d{4}-\d{2}-\d{2})\.backup/#).flatMap({ Day(String($0.1)) }), day < oldest else { continue }
            try files.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}

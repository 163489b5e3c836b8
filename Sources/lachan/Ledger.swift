import App
import ArgumentParser
import Foundation

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Proves that the ledger is as it was written.",
        subcommands: [VerifyLedger.self, AddCheckpoint.self, ExportLedger.self])
}

struct VerifyLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Finds any entry that was changed, removed, put in or moved, and any row that is not as the ledger says; ends with 1 if there is one.",
        discussion: "Example: lachan ledger verify --data /var/lib/lachan --checkpoint /media/usb/checkpoint-2024-06-16.txt")

    @OptionGroup var options: DataOptions

    @Option(help: "Public key that signs checkpoints, in base 64; taken from the installation where its master key is at hand.")
    var key: String?

    @Option(help: "File of a checkpoint that was kept elsewhere.")
    var checkpoint: String?

    func run() async throws {
        let witness = try checkpoint.map { path in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw UnusableInput(description: "Không đọc được \(path). / Cannot read \(path).")
            }
            return text
        }
        let started = ContinuousClock.now
        let rows = try await App.verifyLedger(options.existing(), key: key, witness: witness) { report, isKeyKnown in
            let seconds = String(format: "%.2f", (ContinuousClock.now - started) / .seconds(1))
            print("\(report.entryCount) entries, \(report.chainCount) chains, \(report.checkpointCount) checkpoints, \(seconds) s")
            if !isKeyKnown { print("The key of the checkpoints comes from the database alone: give --key to be sure of it.") }
            try Self.refuse(report.faults, "Sổ đã bị sửa. / The ledger is not as it was written.")
        }
        guard let rows else {
            return print(
                "Sổ nguyên vẹn; dữ liệu chưa đối chiếu. / The ledger is as it was written; rows are held beside it after the program has started once.")
        }
        print("\(rows.rowCount) rows beside it")
        try Self.refuse(rows.faults, "Dữ liệu không như sổ ghi. / Rows are not as the ledger says.")
        print("Sổ nguyên vẹn. / The ledger is as it was written.")
    }

    /// Twenty of them, and how many more there are.
    private static func refuse(_ faults: [some CustomStringConvertible], _ words: String) throws {
        guard !faults.isEmpty else { return }
        let more = faults.count > 20 ? ["… \(faults.count - 20) more"] : []
        throw StartRefusal(([words] + faults.prefix(20).map(\.description) + more).joined(separator: "\n"))
    }
}

struct AddCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Signs where the ledger ends now and prints it, to be kept elsewhere.",
        discussion: "Example: lachan ledger checkpoint > checkpoint.txt")

    @OptionGroup var options: DataOptions

    func run() async throws {
        print(try await App.open(try options.existing()).addCheckpoint(), terminator: "")
    }
}

struct ExportLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints every entry as a line of JSON.", discussion: "Example: lachan ledger export > ledger.jsonl")

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await App.open(try options.existing()).exportLedger { line in FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
    }
}

struct VaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "vault", abstract: "Keys of what is sealed.", subcommands: [RotateVault.self])
}

struct RotateVault: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Puts a new master key in force and wraps every key by it; the program may go on serving.",
        discussion: """
            Where the master key comes from LACHAN_MASTER_KEY, add the new one there as the last and start the program anew first.
            The older key stays in the file until the next rotation; keep it as long as backups of before are kept.
            Example: lachan vault rotate --data /var/lib/lachan
            """)

    @OptionGroup var options: DataOptions

    func run() async throws {
        let (isNew, count) = try await App.open(try options.existing()).rotateMasterKey()
        print("\(isNew ? "New master key" : "Master key of the environment"): \(count) keys wrapped by it.")
    }
}

import App
import ArgumentParser
import Foundation

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Encrypted copies of everything, and the proof that they come back.", subcommands: [TakeBackup.self, Drill.self],
        defaultSubcommand: TakeBackup.self)
}

struct TakeBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Writes an encrypted copy of everything as it is at one moment; the program may go on serving.",
        discussion: """
            Keep it apart from the master key, without which nothing opens it.
            Example: lachan backup /media/backup/lachan-2024-06-16.backup --data /var/lib/lachan
            """)

    @OptionGroup var options: DataOptions

    @Argument(help: "The file to be written; it must not be there yet.")
    var file: String

    func run() async throws {
        let run = try await App.open(try options.existing()).backUp(to: file)
        print("\(run.rowCount) rows, \(run.byteCount) bytes, \(String(format: "%.2f", run.seconds)) s: \(file)")
    }
}

struct Drill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restores a backup into a scratch place, proves ledger, files and keys there, and records the result; ends with 1 if it does not hold.",
        discussion: "Example: lachan backup drill --data /var/lib/lachan")

    @OptionGroup var options: DataOptions

    @Argument(help: "The backup; the newest that was taken where none is given.")
    var file: String?

    func run() async throws {
        let run = try await App.open(try options.existing()).drill(file)
        guard run.isGood else { throw StartRefusal("Diễn tập không đạt. / The drill failed: \(run.detail)") }
        print("\(run.rowCount) rows restored and proved, \(String(format: "%.2f", run.seconds)) s.")
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Brings a backup back into an empty database.",
        discussion: "Example: lachan restore lachan-2024-06-16.backup --data /var/lib/lachan-new, with the master key there")

    @OptionGroup var options: DataOptions

    @Argument(help: "The backup.")
    var file: String

    func run() async throws {
        let config = try options.config()
        let count = try await App.restore(file, to: options.databaseURL(), config: config)
        print("\(count) rows restored.")
    }
}

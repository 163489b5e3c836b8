import App
import ArgumentParser
import Foundation

/// Ends with 0 done, 1 refused or failed, 2 wrong use, 65 unusable input.
@main
enum Program {
    static func main() async {
        // What the program writes is for its own account alone.
        umask(0o077)
        do {
            var command = try Lachan.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let refusal as StartRefusal {
            end(1, refusal.description)
        } catch let unusable as UnusableInput {
            end(65, unusable.description)
        } catch {
            if let refusal = StartRefusal(error) { end(1, refusal.description) }
            let code = Lachan.exitCode(for: error)
            end(
                code == .validationFailure ? 2 : code.rawValue, code == .success ? nil : Lachan.fullMessage(for: error), printed: Lachan.fullMessage(for: error)
            )
        }
    }

    private static func end(_ code: Int32, _ message: String?, printed: String = "") -> Never {
        if let message { FileHandle.standardError.write(Data((message + "\n").utf8)) } else { print(printed) }
        exit(code)
    }
}

/// Input that is no plan, or no table of bodies.
struct UnusableInput: Error, CustomStringConvertible {
    let description: String
}

struct Lachan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lachan", abstract: "Lá Chắn: a province's programme against human trafficking, from the issued plan to its report.",
        discussion: "Example: lachan serve --demo", version: "lachan \(App.version)",
        subcommands: [
            Serve.self, Read.self, Migrate.self, CopyCommand.self, PlacesCommand.self, BodiesCommand.self, AccountCommand.self, LedgerCommand.self,
            VaultCommand.self, BackupCommand.self, RestoreCommand.self,
        ])
}

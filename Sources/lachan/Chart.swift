import App
import ArgumentParser
import Foundation

struct BodiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bodies", abstract: "The organisation chart.", discussion: "Example: lachan bodies import Samples/bodies-hanoi-2024.csv",
        subcommands: [ImportBodies.self])
}

struct ImportBodies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes bodies from a CSV file, by their codes; all of it or nothing.",
        discussion: "Example: lachan bodies import Samples/bodies-hanoi-2024.csv")

    @OptionGroup var options: DataOptions

    @Argument(help: "A file with the columns code,name,short_name,kind,level,province,place,border,parent,valid_from,valid_to,other_names.")
    var file: String

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: file) else { throw ValidationError("\(file): expected a file that can be read.") }
        guard let text = String(bytes: data, encoding: .utf8) else { throw UnusableInput(description: "\(file): expected text in UTF-8.") }
        let app = try await App.open(try options.config())
        do {
            let taken = try await app.importBodies(text)
            print("\(taken.added) added, \(taken.changed) changed.")
        } catch let refusal as StartRefusal {
            throw UnusableInput(description: refusal.description)
        }
    }
}

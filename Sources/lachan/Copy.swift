import App
import ArgumentParser
import Foundation

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Moves a whole installation to another, empty database and compares both.",
        discussion: """
            Stop the program first: what is written to the source meanwhile is noticed, and the copy refused.
            Example: lachan copy --from sqlite:data/lachan.sqlite --to postgres://lachan@localhost/lachan
            """)

    @Option(help: "Where the data is: sqlite:PATH or postgres://USER@HOST/NAME.")
    var from: String

    @Option(help: "Where it shall be: an empty database.")
    var to: String

    func run() async throws {
        let copying = try await Copying.open(from: from, to: to)
        var rowCount = 0
        try await copying.run { table in
            rowCount += table.rowCount
            print(table.name.padding(toLength: 24, withPad: " ", startingAt: 0), table.rowCount, table.digest.prefix(12), separator: "\t")
        }
        print("\(rowCount) rows, the same on both sides.")
    }
}

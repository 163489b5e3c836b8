import App
import ArgumentParser
import Foundation

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the site until SIGTERM.", discussion: "Example: lachan serve --demo --today 2024-07-30 --port 8138")

    @OptionGroup var options: DataOptions

    @Flag(help: "Loads the demonstration at first start (LACHAN_DEMO).")
    var demo = false

    @Option(help: "The demonstration's day, such as 2024-06-16; only with --demo (LACHAN_TODAY).")
    var today: String?

    @Option(help: "Address to listen on (LACHAN_HOST; default: 127.0.0.1).")
    var host: String?

    @Option(help: "Port to listen on (LACHAN_PORT; default: 8138).")
    var port: Int?

    func validate() throws {
        if today != nil, !demo, try !options.config().isDemo { throw ValidationError("--today needs --demo: outside a demonstration the clock cannot be set.") }
        if let today, !PaperReading.isDay(today) { throw ValidationError("--today: expected a day such as 2024-06-16, got “\(today)”.") }
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port: expected a number from 0 to 65535.") }
    }

    func run() async throws {
        var config = try options.config()
        config.isDemo = demo || config.isDemo
        config.today = today ?? config.today
        config.host = host ?? config.host
        config.port = port ?? config.port
        try await App.open(config).serve { line in FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
    }
}

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database to this version's schema.", discussion: "Example: lachan migrate --data /var/lib/lachan")

    @OptionGroup var options: DataOptions

    func run() async throws {
        let done = try await App.migrate(try options.config())
        print(done.isEmpty ? "Nothing to do: the schema is current." : done.map { "Applied \($0)" }.joined(separator: "\n"))
    }
}

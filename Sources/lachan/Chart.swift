import App
import ArgumentParser
import Foundation

struct BodiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bodies", abstract: "The organisation chart.", discussion: "Example: lachan bodies import Samples/bodies-hanoi-2024.csv",
        subcommands: [ImportBodies.self, ImportFunctions.self, ImportReorganisations.self])
}

struct ImportBodies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes bodies from a CSV file, by their codes; all of it or nothing.",
        discussion: "Example: lachan bodies import Samples/bodies-hanoi-2024.csv")

    @OptionGroup var options: DataOptions

    @Argument(help: "Columns code,name,short_name,kind,level,province,place,border,parent,valid_from,valid_to,other_names and, if known, place_code.")
    var file: String

    func run() async throws {
        let text = try InputFile.text(file), app = try await App.open(try options.config())
        let taken = try await InputFile.unusable { try await app.importBodies(text) }
        print("\(taken.added) added, \(taken.changed) changed.")
    }
}

struct ImportFunctions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "functions", abstract: "Takes from a CSV file which body does what on which days; all of it or nothing.",
        discussion: "Example: lachan bodies functions Samples/functions.csv")

    @OptionGroup var options: DataOptions

    @Argument(help: "Columns body,function,valid_from,valid_to,source,mark.")
    var file: String

    func run() async throws {
        let text = try InputFile.text(file), app = try await App.open(try options.config())
        print("\(try await InputFile.unusable { try await app.importFunctions(text) }) functions.")
    }
}

struct ImportReorganisations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reorganisations", abstract: "Plans reorganisations from a CSV file of bodies and their heirs; nothing is handed over yet.",
        discussion: "Example: lachan bodies reorganisations Samples/reorganisations.csv")

    @OptionGroup var options: DataOptions

    @Argument(help: "Columns reorganisation,name,source,day,act,from,to,function,share,main,note.")
    var file: String

    func run() async throws {
        let text = try InputFile.text(file), app = try await App.open(try options.config())
        let taken = try await InputFile.unusable { try await app.importReorganisations(text) }
        print("\(taken.reorganisations) reorganisations with \(taken.heirs) heirs, planned.")
    }
}

struct PlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places", abstract: "Provinces, districts and communes in time.",
        discussion: "Example: lachan places import Places/places.csv Places/heirs.csv", subcommands: [ImportPlaces.self])
}

struct ImportPlaces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes places and who became whom from two CSV files, in place of what was there; all of it or nothing.",
        discussion: "Example: lachan places import Places/places.csv Places/heirs.csv")

    @OptionGroup var options: DataOptions

    @Argument(help: "Columns code,name,kind,level,parent,valid_from,valid_to,latitude,longitude.")
    var places: String

    @Argument(help: "Columns day,from,to,part,is_main,share.")
    var heirs: String

    func run() async throws {
        let (places, heirs) = (try InputFile.text(places), try InputFile.text(heirs)), app = try await App.open(try options.config())
        let taken = try await InputFile.unusable { try await app.importPlaces(places, heirs: heirs) }
        print("\(taken.places) places, \(taken.heirs) heirs.")
    }
}

/// A file that a person names.
enum InputFile {
    /// - Throws: `ValidationError` if it cannot be read, `UnusableInput` if it is no UTF-8 text.
    static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw ValidationError("\(path): expected a file that can be read.") }
        guard let text = String(bytes: data, encoding: .utf8) else { throw UnusableInput(description: "\(path): expected text in UTF-8.") }
        return text
    }

    /// What the content is refused for ends with 65.
    static func unusable<T>(_ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch let refusal as StartRefusal { throw UnusableInput(description: refusal.description) }
    }
}

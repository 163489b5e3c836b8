import Foundation

/// What a cell of a document names to show what it says: files, and functions in them.
struct Proof {
    /// From the root of the checkout: `Tests/AppTests/DenyTests.swift`, `torture/kill.py`, `CONTRIBUTING.md`.
    var files: [String]
    /// Test functions that stand behind a file, as `Tests/Program/test_files.py`: test_a, test_b.
    var functions: [(file: String, name: String)] = []
    /// Files, suites and folders of the tests that are named without their path, as AppTests/DenyTests.
    var short: [String]

    init(_ text: some StringProtocol) {
        let text = String(text)
        let paths = #/`((?:Sources|Tests|docs|deploy|scripts|torture|bench)\/[A-Za-z0-9_.\/-]+|[A-Z]\w+\.md|Package\.\w+)`/#
        files = text.matches(of: paths).map { String($0.1) }
        // What stands in brackets explains.
        let plain = text.replacing(#/\([^()]*\)/#, with: "")
        for list in plain.matches(of: #/`(Tests\/[A-Za-z0-9_.\/-]+\.(?:swift|py))`: ([^;|`]*)/#) {
            for word in list.2.split(separator: ",") {
                let name = String(word.drop(while: \.isWhitespace).prefix { $0.isLetter || $0.isNumber || $0 == "_" })
                if !name.isEmpty { functions.append((String(list.1), name)) }
            }
        }
        let rest = text.replacing(#/`[^`]*`(?:: [^;|`]*)?/#, with: "")
        short = rest.matches(of: #/(?:\w+\/)?\b(\w+Tests|test_\w+)\b/#).map { String($0.1) }
    }

    /// What it names that is not there.
    func missing() throws -> [String] {
        var missing = files.filter { !FileManager.default.fileExists(atPath: Files.root + "/" + $0) }
        for (file, name) in functions where !missing.contains(file) {
            let word = file.hasSuffix(".py") ? "def" : "func"
            if try !Files.text(file).contains("\(word) \(name)(") { missing.append("\(file): \(name)") }
        }
        return missing + short.filter { !Self.known.contains($0) }
    }

    /// Whether it names anything.
    var isEmpty: Bool { files.isEmpty && short.isEmpty }

    /// Names of every file and folder below `Tests`, and of every suite in them; read once.
    private static let known = (try? names()) ?? []

    private static func names() throws -> Set<String> {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: Files.root + "/Tests")
        let files = paths.compactMap { $0.split(separator: "/").last?.split(separator: ".").first.map(String.init) }
        let suites = try Files.sources("Tests").flatMap { source in source.text.matches(of: #/struct (\w+Tests)\b/#).map { String($0.1) } }
        return Set(files + suites)
    }
}

/// Tables of the documents.
enum Documents {
    /// Rows of the first table below the heading, each as its cells.
    static func rows(_ path: String, below heading: String) throws -> [[String]] {
        let lines = try Files.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0 == heading }) else { return [] }
        let table = lines[start...].drop { !$0.hasPrefix("|---") }.dropFirst().prefix { $0.hasPrefix("|") }
        return table.map { $0.dropFirst(2).dropLast(2).components(separatedBy: " | ") }
    }
}

internal import Foundation

/// Reads the sentences the language is learnt from: text files of our own, one sentence a line.
enum Corpus {
    /// A language model of every file in the folder, with all well-formed syllables admitted.
    /// - Throws: the error of the file system if the resources cannot be read.
    static func model(from folder: URL) throws -> LanguageModel {
        var model = LanguageModel()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) where file.pathExtension == "txt" {
            let text = try String(contentsOf: file, encoding: .utf8).precomposedStringWithCanonicalMapping.lowercased()
            for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
                model.learn(words(of: line).map { isNumber($0) ? LanguageModel.number : model.admit($0) })
            }
        }
        for syllable in Syllables.all() { model.admit(syllable) }
        return model
    }

    /// The words of a line without punctuation; figures, dates and document numbers stay whole.
    static func words(of line: Substring) -> [String] {
        line.split(whereSeparator: \.isWhitespace).compactMap { chunk in
            let core = chunk.drop { !$0.isLetter && !$0.isNumber }
            guard let last = core.lastIndex(where: { $0.isLetter || $0.isNumber }) else { return nil }
            return String(core[...last])
        }
    }

    static func isNumber(_ word: String) -> Bool { word.contains(where: \.isNumber) }
}

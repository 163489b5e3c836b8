import Foundation
import Yams

/// The language of a page: Vietnamese as written in the views, or the English of each text.
struct Language: Sendable {
    enum Code: String, Sendable {
        case vi, en
    }

    let code: Code
    private let english: [String: String]

    /// The text in the page's language; `{0}`, `{1}` … stand for the values.
    func callAsFunction(_ vietnamese: String, _ values: String...) -> String {
        var text = code == .vi ? vietnamese : english[vietnamese] ?? translatedHead(of: vietnamese)
        for (i, value) in values.enumerated() { text = text.replacing("{\(i)}", with: value) }
        return text
    }

    /// A sentence that ends in values ("Không có trong danh mục cơ quan: Sở X.") keeps them; what stands before its colon is translated.
    private func translatedHead(of sentence: String) -> String {
        guard let colon = sentence.firstRange(of: ": "), let head = english[String(sentence[..<colon.lowerBound])] else { return sentence }
        return head + sentence[colon.lowerBound...]
    }

    func knows(_ vietnamese: String) -> Bool { english[vietnamese] != nil }

    /// Reads `Translations/en.yaml`, a map from each Vietnamese text to its English.
    static func load() throws -> (vietnamese: Language, english: Language) {
        let file = Bundle.module.bundleURL.appendingPathComponent("Translations/en.yaml")
        let table = try YAMLDecoder().decode([String: String].self, from: Data(contentsOf: file))
        return (Language(code: .vi, english: [:]), Language(code: .en, english: table))
    }
}

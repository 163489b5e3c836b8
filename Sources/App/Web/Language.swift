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
        let text = code == .vi ? vietnamese : english[vietnamese] ?? translatedHead(of: vietnamese)
        return values.isEmpty ? text : Self.filled(text, values)
    }

    /// The text with values for `{0}` to `{9}`. Every row of a list says some sentences, so this goes through the bytes once.
    static func filled(_ text: String, _ values: [String]) -> String {
        var text = text, filled: [UInt8] = []
        filled.reserveCapacity(text.utf8.count + values.reduce(0) { $0 + $1.utf8.count })
        text.withUTF8 { bytes in
            var from = 0
            for at in bytes.indices.dropLast(2) where bytes[at] == UInt8(ascii: "{") && bytes[at + 2] == UInt8(ascii: "}") {
                let place = Int(bytes[at + 1]) - Int(UInt8(ascii: "0"))
                guard values.indices.contains(place) else { continue }
                filled.append(contentsOf: bytes[from..<at])
                filled.append(contentsOf: values[place].utf8)
                from = at + 3
            }
            filled.append(contentsOf: bytes[from...])
        }
        return String(decoding: filled, as: UTF8.self)
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

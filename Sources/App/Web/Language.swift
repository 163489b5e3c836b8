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

    /// Every row of a list says some sentences, so this goes through the bytes once.
    static func filled(_ text: String, _ values: [String]) -> String {
        var filled = "", rest = Substring(text)
        filled.reserveCapacity(text.utf8.count + values.reduce(0) { $0 + $1.utf8.count })
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")), let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}")) {
            filled += rest[..<open]
            if let place = Int(rest[open..<close].dropFirst()), values.indices.contains(place) {
                filled += values[place]
            } else {
                filled += rest[open...close]
            }
            rest = rest[rest.utf8.index(after: close)...]
        }
        filled += rest
        return filled
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

internal import Foundation
internal import FoundationXML

/// The text that a PDF itself gives, word by word with its place, as `pdftotext -bbox` prints it.
final class TextLayer: NSObject, XMLParserDelegate {
    /// Words of each page, by its number.
    private(set) var pages: [Int: [PaperWord]] = [:]
    private var number: Int
    private var size = (width: 1.0, height: 1.0)
    private var box: Box?
    private var text = ""

    /// - Parameter first: number of the first page that was printed.
    private init(first: Int) { number = first - 1 }

    static func read(_ xml: [UInt8], first: Int) -> [Int: [PaperWord]] {
        let layer = TextLayer(first: first), parser = XMLParser(data: Data(xml))
        parser.shouldResolveExternalEntities = false
        parser.delegate = layer
        // A page that is cut off in its midst still gives what came before.
        _ = parser.parse()
        return layer.pages
    }

    func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
        func number(_ key: String) -> Double { Double(attributes[key] ?? "") ?? 0 }
        switch name {
        case "page":
            self.number += 1
            size = (max(1, number("width")), max(1, number("height")))
            pages[self.number] = []
        case "word":
            text = ""
            box = Box(
                left: number("xMin") / size.width, top: number("yMin") / size.height, right: number("xMax") / size.width, bottom: number("yMax") / size.height)
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        let word = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        guard name == "word", let box, !word.isEmpty else { return }
        pages[number, default: []].append(PaperWord(text: word, box: box))
    }
}

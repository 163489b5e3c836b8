import Testing

@testable import Papers

/// How words on a page become lines.
@Suite struct RowTests {
    private func word(_ text: String, _ left: Double, _ top: Double, height: Double = 0.02) -> PaperWord {
        PaperWord(text: text, box: Box(left: left, top: top, right: left + 0.05, bottom: top + height))
    }

    private func text(_ words: [PaperWord]) -> [String] { Rows.of(words.map { [$0] }).map(\.text) }

    @Test("what stands beside each other is one line from left to right, also across two columns")
    func columns() {
        let words = [word("HÒA", 0.7, 0.051), word("UBND", 0.1, 0.05), word("CỘNG", 0.6, 0.049), word("Số:", 0.1, 0.08), word("Hà", 0.6, 0.081)]
        #expect(text(words) == ["UBND CỘNG HÒA", "Số: Hà"])
    }

    @Test("a comma, a dash and a tall letter stand in the line whose middle they share")
    func heights() {
        let words = [word("giúp", 0.1, 0.1), word("-", 0.05, 0.108, height: 0.003), word("Ấ", 0.2, 0.094, height: 0.027), word("dưới", 0.1, 0.13)]
        #expect(text(words) == ["- giúp Ấ", "dưới"])
    }

    @Test("a wide gap is an empty line, an even step is none")
    func gaps() {
        let even = (0..<5).map { word("d\($0)", 0.1, 0.1 + 0.03 * Double($0)) }
        #expect(text(even + [word("sau", 0.1, 0.3)]) == ["d0", "d1", "d2", "d3", "d4", "", "sau"])
        #expect(Rows.of([]).isEmpty)
    }

    @Test("a first line that stands in begins a paragraph, a centred one does not")
    func indents() {
        func line(_ text: String, _ left: Double, _ right: Double, _ top: Double) -> [PaperWord] {
            [PaperWord(text: text, box: Box(left: left, top: top, right: right, bottom: top + 0.02))]
        }
        let lines = [
            line("a", 0.14, 0.9, 0.1), line("b", 0.14, 0.9, 0.13), line("c", 0.19, 0.9, 0.16), line("d", 0.14, 0.5, 0.19), line("e", 0.4, 0.6, 0.22),
        ]
        #expect(Rows.of(lines).map(\.text) == ["a", "b", "", "c", "d", "e"])
    }

    @Test(
        "the number of the page in its margin is left out, a number elsewhere is not",
        arguments: [(0.04, ["2", "chữ"], ["chữ"]), (0.5, ["2", "chữ"], ["2", "chữ"]), (0.04, ["2024", "chữ"], ["2024", "chữ"])]
            as [(Double, [String], [String])])
    func numbers(top: Double, words: [String], kept: [String]) {
        let lines = Rows.of(words.enumerated().map { [word($1, 0.5, top + 0.05 * Double($0))] })
        #expect(Rows.withoutPageNumber(lines).map(\.text) == kept)
    }

    @Test("a line lies around its words; one without places lies nowhere")
    func boxes() {
        #expect(
            PaperLine(words: [word("a", 0.125, 0.25, height: 0.5), word("b", 0.5, 0.125, height: 0.25)]).box
                == Box(left: 0.125, top: 0.125, right: 0.55, bottom: 0.75))
        #expect(PaperLine(words: [PaperWord(text: "a", box: nil)]).box == nil)
    }
}

import Testing

@testable import Papers

/// Tables are found by the lines around their cells.
@Suite struct TableTests {
    private func across(_ y: Double, _ left: Double = 0.1, _ right: Double = 0.9) -> Box { Box(left: left, top: y - 0.001, right: right, bottom: y + 0.001) }
    private func down(_ x: Double, _ top: Double = 0.2, _ bottom: Double = 0.5) -> Ruling.Line { Ruling.Line(x: x, top: top, bottom: bottom) }

    /// Three columns and three rows; in the second row the last two columns are one.
    private var ruling: Ruling {
        let broken = [down(0.5, 0.2, 0.3), down(0.5, 0.4, 0.5)]
        return Ruling(across: [0.2, 0.3, 0.4, 0.5].map { across($0) }, down: [down(0.1), down(0.2), down(0.9)] + broken)
    }

    private func word(_ text: String, _ x: Double, _ y: Double) -> [PaperWord] {
        [PaperWord(text: text, box: Box(left: x, top: y, right: x + 0.05, bottom: y + 0.015))]
    }

    @Test("rows and columns lie where lines are drawn; cells that are one have no line between them")
    func grid() throws {
        let table = try #require(ruling.tables.first)
        #expect(ruling.tables.count == 1 && table.rows.count == 4 && table.box == Box(left: 0.1, top: 0.2, right: 0.9, bottom: 0.5))
        #expect(table.edges(ofRow: 0) == [0.1, 0.2, 0.5, 0.9] && table.edges(ofRow: 1) == [0.1, 0.2, 0.9])
    }

    @Test("a line under a heading, a box around a text and the edge of the paper are no tables")
    func none() {
        #expect(Ruling(across: [across(0.1, 0.4, 0.6)], down: []).tables.isEmpty)
        #expect(Ruling(across: [across(0.2), across(0.5)], down: [down(0.1), down(0.9)]).tables.isEmpty)
        let edge = Ruling(across: [0.2, 0.3, 0.4, 0.5].map { across($0) }, down: [down(0.1), down(0.2), down(0.9), down(0.99, 0, 1)])
        #expect(edge.tables.first?.box.right == 0.9)
    }

    @Test("each row is one line, its cells told apart; what stands above and below stays as it is")
    func lines() {
        let words = [
            word("trên", 0.1, 0.1), word("TT", 0.12, 0.24), word("Nhiệm", 0.22, 0.23), word("vụ", 0.22, 0.26), word("Chủ", 0.55, 0.24), word("A", 0.12, 0.34),
            word("Nhóm", 0.22, 0.34), word("xa", 0.7, 0.34), word("1", 0.12, 0.44), word("Sở", 0.55, 0.44), word("dưới", 0.1, 0.6),
        ]
        #expect(PageLayout.lines(words, ruling.tables).map(\.text) == ["trên", "", "TT │ Nhiệm vụ │ Chủ", "A │ Nhóm xa", "1 │ │ Sở", "", "dưới"])
    }

    @Test("the words of a text layer come with their places in shares of the page")
    func layer() {
        let xml = """
            <html><body><doc><page width="200" height="100"><word xMin="20" yMin="10" xMax="40" yMax="20">Điều</word><word xMin="50" yMin="10" xMax="60" yMax="20"> </word>
            </page><page width="200" height="100"><word xMin="0" yMin="50" xMax="100" yMax="60">a &amp; b</word></page>
            """
        let pages = TextLayer.read(Array(xml.utf8), first: 4)
        #expect(pages[4] == [PaperWord(text: "Điều", box: Box(left: 0.1, top: 0.1, right: 0.2, bottom: 0.2))])
        #expect(pages[5]?.map(\.text) == ["a & b"], "what was cut off keeps what came before")
    }
}

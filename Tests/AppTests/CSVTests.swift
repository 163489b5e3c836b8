import Domain
import Testing

@testable import App

/// Tables for spreadsheets.
@Suite struct CSVTests {
    @Test(
        "what a spreadsheet would reckon stands behind an apostrophe, whatever unseen signs come first",
        arguments: [
            "=1+1", "+84912", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{feff}=1", "\u{200b}@x", "\u{00a0}+1", "\u{202e}-x", "＝1", "＋1", "−x",
            "|cmd",
            "\"=1", "'=1", "\u{0301}=1", "%x", "\ttext",
        ])
    func formulas(text: String) {
        let cell = CSV.cell(text)
        #expect(cell == "\"'" + text.replacing("\"", with: "\"\"") + "\"", "\(cell.debugDescription)")
    }

    @Test("plain words and numbers stay as they are; what parts cells stands in quotes")
    func plain() {
        for text in ["", "Sở Tư pháp", "12", "-3", "-3.5", "2024-06-30", "a-b", "1.1-2"] { #expect(CSV.cell(text) == text) }
        #expect(
            CSV.cell("a,b") == "\"a,b\"" && CSV.cell("a \"b\"") == "\"a \"\"b\"\"\"" && CSV.cell("a\nb") == "\"a\nb\"" && CSV.cell("a\r\nb") == "\"a\r\nb\"")
        #expect(CSV(rows: [["a", "b"], ["=c", "đ"]]).text == "\u{feff}a,b\r\n\"'=c\",đ\r\n")
    }

    @Test("the board of a plan comes as a table, for those who see the plan alone")
    func board() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let answer = try await world.get("/plans/\(plan.id)/assignments.csv", as: .an)
        #expect(answer.status == 200 && answer.header("Content-Type") == "text/csv; charset=utf-8")
        #expect(answer.header("Content-Disposition") == "attachment; filename=\"phan-viec.csv\"")
        let lines = answer.body.split(separator: "\r\n")
        #expect(lines.count == (try await world.owed(plan)).count + 1 && lines.first?.hasPrefix("\u{feff}Nhiệm vụ,Nội dung,Cơ quan") == true)
        #expect(
            lines.dropFirst().allSatisfy { $0.contains("Sở") || $0.contains("Hội") || $0.contains("UBND") || $0.contains("Ủy ban") || $0.contains("Công an") })
        #expect(try await world.get("/plans/\(plan.id)/assignments.csv", as: .chi).status == 404)
        #expect(try await world.get("/plans/\(plan.id)/assignments.csv?lang=en", as: .an).body.contains(",Text,Bodies,"))
    }
}

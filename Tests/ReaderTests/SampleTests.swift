import Foundation
import Testing

@testable import Reader

@Suite("Whole papers")
struct SampleTests {
    @Test(
        "every line is kept and every duty found",
        arguments: [("hanoi-133-2024.txt", 34, 5, 5, 4), ("tayninh-470-2024.txt", 28, 4, 3, 2)])
    func sample(name: String, tasks: Int, duties: Int, targets: Int, rules: Int) throws {
        let bytes = try Shared.sample(name)
        let plan = try Shared.reader.get().read(bytes)
        #expect(plan.lines.count == bytes.filter { $0 == 0x0A }.count + 1)
        #expect(plan.reading.tasks.count == tasks)
        #expect(plan.reading.duties.count == duties)
        #expect(plan.reading.targets.count == targets)
        #expect(plan.reading.reporting.count == rules)
    }

    @Test("what the paper does not show is written as null, and the JSON reads back as it was")
    func nulls() throws {
        let reading = try facts("KẾ HOẠCH\n\nI. MỤC TIÊU\n- Nâng cao.")
        let json = try reading.json()
        for key in ["number", "issuer", "date", "year"] { #expect(json.contains("\"\(key)\" : null")) }
        #expect(try JSONDecoder().decode(Reading.self, from: Data(json.utf8)) == reading)
    }

    @Test("the JSON has the keys of the schema and the outline every duty")
    func print() throws {
        let reading = try facts("I. MỤC TIÊU\n- Nâng cao.\nII. NHIỆM VỤ\n1. A\n- Tổ chức tập huấn (Công an tỉnh thực hiện).")
        let json = try reading.json()
        for key in [
            "document", "objectives", "targets", "tasks", "duties", "reporting", "organisations", "findings", "inherited_assignment", "as_written",
            "first_line",
        ] {
            #expect(json.contains("\"\(key)\""))
        }
        #expect(!json.contains("\\/"))
        #expect(reading.outline().contains("II.1-1  Tổ chức tập huấn"))
    }
}

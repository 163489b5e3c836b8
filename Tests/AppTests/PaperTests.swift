import Domain
import Testing

@testable import App

/// How a paper comes in, and how it is read again.
@Suite struct PaperTests {
    private func count(_ world: World) async throws -> Int {
        try await world.app.read(as: .program) { tx in try tx.plans.list().count }
    }

    @Test("a file that was chosen counts, not the text beside it")
    func file() async throws {
        let world = try await World.made()
        let taken = try await world.post("/plans", as: .an, [("text", "không phải kế hoạch")], file: ("paper", "ke hoach.txt", WalkTests.paper))
        #expect(taken.status == 303)
        let page = try await world.get(taken.location, as: .an).body
        #expect(page.contains("12/KH-UBND") && page.contains("value='2024-03-10'"))
    }

    @Test(
        "a file that is neither text nor PDF nor DOCX is refused with what was expected, and nothing is kept",
        arguments: ["\u{89}PNG\r\n\u{1a}\n\u{0}", "{\\rtf1\u{0}", "\u{0}\u{1}\u{2}"])
    func noText(content: String) async throws {
        let world = try await World.made()
        let answer = try await world.post("/plans", as: .an, [("text", "")], file: ("paper", "a.txt", content))
        #expect(answer.status == 422 && answer.body.contains("id='paper-wrong'"))
        #expect(try await count(world) == 0)
    }

    @Test("a paper larger than the reader takes is refused in words")
    func large() async throws {
        let world = try await World.made()
        let answer = try await world.post("/plans", as: .an, [], file: ("paper", "a.txt", String(repeating: WalkTests.paper + "\n", count: 600)))
        #expect(answer.status == 422 && answer.body.contains("id='paper-wrong'"))
        #expect(try await count(world) == 0)
    }

    @Test("a number that is known is a conflict that keeps the text; another province may bear the same number")
    func double() async throws {
        let world = try await World.made()
        #expect(try await world.post("/plans", as: .an, [("text", WalkTests.paper)]).status == 303)
        let written = try await world.written()
        let second = try await world.post("/plans", as: .an, [("text", WalkTests.paper)])
        #expect(second.status == 409 && second.body.contains("12/KH-UBND, 2024") && second.body.contains("UY BAN NHAN DAN"))
        #expect(try await world.written() == written)
        #expect(try await world.post("/plans", as: .chi, [("text", WalkTests.paper)]).status == 303)
        let an = try await world.viewer(.an)
        #expect(try await world.app.read(as: an) { tx in try tx.plans.list().count } == 1, "each sees their own alone")
    }

    @Test("each line of the paper can be pointed at, and the lines asked for are marked")
    func marked() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let page = try await world.get("/plans/\(plan.id)/paper?from=6&to=7", as: .binh).body
        for (i, line) in SmallPlan.lines.enumerated() {
            let opening = "<p id=\"L\(i + 1)\" class=\"line\((6...7).contains(i + 1) ? " hot" : "")\">"
            #expect(page.contains(opening) && page.contains("<span>\(line)</span>"), "\(line)")
        }
        #expect(page.contains("9 dòng"))
    }

    @Test(
        "lines that are none mark nothing and stop nothing",
        arguments: [
            "from=7&to=6", "from=a&to=b", "from=6", "from=-3&to=0", "from=400&to=500", "from=9223372036854775808&to=1", "from=1&to=9223372036854775807",
        ])
    func oddLines(query: String) async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let answer = try await world.get("/plans/\(plan.id)/paper?\(query)", as: .binh)
        #expect(answer.status == 200 && answer.body.contains("line hot") == query.hasSuffix("=9223372036854775807"))
    }

    @Test("the paper is read mended or as it came, each leading to the other")
    func source() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let mended = try await world.get("/plans/\(plan.id)/paper", as: .binh).body
        let source = try await world.get("/plans/\(plan.id)/paper?as=source", as: .binh).body
        #expect(mended.contains("<span>Phòng, chống mua bán người năm 2024</span>") && mended.contains("href='?as=source'"))
        #expect(source.contains("<span>\(SmallPlan.lines[1].folded)</span>") && source.contains("href='?'"))
    }

    @Test("each paragraph leads to its lines on the paper, and one that a person added says that it has none")
    func fromDuty() async throws {
        let world = try await World.made()
        let plan = try await world.addPlan()
        _ = try await world.post("/plans/\(plan.id)/duties", as: .an, [("code", "II.1-9"), ("heading", ""), ("newText", "Việc mới")])
        let (read, added) = (try await world.duty("II.1-2", of: plan), try await world.duty("II.1-9", of: plan))
        #expect(try await world.get("/duties/\(read.id)", as: .an).body.contains("/paper?from=7&amp;to=7#L7"))
        let page = try await world.get("/duties/\(added.id)", as: .an).body
        #expect(page.contains("không có trên giấy") && !page.contains("/paper?from="))
    }
}

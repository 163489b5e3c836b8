import Domain
import Papers
import Storage
import TestPapers
import Testing

@testable import App

/// A file that was brought becomes a plan under review, page by page, once; or says why not.
@Suite struct PaperFlowTests {
    /// The paper of `SmallPlan` as people write it.
    private static let lines = [
        "UBND TỈNH AN", "Số: 9/KH-UBND", "An, ngày 02 tháng 5 năm 2024", "KẾ HOẠCH", "Phòng, chống mua bán người năm 2024", "",
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Nâng cao hiệu quả công tác phòng, chống mua bán người.", "II. NHIỆM VỤ", "1. Công tác truyền thông",
        "- Tổ chức tuyên truyền về phòng, chống mua bán người. (Sở Tư pháp chủ trì thực hiện).", "III. TỔ CHỨC THỰC HIỆN",
        "1. Các sở, ban, ngành báo cáo định kỳ 6 tháng trước ngày 18/6, năm trước ngày 18/12 về Công an tỉnh.",
    ]

    private func bring(_ bytes: [UInt8], _ world: World, by person: Person = .an) async throws -> ID<Paper> {
        let stored = try await world.app.keep(bytes)
        return try await world.app.write(as: world.viewer(person), at: Clock.machine) { tx in
            let paper = Paper(
                id: tx.newID(), province: try #require(tx.viewer.province), officeId: try #require(tx.viewer.body), by: tx.viewer, kind: .docx,
                storedId: stored.id.text, byteCount: bytes.count, madeAt: tx.now)
            try tx.papers.add(paper)
            return paper.id
        }
    }

    private func paper(_ id: ID<Paper>, _ world: World) async throws -> Paper { try await world.app.read(as: .program) { tx in try tx.papers.find(id) } }

    private func work(_ world: World) async throws { while try await world.app.doNextJob(JobDesk.long) {} }

    @Test("a DOCX becomes a plan under review whose lines know their page; its page leads there, and the row is as the ledger says")
    func read() async throws {
        let world = try await World.made()
        try await world.app.vouchForRows()
        let id = try await bring(TestPapers.docx(lines: Self.lines), world)
        let waiting = try await world.get("/papers/\(id)", as: .an)
        #expect(waiting.status == 200 && waiting.header("Refresh") == "2" && waiting.body.contains("Dừng đọc"))
        #expect(try await world.get("/plans", as: .an).body.contains("/papers/\(id)"))
        try await work(world)
        let paper = try await paper(id, world), plan = try #require(paper.planId)
        #expect(paper.state == .read && paper.pageCount == 1)
        #expect(try await world.get("/papers/\(id)", as: .an).header("Location") == "/plans/\(plan)/review")
        let (found, lines) = try await world.app.read(as: world.viewer(.an)) { tx in (try tx.plans.find(plan), try tx.plans.lines(of: plan)) }
        #expect(found.number == "9/KH-UBND" && found.state == .read && lines.count == Self.lines.count && lines.allSatisfy { $0.page == 1 })
        #expect(try await !world.get("/plans", as: .an).body.contains("/papers/\(id)"))
        #expect(try await !world.get("/plans/\(plan)/paper", as: .an).body.contains("class=\"plate\""), "a DOCX has no picture")
        try await world.app.readPaper(id)
        #expect(try await self.paper(id, world) == paper, "a second job changes nothing")
        #expect(try await #require(LedgerCheck(db: world.app.db).rows()).faults.isEmpty)
    }

    @Test("what is no plan, a number that is there already and a broken file end with the reason, and leave no plan")
    func failed() async throws {
        let world = try await World.made()
        _ = try await world.addPlan(numbered: "9/KH-UBND")
        let plans = try await world.written().last
        for (bytes, why) in [
            (try TestPapers.docx(lines: Self.lines), "Kế hoạch này đã được đưa vào"), (try TestPapers.docx(lines: ["Xin chào"]), "kế hoạch"),
            (try TestPapers.docx("<w:p>"), "Tệp hỏng"),
        ] {
            let id = try await bring(bytes, world)
            try await work(world)
            let page = try await world.get("/papers/\(id)", as: .an)
            #expect(try await paper(id, world).state == .failed)
            #expect(page.body.contains(why) && page.header("Refresh").isEmpty)
        }
        #expect(try await world.written().last == plans)
    }

    @Test("who brought it may stop it, once; nothing comes of it, and after some days it is gone with its files")
    func cancelled() async throws {
        let world = try await World.made(), id = try await bring(TestPapers.docx(lines: Self.lines), world)
        #expect(try await world.post("/papers/\(id)/cancellation", as: .an).status == 303)
        #expect(try await world.post("/papers/\(id)/cancellation", as: .an).status == 409)
        try await work(world)
        #expect(try await world.get("/papers/\(id)", as: .an).body.contains("Đã dừng đọc"))
        try await world.app.write(as: .program) { tx in
            try tx.papers.forget(before: Clock.machine.adding(seconds: -60))
            #expect(try tx.papers.find(id).state == .cancelled)
            try tx.papers.forget(before: Clock.machine.adding(seconds: 60))
        }
        await #expect(throws: Refusal.notFound) { try await paper(id, world) }
        let orphans = try await world.app.read(as: .program) { tx in try tx.files.orphans(before: Clock.machine.adding(seconds: 60)).count }
        #expect(orphans == 1)
    }

    @Test("pages that were read before are not read again, and a picture is served to the programme of its province alone")
    func pages() async throws {
        let world = try await World.made(), id = try await bring(TestPapers.docx(lines: Self.lines), world)
        let picture = try await world.app.keep([0xff, 0xd8, 0xff, 0xe0])
        let line = PaperLine(
            words: Self.lines[3].split(separator: " ").map { PaperWord(text: String($0), box: Box(left: 0.2, top: 0.2, right: 0.3, bottom: 0.22)) })
        try await world.app.write(as: .program, at: Clock.machine) { tx in
            var page = PaperPage(
                number: 1, way: .recognised, lines: Self.lines.map { PaperLine(words: [PaperWord(text: $0, box: nil, confidence: 0.5)]) },
                picture: PaperPicture(jpeg: [], width: 1_100, height: 1_500), notes: [.damagedLayer])
            page.lines[3] = line
            try tx.papers.add(PaperStore.Page(page, of: id, picture: picture))
            var paper = try tx.papers.find(id)
            paper.pageCount = 1
            try tx.papers.save(paper)
        }
        try await work(world)
        let plan = try #require(try await paper(id, world).planId)
        let page = try await world.get("/plans/\(plan)/paper?from=4&to=4", as: .an).body
        #expect(page.contains("<image href=\"/papers/\(id)/pages/1\"") && page.contains("class=\"hot\" x=\"220\" y=\"300\" width=\"110\" height=\"30\""))
        #expect(page.contains("chữ nhận dạng lại từ ảnh · lớp chữ trong tệp hỏng") && page.contains("aria-hidden=\"true\">KẾ</text>"))
        let findings = try await world.app.read(as: world.viewer(.an)) { tx in try tx.plans.findings(of: plan) }
        #expect(findings.last?.message == "Trang 1: chữ nhận dạng lại từ ảnh; lớp chữ trong tệp hỏng." && findings.last?.firstLine == 1)
        let duty = try #require(try await world.app.read(as: world.viewer(.an)) { tx in try tx.duties.of(plan: plan).first })
        #expect(try await world.get("/duties/\(duty.id)/review", as: .an).body.contains("<image href=\"/papers/\(id)/pages/1\""))
        for (person, status) in [(Person.an, 200), (.em, 404), (.binh, 404), (.chi, 404), (.dung, 403), (.fay, 403), (.nobody, 303)] {
            let answer = try await world.get("/papers/\(id)/pages/1", as: person)
            #expect(answer.status == status, "\(person)")
            if status == 200 { #expect(answer.header("Content-Type") == "image/jpeg" && answer.header("Cache-Control") == "private, no-store") }
        }
        // Once the plan is issued, its paper is everybody's who sees the programme.
        try await world.app.db.write {
            _ = try $0.execute("UPDATE plans SET state = 'issued', signed_on = '2024-05-02', issued_at = '2024-05-03T00:00:00.000Z'")
        }
        for (person, status) in [(Person.em, 200), (.binh, 200), (.chi, 404), (.dung, 403)] {
            #expect(try await world.get("/papers/\(id)/pages/1", as: person).status == status, "\(person), issued")
        }
        for number in ["0", "2", "x", "-1"] { #expect(try await world.get("/papers/\(id)/pages/\(number)", as: .an).status == 404) }
        #expect(try await world.get("/plans/\(plan)/paper?page=7", as: .an).status == 404)
        #expect(try await world.get("/papers/\(id)", as: .chi).status == 404)
    }

    @Test("more texts at once than may wait are sent away in words, and none is lost")
    func crowd() async throws {
        let world = try await World.made(), text = Self.lines.joined(separator: "\n"), count = 3 * ReaderDesk.mostWaiting
        let plans = try #require(try await world.written().last)
        let answers = try await withThrowingTaskGroup(of: Answered.self) { group in
            for i in 0..<count {
                group.addTask { try await world.post("/plans", as: .an, [("text", text.replacing("9/KH-UBND", with: "\(100 + i)/KH-UBND"))]) }
            }
            return try await group.reduce(into: [Answered]()) { $0.append($1) }
        }
        let taken = answers.count { $0.status == 303 }, sentAway = answers.filter { $0.status == 409 }
        #expect(taken >= ReaderDesk.mostWaiting && taken + sentAway.count == count)
        #expect(sentAway.allSatisfy { $0.body.contains("Máy đang đọc nhiều văn bản") && $0.body.contains("KẾ HOẠCH") })
        #expect(try await world.written().last == plans + taken)
    }

    @Test("a province has so many papers waiting at most")
    func queue() async throws {
        let world = try await World.made(), bytes = try TestPapers.docx(lines: Self.lines)
        for _ in 0..<Paper.mostWaiting { _ = try await bring(bytes, world) }
        #expect(try await world.app.read(as: world.viewer(.an)) { tx in try tx.papers.waitingCount() } == Paper.mostWaiting)
        #expect(try await world.app.read(as: world.viewer(.chi)) { tx in try tx.papers.waitingCount() } == 0)
        let refused = try await world.post("/plans", as: .an, [], file: ("paper", "a.pdf", "%PDF-1.7"))
        #expect(refused.status == 409 && refused.body.contains("Đang có nhiều văn bản chờ đọc"))
        #expect(try await world.post("/plans", as: .chi, [], file: ("paper", "a.pdf", "%PDF-1.7")).status == 303)
    }
}

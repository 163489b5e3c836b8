import Domain
import Foundation
import Papers
import Storage

/// Papers that came as files, and their pages.
struct PaperStore {
    let tx: Tx

    /// As of plans: the standing office sees all of its province, others those of issued plans.
    /// - Throws: `Refusal.notFound` also where the viewer may not see it.
    func find(_ id: ID<Paper>) throws -> Paper {
        guard tx.viewer.isProgram || tx.viewer.seesProgramme else { throw Refusal.notFound }
        let plan: SQL = tx.viewer.isProgram || tx.viewer.mayReviewPlans ? "TRUE" : "plan_id IN (SELECT id FROM plans WHERE state = 'issued')"
        return try tx.one("SELECT * FROM papers WHERE id = \(id) AND \(tx.sees("province")) AND \(plan)")
    }

    /// The file that the plan was read from; `nil` where its text was brought.
    func of(_ plan: ID<Plan>) throws -> Paper? { try tx.first("SELECT * FROM papers WHERE plan_id = \(plan) AND \(tx.sees("province"))") }

    /// Those of the viewer's province that are read now or came to nothing of late, newest first.
    func unread() throws -> [Paper] { try tx.all("SELECT * FROM papers WHERE state <> 'read' AND \(tx.sees("province")) ORDER BY made_at DESC, id") }

    /// How many of the viewer's province wait to be read.
    func waitingCount() throws -> Int { try tx.count("SELECT COUNT(*) FROM papers WHERE state = 'waiting' AND \(tx.sees("province"))") }

    func add(_ paper: Paper) throws {
        try tx.insert(paper, in: .papers)
        try tx.jobs.add(.reading, about: paper.id.text)
    }

    func save(_ paper: Paper) throws { try tx.update(paper, in: .papers) }

    /// Kind of the finding that tells of a page which was not read, or not as it came.
    static let pageFinding = "page"

    /// Puts before the reviewer which pages were not read, or not as they came; behind the doubts of the Reader.
    func addFindings(on pages: [Page], of plan: ID<Plan>, _ t: Language) throws {
        let doubts = try tx.plans.findings(of: plan).count
        for (i, page) in pages.filter({ $0.way == .none || !$0.told.isEmpty }).enumerated() {
            let words = ([page.way.label(t)] + page.told.map { $0.label(t) }).joined(separator: "; ")
            let first = try tx.plans.firstLine(onPage: page.number, of: plan)
            try tx.add(
                Finding(
                    id: tx.newID(), planId: plan, position: doubts + i, kind: Self.pageFinding, message: "Trang \(page.number): \(words).",
                    firstLine: first > 0 ? first : nil, isSettled: false, version: 1), to: .findings)
        }
    }

    // MARK: Pages

    /// A page as it is kept.
    struct Page: Codable, Sendable {
        var paperId: ID<Paper>
        /// Counted from 1.
        var number: Int
        var way: PaperPage.Way
        /// `PaperPage.Note`s, separated by blanks.
        var notes: String
        /// `[PaperLine]` as JSON.
        var lines: String
        /// `nil` for a format without pages.
        var pictureId: String?
        /// Of the picture, in dots.
        var width: Int?
        var height: Int?

        init(_ page: PaperPage, of paper: ID<Paper>, picture: StoredFile?) throws {
            (paperId, number, way, notes) = (paper, page.number, page.way, page.notes.map(\.rawValue).joined(separator: " "))
            lines = String(decoding: try JSONEncoder().encode(page.lines), as: UTF8.self)
            (pictureId, width, height) = (picture?.id.text, page.picture?.width, page.picture?.height)
        }

        func read() throws -> [PaperLine] { try JSONDecoder().decode([PaperLine].self, from: Data(lines.utf8)) }
        var told: [PaperPage.Note] { notes.split(separator: " ").compactMap { PaperPage.Note(rawValue: String($0)) } }
    }

    func pages(of id: ID<Paper>) throws -> [Page] { try tx.all("SELECT * FROM paper_pages WHERE paper_id = \(id) ORDER BY number") }

    func page(_ number: Int, of id: ID<Paper>) throws -> Page { try tx.one("SELECT * FROM paper_pages WHERE paper_id = \(id) AND number = \(number)") }

    func pageCount(of id: ID<Paper>) throws -> Int { try tx.count("SELECT COUNT(*) FROM paper_pages WHERE paper_id = \(id)") }

    /// The picture of a page of the plan's paper; `nil` where it has none.
    /// - Throws: `Refusal.notFound` for a page beyond its last.
    func plate(of plan: ID<Plan>, _ number: Int) throws -> PagePlate? {
        guard let paper = try of(plan), let count = paper.pageCount,
            try tx.count("SELECT COUNT(*) FROM paper_pages WHERE paper_id = \(paper.id) AND picture_id IS NOT NULL") > 0
        else { return nil }
        return try PagePlate(page(number, of: paper.id), count: count)
    }

    /// Keeps a page, once; a second reading of it changes nothing.
    func add(_ page: Page) throws {
        guard try tx.count("SELECT COUNT(*) FROM paper_pages WHERE paper_id = \(page.paperId) AND number = \(page.number)") == 0 else { return }
        try tx.add(page, to: .paperPages)
    }

    /// Takes out what came to nothing some days ago; its files go with the next sweep.
    func forget(before moment: Moment) throws {
        let gone: [Paper] = try tx.all("SELECT * FROM papers WHERE state IN ('failed', 'cancelled') AND ended_at < \(moment)")
        for paper in gone {
            try tx.connection.execute("DELETE FROM paper_pages WHERE paper_id = \(paper.id)")
            try tx.remove(paper, from: .papers)
        }
    }
}

extension Tx {
    var papers: PaperStore { PaperStore(tx: self) }
}

import Domain
import Logging
import Papers
import Reader

/// Reads the papers that came as files, a page at a time, each kept as soon as it is read: what was done is not done again.
extension App {
    /// Does the job of one paper; that a paper cannot be read is its end and no failure of the job.
    /// - Throws: what another try may mend, such as a database or a store of files that is away.
    func readPaper(_ id: ID<Paper>) async throws {
        let (paper, done) = try await read(as: .program) { tx in (try tx.papers.find(id), Set(try tx.papers.pages(of: id).map(\.number))) }
        guard paper.state == .waiting else { return }
        do {
            let stored = try await read(as: .program) { tx in try tx.files.find(ID(paper.storedId)) }
            let file = try PaperFile(try await open(stored)), soundness = try await papers.soundness()
            try await file.read(skipping: done, soundness: soundness) { page, count in try await self.keep(page, of: id, count: count) }
            try await takePlan(from: id)
        } catch let error as Unopenable {
            try await giveUp(id, error.vietnamese)
        } catch let refusal as Refusal {
            try await giveUp(id, refusal.sentences.joined(separator: " "))
        } catch is Ended {
            return
        } catch let missing as MissingTool {
            try await giveUp(id, "Máy chủ thiếu chương trình đọc văn bản: \(missing.name).")
            throw Hopeless(description: "\(missing.name) is not installed")
        }
    }

    /// A person cancelled it meanwhile.
    private struct Ended: Error {}

    private func keep(_ page: PaperPage, of id: ID<Paper>, count: Int) async throws {
        var picture: StoredFile?
        if let shown = page.picture { picture = try await keep(shown.jpeg) }
        let kept = try PaperStore.Page(page, of: id, picture: picture)
        try await write(as: .program, at: Clock.machine) { tx in
            var paper = try tx.papers.find(id)
            guard paper.state == .waiting else { throw Ended() }
            if paper.pageCount != count {
                paper.pageCount = count
                try tx.papers.save(paper)
            }
            try tx.papers.add(kept)
            try tx.jobs.prolong(.reading, about: id.text)
        }
    }

    private func takePlan(from id: ID<Paper>) async throws {
        let pages = try await read(as: .program) { tx in try tx.papers.pages(of: id) }
        let read = try await papers.read(pages: try pages.map { try $0.read().map(\.text) }), words = vietnamese
        try await write(as: .program) { tx in
            var paper = try tx.papers.find(id)
            guard paper.state == .waiting else { throw Ended() }
            let plan = try Intake(tx: tx.acting(for: paper.accountName), province: paper.province, office: paper.officeId).take(read)
            try tx.papers.addFindings(on: pages, of: plan.id, words)
            try paper.finish(plan.id, at: Clock.machine)
            try tx.papers.save(paper)
        }
    }

    private func giveUp(_ id: ID<Paper>, _ why: String) async throws {
        log.notice("paper not read", metadata: ["paper": "\(id)"])
        try await write(as: .program, at: Clock.machine) { tx in
            var paper = try tx.papers.find(id)
            guard paper.state == .waiting else { return }
            try paper.fail(because: why, at: Clock.machine)
            try tx.papers.save(paper)
        }
    }
}

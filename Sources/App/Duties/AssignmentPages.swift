import Domain
import Hummingbird
import Storage
import Vault

struct AssignmentPages {
    let app: App

    /// GET /assignments/:id
    func show(_ request: Request, context: Programme) async throws -> Response {
        try await page(context, filled: Filled(), status: .ok)
    }

    /// POST /assignments/:id/acceptance
    func accept(_ request: Request, context: Officer) async throws -> Response {
        try await answer(request, context, .accepted) { assignment, tx, _ in try assignment.accept(at: tx.now) }
    }

    /// POST /assignments/:id/progress
    func progress(_ request: Request, context: Officer) async throws -> Response {
        try await answer(request, context, .progress) { assignment, tx, form in
            try Self.needText(form)
            try assignment.progress(at: tx.now)
        }
    }

    /// POST /assignments/:id/completion
    func complete(_ request: Request, context: Officer) async throws -> Response {
        try await answer(request, context, .done) { assignment, tx, form in
            try Self.needText(form)
            try assignment.declareDone(at: tx.now)
        }
    }

    /// POST /assignments/:id/confirmation
    func confirm(_ request: Request, context: StandingOffice) async throws -> Response {
        try await answer(request, context, .confirmed) { assignment, _, _ in try assignment.confirm() }
    }

    /// POST /assignments/:id/return
    func giveBack(_ request: Request, context: StandingOffice) async throws -> Response {
        try await answer(request, context, .returned) { assignment, _, form in try assignment.giveBack(because: form["text"]) }
    }

    /// GET /files/:id
    func file(_ request: Request, context: Programme) async throws -> Response {
        let id = try context.id(of: AnswerFile.self)
        let (file, stored) = try await app.read(as: context.viewer) { tx in try tx.assignments.file(id) }
        let bytes = try await app.open(stored)
        // The record names what was given: another content put in its place is reported as well.
        guard Digest.sha256(bytes) == file.sha256 else { throw StorageError.fault("file \(id) is not what was given") }
        let characters = file.mediaType.hasPrefix("text/") ? "; charset=utf-8" : ""
        return Response(
            status: .ok,
            headers: [
                .contentType: file.mediaType + characters, .contentDisposition: "attachment; filename=\"\(file.downloadName)\"",
                .cacheControl: "private, no-store",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func needText(_ form: Form) throws {
        if form["text"].isEmpty { throw Refusal.invalid(["text": "Cần ghi kết quả bằng một vài câu."]) }
    }

    /// Takes one act: the rule decides, the act and what was said with it are kept together.
    private func answer(
        _ request: Request, _ context: some ViewerContext, _ act: Answer.Act,
        _ rule: @escaping @Sendable (inout Assignment, Tx, Form) throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Assignment.self), form = try await request.form(context.visitor)
        /// - Returns: `nil` for a second press of a button that has done its work.
        @Sendable func decided(_ tx: Tx, _ figures: [(name: String, value: Double)], _ given: GivenFile?) throws -> Assignment? {
            var assignment = try tx.assignments.find(id)
            let isOffice = act == .confirmed || act == .returned
            guard isOffice || tx.viewer.answers(for: assignment.holder) else { throw Refusal.forbidden }
            if try tx.assignments.isRepeat(act, about: id, text: form["text"], figures: figures, file: given, seen: Int(form["seen"])) { return nil }
            try rule(&assignment, tx, form)
            return assignment
        }
        do {
            let figures = try Self.figures(form), given = try form.file("file").map { try GivenFile($0, withoutMetadata: form["withoutMetadata"] == "yes") }
            var file: (given: GivenFile, stored: StoredFile)?
            // Only what would be taken is kept, and kept before the answer refers to it.
            if let given, try await app.read(as: context.viewer, { tx in try decided(tx, figures, given) }) != nil {
                file = (given, try await app.keep(given.bytes))
            }
            let kept = file
            try await app.write(as: context.viewer) { tx in
                guard let assignment = try decided(tx, figures, given) else { return }
                try tx.assignments.save(assignment, because: act == .returned ? form["text"] : nil)
                try tx.assignments.tell(act, about: id, text: form["text"], figures: figures, file: kept)
                if act == .returned {
                    let code = try tx.duties.find(assignment.dutyId).code
                    try tx.notices.tell(.workReturned, about: .assignments, id.text, detail: code, to: tx.notices.officers(of: assignment.holder))
                }
            }
        } catch let refusal as Refusal where refusal.status == .unprocessableContent || refusal.status == .conflict {
            return try await page(context, filled: Filled(form, refusal), status: refusal.status)
        }
        return .see(act == .accepted ? "/desk" : "/assignments/\(id)")
    }

    /// Pairs of name and number; rows left empty are skipped.
    private static func figures(_ form: Form) throws -> [(name: String, value: Double)] {
        guard form.all("figure").count <= 50 else { throw Refusal.invalid(["figure": "Nhiều nhất 50 số liệu một lần."]) }
        return try zip(form.all("figure"), form.all("value")).compactMap { name, value in
            if name.isEmpty && value.isEmpty { return nil }
            guard !name.isEmpty, let number = NumberText.read(value) else {
                throw Refusal.invalid(["figure": "Mỗi số liệu cần tên và một số không âm viết như 12 hoặc 1.234,5."])
            }
            return (name, number)
        }
    }

    private func page(_ context: some ViewerContext, filled: Filled, status: HTTPResponse.Status) async throws -> Response {
        let id = try context.id(of: Assignment.self)
        return try await app.page(for: context, in: context.viewer.holds(.officer) ? .desk : .plans, status: status) { tx in
            let assignment = try tx.assignments.find(id)
            let duty = try tx.duties.find(assignment.dutyId), plan = try tx.plans.find(assignment.planId)
            return AssignmentShow(
                line: OwedLine(
                    assignment: assignment, duty: .init(duty),
                    whose: .init(plan: plan, body: try tx.bodies.find(assignment.bodyId), holder: try assignment.holderId.map { try tx.bodies.find($0) })),
                text: duty.text, told: try tx.assignments.told(about: id), today: tx.today, history: try tx.ledger.of(record: id.text),
                mayAnswer: tx.viewer.answers(for: assignment.holder), mayConfirm: tx.viewer.mayReviewPlans && assignment.state == .declared, filled: filled)
        }
    }
}

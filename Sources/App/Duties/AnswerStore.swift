import Domain
import Storage

/// What was said about assignments.
extension AssignmentStore {
    /// An answer with its figures and files.
    struct Told: Sendable {
        var answer: Answer
        var figures: [AnswerFigure]
        var files: [AnswerFile]
    }

    /// What was said about the assignment, oldest first.
    func told(about id: ID<Assignment>) throws -> [Told] {
        let answers: [Answer] = try tx.all("SELECT * FROM answers WHERE assignment_id = \(id) ORDER BY at, id")
        let ids = answers.map(\.id)
        let figures: [AnswerFigure] = try tx.all("SELECT * FROM answer_figures WHERE answer_id IN \(list: ids) ORDER BY position")
        let files: [AnswerFile] = try tx.all("SELECT * FROM answer_files WHERE answer_id IN \(list: ids) ORDER BY id")
        return answers.map { answer in
            Told(answer: answer, figures: figures.filter { $0.answerId == answer.id }, files: files.filter { $0.answerId == answer.id })
        }
    }

    /// Whether the viewer has said the very same since the page was shown, figures and file included: a second press of one button is kept once.
    /// - Parameter seen: how many answers the page showed; `nil` where the form does not say.
    func isRepeat(
        _ act: Answer.Act, about id: ID<Assignment>, text: String, figures: [(name: String, value: Double)], file: GivenFile?, seen: Int?
    ) throws -> Bool {
        guard let seen, seen >= 0 else { return false }
        return try told(about: id).dropFirst(seen).contains { told in
            told.answer.accountId == tx.viewer.account && told.answer.act == act && told.answer.text == text
                && told.figures.elementsEqual(figures) { $0.name == $1.name && $0.value == $1.value }
                && told.files.map(\.sha256) == [file?.sha256].compactMap { $0 }
        }
    }

    /// Records what the viewer said.
    func tell(
        _ act: Answer.Act, about assignment: ID<Assignment>, text: String, figures: [(name: String, value: Double)] = [],
        file: (given: GivenFile, stored: StoredFile)? = nil
    ) throws {
        let answer = Answer(
            id: tx.newID(), assignmentId: assignment, act: act, text: text, at: tx.now, accountId: tx.viewer.account, accountName: tx.viewer.name)
        let figures = figures.enumerated().map { AnswerFigure(answerId: answer.id, position: $0.offset, name: $0.element.name, value: $0.element.value) }
        let kept = file.map { given, stored in
            AnswerFile(
                id: tx.newID(), answerId: answer.id, name: given.name, mediaType: given.mediaType, byteCount: given.bytes.count, sha256: given.sha256,
                storedId: stored.id.text)
        }
        try tx.note(
            .created, .answers, answer.id.text, fields: answer.fields(figures: figures, files: [kept].compactMap { $0 }),
            because: act == .returned ? text : nil)
        try tx.add(answer, to: .answers)
        for figure in figures { try tx.add(figure, to: .answerFigures) }
        if let kept { try tx.add(kept, to: .answerFiles) }
    }

    /// - Throws: `Refusal.notFound` also where the viewer may not see the assignment.
    func file(_ id: ID<AnswerFile>) throws -> (AnswerFile, StoredFile) {
        let file: AnswerFile = try tx.one("SELECT * FROM answer_files WHERE id = \(id)")
        let answer: Answer = try tx.one("SELECT * FROM answers WHERE id = \(file.answerId)")
        _ = try find(answer.assignmentId)
        guard let stored = file.storedId else { throw Refusal.notFound }
        return (file, try tx.files.find(ID(stored)))
    }
}

extension Answer {
    /// What the ledger keeps of it: who said it and when stand in the entry itself.
    func fields(figures: [AnswerFigure], files: [AnswerFile]) -> [Tx.Field] {
        var fields: [Tx.Field] = [("assignment_id", nil, assignmentId.text), ("act", nil, act.rawValue), ("text", nil, text)]
        for (i, figure) in figures.enumerated() { fields.append(("figure \(i + 1)", nil, "\(figure.name): \(figure.value)")) }
        // An answer has one file at most; another that somebody put beside it is a field of its own.
        for (i, file) in files.enumerated() { fields.append((i == 0 ? "file" : "file \(i + 1)", nil, "sha256:" + file.sha256)) }
        return fields
    }
}

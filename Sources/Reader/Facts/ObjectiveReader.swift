/// Tells, in the part on aims, paragraphs that measure something from those that only ask for it.
enum ObjectiveReader {
    static func read(_ part: Paper.Part) -> (objectives: [ReadItem], targets: [ReadTarget], findings: [Finding]) {
        var objectives: [ReadItem] = []
        var targets: [ReadTarget] = []
        var findings: [Finding] = []
        for section in Section.sections(of: part) {
            for (index, paragraph) in section.paragraphs.enumerated() {
                let id = section.number + (paragraph.item.map { "(\($0))" } ?? "-\(index + 1)")
                let found = TargetReader.targets(in: paragraph.clause, id: id)
                targets += found
                findings += TargetReader.doubts(in: paragraph.clause)
                if found.isEmpty { objectives.append(ReadItem(id: id, text: paragraph.clause.text, source: paragraph.clause.source)) }
            }
        }
        return (objectives, targets, findings)
    }
}

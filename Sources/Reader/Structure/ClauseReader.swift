/// Joins mended lines into paragraphs.
struct ClauseReader {
    private let lines: [ReadLine]
    /// Length of a full line; a much shorter one ends its paragraph.
    private let width: Int
    private var clauses: [Clause] = []
    private var confidences: [Double] = []

    /// The paragraphs of the lines; `offset` is the number of the first of them, from 0.
    static func clauses(of lines: ArraySlice<ReadLine>) -> [Clause] {
        var reader = ClauseReader(Array(lines))
        return reader.read(offset: lines.startIndex)
    }

    private init(_ lines: [ReadLine]) {
        self.lines = lines
        let lengths = lines.map(\.text.count).filter { $0 > 0 }.sorted()
        width = lengths.isEmpty ? 0 : lengths[lengths.count * 3 / 4]
    }

    private mutating func read(offset: Int) -> [Clause] {
        var afterBlank = true
        var previous = ""
        for (index, line) in lines.enumerated() {
            let text = line.text
            if text.isEmpty || isStray(text, afterBlank: afterBlank) {
                afterBlank = afterBlank || text.isEmpty
                continue
            }
            let (marker, rest) = Marker.split(text)
            let opens = marker != .none && !continuesNumber(text, marker)
            if opens || startsParagraph(text, after: previous, afterBlank: afterBlank) {
                finish()
                clauses.append(
                    Clause(
                        marker: opens ? marker : .none, text: opens ? rest : text, firstLine: offset + index + 1, lastLine: offset + index + 1, confidence: 1))
                confidences = [line.confidence]
            } else {
                extend(with: text, line: offset + index + 1, line.confidence)
            }
            afterBlank = false
            previous = text
        }
        finish()
        return clauses.filter { !$0.text.isEmpty }
    }

    private mutating func finish() {
        guard !clauses.isEmpty, !confidences.isEmpty else { return }
        clauses[clauses.count - 1].confidence = confidences.reduce(0, +) / Double(confidences.count)
    }

    private mutating func extend(with text: String, line: Int, _ confidence: Double) {
        clauses[clauses.count - 1].text += (clauses[clauses.count - 1].text.isEmpty ? "" : " ") + text
        clauses[clauses.count - 1].lastLine = line
        confidences.append(confidence)
    }

    /// A page number or a speck on a line of its own.
    private func isStray(_ text: String, afterBlank: Bool) -> Bool {
        if DutyTable.isRow(text) { return false }
        let letters = text.filter { $0.isLetter || $0.isNumber }
        return letters.isEmpty || afterBlank && !text.contains(" ") && letters.count <= 3 && !text.contains(".")
    }

    /// Whether what looks like a marker is a number or dash inside the running sentence.
    private func continuesNumber(_ text: String, _ marker: Marker) -> Bool {
        guard let last = clauses.last, !last.endsSentence, !last.isLeadIn else { return false }
        switch marker {
        case .dash: return text.dropFirst().drop { $0 == " " }.first?.isLowercase == true && last.marker != .dash
        case .section(let number): return text.dropFirst(number.count).drop { ". ".contains($0) }.first?.isLowercase == true
        default: return false
        }
    }

    private func startsParagraph(_ text: String, after previous: String, afterBlank: Bool) -> Bool {
        guard let last = clauses.last else { return true }
        // `PHẦN I` alone: its heading stands on the next line.
        if last.text.isEmpty { return false }
        if last.marker == .row { return true }
        // A heading in capitals stands on lines of its own.
        let isCapital = text.count(where: \.isLowercase) <= 2, wasCapital = previous.count(where: \.isLowercase) <= 2
        if isCapital != wasCapital, Paper.capitalisedHeading(isCapital ? text : previous) != nil { return true }
        guard let first = text.first(where: { $0.isLetter || $0 == "(" || $0.isNumber }), !first.isLowercase, !first.isNumber else { return false }
        let ended = previous.last.map { ".;:)".contains($0) } ?? true
        let short = previous.count * 4 < width * 3
        if isHeading(last.marker) && !ended { return short }
        return ended && (afterBlank || short)
    }

    private func isHeading(_ marker: Marker) -> Bool {
        switch marker {
        case .part, .section: true
        default: false
        }
    }
}

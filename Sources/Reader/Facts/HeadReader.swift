internal import Foundation

/// Reads the head and the foot of the paper.
enum HeadReader {
    private static let kinds = [
        ("ke hoach", "Kế hoạch"), ("chuong trinh", "Chương trình"), ("quyet dinh", "Quyết định"), ("chi thi", "Chỉ thị"), ("huong dan", "Hướng dẫn"),
        ("thong bao", "Thông báo"),
        ("de an", "Đề án"), ("phuong an", "Phương án"), ("cong van", "Công văn"), ("nghi quyet", "Nghị quyết"), ("bao cao", "Báo cáo"),
    ]

    static func document(_ paper: Paper) -> ReadDocument {
        let lines = paper.head.map(\.text)
        let all = lines.joined(separator: " ")
        let title = title(lines)
        let date = date(lines)
        let dated = date.map { Int($0.prefix(4)) } ?? nil
        return ReadDocument(
            number: number(lines), issuer: issuer(lines), place: place(lines), date: date, kind: kind(lines), title: title.text,
            year: year(title.text) ?? dated,
            legalBasis: References.all(in: title.preamble.isEmpty ? all : title.preamble), recipients: recipients(paper.foot.map(\.text)))
    }

    /// The first document number of the first lines, with or without its figures.
    private static func number(_ lines: [String]) -> String? {
        for line in lines.prefix(20) where line.folded.contains(/\bso ?[:.]|^so\b|\//) {
            if let match = line.firstMatch(of: /[0-9]{1,4}(\/[0-9]{4})?\/[A-ZĐ][A-Za-zĐ0-9]*-[A-ZĐ][A-Za-zĐ0-9&-]*/) { return String(match.0) }
        }
        return nil
    }

    private static func kind(_ lines: [String]) -> String {
        lines.lazy.compactMap { line in kinds.first { isTitleLine(line, $0.0) }?.1 }.first ?? "Kế hoạch"
    }

    /// The kind stands alone on its line, in capitals or nearly alone.
    private static func isTitleLine(_ line: String, _ kind: String) -> Bool {
        line.folded.filter { $0.isLetter || $0 == " " }.trimmed == kind
            || line.hasPrefix(line.prefix(kind.count).uppercased()) && line.folded.hasPrefix(kind) && line.count < kind.count + 4
    }

    /// The title after the line of the kind, and the text between it and the first part.
    private static func title(_ lines: [String]) -> (text: String, preamble: String) {
        guard let start = lines.firstIndex(where: { line in kinds.contains { isTitleLine(line, $0.0) } }) else { return ("", lines.joined(separator: " ")) }
        var blocks: [String] = []
        var afterBlank = true, isPreambleSeen = false
        for line in lines[(start + 1)...] {
            // Without a blank line the title ends with its year, or where a sentence begins that names what the plan stands on.
            let opensPreamble = !isPreambleSeen && !blocks.isEmpty && (opensPreamble(line) || blocks.last.map { $0.contains(endingYear) } ?? false)
            if line.isEmpty {
                afterBlank = true
            } else if afterBlank || opensPreamble {
                isPreambleSeen = isPreambleSeen || opensPreamble
                blocks.append(line)
                afterBlank = false
            } else {
                blocks[blocks.count - 1] += " " + line
            }
        }
        let end = blocks.indices.first { isPreamble(blocks[$0]) || $0 > 0 && (hasYear(blocks[$0 - 1]) || opensPreamble(blocks[$0])) } ?? blocks.count
        return (blocks[..<end].joined(separator: " ").trimmingPunctuation, blocks[end...].joined(separator: " "))
    }

    nonisolated(unsafe) private static let endingYear = /năm 20[0-9]{2}[.”"]?$/
    nonisolated(unsafe) private static let preambleStart =
        /^(can cu|thuc hien (quyet dinh|ke hoach|chuong trinh|chi thi|nghi quyet|cong van|luat|chi dao)|theo de nghi|xet de nghi|nham |de )/

    private static func opensPreamble(_ line: String) -> Bool {
        let folded = line.folded
        return folded.contains(preambleStart) || line.hasPrefix("ỦY BAN NHÂN DÂN") || line.hasPrefix("UỶ BAN NHÂN DÂN")
    }

    private static func isPreamble(_ block: String) -> Bool {
        block.hasSuffix(":") || block.folded.hasPrefix("can cu") || block.folded.contains(" ban hanh ") && !block.folded.hasPrefix("ve viec")
            || !References.all(in: String(block.prefix(120))).isEmpty
    }

    private static func hasYear(_ block: String) -> Bool { block.suffix(16).contains(/20[0-9]{2}/) }

    private static func year(_ title: String) -> Int? {
        title.folded.firstMatch(of: /(nam|don) (20[0-9]{2})/).flatMap { Int($0.2) } ?? title.firstMatch(of: /20[0-9]{2}/).flatMap { Int($0.0) }
    }

    /// `ngày 02 tháng 5 năm 2024`; a blank day gives the month.
    private static func date(_ lines: [String]) -> String? {
        for line in lines.prefix(20) {
            guard let match = line.folded.firstMatch(of: /ngay ?([0-9]{1,2})?[ .…]*thang ?([0-9]{1,2})?[ .…]*n[a-z]m ?([0-9]{4})/), let month = match.2 else {
                continue
            }
            guard let day = match.1 else { return "\(match.3)-\(Times.two(month))" }
            return Times.iso(day, month, Optional(match.3))
        }
        return nil
    }

    /// The name before `, ngày … tháng`.
    private static func place(_ lines: [String]) -> String? {
        for line in lines.prefix(20) where line.folded.contains(/, ngay.*thang/) {
            if let name = Provinces.first(in: line) { return name }
            let before = line.split(separator: ",").first.map(String.init) ?? ""
            let words = before.split(separator: " ").suffix(2)
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
        return nil
    }

    /// The committee that issues: from the letterhead, from `… ban hành`, or from the place.
    private static func issuer(_ lines: [String]) -> String? {
        if let local = localCommittee(lines) { return local }
        let all = lines.joined(separator: " ")
        let phrase = Phrase(all)
        for start in phrase.words.indices where phrase.has(["uy", "ban", "nhan", "dan"], at: start) || phrase.folded(start) == "ubnd" {
            let end = start + (phrase.folded(start) == "ubnd" ? 1 : 4)
            let skip = phrase.folded(end) == "tinh" ? 1 : phrase.has(["thanh", "pho"], at: end) ? 2 : 0
            if let found = Provinces.name(at: end + skip, in: phrase) { return Provinces.committee(of: found.name) }
        }
        let code = number(lines) ?? ""
        guard code.hasSuffix("UBND") || code.isEmpty, let name = place(lines) ?? lines.prefix(20).lazy.compactMap(Provinces.first).first else { return nil }
        return Provinces.committee(of: name)
    }

    /// `ỦY BAN NHÂN DÂN` over `HUYỆN TÂN BIÊN`, beside which the motto may stand on the same line.
    private static func localCommittee(_ lines: [String]) -> String? {
        let head = lines.prefix(6)
        guard head.contains(where: { $0.folded.hasPrefix("uy ban nhan dan") }) else { return nil }
        for line in head {
            guard let match = line.firstMatch(of: /^(HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN) (\p{Lu}+( \p{Lu}+\b){0,3})/) else { continue }
            return "Ủy ban nhân dân \(match.1.lowercased()) \(match.2.lowercased().capitalized)"
        }
        return nil
    }

    /// The lines after `Nơi nhận`, without the signature that stands beside them.
    private static func recipients(_ lines: [String]) -> [String] {
        var found: [String] = []
        for line in lines.dropFirst() where !line.isEmpty {
            let unsigned = line.replacing(/\s*(TM\.|KT\.|PHÓ|CHỦ TỊCH).*$/, with: "").replacing(/; *.{0,3}$/, with: ";")
            let (marker, rest) = Marker.split(unsigned)
            if marker == .dash { found.append(rest) } else if !found.isEmpty, found[found.count - 1].hasSuffix(",") { found[found.count - 1] += " " + rest }
        }
        return found.map(\.trimmingPunctuation).filter { $0.count > 1 }
    }
}

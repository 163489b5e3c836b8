/// The numbered documents a text refers to.
enum References {
    // Made once: a pattern written where it is used is parsed anew at each use.
    nonisolated(unsafe) private static let numbers = /[0-9]{1,4}(\/[0-9]{4})?\/[A-ZĐ][A-Za-zĐđ0-9]*(-[A-ZĐ][A-Za-zĐđ0-9&]*)+/
    nonisolated(unsafe) private static let date = /,? ngày ([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})( của ([^;.,]+))?/

    /// Each once, in the order they stand, with date and issuer where they follow.
    static func all(in text: String) -> [ReadReference] {
        guard text.contains("/") else { return [] }
        var found: [ReadReference] = []
        for match in text.matches(of: numbers)
        where !found.contains(where: { $0.number == match.output.0 }) {
            let rest = text[match.range.upperBound...].prefix(200)
            let dated = rest.prefixMatch(of: date)
            found.append(ReadReference(number: String(match.output.0), date: dated.map { Times.iso($0.1, $0.2, $0.3) }, issuer: dated?.5.map { issuer($0) }))
        }
        return found
    }

    /// The issuer without what follows it in the sentence.
    private static func issuer(_ words: Substring) -> String {
        let phrase = Phrase(words)
        guard let body = BodyFinder.bodies(at: 0, in: phrase).first else { return words.trimmed }
        return body.asWritten
    }
}

extension ReadReference {
    /// `193/QĐ-TTg (2021-02-09)`
    var label: String { date.map { "\(number) (\($0))" } ?? number }
}

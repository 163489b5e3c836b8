/// Who a person in a crime report, a case or in care is: kept sealed, opened one at a time, for a reason, with a trace.
public struct Identity: Codable, Equatable, Sendable {
    public var name: String
    /// As it was told: a day, a year, an age; empty where unknown.
    public var born: String
    /// Citizen number or passport; empty where unknown.
    public var document: String
    public var phone: String
    public var address: String
    public var note: String

    public init(name: String, born: String = "", document: String = "", phone: String = "", address: String = "", note: String = "") {
        (self.name, self.born, self.document, self.phone, self.address, self.note) = (name, born, document, phone, address, note)
    }

    /// What the person is in the matter.
    public enum Capacity: String, Codable, CaseIterable, Sendable {
        case teller, victim, suspect, witness, relative
    }

    /// - Throws: `.invalid` naming `name` where nothing at all tells who it is.
    public static func made(name: String, born: String, document: String, phone: String, address: String, note: String) throws(Refusal) -> Identity {
        let identity = Identity(
            name: name.tidied, born: born.tidied, document: document.tidied, phone: phone.tidied, address: address.tidied, note: note.tidied)
        guard !(identity.name + identity.document + identity.phone).isEmpty else { throw .invalid(["name": "Cần tên, số giấy tờ hoặc số điện thoại."]) }
        return identity
    }

    /// Words by which it is found: syllables of the name, the document and the telephone as one word each.
    public var words: Set<String> {
        var words = Set(SearchWords.of(name).map { "name " + $0 })
        for (kind, text) in [("document", document), ("phone", phone)] {
            let plain = String(text.unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }.map(Character.init)).lowercased()
            if !plain.isEmpty { words.insert(kind + " " + (kind == "phone" ? Self.national(plain) : plain)) }
        }
        return words
    }

    /// Whether the question is about somebody: two syllables of a name, or four characters of a number. A single syllable would list everybody.
    public static func isTelling(_ text: String) -> Bool {
        let plain = text.filter { $0.isNumber || $0.isLetter }
        return plain.contains(where: \.isNumber) ? plain.count >= 4 : (words(asked: text).first?.count ?? 0) >= 2
    }

    /// A telephone as it is dialled at home: 84 or 0084 at its beginning becomes 0.
    private static func national(_ digits: String) -> String {
        for prefix in ["0084", "84"] where digits.hasPrefix(prefix) && digits.count - prefix.count >= 8 { return "0" + digits.dropFirst(prefix.count) }
        return digits
    }

    /// Words to look for, when somebody asks by a name or a number.
    public static func words(asked text: String) -> [Set<String>] {
        let plain = text.filter { !$0.isWhitespace && !".-+()".contains($0) }
        if plain.contains(where: \.isNumber) { return [Identity(name: "", document: plain).words, Identity(name: "", phone: plain).words] }
        return [Identity(name: text).words]
    }
}

/// When a reading of identities stands out, so that somebody asks.
public enum UnusualReading: String, CaseIterable, Sendable {
    /// More than a person reads at work.
    case many
    /// Outside 6:00 to 20:00.
    case oddHour
    /// By authority for another province than that of the reader's body.
    case foreignPlace

    /// Readings by one person within an hour that are still usual.
    public static let usualCount = 10
    /// The same within a day.
    public static let usualDayCount = 40

    /// - Parameters:
    ///   - count: readings of the person within the last hour, this one included.
    ///   - today: the same since midnight.
    ///   - hour: of the day in Vietnam, 0 to 23.
    public static func of(count: Int, today: Int, hour: Int, isForeign: Bool) -> [UnusualReading] {
        (count > usualCount || today > usualDayCount ? [.many] : []) + ((6..<20).contains(hour) ? [] : [.oddHour]) + (isForeign ? [.foreignPlace] : [])
    }
}

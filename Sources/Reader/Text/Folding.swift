extension StringProtocol {
    /// The text in lower case without marks (`Đấu tranh` gives `dau tranh`), letter for letter.
    var folded: String {
        String(lowercased().map { Alphabet.plain($0) })
    }
}

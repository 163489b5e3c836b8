/// One reading of one or two tokens: the syllables it stands for and what the damage would have cost.
struct Candidate: Equatable, Sendable {
    var syllables: [Int32]
    var cost: Float
    /// How many tokens it covers: 2 where the scan tore a syllable in two.
    var span = 1
}

import Domain
import Storage
import Vault

extension LedgerCheckStore {
    private struct Line: Codable {
        var number: Int
        var at: Moment
        var previous: String
        var key: String
        var signature: String
    }

    private struct EndLine: Codable {
        var checkpointNumber: Int
        var chain: Int
        var number: Int
        var hash: String
    }

    /// Oldest first.
    func checkpoints() throws -> [Checkpoint] {
        let lines: [Line] = try connection.rows("SELECT * FROM checkpoints ORDER BY number").map { try $0.decode() }
        let ends: [EndLine] = try connection.rows("SELECT * FROM checkpoint_chains ORDER BY checkpoint_number, chain").map { try $0.decode() }
        let byNumber = Dictionary(grouping: ends, by: \.checkpointNumber)
        return lines.map { line in
            Checkpoint(
                number: line.number, at: line.at, previous: line.previous,
                ends: (byNumber[line.number] ?? []).map { .init(chain: $0.chain, number: $0.number, hash: $0.hash) }, key: line.key, signature: line.signature)
        }
    }

    /// Where each chain ends, with the hash there.
    func checkpointEnds() throws -> [Checkpoint.End] {
        try ends().map { Checkpoint.End(chain: $0.chain, number: $0.number, hash: try hash(chain: $0.chain, number: $0.number) ?? "") }
    }

    /// Signs where the chains ended.
    func addCheckpoint(at moment: Moment, ends: [Checkpoint.End], key: SigningKey) throws -> Checkpoint {
        let last = try checkpoints().last
        var point = Checkpoint(number: (last?.number ?? 0) + 1, at: moment, previous: last?.digest ?? "", ends: ends)
        try point.sign(with: key)
        let line = Line(number: point.number, at: point.at, previous: point.previous, key: point.key, signature: point.signature)
        try connection.insert(try Columns(of: line), into: Table.checkpoints.rawValue)
        try connection.insert(
            try ends.map { try Columns(of: EndLine(checkpointNumber: point.number, chain: $0.chain, number: $0.number, hash: $0.hash)) },
            into: Table.checkpointChains.rawValue)
        return point
    }
}

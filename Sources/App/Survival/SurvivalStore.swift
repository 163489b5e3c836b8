import Domain
import Storage

/// When backups were taken and tried.
struct SurvivalStore {
    let tx: Tx

    func note(_ run: SurvivalRun) throws {
        try tx.add(run, to: .survivalRuns)
        try tx.note(.created, .survivalRuns, run.id.text, fields: [("kind", nil, run.kind.rawValue), ("is_good", nil, String(run.isGood))])
    }

    /// The newest of its kind; `nil` where there never was one.
    func last(_ kind: SurvivalRun.Kind) throws -> SurvivalRun? {
        try tx.first("SELECT * FROM survival_runs WHERE kind = \(kind.rawValue) ORDER BY at DESC, id DESC LIMIT 1")
    }
}

extension Tx {
    var survival: SurvivalStore { SurvivalStore(tx: self) }
}

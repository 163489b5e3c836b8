import Domain
import Storage
import Vault

@testable import App

extension World {
    /// The same world, in which whoever asks as `.nobody` is somebody with this one role.
    /// - Parameters:
    ///   - code: of the body that they act for; `nil` for none.
    ///   - hasFactor: whether they have shown a second factor.
    func with(_ role: Role, in code: String?, hasFactor: Bool = true) async throws -> World {
        let token = Token.random()
        try await app.write(as: .program) { tx in
            let body = try code.flatMap { try tx.bodies.find(code: $0) }
            let account = try Account.open(id: tx.newID(), name: Self.name(of: role), displayName: "Vai \(role.rawValue)", body: body)
            try tx.accounts.add(account, role, because: "thử nghiệm", password: PasswordHash(text: "none"))
            try tx.accounts.startSession(token, for: account.id, at: Clock.machine, from: "local", hasFactor: hasFactor)
            try tx.accounts.addBearer(token, for: account.id)
        }
        var tokens = tokens
        tokens[.nobody] = token
        return World(app: app, tokens: tokens)
    }

    /// What the account of `with` is called.
    static func name(of role: Role) -> String { "vai.\(role.rawValue.lowercased())" }

    /// A report that the body has received, with one teller.
    /// - Returns: the report and the id of the sealed teller.
    func logReport(in code: String) async throws -> (report: CrimeReport, teller: String) {
        let body = try await body(code)
        return try await app.write(as: .program) { tx in
            let logger = Viewer(account: nil, name: "Ca trực", role: .reportDesk, body: body.id, province: body.province)
            var report = try CrimeReport.log(
                id: tx.newID(), .information, by: .phone, receivedAt: Moment(World.day, hour: 0), placeCode: nil, isAnonymous: false, text: Self.story,
                viewer: logger, now: tx.now)
            report.number(try tx.crimeReports.nextNumber(province: report.province, year: World.day.year))
            try tx.crimeReports.log(report, text: Self.story, people: [(.teller, Self.teller)])
            return (report, try tx.sealed.people(of: .crimeReports, report.id.text)[0].id.text)
        }
    }

    /// Entries of the ledger so far.
    func entryCount() async throws -> Int {
        try await app.db.read { try $0.rows("SELECT COUNT(*) FROM ledger_entries").first?.single(Int.self) ?? 0 }
    }
}

import Domain
import Hummingbird

struct GrantPages {
    let app: App

    /// GET /grants
    func list(_ request: Request, context: Consenting) async throws -> Response {
        try await app.page(for: context, in: context.viewer.mayManageAccounts ? .accounts : .ledger) { tx in
            GrantList(
                lines: try tx.grants.awaiting().map { grant in
                    let account = try tx.accounts.find(grant.accountId)
                    let latest = try tx.ledger.of(record: grant.id.text, limit: 1).first?.entry.reason
                    return .init(
                        opened: latest == grant.reason ? nil : latest, grant: grant, name: "\(account.displayName) (\(account.name))",
                        bodyName: try account.bodyId.map { try tx.bodies.find($0).name })
                }, viewer: tx.viewer.account)
        }
    }

    /// POST /grants/:id/consent
    func agree(_ request: Request, context: Consenting) async throws -> Response {
        let id = try context.id(of: Grant.self)
        _ = try await request.form(context.visitor)
        try await app.write(as: context.viewer) { tx in try tx.grants.agree(to: id) }
        return .see("/grants")
    }
}

/// Roles that wait for a second person to agree.
struct GrantList: View {
    struct Line: Sendable {
        /// How a way into the account was opened, so that the role waits again; `nil` where it was given anew.
        var opened: String?
        var grant: Grant
        var name: String
        var bodyName: String?
    }

    var lines: [Line]
    var viewer: ID<Account>?

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Vai trò nào chờ đồng ý?"), lead: "\(t("Vai trò mở được danh tính chỉ có hiệu lực khi người thứ hai đồng ý."))",
            """
            <div class="sheet">\(lines, { line in
                """
                <div class="owed"><div><span class="state soon">● \(t("chờ"))</span></div><div><p class="what">\(line.grant.role.label(t)) → \(line.name)</p>
                <p class="from">\(line.bodyName.map { "\($0) · " }) \(t("từ {0}", line.grant.validFrom.written)) · \(line.opened == nil ? t("do {0} giao", line.grant.givenByName) : t("{0} vừa mở lại đường vào tài khoản", line.grant.givenByName)): \(line.opened ?? line.grant.reason)</p>\(agreeing(line.grant, f))</div><div></div></div>
                """
            })\(if: lines.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Không có vai trò nào chờ."))</p>")</div>
            """)
    }

    private func agreeing(_ grant: Grant, _ f: Frame) -> HTML {
        guard grant.givenById != viewer, grant.accountId != viewer else { return "<p class='from'>\(f.t("cần người khác đồng ý"))</p>" }
        return "<form method='post' action='/grants/\(grant.id)/consent'>\(f.token)<button class='btn btn-sm btn-primary'>\(f.t("Đồng ý"))</button></form>"
    }

    static var samples: [GrantList] {
        var waiting = Grant.sample
        (waiting.role, waiting.isAwaiting) = (.investigator, true)
        return [
            GrantList(
                lines: [
                    Line(grant: waiting, name: "Cán bộ <Bê> (be.hn)", bodyName: "Công an thành phố Hà Nội"),
                    Line(opened: "mất <điện thoại>", grant: waiting, name: "Cán bộ Xê (xe.hn)", bodyName: nil),
                ], viewer: ID("a9")),
            GrantList(lines: [], viewer: nil),
        ]
    }
}

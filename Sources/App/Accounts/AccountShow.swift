import Domain

/// Where an account is opened.
struct AccountNew: View {
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Mở tài khoản cho ai?"), lead: "<a href='/accounts'>\(t("Tài khoản"))</a> · \(t("Người dùng tự đặt mật khẩu qua lời mời dùng một lần."))",
            """
            <form class="sheet p-3 narrow" method="post" action="/accounts">\(f.token)\(f.refused(filled, shown: ["name", "displayName", "body", "role", "reason"]))
            \(f.input(t("Tên đăng nhập"), "name", filled, help: t("3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang."), more: " autocapitalize='none'"))
            \(f.input(t("Tên hiển thị"), "displayName", filled))\(f.input(t("Mã cơ quan"), "body", filled, help: t("Như trong danh mục; để trống với quản trị và kiểm toán.")))
            \(f.roles(filled))\(f.input(t("Căn cứ"), "reason", filled, help: t("Quyết định hoặc phân công mà vai trò dựa vào.")))
            <button class="btn btn-primary">\(t("Mở tài khoản"))</button></form>
            """)
    }

    static let samples = [AccountNew(filled: Filled()), AccountNew(filled: Filled(values: ["name": "<A>"], errors: ["role": "Cần chọn vai trò."]))]
}

extension Frame {
    fileprivate func roles(_ filled: Filled) -> HTML {
        select(t("Vai trò"), "role", filled, options: [("", t("chọn"))] + Role.allCases.filter { $0 != .program }.map { ($0.rawValue, $0.label(t)) })
    }
}

/// One account: its roles over time, and how it is let in.
struct AccountShow: View {
    var account: Account
    var bodyName: String?
    var grants: [Grant]
    var today: Day
    var hasFactor: Bool
    var sessionCount: Int
    var history: [LedgerLine]
    /// Who the account is at the provider; empty where it is nobody there, `nil` where there is no provider.
    var subject: String?
    var filled: Filled
    /// Address of an invitation, shown only now.
    var invitation: String?

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("{0} được làm gì?", account.displayName),
            lead: "<a href='/accounts'>\(t("Tài khoản"))</a> · \(account.name) · \(bodyName ?? t("không làm việc cho cơ quan nào"))",
            """
            \(invitation.map { "<section class='sheet p-3 mb-3' role='status'><h2>\(t("Lời mời, chỉ hiện lần này"))</h2><p>\(t("Gửi địa chỉ này cho người dùng bằng kênh riêng; dùng một lần, trong 3 ngày."))</p><p class='mb-0'><code>\($0)</code></p></section>" as HTML })
            \(f.refused(filled, shown: ["role", "reason", "from", "to", "validTo"]))
            <div class="two"><div><section class="sheet mb-3"><div class="bar"><h2>\(t("Vai trò"))</h2></div>\(grants, { grant($0, f) })\(if: account.isActive, giving(f))</section></div>
            <div><section class="sheet mb-3"><div class="bar"><h2>\(t("Đường vào"))</h2></div><div class="p-3"><p>\(account.isActive ? t("đang dùng") : t("đã đóng")) · \(t("{0} phiên đang mở", String(sessionCount))) · \(hasFactor ? t("có xác thực hai lớp") : t("không có xác thực hai lớp"))</p>
            \(if: account.isActive, ways(f))</div></section>\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func grant(_ grant: Grant, _ f: Frame) -> HTML {
        let t = f.t, isInForce = grant.isInForce(on: today)
        let state: HTML =
            grant.withdrawnAt != nil
            ? "<span class='state none'>\(t("đã thu hồi"))</span>"
            : grant.isAwaiting
                ? "<span class='state soon'>● \(t("chờ đồng ý"))</span>"
                : isInForce ? "<span class='state done'>✓ \(t("có hiệu lực"))</span>" : "<span class='state none'>\(t("ngoài hạn"))</span>"
        return """
            <div class="owed"><div>\(state)</div><div><p class="what">\(grant.role.label(t))</p><p class="from">\(t("từ {0}", grant.validFrom.written))\(grant.validTo.map { " \(t("đến hết {0}", $0.written))" as HTML }) · \(t("do {0} giao", grant.givenByName))\(grant.delegatedByName.map { ", \(t("thay {0}", $0))" as HTML }): \(grant.reason)\(grant.agreedByName.map { " · \(t("{0} đồng ý", $0))" as HTML })</p>
            \(if: grant.withdrawnAt == nil, withdrawing(grant, f))</div><div></div></div>
            """
    }

    private func withdrawing(_ grant: Grant, _ f: Frame) -> HTML {
        "<form class='inline' method='post' action='/grants/\(grant.id)/withdrawal'>\(f.token)\(reason(f)) <button class='btn btn-sm btn-outline-secondary'>\(f.t("Thu hồi"))</button></form>"
    }

    private func reason(_ f: Frame) -> HTML {
        "<input class='form-control form-control-sm d-inline-block w-auto' name='reason' required aria-label='\(f.t("Lý do"))' placeholder='\(f.t("Lý do"))'>"
    }

    private func giving(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <details class="p-3"\(if: filled.values["role"] != nil, " open")><summary>\(t("Giao thêm vai trò"))</summary><form method="post" action="/accounts/\(account.id)/grants">\(f.token)\(f.roles(filled))
            <div class="dates">\(f.input(t("Từ ngày"), "from", filled, type: "date"))\(f.input(t("Đến hết ngày"), "to", filled, type: "date"))</div>\(f.input(t("Căn cứ"), "reason", filled))
            <button class="btn btn-primary">\(t("Giao"))</button></form></details>
            """
    }

    private func ways(_ f: Frame) -> HTML {
        let t = f.t, path = "/accounts/\(account.id)"
        let isNear = grants.contains { $0.withdrawnAt == nil && Grant.needsConsent.contains($0.role) }
        return """
            \(if: isNear, "<p class='soft'>\(t("Mời lại, bỏ lớp thứ hai hay gắn định danh: các vai trò gần danh tính chờ người thứ hai đồng ý."))</p>")
            <form class="mb-2" method="post" action="\(path)/invitation">\(f.token)<button class="btn btn-sm btn-outline-secondary">\(t("Mời đặt mật khẩu mới"))</button></form>
            \(if: hasFactor, "<form class='mb-2' method='post' action='\(path)/second-factor-removal'>\(f.token)\(reason(f)) <button class='btn btn-sm btn-outline-secondary'>\(t("Bỏ lớp thứ hai"))</button></form>")
            \(subject.map { tying($0, f) })
            \(if: sessionCount > 0, "<form class='mb-2' method='post' action='\(path)/sessions/closure'>\(f.token)\(reason(f)) <button class='btn btn-sm btn-outline-secondary'>\(t("Kết thúc mọi phiên"))</button></form>")
            <form method="post" action="\(path)/closure">\(f.token)\(reason(f)) <button class="btn btn-sm btn-outline-danger">\(t("Đóng tài khoản"))</button></form>
            """
    }

    private func tying(_ subject: String, _ f: Frame) -> HTML {
        let t = f.t
        return """
            <form class="mb-2" method="post" action="/accounts/\(account.id)/subject">\(f.token)<input class="form-control form-control-sm d-inline-block w-auto" name="subject" value="\(subject)" aria-label="\(t("Định danh ở nhà cung cấp"))" placeholder="\(t("Định danh ở nhà cung cấp"))">\(filled.errors["subject"].map { "<span class='wrong'>\(t($0))</span>" as HTML }) <button class="btn btn-sm btn-outline-secondary">\(t("Gắn"))</button></form>
            """
    }

    static var samples: [AccountShow] {
        var over = Grant.sample
        over.withdrawnAt = Moment(.sample, hour: 9)
        return [
            AccountShow(
                account: .sample, bodyName: "Sở Tư pháp thành phố Hà Nội", grants: [.sample, over], today: .sample, hasFactor: true, sessionCount: 2,
                history: LedgerLine.samples, subject: "sub-<1>", filled: Filled(), invitation: "/invitations/T")
        ]
    }
}

import Domain

/// The way in.
struct SignInShow: View {
    var filled: Filled
    var isDemo: Bool
    /// Whether there is a provider that signs people in.
    var hasProvider: Bool

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Đăng nhập"),
            """
            <div class="sheet p-3 narrow">\(f.refused(filled, shown: []))
            <form method="post" action="/session">\(f.token)<input type="hidden" name="next" value="\(filled.values["next"] ?? "")">
            \(f.input(t("Tên đăng nhập"), "name", filled, more: " autocomplete='username' autocapitalize='none' required"))
            \(f.input(t("Mật khẩu"), "password", Filled(), type: "password", more: " autocomplete='current-password' required"))
            <button class="btn btn-primary">\(t("Vào"))</button></form>
            \(if: hasProvider, "<form class='mt-3' method='post' action='/sign-in/provider'>\(f.token)<input type='hidden' name='next' value='\(filled.values["next"] ?? "")'><button class='btn btn-outline-primary'>\(t("Vào bằng tài khoản chung của cơ quan"))</button></form>")
            \(if: isDemo, "<p class='mt-3 mb-0 soft'>\(t("Bản trình diễn: tên tài khoản và mật khẩu được in ở cửa sổ lệnh khi khởi động."))</p>")</div>
            """)
    }

    static let samples = [
        SignInShow(filled: Filled(), isDemo: false, hasProvider: false),
        SignInShow(filled: Filled(values: ["name": "tuphap.hn"], errors: ["": "Tên đăng nhập hoặc mật khẩu không đúng."]), isDemo: true, hasProvider: true),
    ]
}

/// The second step of signing in.
struct SecondFactorShow: View {
    var filled: Filled
    /// In a demonstration, the code of now.
    var demonstrationCode: String?

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Mã xác thực"),
            """
            <div class="sheet p-3 narrow">\(f.refused(filled, shown: []))<form method="post" action="/second-factor">\(f.token)<input type="hidden" name="next" value="\(filled.values["next"] ?? "")">
            \(f.input(t("Mã 6 số hoặc mã dự phòng"), "code", Filled(), more: " autocomplete='one-time-code' autofocus required"))
            <button class="btn btn-primary">\(t("Vào"))</button></form>
            \(demonstrationCode.map { "<p class='mt-3 mb-0 soft'>\(t("Bản trình diễn: mã bây giờ là {0}", $0))</p>" as HTML })</div>
            """)
    }

    static let samples = [SecondFactorShow(filled: Filled()), SecondFactorShow(filled: Filled(errors: ["": "Mã không đúng."]), demonstrationCode: "123456")]
}

/// The way on to the provider. A page of its own, since browsers hold where a form leads to this site alone.
struct ProviderShow: View {
    var address: String

    func html(_ f: Frame) -> HTML {
        f.page(
            f.t("Sang nhà cung cấp danh tính"),
            "<div class='sheet p-3 narrow'><p class='mb-0'><a class='btn btn-primary' href='\(address)'>\(f.t("Đi tiếp"))</a></p></div>")
    }

    static let samples = [ProviderShow(address: "https://id.example/authorize?state=<1>")]
}

/// Where somebody who was invited sets a password.
struct InvitationShow: View {
    var name: String
    var displayName: String
    var token: String
    var filled: Filled

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Đặt mật khẩu"), lead: "\(displayName) · \(t("tên đăng nhập")) <b>\(name)</b>",
            """
            <form class="sheet p-3 narrow" method="post" action="/invitations/\(token)">\(f.token)\(f.refused(filled, shown: ["password"]))
            \(f.input(t("Mật khẩu mới"), "password", filled, type: "password", help: t("Ít nhất 10 ký tự, không nằm trong danh sách hay gặp."), more: " autocomplete='new-password' required"))
            <button class="btn btn-primary">\(t("Đặt mật khẩu"))</button></form>
            """)
    }

    static let samples = [
        InvitationShow(name: "an.hn", displayName: "Cán bộ <An>", token: "T", filled: Filled(errors: ["password": "Mật khẩu cần 10 đến 200 ký tự."]))
    ]
}

/// Who has a way in.
struct AccountList: View {
    struct Line: Sendable {
        var account: Account
        var bodyName: String?
        var roles: [Role]
    }

    var lines: [Line]
    var filled = Filled()

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Ai được vào?"),
            lead:
                "\(t("{0} tài khoản", String(lines.count))) · <a href='/access'>\(t("Ai được làm gì?"))</a> · <a href='/grants'>\(t("Vai trò nào chờ đồng ý?"))</a>",
            acts: "<a class='btn btn-primary' href='/accounts/new'>\(t("Mở tài khoản"))</a>",
            """
            \(f.refused(filled, shown: ["reason"]))<div class="sheet table-responsive" tabindex="0" role="region" aria-label="\(t("Tài khoản"))"><table class="table"><thead><tr><th>\(t("Tên đăng nhập"))</th>
            <th>\(t("Tên hiển thị"))</th><th>\(t("Vai trò"))</th><th>\(t("Cơ quan"))</th></tr></thead><tbody>\(lines, { line in
                """
                <tr><td><a href="/accounts/\(line.account.id)">\(line.account.name)</a>\(if: !line.account.isActive, " <span class='soft'>\(t("đã đóng"))</span>")</td><td>\(line.account.displayName)</td><td>\(line.roles.map { $0.label(t) }.joined(separator: ", "))</td><td>\(line.bodyName)</td></tr>
                """
            })</tbody></table></div>
            <details class="mt-3"><summary>\(t("Kết thúc phiên của mọi người"))</summary><form class="mt-2" method="post" action="/accounts/sessions/closure">\(f.token)
            <p class="soft">\(t("Dùng khi nghi có người lạ vào được: ai cũng phải vào lại, trừ phiên này."))</p>\(f.input(t("Lý do"), "reason", filled))
            <button class="btn btn-outline-danger">\(t("Kết thúc"))</button></form></details>
            """)
    }

    static var samples: [AccountList] { [AccountList(lines: [Line(account: .sample, bodyName: "Sở Tư pháp thành phố Hà Nội", roles: [.officer])])] }
}

extension Role {
    func label(_ t: Language) -> String {
        switch self {
        case .standingOffice: t("Cơ quan thường trực")
        case .officer: t("Cán bộ cơ quan")
        case .leader: t("Lãnh đạo cơ quan")
        case .reportDesk: t("Trực ban tin báo")
        case .investigator: t("Điều tra viên")
        case .procurator: t("Kiểm sát viên")
        case .courtOfficer: t("Cán bộ Tòa án")
        case .supportWorker: t("Cán bộ hỗ trợ nạn nhân")
        case .provider: t("Cơ sở cung cấp dịch vụ")
        case .hotline: t("Tổng đài 111")
        case .inspector: t("Thanh tra")
        case .auditor: t("Kiểm toán nhật ký")
        case .reader: t("Người xem")
        case .administrator: t("Quản trị")
        case .program: t("Chương trình")
        }
    }
}

extension Account {
    static let sample = Account(
        id: ID("a1"), name: "tuphap.hn", displayName: "Cán bộ Sở Tư pháp", bodyId: ID("b1"), province: "01", isActive: true, version: 1)
}

extension Viewer {
    static let sample = Account.sample.viewer([HeldGrant(.officer)])
}

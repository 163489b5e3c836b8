import Domain

/// One's own account: roles, second factor, sessions, tokens, password.
struct SelfShow: View {
    enum Factor: Sendable {
        case off
        /// The secret, to be typed into an authenticator.
        case waiting(String)
        case on(recoveryCount: Int)
    }

    enum Need: Sendable {
        /// A role of the viewer opens identities.
        case identities
        /// The office wants one of everybody.
        case everybody
    }

    /// What is shown only now.
    enum Told: Sendable {
        case recoveryCodes([String])
        case token(String)
        /// The address of the calendar.
        case calendar(String)
    }

    var account: Account
    var bodyName: String?
    var grants: [Grant]
    /// Roles that the viewer has passed on.
    var delegated: [Grant]
    var colleagues: [Account]
    var sessions: [Session]
    /// Digest of the session that asks.
    var here: String
    var tokens: [APIToken]
    var factor: Factor
    /// Whether who it is was proved some minutes ago at most: then ways in can be changed.
    var isConfirmed: Bool
    /// Why a second factor is wanted; `nil` where it is free.
    var needsFactor: Need?
    var today: Day
    var filled: Filled
    var told: Told?
    /// `nil` where no letters are wanted.
    var notices: NoticeChoice?
    /// Whether the installation has a mail server.
    var sendsLetters: Bool
    /// Since when there is a calendar's address; `nil` without one.
    var calendarAt: Moment?
    /// What was done to the account, the newest first.
    var history: [LedgerLine]
    /// In a demonstration, the code that an authenticator would show now.
    var demonstrationCode: String?

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Tài khoản của tôi"), lead: "\(account.name)\(bodyName.map { " · \($0)" as HTML }) · <a href='/access'>\(t("Ai được làm gì?"))</a>",
            """
            \(told.map { telling($0, t) })\(f.refused(filled, shown: []))\(if: !isConfirmed, proving(f))
            <div class="two"><div>\(roles(f))\(second(f))\(passwordSheet(f))</div><div>\(sessionSheet(f))\(noticeSheet(f))\(calendarSheet(f))\(tokenSheet(f))\(LedgerLine.panel(history, f))</div></div>
            """)
    }

    private func proving(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <form class="sheet p-3 mb-3" method="post" action="/account/proof">\(f.token)<p class="soft">\(t("Đã vào hơn 15 phút: nhập lại mật khẩu trước khi đổi đường vào, địa chỉ thư, mã truy cập, lịch hay ủy quyền."))</p>
            \(f.input(t("Mật khẩu hiện tại"), "proof", filled, type: "password", more: " autocomplete='current-password' required"))<button class="btn btn-primary">\(t("Xác nhận là tôi"))</button></form>
            """
    }

    private func telling(_ told: Told, _ t: Language) -> HTML {
        switch told {
        case .recoveryCodes(let codes):
            "<section class='sheet p-3 mb-3' role='status'><h2>\(t("Mã dự phòng, chỉ hiện lần này"))</h2><p class='soft'>\(t("Mỗi mã dùng một lần khi mất điện thoại. In ra và cất riêng."))</p><ul class='codes'>\(codes, { "<li><code>\($0)</code></li>" })</ul></section>"
        case .calendar(let address):
            "<section class='sheet p-3 mb-3' role='status'><h2>\(t("Địa chỉ lịch, chỉ hiện lần này"))</h2><p class='mb-0'><code>\(address)</code></p></section>"
        case .token(let text):
            "<section class='sheet p-3 mb-3' role='status'><h2>\(t("Mã truy cập, chỉ hiện lần này"))</h2><p class='mb-0'><code>\(text)</code></p></section>"
        }
    }

    private func noticeSheet(_ f: Frame) -> HTML {
        let t = f.t
        let filled = filled.values["choice"] == nil ? Filled(values: ["email": notices?.email ?? "", "choice": (notices?.choice ?? .none).rawValue]) : filled
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Báo cho tôi bằng thư"))</h2></div><form class="p-3" method="post" action="/account/notices">\(f.token)
            \(if: !sendsLetters, "<p class='soft'>\(t("Hệ thống chưa nối với máy chủ thư: chưa có thư nào được gửi."))</p>")
            \(f.select(t("Khi nào"), "choice", filled, options: NoticeChoice.Kind.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.input(t("Địa chỉ thư"), "email", filled, type: "email", help: t("Thư chỉ nói có việc, không nói việc gì của ai.")))
            <button class="btn btn-outline-primary">\(t("Lưu"))</button></form></section>
            """
    }

    private func calendarSheet(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Lịch việc đến hạn"))</h2></div><div class="p-3"><p class="soft">\(t("Một địa chỉ riêng để ứng dụng lịch tự lấy các ngày đến hạn. Ai có địa chỉ thì xem được; đổi là địa chỉ cũ hết hiệu lực."))</p>
            <form class="inline" method="post" action="/account/calendar">\(f.token)<button class="btn btn-outline-primary">\(calendarAt == nil ? t("Tạo địa chỉ") : t("Đổi địa chỉ"))</button></form>
            \(calendarAt.map { "<form class='inline' method='post' action='/account/calendar/withdrawal'>\(f.token)<button class='btn btn-outline-secondary'>\(t("Bỏ"))</button></form> <span class='soft'>\(t("từ {0}", $0.written))</span>" as HTML })</div></section>
            """
    }

    private func roles(_ f: Frame) -> HTML {
        let t = f.t, own = Array(Set(grants.filter { $0.delegatedById == nil }.map(\.role))).sorted { $0.rawValue < $1.rawValue }
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Vai trò của tôi"))</h2></div><ul class="plain">\(grants, { grant in
                """
                <li><b>\(grant.role.label(t))</b> \(t("từ {0}", grant.validFrom.written))\(grant.validTo.map { " \(t("đến hết {0}", $0.written))" as HTML })\(grant.delegatedByName.map { ", \(t("thay {0}", $0))" as HTML })<br><span class="soft">\(grant.reason) · \(t("do {0} giao", grant.givenByName))</span></li>
                """
            })</ul>\(if: grants.isEmpty, "<p class='p-3 mb-0 soft'>\(t("Chưa có vai trò nào đang có hiệu lực."))</p>")
            \(if: !delegated.isEmpty, "<ul class='plain'>\(delegated, { delegation($0, f) })</ul>")
            \(if: !own.isEmpty && !colleagues.isEmpty, delegating(own, f))</section>
            """
    }

    private func delegation(_ grant: Grant, _ f: Frame) -> HTML {
        let name = colleagues.first { $0.id == grant.accountId }?.name ?? ""
        return """
            <li>\(f.t("Đã ủy quyền")): \(grant.role.label(f.t)) → \(name) \(grant.validTo.map { f.t("đến hết {0}", $0.written) }) <form class="inline" method="post" action="/account/delegations/\(grant.id)/withdrawal">\(f.token)<button class="btn btn-sm btn-outline-secondary">\(f.t("Thu hồi"))</button></form></li>
            """
    }

    private func delegating(_ own: [Role], _ f: Frame) -> HTML {
        let t = f.t
        return """
            <details class="p-3"\(if: filled.values["role"] != nil, " open")><summary>\(t("Ủy quyền cho đồng nghiệp"))</summary><form method="post" action="/account/delegations">\(f.token)
            \(f.select(t("Vai trò"), "role", filled, options: own.map { ($0.rawValue, $0.label(t)) }))
            \(f.select(t("Người nhận"), "account", filled, options: colleagues.map { ($0.name, "\($0.displayName) (\($0.name))") }))
            <div class="dates">\(f.input(t("Từ ngày"), "from", filled, type: "date"))\(f.input(t("Đến hết ngày"), "to", filled, type: "date", help: t("Nhiều nhất 92 ngày.")))</div>
            \(f.input(t("Căn cứ"), "delegationReason", filled))<button class="btn btn-outline-primary">\(t("Ủy quyền"))</button></form></details>
            """
    }

    private func second(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3" id="factor"><div class="bar"><h2>\(t("Xác thực hai lớp"))</h2><span class="soft">\(state(t))</span></div><div class="p-3">
            \(needsFactor.map { "<p class='soft'>\($0 == .identities ? t("Vai trò của bạn mở được danh tính: cần lớp thứ hai.") : t("Ở đây ai cũng cần lớp thứ hai: bật xong mới vào được các trang khác."))</p>" as HTML })\(factorForm(f))</div></section>
            """
    }

    private func state(_ t: Language) -> String {
        switch factor {
        case .off: t("chưa bật")
        case .waiting: t("chờ xác nhận")
        case .on(let count): t("đã bật, còn {0} mã dự phòng", String(count))
        }
    }

    private func factorForm(_ f: Frame) -> HTML {
        let t = f.t
        switch factor {
        case .off:
            return """
                <form method="post" action="/account/second-factor">\(f.token)<button class="btn btn-primary">\(t("Bật"))</button></form>
                """
        case .waiting(let secret):
            return """
                <p>\(t("Nhập khóa này vào ứng dụng xác thực trên điện thoại, rồi ghi mã 6 số mà ứng dụng hiện.")) <a href="otpauth://totp/La%20Chan:\(account.name)?secret=\(secret.filter { $0 != " " })&amp;issuer=La%20Chan">\(t("Mở trong ứng dụng"))</a></p>
                <p><code class="secret">\(secret)</code></p>\(demonstrationCode.map { "<p class='soft'>\(t("Bản trình diễn: mã bây giờ là {0}", $0))</p>" as HTML })
                <form method="post" action="/account/second-factor/confirmation">\(f.token)\(f.input(t("Mã 6 số"), "code", filled, more: " inputmode='numeric' autocomplete='one-time-code' required"))<button class="btn btn-primary">\(t("Xác nhận"))</button></form>
                """
        case .on:
            return """
                <details\(if: filled.errors["removalCode"] != nil, " open")><summary>\(t("Tắt"))</summary><form method="post" action="/account/second-factor/removal">\(f.token)\(f.input(t("Mã 6 số hoặc mã dự phòng"), "removalCode", filled, more: " autocomplete='one-time-code' required"))<button class="btn btn-outline-danger">\(t("Tắt xác thực hai lớp"))</button></form></details>
                """
        }
    }

    private func passwordSheet(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Mật khẩu"))</h2></div><form class="p-3" method="post" action="/account/password">\(f.token)
            \(f.input(t("Mật khẩu hiện tại"), "current", filled, type: "password", more: " autocomplete='current-password' required"))
            \(f.input(t("Mật khẩu mới"), "password", filled, type: "password", help: t("Ít nhất 10 ký tự, không nằm trong danh sách hay gặp. Các phiên khác sẽ kết thúc."), more: " autocomplete='new-password' required"))
            <button class="btn btn-outline-primary">\(t("Đổi mật khẩu"))</button></form></section>
            """
    }

    private func sessionSheet(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Đang đăng nhập ở đâu?"))</h2></div><ul class="plain">\(sessions, { session in
                """
                <li>\(session.address) · \(t("từ {0}", session.startedAt.written))\(if: session.factorAt != nil, " · \(t("hai lớp"))") \(session.tokenDigest == here ? "<b>\(t("phiên này"))</b>" : "<form class='inline' method='post' action='/account/sessions/\(session.id)/closure'>\(f.token)<button class='btn btn-sm btn-outline-secondary'>\(t("Kết thúc"))</button></form>" as HTML)</li>
                """
            })</ul></section>
            """
    }

    private func tokenSheet(_ f: Frame) -> HTML {
        let t = f.t
        return """
            <section class="sheet mb-3"><div class="bar"><h2>\(t("Mã truy cập cho chương trình khác"))</h2></div><ul class="plain">\(tokens, { token in
                """
                <li><b>\(token.name)</b> · \(token.scope.label(t)) · \(t("đến {0}", token.endsAt.written)) <form class="inline" method="post" action="/account/tokens/\(token.id)/withdrawal">\(f.token)<button class="btn btn-sm btn-outline-secondary">\(t("Thu hồi"))</button></form></li>
                """
            })</ul><details class="p-3"\(if: filled.values["tokenName"] != nil, " open")><summary>\(t("Tạo mã"))</summary><form method="post" action="/account/tokens">\(f.token)
            \(f.input(t("Dùng cho"), "tokenName", filled))\(f.select(t("Phạm vi"), "scope", filled, options: APIToken.Scope.allCases.map { ($0.rawValue, $0.label(t)) }))
            \(f.input(t("Số ngày"), "days", filled, help: t("Từ 1 đến 365."), more: " inputmode='numeric'"))<button class="btn btn-outline-primary">\(t("Tạo mã"))</button></form></details></section>
            """
    }

    static var samples: [SelfShow] {
        func show(_ factor: Factor, told: Told? = nil, filled: Filled = Filled()) -> SelfShow {
            let at = Moment(Day.sample, hour: 8)
            return SelfShow(
                account: .sample, bodyName: "Sở Tư pháp thành phố Hà Nội", grants: [.sample], delegated: [], colleagues: [.sample],
                sessions: [
                    Session(id: ID("s1"), tokenDigest: "d", accountId: ID("a1"), startedAt: at, endsAt: at, address: "10.0.0.7", isHalf: false, factorAt: at),
                    Session(id: ID("s2"), tokenDigest: "e", accountId: ID("a1"), startedAt: at, endsAt: at, address: "10.0.0.8", isHalf: false, factorAt: nil),
                ], here: "d",
                tokens: [
                    APIToken(
                        id: ID("t1"), tokenDigest: "x", accountId: ID("a1"), name: "báo cáo <tháng>", scope: .programme, madeAt: at, endsAt: at,
                        withdrawnAt: nil)
                ], factor: factor, isConfirmed: told != nil, needsFactor: told == nil ? .everybody : .identities, today: .sample, filled: filled, told: told,
                notices: told == nil ? nil : NoticeChoice(accountId: ID("a1"), email: "an@example.vn", choice: .digest), sendsLetters: told != nil,
                calendarAt: told == nil ? nil : at, history: LedgerLine.samples, demonstrationCode: nil)
        }
        return [
            show(.off), show(.waiting("ABCD EFGH"), filled: Filled(values: [:], errors: ["code": "Mã không đúng; xem lại giờ của điện thoại."])),
            show(.on(recoveryCount: 9), told: .recoveryCodes(["abcd-efgh-jkmn-pqrs-tuvw-xyz2-3456"])), show(.on(recoveryCount: 10), told: .token("TOKEN")),
            show(.off, told: .calendar("https://lachan.example/calendar/TOKEN")),
        ]
    }
}

extension APIToken.Scope {
    func label(_ t: Language) -> String {
        switch self {
        case .programme: t("kế hoạch và phần việc")
        case .figures: t("chỉ kế hoạch và chỉ tiêu")
        }
    }
}

extension Grant {
    static let sample = Grant(
        id: ID("g1"), accountId: ID("a1"), role: .officer, province: nil, validFrom: .sample, validTo: nil, reason: "QĐ 12/QĐ-STP", givenById: nil,
        givenByName: "Quản trị hệ thống", delegatedById: nil, delegatedByName: nil, withdrawnAt: nil, version: 1)
}

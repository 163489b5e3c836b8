import Domain
import Hummingbird

struct AccessPages {
    let app: App

    /// GET /access?code=REPORT-OR-ADDRESS&account=NAME
    func show(_ request: Request, context: SignedIn) async throws -> Response {
        let code = request.typed("code"), name = request.typed("account")
        return try await app.page(for: context, in: nil) { tx in
            let mayAskForOthers = tx.viewer.mayManageAccounts, isOther = mayAskForOthers && !name.isEmpty
            var other = try isOther ? tx.accounts.viewer(name: name) : nil
            // Of somebody who is not here: whether they have one to show.
            if let account = other?.account { other?.hasSecondFactor = try tx.secondFactors.isOn(account) }
            // Of somebody else the rules are told without the record, so that nobody learns of one that they may not see.
            let answers = try isOther ? other.map { try tx.whys(for: $0) } : code.isEmpty ? nil : tx.whys(about: code)
            return AccessShow(
                held: Set((other ?? tx.viewer).grants.map(\.role)), asksForOthers: mayAskForOthers, code: code, account: isOther ? name : "",
                isUnknown: isOther && other == nil, answers: answers)
        }
    }
}

/// Who may do what: the table of rules, and why somebody may or may not.
struct AccessShow: View {
    /// Roles of whoever is asked about.
    var held: Set<Role>
    var asksForOthers: Bool
    var code: String
    var account: String
    var isUnknown: Bool
    /// `nil` where nothing was asked.
    var answers: [AccessAnswer]?

    func html(_ f: Frame) -> HTML {
        let t = f.t
        return f.page(
            t("Ai được làm gì?"), lead: "\(t("Không có dòng nào cho phép thì không được. Dòng đậm là của các vai trò đang xét."))",
            """
            <form class="filter" method="get" action="/access"><input class="form-control" name="code" value="\(code)" aria-label="\(t("Số của tin, hoặc địa chỉ của trang"))" placeholder="TB-01-2024-0001">
            \(if: asksForOthers, "<input class='form-control' name='account' value='\(account)' aria-label='\(t("Tên đăng nhập"))' placeholder='\(t("Tên đăng nhập"))'>")<button class="btn btn-outline-secondary">\(t("Vì sao?"))</button></form>
            \(if: isUnknown, "<p class='refused' role='alert'>\(t("Không có tài khoản này."))</p>")
            \(answers.map { answerSheet($0, t) })
            <div class="sheet table-responsive" tabindex="0" role="region" aria-label="\(t("Quy tắc"))"><table class="table"><thead><tr><th>\(t("Việc"))</th><th>\(t("Vai trò"))</th><th>\(t("Phạm vi"))</th><th>\(t("Điều kiện"))</th><th>\(t("Căn cứ"))</th></tr></thead>
            <tbody>\(AccessRule.all, { rule in
                "<tr\(if: held.contains(rule.role), " class='fw-bold'")><td>\(rule.act.label(t))</td><td>\(rule.role.label(t))</td><td>\(rule.reach.label(t))</td><td>\(rule.conditions(t))</td><td>\(rule.source)</td></tr>"
            })</tbody></table></div>
            """)
    }

    private func answerSheet(_ answers: [AccessAnswer], _ t: Language) -> HTML {
        """
        <section class="sheet mb-3"><div class="bar"><h2>\(account.isEmpty ? t("Với {0}", code) : t("Với một hồ sơ của tỉnh và cơ quan người này"))</h2></div><ul class="plain">\(answers, { answer in
            switch answer.decision {
            case .allowed(let rule, let behalf):
                "<li><b>\(answer.act.label(t))</b>: ✓ \(t("được, với vai trò {0}", rule.role.label(t)))\(behalf.map { ", \(t("thay {0}", $0))" as HTML }) <span class='soft'>\(rule.source)</span></li>"
            case .refused(let lacking):
                "<li><b>\(answer.act.label(t))</b>: ✗ \(lacking.isEmpty ? t("không vai trò nào cho phép") : lacking.map { "\($0.rule.role.label(t)): \($0.lack.label(t))" }.joined(separator: "; "))</li>"
            }
        })</ul><p class="soft px-3 mb-2">\(account.isEmpty ? t("Hồ sơ không có, hoặc bạn không được biết là có, được trả lời như của tỉnh khác.") : "")</p></section>
        """
    }

    static var samples: [AccessShow] {
        let viewer = Viewer(account: ID("a"), name: "An", role: .reportDesk, body: ID("b1"), province: "01")
        let answers = [Act.seeCrimeReports, .openIdentities, .decideCrimeReports].map { act in
            AccessAnswer(act: act, decision: viewer.decide(act, about: AccessTarget(provinces: ["01"], bodies: [ID("b1")]), functions: [.crimeReports]))
        }
        return [
            AccessShow(held: [.reportDesk], asksForOthers: true, code: "TB-01-2024-0001", account: "an.hn", isUnknown: false, answers: answers),
            AccessShow(held: [.officer], asksForOthers: false, code: "", account: "", isUnknown: false, answers: nil),
        ]
    }
}

extension AccessRule {
    /// What must hold besides role and place.
    fileprivate func conditions(_ t: Language) -> String {
        [function.map { t("cơ quan có chức năng: {0}", $0.label(t)) }, needsSecondFactor ? t("xác thực hai lớp") : nil, needsReason ? t("ghi lý do") : nil]
            .compactMap { $0 }.joined(separator: "; ")
    }
}

extension AccessRule.Reach {
    fileprivate func label(_ t: Language) -> String {
        switch self {
        case .body: t("việc của cơ quan mình")
        case .province: t("trong tỉnh")
        case .everywhere: t("không theo nơi")
        }
    }
}

extension AccessDecision.Lack {
    fileprivate func label(_ t: Language) -> String {
        switch self {
        case .otherProvince: t("không thuộc tỉnh của vai trò")
        case .otherBody: t("không do cơ quan bạn nhận hoặc giải quyết")
        case .function: t("cơ quan không còn chức năng này")
        case .secondFactor: t("thiếu xác thực hai lớp")
        case .reason: t("thiếu lý do")
        }
    }
}

extension Act {
    func label(_ t: Language) -> String {
        switch self {
        case .seeProgramme: t("xem chương trình")
        case .answerDuties: t("trả lời phần việc")
        case .reviewPlans: t("duyệt, ban hành, xác nhận")
        case .manageAccounts: t("quản lý tài khoản")
        case .agreeToGrants: t("đồng ý vai trò do người khác giao")
        case .manageChart: t("quản lý cơ cấu tổ chức")
        case .readLedger: t("đọc nhật ký")
        case .logCrimeReports: t("ghi tin báo")
        case .seeCrimeReports: t("xem tin báo")
        case .classifyCrimeReports: t("phân loại tin báo")
        case .decideCrimeReports: t("quyết định tin báo")
        case .readStories: t("đọc nội dung tin báo")
        case .openIdentities: t("đọc danh tính niêm phong")
        case .breakGlass: t("mở khẩn cấp")
        }
    }
}

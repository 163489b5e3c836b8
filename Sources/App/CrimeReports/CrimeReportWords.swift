import Domain

extension CrimeReport {
    /// Where it stands: resolved, or how far its next limit is.
    func badge(on now: Moment, _ t: Language) -> HTML {
        let (style, text) = standing(on: now, t)
        return "<span class='state \(style)'>\(text)</span>"
    }

    private func standing(on now: Moment, _ t: Language) -> (String, String) {
        if isResolved { return ("done", "✓ " + t("đã giải quyết")) }
        if classification == nil {
            return now > classifyBefore ? ("late", "! " + t("quá 24 giờ")) : ("soon", "◷ " + t("chờ phân loại"))
        }
        let left = now.day.days(until: decideBy)
        if outcome == .suspended { return ("none", "‖ " + t("tạm đình chỉ")) }
        if left < 0 { return ("late", "! " + t("quá hạn {0} ngày", String(-left))) }
        return (left <= 5 ? "soon" : "hand", "◷ " + t("còn {0} ngày", String(left)))
    }

    static let samples: [CrimeReport] = {
        func report(_ number: Int, _ classification: Classification?, _ outcome: Outcome?) -> CrimeReport {
            CrimeReport(
                id: ID("r\(number)"), code: "TB-01-2024-000\(number)", province: "01", bodyId: ID("b1"), holderId: classification.map { _ in ID("b1") },
                kind: .information, channel: .hotline, receivedAt: Moment(Day.sample, hour: 8), placeCode: "001", isAnonymous: number == 1,
                classification: classification, classifiedAt: classification.map { _ in Moment(.sample, hour: 9) }, outcome: outcome,
                decidedOn: outcome.map { _ in .sample }, version: 1)
        }
        return [report(1, nil, nil), report(2, .trafficking, nil), report(3, .otherOffence, .transferred), report(4, .trafficking, .suspended)]
    }()
}

extension CrimeReport.Kind {
    func label(_ t: Language) -> String {
        switch self {
        case .denunciation: t("tố giác")
        case .information: t("tin báo")
        case .proposal: t("kiến nghị khởi tố")
        case .ownDiscovery: t("tự phát hiện, tự thú")
        }
    }
}

extension CrimeReport.Channel {
    func label(_ t: Language) -> String {
        switch self {
        case .inPerson: t("trực tiếp")
        case .phone: t("điện thoại")
        case .post: t("đơn thư")
        case .online: t("mạng")
        case .hotline: t("tổng đài 111")
        case .agency: t("cơ quan chuyển đến")
        case .press: t("báo chí")
        }
    }
}

extension CrimeReport.Classification {
    func label(_ t: Language) -> String {
        switch self {
        case .trafficking: t("mua bán người (điều 150, 151 BLHS)")
        case .relatedOffence: t("tội liên quan (điều 152 đến 154 BLHS)")
        case .otherOffence: t("tội khác")
        case .noOffence: t("không phải nguồn tin về tội phạm")
        }
    }
}

extension CrimeReport.Outcome {
    func label(_ t: Language) -> String {
        switch self {
        case .initiated: t("khởi tố vụ án")
        case .notInitiated: t("không khởi tố")
        case .suspended: t("tạm đình chỉ")
        case .transferred: t("chuyển thẩm quyền")
        case .administrative: t("chuyển xử lý hành chính")
        }
    }
}

extension Identity.Capacity {
    func label(_ t: Language) -> String {
        switch self {
        case .teller: t("người báo tin")
        case .victim: t("nạn nhân")
        case .suspect: t("người bị tố giác")
        case .witness: t("người làm chứng")
        case .relative: t("người thân")
        }
    }
}

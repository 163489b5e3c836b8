import Domain
import Outside

/// Where an account's notices go besides the product.
struct NoticeChoice: Codable, Equatable, Sendable {
    var accountId: ID<Account>
    var email: String
    var choice: Kind

    enum Kind: String, Codable, CaseIterable, Sendable {
        /// What is urgent at once, the rest once a day.
        case urgentAndDigest
        /// Each at once.
        case all
        /// Everything once a day.
        case digest
        case none

        /// Whether a notice of the kind is sent at once.
        func sendsAtOnce(_ kind: Notice.Kind) -> Bool {
            switch self {
            case .urgentAndDigest: kind.isUrgent
            case .all: true
            case .digest, .none: false
            }
        }
    }
}

extension App {
    /// The address that people type, for links in letters; empty where none is set.
    private var site: String { config.publicURL ?? "" }

    /// Sends an account what the day brought, if it brought anything.
    func sendDigest(to id: ID<Account>, id job: String) async throws {
        let (account, email, digest) = try await read(as: .program) { tx in
            let account = try tx.accounts.find(id), choice = try tx.notices.choice(of: id)
            return (account, choice?.email, try tx.notices.digest(for: account))
        }
        guard account.isActive, let email, !digest.isEmpty else { return }
        let lines = [
            (digest.unread, "thông báo chưa đọc", "unread notices"), (digest.soon, "việc đến hạn trong 10 ngày", "due within 10 days"),
            (digest.late, "việc quá hạn", "past their day"),
        ].filter { $0.0 > 0 }
        let text =
            lines.map { "- \($0.0) \($0.1)" } + ["", "Đăng nhập để xem: \(site)/notices", "", "--", "English:"] + lines.map { "- \($0.0) \($0.2)" }
        try await send(text, as: "Lá Chắn: việc trong ngày", to: email, id: job)
    }

    /// Sends that there is a notice, not what it says.
    func sendNotice(_ id: ID<Notice>, id job: String) async throws {
        let (notice, email) = try await read(as: .program) { tx -> (Notice?, String?) in
            let notice = try tx.notices.find(id)
            return (notice, try notice.flatMap { try tx.notices.choice(of: $0.accountId)?.email })
        }
        // Read meanwhile, or no letters wanted any more: nothing to tell.
        guard let notice, notice.readAt == nil, let email else { return }
        let isUrgent = notice.kind.isUrgent
        let text = [
            isUrgent ? "Có một thông báo khẩn." : "Có một thông báo mới.", "Đăng nhập để xem: \(site)/notices", "", "--",
            isUrgent ? "English: there is an urgent notice." : "English: there is a new notice.",
        ]
        try await send(text, as: isUrgent ? "Lá Chắn: thông báo khẩn" : "Lá Chắn: thông báo mới", to: email, id: job)
    }

    private func send(_ lines: [String], as subject: String, to email: String, id: String) async throws {
        guard let server = config.smtp, let from = config.mailFrom else { return }
        guard Mail.isAddress(email) else { throw Hopeless(description: "địa chỉ thư không dùng được / no address that can be used") }
        try await Mail(from: from, to: email, subject: subject, text: lines.joined(separator: "\n"), id: id).send(through: server)
    }
}

extension NoticeChoice.Kind {
    func label(_ t: Language) -> String {
        switch self {
        case .urgentAndDigest: t("Việc khẩn gửi ngay, còn lại một thư mỗi ngày")
        case .all: t("Mỗi thông báo một thư, gửi ngay")
        case .digest: t("Một thư mỗi ngày")
        case .none: t("Không gửi thư")
        }
    }
}

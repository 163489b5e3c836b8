import Domain
import Vault

/// What surrounds every page: who is signed in, the rooms, the language, the demonstration's day.
struct Frame: Sendable {
    let t: Language
    let viewer: Viewer?
    let bodyName: String?
    let formToken: String
    /// Where this page can be got again.
    let place: String
    let stylesheets: [String]
    let script: String
    let icon: String
    /// The day on which the page was made; `nil` where no transaction was open.
    let today: Day?
    /// The day in a demonstration; `nil` outside one.
    let demonstrationDay: Day?
    let room: Room?
    /// What the viewer's body owes past its day; shown beside the desk.
    let lateCount: Int
    /// Notices that the viewer has not read.
    let noticeCount: Int

    init(visitor: Visitor?, app: App, tx: Tx?, room: Room?) throws {
        let viewer = visitor?.viewer
        t = visitor?.language ?? app.vietnamese
        bodyName = try tx.flatMap { tx in try viewer?.body.map { try tx.bodies.find($0).name } }
        lateCount = try tx.flatMap { tx in try viewer?.body.map { try tx.assignments.lateCount(of: $0) } } ?? 0
        noticeCount = viewer == nil ? 0 : try tx?.notices.unreadCount() ?? 0
        self.viewer = viewer
        formToken = Token.masked(visitor?.formToken ?? "")
        place = visitor?.place ?? "/"
        stylesheets = [app.assets.address(of: "bootstrap.css"), app.assets.address(of: "theme.css")]
        script = app.assets.address(of: "page.js")
        icon = app.assets.address(of: "shield.svg")
        today = tx?.today
        demonstrationDay = app.config.isDemo ? tx?.today : nil
        self.room = room
    }

    /// For samples and snapshots.
    init(
        t: Language, viewer: Viewer?, bodyName: String?, demonstrationDay: Day?, room: Room?,
        stylesheets: [String] = ["/assets/bootstrap.css", "/assets/theme.css"], script: String = "/assets/page.js",
        icon: String = "/assets/shield.svg", lateCount: Int = 2, noticeCount: Int = 1
    ) {
        (self.t, self.viewer, self.bodyName, self.demonstrationDay, self.room) = (t, viewer, bodyName, demonstrationDay, room)
        (self.stylesheets, self.script, self.icon) = (stylesheets, script, icon)
        (formToken, place, today) = ("form-token", "/plans?x=1", demonstrationDay)
        (self.lateCount, self.noticeCount) = (lateCount, noticeCount)
    }

    /// The hidden field that every form carries.
    var token: HTML { "<input type='hidden' name='form_token' value='\(formToken)'>" }

    /// - Parameters:
    ///   - heading: the question that the page answers.
    ///   - lead: one line below it.
    ///   - acts: buttons beside it.
    func page(_ heading: String, lead: HTML = .nothing, acts: HTML = .nothing, _ content: HTML) -> HTML {
        """
        <!doctype html><html lang="\(t.code.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(heading) · Lá Chắn</title>\(stylesheets, { "<link rel='stylesheet' href='\($0)'>" })<link rel="icon" href="\(icon)"><script src="\(script)" defer></script></head>
        <body><a class="skip" href="#main">\(t("Đến nội dung"))</a><div class="frame\(if: viewer == nil, " alone")">
        \(top)\(if: viewer != nil, rooms)<main id="main">\(demonstration)
        <div class="print-head">\(bodyName ?? "Lá Chắn")\(today.map { " · \(t("ngày {0}", $0.written))" as HTML })</div>
        <div class="head"><div><h1>\(heading)</h1>\(if: !lead.bytes.isEmpty, "<p class='lead-line'>\(lead)</p>")</div>
        \(if: !acts.bytes.isEmpty, "<div class='acts'>\(acts)</div>")</div>
        \(content)</main></div></body></html>
        """
    }

    private var top: HTML {
        """
        <header class="top"><a class="brand" href="/"><svg viewBox="0 0 22 26" aria-hidden="true" width="22" height="26">\
        <path d="M11 1 21 4.5V13c0 6-4.3 10-10 12C5.3 23 1 19 1 13V4.5Z" fill="#fff"/>\
        <path d="M6.5 12.500l3.200 3.300L15.600 9" stroke="#1f4e79" stroke-width="2.2" stroke-linecap="round" fill="none"/></svg><span>Lá Chắn</span></a>
        \(if: viewer != nil, searchBox)\(viewer.map(who))<a class="btn btn-sm btn-outline-light language" href="\(place)\(place.contains("?") ? "&" : "?")lang=\(otherLanguage)" lang="\(otherLanguage)">\(languageLabel)</a>
        \(if: viewer != nil, signOut)</header>
        """
    }

    private var searchBox: HTML {
        """
        <form class="search" method="get" action="/search" role="search"><input class="form-control form-control-sm" type="search" name="q" id="search" aria-label="\(t("Tìm mọi thứ"))" placeholder="\(t("Tìm (phím /)"))"></form>
        """
    }

    private func who(_ viewer: Viewer) -> HTML {
        """
        <a class="notices" href="/notices" aria-label="\(t("Thông báo"))">◔\(if: noticeCount > 0, "<span class='count'>\(noticeCount)</span>")</a><a class="who" href="/account">\(viewer.name)<br><small>\(bodyName ?? "")</small></a>
        """
    }

    private var otherLanguage: String { t.code == .vi ? "en" : "vi" }
    private var languageLabel: String { t.code == .vi ? "English" : "Tiếng Việt" }

    private var signOut: HTML {
        """
        <form method="post" action="/session/closure">\(token)<button class="btn btn-sm btn-outline-light">\(t("Ra"))</button></form>
        """
    }

    private var rooms: HTML {
        guard let viewer else { return .nothing }
        let open = Room.allCases.filter { $0.admits(viewer) }
        return """
            <nav class="rooms" aria-label="\(t("Các phòng"))">\(open, { room in
                "<a href='\(room.path)'\(if: room == self.room, " class='here' aria-current='page'")>\(room.label(t))\(if: room == .desk && lateCount > 0, late)</a>"
            })</nav>
            """
    }

    private var late: HTML {
        "<span class='count'>\(lateCount)<span class='visually-hidden'> \(t("quá hạn"))</span></span>"
    }

    private var demonstration: HTML {
        guard let day = demonstrationDay else { return .nothing }
        return """
            <form class="demonstration" method="post" action="/demonstration-day">\(token)<input type="hidden" name="place" value="\(place)">
            <label for="demonstration-day">\(t("Bản trình diễn, mọi người đều là hư cấu. Hôm nay là"))</label>
            <input class="form-control form-control-sm" type="date" id="demonstration-day" name="day" value="\(day.description)" required>
            <button class="btn btn-sm btn-outline-secondary">\(t("Đổi ngày"))</button></form>
            """
    }
}

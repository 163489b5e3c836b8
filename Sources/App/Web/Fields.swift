import Domain

/// What stands in a form and what is wrong with it, so that nothing typed is lost on an error.
struct Filled: Sendable {
    var values: [String: String] = [:]
    /// Vietnamese sentences by field; those of no field stand under "".
    var errors: [String: String] = [:]
    /// Goes before the ids of the inputs, where a page has several forms with the same fields.
    var prefix = ""
    /// Every value of each field, where a form repeats a field row by row.
    var rows: [String: [String]] = [:]

    init(values: [String: String] = [:], rows: [String: [String]] = [:], errors: [String: String] = [:], prefix: String = "") {
        (self.values, self.rows, self.errors, self.prefix) = (values, rows, errors, prefix)
    }

    /// The form as it was sent, with what was refused.
    init(_ form: Form, _ refusal: Refusal) {
        values = Dictionary(form.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        rows = Dictionary(grouping: form.fields, by: \.name).mapValues { $0.map(\.value) }
        switch refusal {
        case .invalid(let fields): errors = fields
        default: errors = ["": refusal.sentences.joined(separator: " ")]
        }
    }
}

extension Frame {
    /// All that was refused, above the form: first what belongs to none of its fields, then each field that is wrong, leading to it.
    /// - Parameter shown: the fields of the form, in their order.
    func refused(_ filled: Filled, shown: [String]) -> HTML {
        guard !filled.errors.isEmpty else { return .nothing }
        let rest = filled.errors.filter { !shown.contains($0.key) }.sorted { $0.key < $1.key }.map { "<p>\(t($0.value))</p>" as HTML }
        let fields = shown.compactMap { name in filled.errors[name].map { "<p><a href='#\(filled.prefix + name)'>\(t($0))</a></p>" as HTML } }
        return "<div class='refused' role='alert' tabindex='-1' autofocus>\(rest + fields, { $0 })</div>"
    }

    /// Asks for the day whose organisation a page shows.
    func asOf(_ day: Day, path: String, more: HTML = .nothing) -> HTML {
        """
        <form class="filter" method="get" action="\(path)">\(more)<label class="nowrap align-self-center" for="on">\(t("Theo tổ chức ngày"))</label>
        <input class="form-control" type="date" id="on" name="on" value="\(day.description)"><button class="btn btn-outline-secondary">\(t("Xem"))</button></form>
        """
    }

    /// One labelled input with its help and its error.
    func input(_ label: String, _ name: String, _ filled: Filled, type: String = "text", help: String? = nil, more: HTML = .nothing) -> HTML {
        field(label, name, filled, help: help) {
            "<input class='form-control' type='\(type)' id='\(filled.prefix + name)' name='\(name)' value='\(filled.values[name] ?? "")'\(described(name, filled, help))\(more)>"
        }
    }

    func area(_ label: String, _ name: String, _ filled: Filled, rows: Int = 4, help: String? = nil, length: Int = Form.fieldLength) -> HTML {
        field(label, name, filled, help: help) {
            """
            <textarea class="form-control" id="\(filled.prefix + name)" name="\(name)" rows="\(rows)" maxlength="\(length)"\(described(name, filled, help))>\(filled.values[name] ?? "")</textarea>
            """
        }
    }

    func select(_ label: String, _ name: String, _ filled: Filled, options: [(value: String, label: String)], help: String? = nil) -> HTML {
        field(label, name, filled, help: help) {
            """
            <select class="form-select" id="\(filled.prefix + name)" name="\(name)"\(described(name, filled, help))>\(options, { option in
                "<option value='\(option.value)'\(if: filled.values[name] == option.value, " selected")>\(option.label)</option>"
            })</select>
            """
        }
    }

    private func field(_ label: String, _ name: String, _ filled: Filled, help: String?, _ control: () -> HTML) -> HTML {
        """
        <div class="mb-3"><label class="form-label" for="\(filled.prefix + name)">\(label)</label>\(control())
        \(help.map { "<div class='form-text' id='\(filled.prefix + name)-help'>\($0)</div>" as HTML })
        \(filled.errors[name].map { "<div class='wrong' id='\(filled.prefix + name)-wrong'>\(t($0))</div>" as HTML })</div>
        """
    }

    private func described(_ name: String, _ filled: Filled, _ help: String?) -> HTML {
        let ids = [help.map { _ in "-help" }, filled.errors[name].map { _ in "-wrong" }].compactMap { $0 }.map { filled.prefix + name + $0 }
        guard !ids.isEmpty else { return .nothing }
        return " aria-describedby='\(ids.joined(separator: " "))'\(if: filled.errors[name] != nil, " aria-invalid='true'")"
    }
}

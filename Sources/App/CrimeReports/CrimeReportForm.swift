import Domain

extension Form {
    /// A person as a form names them.
    /// - Parameter prefix: before the names of the fields.
    func person(_ prefix: String) throws -> (Identity.Capacity, Identity) {
        guard let capacity = Identity.Capacity(rawValue: self[prefix + "capacity"]) else {
            throw Refusal.invalid([prefix + "capacity": "Cần chọn vai trò của người này."])
        }
        do {
            let identity = try Identity.made(
                name: self[prefix + "name"], born: self[prefix + "born"], document: self[prefix + "document"], phone: self[prefix + "phone"],
                address: self[prefix + "address"], note: self[prefix + "note"])
            return (capacity, identity)
        } catch {
            guard case .invalid(let wrong) = error else { throw error }
            throw Refusal.invalid(Dictionary(uniqueKeysWithValues: wrong.map { (prefix + $0.key, $0.value) }))
        }
    }

    /// Whether anything was typed about the person.
    fileprivate func tells(_ prefix: String) -> Bool { ["name", "born", "document", "phone", "address", "note"].contains { !self[prefix + $0].isEmpty } }
}

extension CrimeReportStore {
    /// Logs the report of the form.
    /// - Throws: `Refusal.invalid` naming each field that is wrong.
    func log(_ form: Form) throws -> ID<CrimeReport> {
        let own = AccessTarget(provinces: Set([tx.viewer.province].compactMap { $0 }), bodies: Set([tx.viewer.body].compactMap { $0 }))
        let tx = tx.acting(for: try tx.allow(.logCrimeReports, about: own))
        var wrong: [String: String] = [:], people: [(Identity.Capacity, Identity)] = []
        func checked<T>(_ body: () throws -> T?) throws -> T? {
            do { return try body() } catch Refusal.invalid(let more) {
                wrong.merge(more) { first, _ in first }
                return nil
            }
        }
        for prefix in ["teller.", "first.", "second."] where form.tells(prefix) {
            if let person = try checked({ try form.person(prefix) }) { people.append(person) }
        }
        let kind = CrimeReport.Kind(rawValue: form["kind"]), channel = CrimeReport.Channel(rawValue: form["channel"])
        if kind == nil { wrong["kind"] = "Cần chọn một loại." }
        if channel == nil { wrong["channel"] = "Cần chọn kênh tiếp nhận." }
        let received = Moment(local: form["receivedAt"])
        if received == nil { wrong["receivedAt"] = "Thời điểm viết như 2024-06-16T10:05." }
        let place = form["place"]
        if let received, !place.isEmpty, try tx.places.isThereAny(), try tx.places.first(code: place, on: received.day) == nil {
            wrong["place"] = "Không có địa bàn nào mang mã này vào ngày đó."
        }
        var report: CrimeReport?
        if let kind, let channel, let received {
            report = try checked {
                try CrimeReport.log(
                    id: tx.newID(), kind, by: channel, receivedAt: received, placeCode: place.isEmpty ? nil : place,
                    isAnonymous: form["anonymous"] == "yes", text: form["text"], viewer: tx.viewer, now: tx.now)
            }
        }
        guard wrong.isEmpty, var report else { throw Refusal.invalid(wrong) }
        report.number(try nextNumber(province: report.province, year: report.receivedAt.day.year))
        try tx.crimeReports.log(report, text: form["text"], people: people)
        return report.id
    }
}

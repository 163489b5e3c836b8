import Domain

@testable import App

extension World {
    /// Name of the person in `logReport`; stands nowhere but sealed.
    static let teller = Identity(name: "Phùng Thị Hư Cấu", born: "1990", document: "001190000123", phone: "0900 000 123", address: "ngõ Không Có, số 7")
    static let story = "Chị Bạch Thị Bịa Đặt bị rủ ra nước ngoài làm việc."

    /// Logs a report of province 01, received an hour before noon of the world's day, with one teller.
    /// - Returns: the report and the id of the sealed teller.
    func logReport(as person: Person = .fay, receivedOn day: Day = World.day) async throws -> (report: CrimeReport, teller: String) {
        try await app.write(as: try await factored(person)) { tx in
            var report = try CrimeReport.log(
                id: tx.newID(), .information, by: .phone, receivedAt: Moment(day, hour: 0), placeCode: nil, isAnonymous: false, text: Self.story,
                viewer: tx.viewer, now: tx.now)
            report.number(try tx.crimeReports.nextNumber(province: report.province, year: day.year))
            try tx.crimeReports.log(report, text: Self.story, people: [(.teller, Self.teller)])
            return (report, try tx.sealed.people(of: .crimeReports, report.id.text)[0].id.text)
        }
    }

    /// The person as a viewer who has shown a second factor.
    func factored(_ person: Person) async throws -> Viewer {
        var viewer = try await viewer(person)
        viewer.hasSecondFactor = true
        return viewer
    }
}

import Domain
import Storage
import Testing

@testable import App

/// A crime report from its reception to its decision, and who sees it.
@Suite struct CrimeReportTests {
    private let form = [
        ("kind", "denunciation"), ("channel", "inPerson"), ("receivedAt", "2024-06-16T00:05"), ("text", "Có người rủ đi làm xa."),
        ("teller.capacity", "teller"),
        ("teller.name", "Đặng Văn Hư Cấu"), ("first.capacity", "victim"), ("first.name", "Tạ Thị Bịa"),
    ]

    private func logged(_ world: World) async throws -> String {
        let answer = try await world.post("/crime-reports", as: .fay, form)
        #expect(answer.status == 303)
        return answer.location
    }

    @Test("a report is logged, classified within its clock, given to a body that is told, and decided on")
    func life() async throws {
        let world = try await World.made()
        let path = try await logged(world)
        let fresh = try await world.get(path, as: .fay).body
        #expect(fresh.contains("TB-01-2024-0001") && fresh.contains("Có người rủ đi làm xa.") && fresh.contains("phân loại trước 00:05 17/06/2024"))
        #expect(!fresh.contains("Hư Cấu") && !fresh.contains("Tạ Thị"), "who it is stands on no page before it is opened")
        let police = try await world.viewer(.gia).body?.text ?? ""
        let wrong = try await world.post(path + "/classification", as: .fay, [("version", "1"), ("classification", "trafficking"), ("holder", "x")])
        #expect(wrong.status == 422 && wrong.body.contains("Cần chọn cơ quan giải quyết."))
        let given = try await world.post(path + "/classification", as: .fay, [("version", "1"), ("classification", "trafficking"), ("holder", police)])
        #expect(given.status == 303)
        // By night the reading above is told of as well.
        let told = try await world.app.read(as: try await world.viewer(.gia)) { tx in try tx.notices.list(limit: 9).map(\.kind) }
        #expect(told.filter { $0 != .unusualReading } == [.reportGiven])
        let page = try await world.get(path, as: .gia).body
        #expect(page.contains("quyết định chậm nhất 06/07/2024") && page.contains("BLTTHS 147(1)"))
        let stale = try await world.post(path + "/decision", as: .gia, [("version", "1"), ("outcome", "initiated"), ("decidedOn", "2024-06-16")])
        #expect(stale.status == 409)
        #expect(try await world.post(path + "/decision", as: .gia, [("version", "2"), ("outcome", "initiated"), ("decidedOn", "2024-06-17")]).status == 422)
        #expect(try await world.post(path + "/decision", as: .gia, [("version", "2"), ("outcome", "initiated"), ("decidedOn", "2024-06-16")]).status == 303)
        #expect(try await world.get("/crime-reports", as: .gia).body.contains("khởi tố vụ án"))
    }

    @Test("each has its part: the desk does not decide, the investigator does not classify, others see nothing")
    func parts() async throws {
        let world = try await World.made()
        let path = try await logged(world)
        #expect(try await world.post(path + "/decision", as: .fay, [("version", "1"), ("outcome", "initiated")]).status == 403)
        #expect(try await world.post(path + "/classification", as: .gia, [("version", "1"), ("classification", "trafficking")]).status == 403)
        for person in [Person.an, .binh, .dung, .em, .ivo] { #expect(try await world.get(path, as: person).status == 403, "\(person)") }
        #expect(try await world.get(path, as: .hoa).status == 404, "in another province it does not exist")
        #expect(try await !world.get("/crime-reports", as: .hoa).body.contains("TB-01"))
    }

    @Test("what is missing is told beside its field, and nothing typed is lost")
    func wrong() async throws {
        let world = try await World.made()
        let answer = try await world.post(
            "/crime-reports", as: .fay,
            [
                ("kind", "x"), ("channel", "phone"), ("receivedAt", "2024-06-17T10:00"), ("text", " "), ("first.note", "chỉ ghi chú"),
                ("first.capacity", "victim"),
            ])
        #expect(answer.status == 422)
        for told in ["Cần chọn một loại.", "Cần tên, số giấy tờ hoặc số điện thoại."] { #expect(answer.body.contains(told), "\(told)") }
        #expect(answer.body.contains("value='chỉ ghi chú'"))
        let later = try await world.post(
            "/crime-reports", as: .fay, [("kind", "information"), ("channel", "phone"), ("receivedAt", "2099-06-17T10:00"), ("text", "")])
        #expect(later.body.contains("Thời điểm tiếp nhận không thể sau lúc này.") && later.body.contains("Cần ghi nội dung tin báo."))
        #expect(try await world.app.db.read { try $0.rows("SELECT id FROM crime_reports").isEmpty && $0.rows("SELECT id FROM sealed_records").isEmpty })
    }

    @Test("numbers follow each other without a gap, by province and year")
    func numbers() async throws {
        let world = try await World.made()
        var codes: [String] = []
        for (person, day) in [(Person.fay, "2024-06-15"), (.hoa, "2024-06-15"), (.fay, "2023-12-31"), (.fay, "2024-06-16")] {
            codes.append(try await world.logReport(as: person, receivedOn: #require(Day(day))).report.code)
        }
        #expect(codes == ["TB-01-2024-0001", "TB-72-2024-0001", "TB-01-2023-0001", "TB-01-2024-0002"])
    }

    @Test("targets count received, classified and resolved of the plan's year, strictly, a suspension as not resolved")
    func targets() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let police = try #require(try await world.viewer(.gia).body)
        for i in 0..<10 {
            let report = try await world.logReport(receivedOn: Day(number: World.day.number - i)).report
            try await world.app.write(as: .program) { tx in
                var found = try tx.crimeReports.find(report.id)
                if i < 9 { try found.classify(as: .trafficking, holder: police, at: tx.now) }
                if i < 8 { try found.decide(i == 0 ? .suspended : .notInitiated, on: tx.today, today: tx.today) }
                try tx.crimeReports.save(found)
            }
        }
        _ = try await world.logReport(receivedOn: #require(Day("2023-12-31")))
        _ = try await world.logReport(as: .hoa)
        let counts = try await world.app.read(as: .program) { tx in
            try tx.crimeReports.counts(province: plan.province, from: #require(Day("2024-01-01")), to: #require(Day("2024-12-31")))
        }
        #expect(counts == CrimeReportCounts(received: 10, classified: 9, resolved: 7, suspended: 1))
        let target = try await world.app.read(as: .program) { tx in try TargetLine.of(tx.plans.find(plan.id), tx)[0] }
        #expect(target.share == target.target.measure?.share(of: counts))
    }

    @Test("the list is a page at a time, with how many there are in all")
    func paging() async throws {
        let world = try await World.made()
        try await world.app.write(as: try await world.factored(.fay)) { tx in
            for _ in 0..<60 {
                var report = try CrimeReport.log(
                    id: tx.newID(), .information, by: .phone, receivedAt: tx.now, placeCode: nil, isAnonymous: true, text: "x", viewer: tx.viewer, now: tx.now)
                report.number(try tx.crimeReports.nextNumber(province: "01", year: 2024))
                try tx.crimeReports.log(report, text: "x", people: [])
            }
        }
        let (first, second) = (try await world.get("/crime-reports", as: .fay).body, try await world.get("/crime-reports?page=2", as: .fay).body)
        #expect(first.contains("60 tin bạn được xem") && first.contains("trang 1 trong 2"))
        let all = [first, second].flatMap { page in page.matches(of: #/TB-01-2024-\d{4}/#).map { String($0.0) } }
        #expect(all.count == 60 && Set(all).count == 60)
    }

    @Test("what is open goes to the heir of a body, and its people see it from then on")
    func handOver() async throws {
        let world = try await World.made()
        let report = try await world.logReport().report
        _ = try await world.app.importReorganisations(
            """
            reorganisation,name,source,day,act,from,to,function,share,main,note
            a-2024,Sắp xếp,NQ thử nghiệm,2024-06-16,merge,a.cong-an,a.tham-muu,,,yes,nhập
            """)
        let moves = try await world.app.write(as: .program) { tx in try tx.handOvers.carryOut(tx.reorganisations.list()[0].id) }
        #expect(moves.filter { $0.noun == .crimeReports }.map(\.recordId) == [report.id.text])
        let heir = try await world.app.read(as: .program) { tx in try tx.bodies.find(code: "a.tham-muu")?.id }
        #expect(try await world.app.read(as: .program) { tx in try tx.crimeReports.find(report.id).holderId } == heir)
        #expect(try await world.get("/crime-reports/\(report.id)", as: .gia).status == 200, "the investigator has moved along")
        #expect(try await world.get("/crime-reports/\(report.id)", as: .fay).status == 200, "the desk works on: what the body was there for has moved too")
        #expect(try await world.get("/crime-reports/new", as: .fay).status == 200)
        let form = [("kind", "information"), ("channel", "phone"), ("receivedAt", "2024-06-16T00:05"), ("text", "x")]
        #expect(try await world.post("/crime-reports", as: .fay, form).status == 303)
    }

    @Test("undone, a reorganisation leaves to nobody what bodies are there for, and the ledger tells both")
    func functionsBack() async throws {
        let world = try await World.made()
        _ = try await world.app.importReorganisations(
            """
            reorganisation,name,source,day,act,from,to,function,share,main,note
            a-2024,Sắp xếp,NQ thử nghiệm,2024-06-16,merge,a.cong-an,a.tham-muu,,,yes,nhập
            """)
        let heir = try await world.body("a.tham-muu").id
        func functions() async throws -> [BodyFunction] { try await world.app.read(as: .program) { tx in try tx.bodies.functions(of: heir) } }
        let id = try await world.app.write(as: .program) { tx in
            let id = try tx.reorganisations.list()[0].id
            try tx.handOvers.carryOut(id)
            return id
        }
        let given = try await functions()
        #expect(given.map(\.function) == [.crimeReports] && given[0].validFrom == World.day && given[0].validTo == nil)
        try await world.app.write(as: .program) { tx in try tx.handOvers.undo(id) }
        #expect(try await functions().isEmpty)
        let told = try await world.app.db.read { connection in
            try connection.rows("SELECT before, after FROM ledger_fields WHERE field = 'function crime-reports'").count
        }
        #expect(told == 2)
    }
}

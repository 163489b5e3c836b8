import Testing

@testable import Domain

@Suite("Duties under review")
struct DutyTests {
    @Test("a correction is tidied, and checks the duty")
    func correct() throws {
        var duty = Duty.made()
        try duty.correct(text: " Mở đợt\n cao điểm ", heading: " Tuyên  truyền ", startsOn: .on("2024-07-01"), endsOn: .on("2024-07-01"), officeDueOn: nil)
        #expect(duty.text == "Mở đợt cao điểm")
        #expect(duty.heading == "Tuyên truyền")
        #expect(duty.endsOn == .on("2024-07-01"))
        #expect(duty.review == .checked)
    }

    @Test("a correction without text or with days before the first is refused whole")
    func correctRefused() {
        var duty = Duty.made()
        let before = duty
        let refusal = #expect(throws: Refusal.self) {
            try duty.correct(text: " \n", heading: "", startsOn: .on("2024-07-02"), endsOn: .on("2024-07-01"), officeDueOn: .on("2024-07-01"))
        }
        #expect(refusal?.fields == ["text", "endsOn", "officeDueOn"])
        #expect(duty == before)
    }

    @Test("a dropped duty is restored before it is checked")
    func dropAndRestore() throws {
        var duty = Duty.made(review: .checked)
        duty.drop()
        let refusal = #expect(throws: Refusal.self) { try duty.check() }
        #expect(refusal?.isConflict == true)
        #expect(duty.review == .dropped)
        try duty.restore()
        try duty.check()
        #expect(duty.review == .checked)
    }

    @Test("splitting keeps every word, and merging puts the text together again")
    func splitAndMerge() throws {
        let whole = "Tổ chức tuyên truyền; mở đợt cao điểm từ 01/7. Rà soát địa bàn, lập danh sách."
        var first = Duty.made(text: whole, endsOn: .on("2024-09-30"))
        let second = try first.split(before: "  Rà  soát ", id: ID("new"))
        #expect(first.text == "Tổ chức tuyên truyền; mở đợt cao điểm từ 01/7.")
        #expect(second.text == "Rà soát địa bàn, lập danh sách.")
        try first.merge(second)
        #expect(first.text == whole)
    }

    @Test("the second part is a new duty that follows the first and is due as it is")
    func second() throws {
        var first = Duty.made(code: "II.1-4", text: "Một. Hai.", endsOn: .on("2024-09-30"))
        let second = try first.split(before: "Hai", id: ID("new"))
        #expect(second.id == ID("new"))
        #expect(second.code != first.code)
        #expect(second.position > first.position)
        #expect(second.version == 1)
        #expect(second.endsOn == .on("2024-09-30"))
        #expect([first.review, second.review] == [.checked, .checked])
    }

    @Test("words that do not stand inside the text split nothing", arguments: ["", "  ", "Không có", "Tổ chức tuyên", "tuyên truyền. Thêm"])
    func splitRefused(opening: String) {
        var duty = Duty.made(text: "Tổ chức tuyên truyền.")
        let before = duty
        let refusal = #expect(throws: Refusal.self) { try duty.split(before: opening, id: ID("new")) }
        #expect(refusal?.fields == ["opening"])
        #expect(duty == before)
    }

    @Test("words that open the text and stand in it again split at the later place")
    func splitAgain() throws {
        var duty = Duty.made(text: "Tổ chức tuyên truyền. Tổ chức tập huấn.")
        let second = try duty.split(before: "Tổ chức", id: ID("new"))
        #expect(second.text == "Tổ chức tập huấn.")
    }

    @Test("a word is never cut in two")
    func splitInsideWord() {
        var duty = Duty.made(text: "Chống mua bán người.")
        #expect(throws: Refusal.self) { try duty.split(before: "án người", id: ID("new")) }
        #expect(duty.text == "Chống mua bán người.")
    }

    @Test("merging spans the lines of both, also where a person added one without lines")
    func mergeLines() throws {
        var duty = Duty.made(lines: (nil, nil))
        try duty.merge(.made(lines: (14, 15)))
        try duty.merge(.made(lines: (16, 18)))
        #expect(duty.firstLine == 14)
        #expect(duty.lastLine == 18)
    }

    @Test("merging takes the days of the next part where the first has none, and else keeps its own")
    func mergeDays() throws {
        let next = Duty.made(startsOn: .on("2024-05-01"), endsOn: .on("2024-09-30"), officeDueOn: .on("2024-08-01"))
        var without = Duty.made(), with = Duty.made(startsOn: .on("2024-06-01"), endsOn: .on("2024-06-30"), officeDueOn: .on("2024-06-15"))
        try without.merge(next)
        try with.merge(next)
        #expect([without.startsOn, without.endsOn, without.officeDueOn] == [.on("2024-05-01"), .on("2024-09-30"), .on("2024-08-01")])
        #expect([with.startsOn, with.endsOn, with.officeDueOn] == [.on("2024-06-01"), .on("2024-06-30"), .on("2024-06-15")])
    }

    @Test("merging never ends a duty before it starts")
    func mergePeriods() throws {
        var duty = Duty.made(endsOn: .on("2024-06-30"))
        try duty.merge(.made(startsOn: .on("2024-07-01"), endsOn: .on("2024-09-30")))
        let isInOrder = duty.startsOn.flatMap { start in duty.endsOn.map { start <= $0 } } ?? true
        #expect(isInOrder)
    }

    @Test("merging takes no day of the office that comes before the first day, and no first day that comes after the office's")
    func mergeOfficeDay() throws {
        let early = Duty.made(officeDueOn: .on("2024-05-31")), period = Duty.made(startsOn: .on("2024-06-01"), endsOn: .on("2024-06-30"))
        var first = period
        try first.merge(early)
        #expect(first.officeDueOn == nil && first.startsOn == .on("2024-06-01"))
        var second = early
        try second.merge(period)
        #expect(second.officeDueOn == .on("2024-05-31") && second.startsOn == nil && second.endsOn == .on("2024-06-30"))
        var sameDay = period
        try sameDay.merge(.made(officeDueOn: .on("2024-06-01")))
        #expect(sameDay.officeDueOn == .on("2024-06-01"), "the first day itself will do")
    }

    @Test("a dropped paragraph neither takes up nor is taken up", arguments: [(Duty.Review.dropped, Duty.Review.proposed), (.checked, .dropped)])
    func mergeDropped(first: Duty.Review, second: Duty.Review) {
        var duty = Duty.made(review: first)
        let before = duty
        let refusal = #expect(throws: Refusal.self) { try duty.merge(.made(text: "Bỏ đi.", review: second)) }
        #expect(refusal?.isConflict == true && duty == before)
    }

    @Test(
        "the office's day is refused before the signing or before the first day, and the field is named",
        arguments: [
            ("2024-02-25", nil, false), ("2024-02-26", nil, true), ("2024-05-31", "2024-06-01", false), ("2024-06-01", "2024-06-01", true),
            ("2024-02-25", "2024-01-01", false),
        ] as [(String, String?, Bool)])
    func officeDay(due: String, starts: String?, isTaken: Bool) {
        var duty = Duty.made()
        let correct = { (duty: inout Duty) throws(Refusal) in
            try duty.correct(
                text: "Việc.", heading: "", startsOn: starts.map { .on($0) }, endsOn: nil, officeDueOn: .on(due), signedOn: .on("2024-02-26"))
        }
        if isTaken {
            #expect(throws: Never.self) { try correct(&duty) }
            #expect(duty.officeDueOn == .on(due) && duty.review == .checked)
        } else {
            let refusal = #expect(throws: Refusal.self) { try correct(&duty) }
            #expect(refusal?.fields == ["officeDueOn"] && duty == .made())
        }
    }

    @Test("while the day of signing is not known, it refuses no day")
    func officeDayUnsigned() throws {
        var duty = Duty.made()
        try duty.correct(text: "Việc.", heading: "", startsOn: nil, endsOn: nil, officeDueOn: .on("2020-01-01"))
        #expect(duty.officeDueOn == .on("2020-01-01"))
    }

    @Test("a paragraph of another section is not taken up")
    func mergeRefused() {
        var duty = Duty.made(section: "II.1")
        let before = duty
        let refusal = #expect(throws: Refusal.self) { try duty.merge(.made(section: "II.2")) }
        #expect(refusal?.isConflict == true)
        #expect(duty == before)
    }

    @Test("the office's day comes before the paper's period, that before named days, and the year's end comes last")
    func due() {
        let dates = ["2024-07-30", "2024-08-15", "2024-01-10"].enumerated().map { DutyDate(dutyId: ID("d"), position: $0, day: .on($1), what: nil) }
        let office = Duty.made(endsOn: .on("2024-09-30"), officeDueOn: .on("2024-06-01")).due(dates: dates, year: 2024)
        #expect(office == (.on("2024-06-01"), .setByOffice))
        #expect(Duty.made(endsOn: .on("2024-09-30")).due(dates: dates, year: 2024) == (.on("2024-09-30"), .endOfPeriod))
        #expect(Duty.made().due(dates: dates, year: 2024) == (.on("2024-08-15"), .namedDay))
        #expect(Duty.made().due(dates: [], year: 2024) == (.on("2024-12-31"), .endOfYear))
    }
}

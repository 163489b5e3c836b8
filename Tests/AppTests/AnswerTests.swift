import Domain
import Testing

@testable import App

/// What bodies and the standing office say about one thing owed, and what they may say when.
@Suite struct AnswerTests {
    private enum Act: String, CaseIterable {
        case acceptance, progress, completion, confirmation
        case giveBack = "return"

        var person: Person { self == .confirmation || self == .giveBack ? .an : .em }
        var told: Answer.Act {
            switch self {
            case .acceptance: .accepted
            case .progress: .progress
            case .completion: .done
            case .confirmation: .confirmed
            case .giveBack: .returned
            }
        }

        /// Where the act leads from the state; `nil` where it is forbidden.
        func leads(from state: Assignment.State) -> Assignment.State? {
            switch (self, state) {
            case (.acceptance, .given): .accepted
            case (.progress, .given), (.progress, .accepted), (.progress, .inHand), (.progress, .returned): .inHand
            case (.completion, .given), (.completion, .accepted), (.completion, .inHand), (.completion, .returned): .declared
            case (.confirmation, .declared): .confirmed
            case (.giveBack, .declared): .returned
            default: nil
            }
        }
    }

    @Test("each act is possible from its states alone; elsewhere it is a conflict that writes nothing", arguments: Assignment.State.allCases)
    func transitions(state: Assignment.State) async throws {
        let world = try await World.made()
        let given = try await world.assignment("II.1-2", of: try await world.issuePlan())
        for act in Act.allCases {
            let before = try await world.put(given, in: state), written = try await world.written()
            let answer = try await world.post("/assignments/\(given.id)/\(act.rawValue)", as: act.person, [("text", "Một câu")])
            let after = try await world.app.read(as: .program) { tx in try tx.assignments.find(given.id) }
            guard let next = act.leads(from: state) else {
                #expect(answer.status == 409, "\(act) from \(state)")
                #expect(after == before, "\(act) from \(state)")
                #expect(try await world.written() == written, "\(act) from \(state)")
                continue
            }
            #expect(answer.status == 303 && after.state == next && after.version == before.version + 1, "\(act) from \(state)")
            let told = try await world.app.read(as: .program) { tx in try tx.assignments.told(about: given.id) }
            #expect(told.last?.answer.act == act.told && told.last?.answer.text == "Một câu")
        }
    }

    @Test("a refused act leaves what was typed on the page and says why", arguments: ["progress", "completion"])
    func keptText(act: String) async throws {
        let world = try await World.made()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: try await world.issuePlan()).id)"
        let written = try await world.written()
        let answer = try await world.post("\(path)/\(act)", as: .em, [("text", "  \n "), ("figure", "Lượt"), ("value", "3")])
        #expect(answer.status == 422 && answer.body.contains("Cần ghi kết quả bằng một vài câu.") && answer.body.contains("aria-invalid='true'"))
        #expect(try await world.written() == written)
    }

    @Test("the day of being done is that of the last declaration, and what is given back has none")
    func doneOn() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        _ = try await world.post(path + "/completion", as: .em, [("text", "Xong")])
        #expect(try await world.assignment("II.1-2", of: plan).doneOn == World.day)
        _ = try await world.post(path + "/return", as: .an, [("text", "Thiếu")])
        #expect(try await world.assignment("II.1-2", of: plan).doneOn == nil)
        try await world.moveDay(to: "2024-06-20")
        _ = try await world.post(path + "/completion", as: .em, [("text", "Đã bổ sung")])
        #expect(try await world.assignment("II.1-2", of: plan).doneOn == Day("2024-06-20"))
    }

    @Test("the body's page offers the answer, the office's the confirmation, and a reader's neither")
    func forms() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let given = try await world.assignment("II.1-2", of: plan), path = "/assignments/\(given.id)"
        func offers(_ person: Person) async throws -> [Bool] {
            let page = try await world.get(path, as: person).body
            return [page.contains("\(path)/progress"), page.contains("\(path)/confirmation")]
        }
        #expect(try await offers(.em) == [true, false])
        #expect(try await offers(.an) == [false, false], "nothing to confirm yet")
        _ = try await world.put(given, in: .declared)
        #expect(try await offers(.em) == [false, false])
        #expect(try await offers(.an) == [false, true])
        #expect(try await offers(.binh) == [false, false])
        _ = try await world.put(given, in: .returned)
        #expect(try await offers(.em) == [true, false])
    }

    @Test("the history of an assignment says before and after in words, for the body itself too")
    func history() async throws {
        let world = try await World.made()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: try await world.issuePlan()).id)"
        _ = try await world.post(path + "/acceptance", as: .em)
        _ = try await world.post(path + "/completion", as: .em, [("text", "Xong")])
        let page = try await world.get(path, as: .em).body
        #expect(page.contains("trạng thái: “chưa nhận” → “đã nhận”") && page.contains("trạng thái: “đã nhận” → “chờ xác nhận”"))
        #expect(page.contains("ngày báo xong: <i>–</i> → “16/06/2024”"))
        #expect(!page.contains("accepted") && !page.contains("declared"), "no code of the program")
        let english = try await world.get(path + "?lang=en", as: .em).body
        #expect(!english.contains("chưa nhận"))
    }

    @Test("rows of figures left empty are none; half a row, or a row too many, is refused")
    func figures() async throws {
        let world = try await World.made()
        let given = try await world.assignment("II.1-2", of: try await world.issuePlan())
        func send(_ rows: [(String, String)]) async throws -> Int {
            try await world.post(
                "/assignments/\(given.id)/progress", as: .em, [("text", "Một câu")] + rows.flatMap { [("figure", $0.0), ("value", $0.1)] }
            ).status
        }
        #expect(try await send([("", ""), ("Lượt", "0"), ("", "")]) == 303)
        #expect(try await send([("Lượt", "")]) == 422)
        #expect(try await send([("", "7")]) == 422)
        #expect(try await send((0..<51).map { ("Số \($0)", "1") }) == 422)
        let told = try await world.app.read(as: .program) { tx in try tx.assignments.told(about: given.id) }
        #expect(told.count == 1 && told[0].figures.map(\.name) == ["Lượt"] && told[0].figures.map(\.value) == [0], "nothing counted is a figure too")
    }

    @Test("what a person typed is shown as text, never as markup")
    func escaped() async throws {
        let world = try await World.made()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: try await world.issuePlan()).id)"
        let evil = "<img src=x onerror=alert(1)>"
        _ = try await world.post(path + "/progress", as: .em, [("text", evil), ("figure", evil), ("value", "1")], file: ("file", "a<b>.txt", "x"))
        let page = try await world.get(path, as: .an).body
        #expect(!page.contains("<img src=x") && page.contains("&lt;img src=x onerror=alert(1)&gt;"))
    }
}

import Domain
import Storage

@testable import App
@testable import Reader

extension World {
    /// How much has been written so far: changes, answers, files, plans. What is refused leaves all of it as it was.
    func written() async throws -> [Int] {
        try await app.read(as: .program) { tx in
            try ["ledger_entries", "ledger_fields", "answers", "answer_files", "plans"].map { try tx.connection.rows(of: $0, where: "TRUE").count }
        }
    }

    /// What every body owes under the plan.
    func owed(_ plan: Plan) async throws -> [Assignment] {
        try await app.read(as: try await viewer(.an)) { tx in try tx.assignments.list(.init(plan: plan.id)) }
    }

    /// The assignment of `em`, put where a test begins.
    func put(_ assignment: Assignment, in state: Assignment.State) async throws -> Assignment {
        try await app.write(as: try await viewer(.an)) { tx in
            var moved = try tx.assignments.find(assignment.id)
            moved.state = state
            moved.doneOn = moved.isClosed ? tx.today : nil
            try tx.assignments.save(moved)
            return try tx.assignments.find(assignment.id)
        }
    }

    /// Another plan of the same words under review.
    func addPlan(numbered number: String?, by person: Person = .an) async throws -> Plan {
        var read = SmallPlan.read
        read.reading.document.number = number
        let (sent, viewer) = (read, try await viewer(person))
        return try await app.write(as: viewer) { tx in
            guard let office = viewer.body, let province = viewer.province else { throw Refusal.forbidden }
            return try Intake(tx: tx, province: province, office: office).take(sent)
        }
    }

    func moveDay(to day: String) async throws {
        try await app.setDemonstrationDay(try Day(day) ?? { throw Refusal.notFound }())
    }

    func body(_ code: String) async throws -> Domain.Body {
        try await app.read(as: .program) { tx in try tx.bodies.find(code: code) ?? { throw Refusal.notFound }() }
    }
}

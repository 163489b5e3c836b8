import Domain
import Testing

@testable import App

@Suite struct AnswerFileTests {
    private struct Sent {
        let world: World
        let assignment: Assignment

        static func made() async throws -> Sent {
            let world = try await World.made()
            return Sent(world: world, assignment: try await world.assignment("II.1-2", of: try await world.issuePlan()))
        }

        func send(_ name: String, _ content: String) async throws -> Answered {
            try await world.post("/assignments/\(assignment.id)/progress", as: .em, [("text", "Kèm tệp")], file: ("file", name, content))
        }

        func files() async throws -> [AnswerFile] {
            try await world.app.read(as: .program) { tx in try tx.assignments.told(about: assignment.id).flatMap(\.files) }
        }
    }

    @Test("a file must be what its name says", arguments: [("a.pdf", "<html>"), ("a.png", "GIF89a"), ("a.docx", "%PDF-1.4"), ("a.txt", "a\u{0}b"), ("a", "x")])
    func disguised(name: String, content: String) async throws {
        let sent = try await Sent.made()
        let written = try await sent.world.written()
        let answer = try await sent.send(name, content)
        #expect(answer.status == 422 && answer.body.contains("Kèm tệp") && answer.body.contains("id='file-wrong'"))
        #expect(try await sent.world.written() == written)
    }

    @Test("an empty file is refused, a field where none was chosen is no file")
    func empty() async throws {
        let sent = try await Sent.made()
        #expect(try await sent.send("trong.txt", "").body.contains("Tệp trống"))
        #expect(try await sent.send("", "").status == 303)
        #expect(try await sent.files().isEmpty)
    }

    @Test(
        "a file comes back byte for byte, as a download of its own kind that no cache keeps",
        arguments: [("số liệu.csv", "text/csv", "a;b\r\n1;2\r\n"), ("Ghi chú.TXT", "text/plain", "một\r\n--grenz không")])
    func download(name: String, mediaType: String, content: String) async throws {
        let sent = try await Sent.made()
        #expect(try await sent.send(name, content).status == 303)
        let file = try #require(try await sent.files().first)
        #expect(file.byteCount == content.utf8.count && file.sha256.count == 64)
        let answer = try await sent.world.get("/files/\(file.id)", as: .an)
        #expect(answer.body == content && answer.header("Content-Type") == mediaType + "; charset=utf-8")
        #expect(answer.header("Content-Disposition").wholeMatch(of: #/attachment; filename="tep-[0-9a-f]{8}\.(csv|txt)"/#) != nil)
        #expect(answer.header("Cache-Control") == "private, no-store" && answer.header("X-Content-Type-Options") == "nosniff")
    }

    @Test(
        "only those who see the assignment get its file",
        arguments: [(Person.binh, 200), (.em, 200), (.an, 200), (.chi, 404), (.dung, 403), (.nobody, 303)])
    func who(person: Person, status: Int) async throws {
        let sent = try await Sent.made()
        _ = try await sent.send("a.txt", "bí mật nghiệp vụ")
        let answer = try await sent.world.get("/files/\(try #require(try await sent.files().first).id)", as: person)
        #expect(answer.status == status && (status == 200) == answer.body.contains("bí mật nghiệp vụ"))
    }
}

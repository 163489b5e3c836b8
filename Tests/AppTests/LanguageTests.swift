import Domain
import Testing

@testable import App

@Suite struct LanguageTests {
    @Test("the cookie keeps the language, the address overrules it, and what is neither is Vietnamese")
    func chosen() async throws {
        let world = try await World.made()
        func language(_ path: String, _ cookie: String?) async throws -> String {
            let page = try await world.get(path, as: .an, more: cookie.map { ["Cookie": "lachan_language=\($0)"] } ?? [:]).body
            return page.contains("<html lang=\"en\">") ? "en" : "vi"
        }
        #expect(try await language("/plans", "en") == "en")
        #expect(try await language("/plans?lang=vi", "en") == "vi")
        #expect(try await language("/plans?lang=en", "vi") == "en")
        #expect(try await language("/plans?lang=fr", nil) == "vi")
        #expect(try await language("/plans", "<script>") == "vi")
    }

    @Test("the page offers the other language of itself")
    func offered() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let page = try await world.get("/reports?plan=\(plan.id)&period=2024-H1", as: .an).body
        #expect(page.contains("href=\"/reports?plan=\(plan.id)&amp;period=2024-H1&amp;lang=en\""))
    }

    @Test(
        "values stand where their numbers do, whatever they hold; what is no number of a value stays",
        arguments: [
            ("{0} trên {1}", ["3", "5"], "3 trên 5"), ("{1}{0}{1}", ["a", "b"], "bab"), ("{0} của {1}", ["{1}", "x"], "{1} của x"),
            ("{2} {x} {", ["a"], "{2} {x} {"), ("mục {0}", ["Đỗ & <b>"], "mục Đỗ & <b>"), ("không", ["a"], "không"),
        ])
    func values(text: String, values: [String], filled: String) throws {
        #expect(Language.filled(text, values) == filled)
    }

    @Test(
        "what is refused is told in the language of the page, values as they are",
        arguments: [
            ("/plans/khong", "Không có mục này, hoặc bạn không được xem."), ("/accounts", "Vai trò của bạn không làm được việc này."),
            ("/khong-co-trang", "Không có trang này."),
        ])
    func errors(path: String, vietnamese: String) async throws {
        let world = try await World.made()
        let (own, other) = (try await world.get(path, as: .an), try await world.get(path + "?lang=en", as: .an))
        #expect(own.body.contains(vietnamese) && own.status == other.status)
        let english = world.app.english(vietnamese)
        #expect(english != vietnamese && other.body.contains(english) && !other.body.contains(vietnamese))
        #expect(own.body.contains("<nav class=\"rooms\"") && own.header("Content-Type").hasPrefix("text/html"), "a page like any other")
    }

    @Test("a sentence that ends in values keeps them, whatever stands in them")
    func values() throws {
        let english = try Language.load().english
        let told = english("Không có trong danh mục cơ quan: Sở {0}: <b>.")
        #expect(told.hasSuffix(": Sở {0}: <b>.") && !told.hasPrefix("Không có"))
        #expect(english("Câu không ai biết: x") == "Câu không ai biết: x")
    }

    @Test("in English no page of the programme shows a heading in Vietnamese", arguments: ["/desk", "/plans", "/reports", "/targets", "/bodies", "/ledger"])
    func headings(path: String) async throws {
        let world = try await World.made()
        _ = try await world.issuePlan()
        func headings(_ language: String) async throws -> Set<String> {
            let page = try await world.get("\(path)?lang=\(language)", as: .an).body
            return Set(page.matches(of: #/<(?:h1|th)>([^<]+)</#).map { String($0.1) })
        }
        #expect(try await headings("en").isDisjoint(with: headings("vi")))
    }
}

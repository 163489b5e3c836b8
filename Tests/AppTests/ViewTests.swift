import Testing

@testable import App

@Suite struct ViewTests {
    @Test("each page prints its samples as kept", arguments: Samples.all.map(\.name))
    func samples(name: String) throws {
        let sample = try #require(Samples.all.first { $0.name == name })
        let html = sample.view.html(.sample(try Language.load().vietnamese)).text
        try Snapshot.check(html, "pages/\(name).html")
        #expect(!html.contains("&lt;a ") && !html.contains("&lt;span"), "our own markup is never escaped")
        #expect(!html.contains("style=") && !html.contains("onclick") && !html.contains("<script>"), "nothing inline")
        #expect(!html.contains("Optional("))
    }

    @Test("no page shows Vietnamese headings in English", arguments: Samples.all.map(\.name))
    func english(name: String) throws {
        let sample = try #require(Samples.all.first { $0.name == name })
        let (vietnamese, english) = try Language.load()
        func heading(_ language: Language) -> String {
            let html = sample.view.html(.sample(language)).text
            return String(html.split(separator: "<h1>").dropFirst().first?.split(separator: "</h1>").first ?? "")
        }
        #expect(["BodyShow", "ReorganisationShow"].contains(where: sample.name.hasPrefix) || heading(vietnamese) != heading(english))
    }

    @Test("text is escaped wherever it comes from")
    func escaping() {
        let evil = "<script>alert(\"1\")</script> & 'x'"
        let html: HTML = "<p title='\(evil)'>\(evil)</p>"
        #expect(
            html.text
                == "<p title='&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;'>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>"
        )
    }

    @Test(
        "numbers are written as Vietnamese papers write them",
        arguments: [(0, "0"), (1234.5, "1.234,5"), (1_014, "1.014"), (-2.05, "-2,05"), (1e6, "1.000.000")])
    func numbers(number: Double, text: String) {
        #expect(NumberText.of(number) == text)
    }

    @Test("a long text is cut at a word and says so")
    func shortened() {
        #expect("một hai ba".shortened(to: 20) == "một hai ba")
        #expect("một hai ba".shortened(to: 8) == "một hai…")
    }

    @Test(
        "changing the language comes back to the same page",
        arguments: [
            ("/reports", "plan=1&period=2&lang=en" as String?, "/reports?plan=1&period=2"), ("/plans", "lang=vi", "/plans"),
            ("/plans/1/paper", nil, "/plans/1/paper"),
            ("/assignments/1/progress", nil, "/assignments/1"), ("/duties/1/correction", nil, "/duties/1/review"), ("/plans/1/heading", nil, "/plans/1/review"),
            ("/session", nil, "/sign-in"), ("/sealed/1/opening", nil, "/crime-reports"), ("/crime-reports/1/holds/lifting", nil, "/crime-reports/1"),
            ("/crime-reports/1", nil, "/crime-reports/1"), ("/crime-reports/new", nil, "/crime-reports/new"), ("/accounts/1/grants", nil, "/accounts/1"),
            ("/account/second-factor/confirmation", nil, "/account"),
        ])
    func place(path: String, query: String?, page: String) {
        #expect(Address.page(of: path, query: query) == page)
    }

    @Test(
        "a figure is read as Vietnamese papers write it, or not at all",
        arguments: [
            ("12", 12), ("1.234", 1234), ("1.234,5", 1234.5), ("0,5", 0.5), ("1234,25", 1234.25), ("12.5", nil), ("0.5", nil), ("1e3", nil), ("0x10", nil),
            ("-1", nil), ("", nil),
            ("1,2,3", nil), ("1.23", nil), ("nan", nil), ("1.000.000", 1_000_000 as Double?),
        ])
    func figure(text: String, number: Double?) {
        #expect(NumberText.read(text) == number)
    }

    @Test(
        "a line that goes on is taken as local only within the site",
        arguments: [("/desk", "/desk"), ("//evil", "/"), ("https://evil", "/"), ("/\\evil", "/"), ("/\t/evil", "/"), ("", "/")])
    func local(path: String, taken: String) {
        #expect(Address.local(path) == taken)
    }
}

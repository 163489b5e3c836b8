import Domain
import Hummingbird
import Testing

@testable import App

@Suite struct FormTests {
    @Test(
        "what is encoded wrongly stays as it was sent; white space at the ends is not part of a field",
        arguments: [
            ("%E1%BA%A7", "ầ"), ("%e1%ba%a7+%41", "ầ A"), ("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("%FF", "%FF"), ("%E1%BA", "%E1%BA"),
            ("+a+b%0A+", "a b"), ("%C2%A0x", "x"), ("+%0D%0A", ""), ("a%3Db%26c", "a=b&c"), ("%25", "%"),
        ])
    func decoding(sent: String, read: String) {
        #expect(Form(encoded: "x=\(sent)")["x"] == read)
    }

    @Test("an encoded form keeps order, repeats and diacritics")
    func encoded() {
        let form = Form(encoded: "a=1&b=Tr%E1%BA%A7n+V%C4%83n&a=2&c=&d")
        #expect(form.all("a") == ["1", "2"] && form["b"] == "Trần Văn" && form["c"].isEmpty && form["d"].isEmpty)
    }

    @Test("days are taken as browsers and as people write them", arguments: ["2024-07-30", "30/07/2024", "30/7/2024"])
    func day(text: String) throws {
        #expect(try Form(fields: [("day", text)]).day("day")?.description == "2024-07-30")
    }

    @Test("multipart gives fields and files byte by byte")
    func multipart() throws {
        let body =
            "--x\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nmột\r\nhai\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n\r\n--x-\r\n\r\n--x--\r\n"
        let form = try Multipart(mediaType: "multipart/form-data; boundary=x").form(Array(body.utf8))
        #expect(form["t"] == "một\r\nhai")
        #expect(form.file("f").map { String(decoding: $0.bytes, as: UTF8.self) } == nil || form.file("f")?.name == "a.txt")
    }

    @Test("a body that ends too early is refused, never read past its end", arguments: 0..<100)
    func truncated(length: Int) {
        let whole = Array("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nabc\r\n--x--".utf8)
        let cut = Array(whole.prefix(min(length, whole.count - 3)))
        #expect(throws: HTTPError.self) { _ = try Multipart(mediaType: "multipart/form-data; boundary=x").form(cut) }
    }
}

import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import Vault

@testable import App

@Suite struct GzipTests {
    private func page(_ world: World, encoding: String?) async throws -> (headers: HTTPFields, bytes: [UInt8]) {
        var headers = HTTPFields()
        headers[.cookie] = "lachan=\(world.tokens[.an]?.text ?? "")"
        headers[.acceptEncoding] = encoding
        let sent = headers
        return try await world.app.application().test(.router) { client in
            try await client.execute(uri: "/plans", method: .get, headers: sent) { ($0.headers, Array($0.body.readableBytesView)) }
        }
    }

    @Test("a page is sent compressed to those who take it, and unpacks to the same page")
    func compressed() async throws {
        let world = try await World.made()
        let (headers, bytes) = try await page(world, encoding: "br, gzip")
        #expect(headers[.contentEncoding] == "gzip" && headers[.vary] == "Accept-Encoding" && bytes.starts(with: [0x1f, 0x8b]))
        let plain = try await page(world, encoding: nil)
        #expect(plain.headers[.contentEncoding] == nil && plain.headers[.vary] == "Accept-Encoding")
        #expect(bytes.count < plain.bytes.count * 6 / 10)
        let unpacked = try #require(Unpacked.gzip(bytes))
        #expect(unpacked.utf8.count == plain.bytes.count && unpacked.hasPrefix("<!doctype html>") && unpacked.contains("Có những kế hoạch nào?"))
    }

    @Test(
        "only a browser that names gzip gets it",
        arguments: [("gzip", true), ("deflate, GZIP;q=0.5", true), ("gzip;q=0", false), ("gzip; q=0.0", false), ("br", false), ("", false), ("xgzip", false)])
    func takes(header: String, takes: Bool) {
        #expect(Gzip.takes(header) == takes)
    }

    @Test("an empty body and a large one survive", arguments: [0, 1, 1_000_000])
    func sizes(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) % 64 + 32 }
        #expect(Unpacked.gzip(Gzip.compressed(bytes)) == String(decoding: bytes, as: UTF8.self))
    }

    @Test("a file that a body sent is never touched")
    func download() async throws {
        let world = try await World.made()
        let plan = try await world.issuePlan()
        let path = "/assignments/\(try await world.assignment("II.1-2", of: plan).id)"
        let content = String(repeating: "Dòng chữ\n", count: 500)
        _ = try await world.post(path + "/progress", as: .em, [("text", "Có tệp")], file: ("file", "a.txt", content))
        let page = try await world.get(path, as: .em).body
        let file = try #require(page.firstMatch(of: #/href="(/files/[^"]+)"|href='(/files/[^']+)'/#)?.output)
        let answer = try await world.get(String(file.1 ?? file.2 ?? ""), as: .em)
        #expect(answer.body == content && answer.header("Content-Encoding").isEmpty)
    }
}

/// Unpacks with the system's own tool, so that our packing is judged by another.
private enum Unpacked {
    static func gzip(_ bytes: [UInt8]) -> String? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("lachan-\(UUID().uuidString).gz")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-dc", file.path]
        process.standardOutput = output
        guard (try? Data(bytes).write(to: file)) != nil, (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}

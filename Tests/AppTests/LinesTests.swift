import Domain
import Logging
import Testing

@testable import App

/// Lines to other machines, and the lines of the log.
@Suite struct LinesTests {
    @Test("a PostgreSQL on this machine needs no TLS, one elsewhere must be proved")
    func postgres() {
        let here = [
            "postgres://lachan@127.0.0.1/lachan", "postgresql://lachan:a%40b@localhost:5432/lachan", "postgres:///lachan", "postgres://lachan@/lachan",
            "postgres://lachan@%2Fvar%2Frun%2Fpostgresql/lachan", "postgres:///lachan?host=/tmp/pg&port=5433", "postgres://[::1]:5432/lachan",
            "postgres://127.0.0.1:1,127.0.0.1:2/lachan?target_session_attrs=read-write",
        ]
        for url in here { #expect(Lines.isSafe(postgres: url, environment: [:]), "\(url)") }
        let away = [
            "postgres://lachan@db.example/lachan", "postgres://127.0.0.1,192.0.2.1/lachan", "postgres://lachan@192.0.2.1/lachan?sslmode=require",
            "postgres:///lachan?host=db.example", "postgres://127.0.0.1/lachan?hostaddr=192.0.2.1", "postgres://localhost@db.example/lachan",
            "postgres://[2001:db8::1]/lachan", "postgres://db.example?sslmode=verify-full&sslmode=disable", "postgres://localhost.example/lachan",
            "postgres:///lachan?service=a",
        ]
        for url in away { #expect(!Lines.isSafe(postgres: url, environment: [:]), "\(url)") }
        #expect(Lines.isSafe(postgres: "postgres://a@192.0.2.1,192.0.2.2/lachan?sslmode=verify-full&sslrootcert=/etc/ca.crt", environment: [:]))
        for (name, value) in [("PGHOST", "db.example"), ("PGHOSTADDR", "192.0.2.1"), ("PGSERVICE", "lachan")] {
            #expect(!Lines.isSafe(postgres: "postgres:///lachan", environment: [name: value]), "libpq goes where \(name) says")
        }
    }

    @Test(
        "a start is refused where a line would run in the clear between machines",
        arguments: ["LACHAN_S3", "LACHAN_OTLP", "LACHAN_OIDC_ISSUER", "LACHAN_CLAMD"])
    func clear(setting: String) async {
        func config(_ value: String) -> Config {
            var config = Config()
            switch setting {
            case "LACHAN_S3": config.bucket = value
            case "LACHAN_OTLP": config.otlp = value
            case "LACHAN_CLAMD": config.clamd = value
            default: config.oidcIssuer = value
            }
            return config
        }
        let isScanner = setting == "LACHAN_CLAMD"
        for away in isScanner ? ["192.0.2.1:3310", "clamd.example:3310"] : ["http://other.example/a", "https://me:secret@other.example/a"] {
            do {
                try config(away).refuseClearLines()
                Issue.record("\(away)")
            } catch {
                #expect("\(error)".hasPrefix(setting + ": "))
            }
        }
        for safe in isScanner ? ["/run/clamd.ctl", "127.0.0.1:3310"] : ["https://other.example/a", "http://127.0.0.1:9000/a", "http://[::1]/a"] {
            #expect(throws: Never.self) { try config(safe).refuseClearLines() }
        }
    }

    @Test("a PostgreSQL elsewhere that is not proved is not spoken to")
    func unproved() async {
        await #expect(throws: StartRefusal.self) { _ = try await App.openDatabase("postgres://lachan@192.0.2.1/lachan") }
    }

    @Test("what comes from outside ends no line of the log and steers no terminal", arguments: [true, false])
    func smuggling(isJSON: Bool) {
        let evil = "x\nlevel=error forged\r\u{1b}[2J\u{202e}\u{2028}y\u{0}"
        let line = LogLines.line(at: Moment(World.day), .info, "lachan", evil, ["a": evil], isJSON: isJSON)
        let unseen = line.unicodeScalars.filter { [.control, .format, .lineSeparator].contains($0.properties.generalCategory) }
        #expect(isJSON ? !line.contains { $0.isNewline && $0 != "\u{2028}" } : unseen.isEmpty, "\(line.debugDescription)")
        #expect(line.contains("forged") && line.contains("y"), "nothing is lost")
    }
}

import App
import ArgumentParser
import Configuration
import Foundation

/// Where the data is; flags go before the environment (`docs/configuration.md`).
struct DataOptions: ParsableArguments {
    @Option(help: "Folder of the database (LACHAN_DATA; default: data).")
    var data: String?

    @Option(help: "Database, sqlite:PATH or postgres://USER@HOST/NAME (LACHAN_DATABASE; default: lachan.sqlite in the data folder).")
    var database: String?

    /// - Throws: `ValidationError` naming a variable whose value cannot be read.
    func config() throws -> Config {
        let environment = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: Self.variables)).scoped(to: "lachan")
        var config = Config()
        config.data = data ?? environment.string(forKey: "data", default: config.data)
        config.database = database ?? environment.string(forKey: "database")
        if let database = config.database, !["sqlite:", "postgres://", "postgresql://"].contains(where: database.hasPrefix) {
            throw ValidationError("--database: expected sqlite:PATH or postgres://USER@HOST/NAME, got “\(database.prefix { $0 != ":" })”.")
        }
        config.host = environment.string(forKey: "host", default: config.host)
        config.port =
            try Self.read("port", environment, as: { Int($0).flatMap { (0...65_535).contains($0) ? $0 : nil } }, expected: "a number from 0 to 65535")
            ?? config.port
        config.isDemo = try Self.read("demo", environment, as: Bool.init, expected: "true or false") ?? config.isDemo
        config.today = environment.string(forKey: "today")
        config.isBehindTLS = try Self.read("tls", environment, as: Bool.init, expected: "true or false") ?? config.isBehindTLS
        config.isBehindProxy = try Self.read("proxy", environment, as: Bool.init, expected: "true or false") ?? config.isBehindProxy
        config.bootstrap = environment.string(forKey: "bootstrap", default: config.bootstrap)
        config.masterKey = environment.string(forKey: "master.key", isSecret: true)
        config.masterKeyFile = environment.string(forKey: "master.key.file")
        config.backups = environment.string(forKey: "backups")
        config.bucket = environment.string(forKey: "s3")
        config.bucketRegion = environment.string(forKey: "s3.region", default: config.bucketRegion)
        config.bucketKey = environment.string(forKey: "s3.key", default: config.bucketKey)
        config.bucketSecret = environment.string(forKey: "s3.secret", isSecret: true, default: config.bucketSecret)
        config.clamd = environment.string(forKey: "clamd")
        config.publicURL = environment.string(forKey: "public.url")
        config.oidcIssuer = environment.string(forKey: "oidc.issuer")
        config.oidcClient = environment.string(forKey: "oidc.client")
        config.oidcSecret = environment.string(forKey: "oidc.secret", isSecret: true)
        config.demandsSecondFactor =
            try Self.read("second.factor", environment, as: { ["everybody": true, "identities": false][$0] }, expected: "everybody or identities")
            ?? config.demandsSecondFactor
        config.breachedPasswords = environment.string(forKey: "breached.passwords")
        config.smtp = environment.string(forKey: "smtp", isSecret: true)
        config.mailFrom = environment.string(forKey: "mail.from")
        config.logsJSON = try Self.read("log.json", environment, as: Bool.init, expected: "true or false") ?? config.logsJSON
        config.metricsToken = environment.string(forKey: "metrics.token", isSecret: true)
        config.otlp = environment.string(forKey: "otlp")
        config.samples = environment.string(forKey: "samples", default: config.samples)
        return config
    }

    /// The environment, and what systemd hands over as credentials that are named as settings are: those go before.
    private static var variables: [String: String] {
        let environment = ProcessInfo.processInfo.environment
        guard let folder = environment["CREDENTIALS_DIRECTORY"], let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return environment
        }
        let credentials = names.filter { $0.hasPrefix("LACHAN_") }.compactMap { name in
            (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)).map { (name, $0.trimmingCharacters(in: .newlines)) }
        }
        return environment.merging(credentials, uniquingKeysWith: { $1 })
    }

    /// The database that is meant.
    func databaseURL() throws -> String {
        let config = try config()
        return config.database ?? "sqlite:\(config.data)/lachan.sqlite"
    }

    /// The same for what only looks at an installation: it makes none by a slip of the pen.
    /// - Throws: `StartRefusal` where an SQLite file is meant and there is none.
    func existing() throws -> Config {
        let config = try config(), path = try databaseURL()
        guard path.hasPrefix("sqlite:"), !FileManager.default.fileExists(atPath: String(path.dropFirst("sqlite:".count))) else { return config }
        throw StartRefusal("Không có cơ sở dữ liệu ở \(path). / There is no database at \(path).")
    }

    private static func read<T>(_ key: String, _ environment: ConfigReader, as make: (String) -> T?, expected: String) throws -> T? {
        guard let text = environment.string(forKey: ConfigKey(key)) else { return nil }
        guard let value = make(text) else {
            throw ValidationError("LACHAN_\(key.uppercased().replacing(".", with: "_")): expected \(expected), got “\(text)”.")
        }
        return value
    }
}

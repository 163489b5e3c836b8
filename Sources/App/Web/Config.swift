import Foundation
import Outside

/// All settings, read once at start; each stands in `docs/configuration.md` and `.env.example`.
public struct Config: Sendable {
    /// Folder of the database, of the files and of the master key. `LACHAN_DATA`
    public var data = "data"
    /// `sqlite:PATH` or `postgres://USER@HOST/NAME`; `nil` means `lachan.sqlite` in `data`. `LACHAN_DATABASE`
    public var database: String?
    /// Address to listen on. `LACHAN_HOST`
    public var host = "127.0.0.1"
    /// `LACHAN_PORT`
    public var port = 8138
    /// Whether the demonstration is loaded at first start; the clock can be set only then. `LACHAN_DEMO`
    public var isDemo = false
    /// The day on which a demonstration starts, `2024-06-16` where none is given. `LACHAN_TODAY`
    public var today: String?
    /// Whether visitors come over TLS (a proxy in front ends it): cookies are then marked Secure. `LACHAN_TLS`
    public var isBehindTLS = false
    /// Whether a proxy in front tells the visitor's address (last entry of `X-Forwarded-For`), for the limits on signing in. `LACHAN_PROXY`
    public var isBehindProxy = false
    /// Folder of Bootstrap 5 as Debian installs it. `LACHAN_BOOTSTRAP`
    public var bootstrap = "/usr/share/javascript/bootstrap5"
    /// Folder of the demonstration's papers and charts. `LACHAN_SAMPLES`
    public var samples = "Samples"

    /// The master keys themselves, in place of a file: each a name, a blank, 32 bytes in base 64, parted by commas. `LACHAN_MASTER_KEY`
    public var masterKey: String?
    /// File of the master keys, mode 0600; made at first start. `nil` means `lachan.master` among systemd's credentials, or `master.key` in `data`.
    /// `LACHAN_MASTER_KEY_FILE`
    public var masterKeyFile: String?

    /// Folder into which the program takes an encrypted backup each day, and proves that it comes back; `nil` takes none, but in a demonstration (`backups` of
    /// `data`). `LACHAN_BACKUPS`
    public var backups: String?

    /// Bucket of an S3-compatible store for files, with its address, as `https://s3.example/lachan`; `nil` keeps them in the folder `files` of `data`. `LACHAN_S3`
    public var bucket: String?
    /// Region as the store calls it. `LACHAN_S3_REGION`
    public var bucketRegion = "us-east-1"
    /// Id of the key to the store. `LACHAN_S3_KEY`
    public var bucketKey = ""
    /// `LACHAN_S3_SECRET`
    public var bucketSecret = ""
    /// Socket, or host and port, of a clamd that looks through every file; `nil` goes without. `LACHAN_CLAMD`
    public var clamd: String?

    /// Address that people type, for links in letters: `https://lachan.example.gov.vn`; `nil` leaves only the path in them. `LACHAN_PUBLIC_URL`
    public var publicURL: String?
    /// Address of the OpenID Connect provider that signs people in, as it calls itself (`iss`); `nil` goes without. Needs `publicURL`. `LACHAN_OIDC_ISSUER`
    public var oidcIssuer: String?
    /// What the provider knows this program as. `LACHAN_OIDC_CLIENT`
    public var oidcClient: String?
    /// `LACHAN_OIDC_SECRET`
    public var oidcSecret: String?
    /// Whether everybody needs a second factor to go beyond their own account, not only who comes near identities. `LACHAN_SECOND_FACTOR`
    public var demandsSecondFactor = false
    /// File of passwords that became known elsewhere, by their SHA-1; `nil` goes without. `LACHAN_BREACHED_PASSWORDS`
    public var breachedPasswords: String?
    /// Mail server: `smtp://name:password@host:587` (STARTTLS) or `smtps://…`; `nil` sends no letters. `LACHAN_SMTP`
    public var smtp: String?
    /// Address that letters come from. `LACHAN_MAIL_FROM`
    public var mailFrom: String?

    /// Whether the log is JSON, a line a request among it; else plain text without requests. `LACHAN_LOG_JSON`
    public var logsJSON = false
    /// The bearer token that `/metrics` wants; without one there is no such address. `LACHAN_METRICS_TOKEN`
    public var metricsToken: String?

    /// Collector of traces that speaks OTLP over HTTP, without `/v1/traces`: `http://127.0.0.1:4318`; `nil` sends none. `LACHAN_OTLP`
    public var otlp: String?

    public init() {}

    var masterKeyPath: String {
        let credential = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"].map { $0 + "/lachan.master" }
        return masterKeyFile ?? credential.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil } ?? "\(data)/master.key"
    }

    var backupFolder: String? { backups ?? (isDemo ? "\(data)/backups" : nil) }

    var filesPath: String { "\(data)/files" }

    var objectStore: ObjectStore? { bucket.map { ObjectStore(bucket: $0, region: bucketRegion, key: bucketKey, secret: bucketSecret) } }

    /// The database that is meant.
    var databaseURL: String { database ?? "sqlite:\(data)/lachan.sqlite" }
}

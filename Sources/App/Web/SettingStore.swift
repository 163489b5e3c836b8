import Domain
import Storage

/// What the running program remembers of itself.
struct SettingStore {
    let connection: Connection

    /// `nil` where no demonstration was loaded.
    func demonstrationDay() throws -> Day? { try value("demonstration_day").flatMap { Day($0) } }

    func setDemonstrationDay(_ day: Day) throws { try set("demonstration_day", to: day.description) }

    func value(_ name: String) throws -> String? {
        try connection.rows("SELECT value FROM settings WHERE name = \(name)").first.map { try $0.single() }
    }

    func set(_ name: String, to value: String) throws {
        try connection.execute("INSERT INTO settings (name, value) VALUES (\(name), \(value)) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    }

    func remove(_ name: String) throws {
        try connection.execute("DELETE FROM settings WHERE name = \(name)")
    }
}

import Domain
import Storage

/// What the running program remembers of itself.
struct SettingStore {
    let connection: Connection

    /// `nil` where no demonstration was loaded.
    func demonstrationDay() throws -> Day? {
        try connection.rows("SELECT value FROM settings WHERE name = 'demonstration_day'").first.map { try $0.single(String.self) }.flatMap { Day($0) }
    }

    func setDemonstrationDay(_ day: Day) throws {
        try connection.execute(
            "INSERT INTO settings (name, value) VALUES ('demonstration_day', \(day)) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    }
}

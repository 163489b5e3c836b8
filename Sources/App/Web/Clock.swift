import Domain
import Foundation
import Storage

/// Where the time comes from: the machine, or in a demonstration the day that it is set to.
enum Clock: Sendable {
    case real, demonstration

    static let firstDemonstrationDay = "2024-06-16"

    /// The machine's time; sessions and limits always go by it.
    static var machine: Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    func now(_ connection: Connection) throws -> Moment {
        guard self == .demonstration, let day = try SettingStore(connection: connection).demonstrationDay() else { return Self.machine }
        let machine = Self.machine
        return Moment(milliseconds: machine.milliseconds + Int64(machine.day.days(until: day)) * 86_400_000)
    }
}

extension App {
    func setDemonstrationDay(_ day: Day) async throws {
        try await db.write { try SettingStore(connection: $0).setDemonstrationDay(day) }
    }
}

internal import Foundation

extension Reading {
    /// Prints the reading in the form of `plan.schema.json`, keys sorted.
    /// - Throws: the encoder's error; a reading always encodes.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

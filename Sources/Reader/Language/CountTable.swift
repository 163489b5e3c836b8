/// Counts by a 64-bit key: an open-addressed table, because the search asks it millions of times.
struct CountTable: Sendable {
    private var keys: [UInt64]
    private var counts: [Float]
    private var used = 0

    init(capacity: Int = 1024) {
        var size = 1024
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        counts = Array(repeating: 0, count: size)
    }

    /// The count of a key; 0 if it was never added. Key 0 is not used.
    subscript(key: UInt64) -> Float {
        counts[slot(of: key)]
    }

    mutating func add(_ amount: Float, to key: UInt64) {
        if used * 2 >= keys.count { grow() }
        let place = slot(of: key)
        if keys[place] == 0 {
            keys[place] = key
            used += 1
        }
        counts[place] += amount
    }

    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
        while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        var larger = CountTable(capacity: keys.count)
        for (place, key) in keys.enumerated() where key != 0 { larger.add(counts[place], to: key) }
        self = larger
    }
}

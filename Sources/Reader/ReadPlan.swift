/// A plan as read: its lines, mended one for one, and what they say.
public struct ReadPlan: Sendable {
    public var lines: [ReadLine]
    public var reading: Reading
}

internal import Foundation
internal import Subprocess

/// A program of the system that looks at what came from outside, bounded in time, memory and output.
struct Tool: Sendable {
    let name: String

    struct Failure: Error, Equatable {
        /// `nil` where it was ended by a signal or by its time.
        var code: Int32?
        var isLate: Bool
        var said: String
    }

    /// What `prlimit` ends with where there is no such program.
    private static let notThere: Int32 = 127

    /// Runs it and gives what it printed.
    /// - Parameters:
    ///   - limit: bytes that it may print.
    ///   - seconds: of its own work; three times as many may pass on a busy machine.
    /// - Throws: `Failure` where it ends in any other way than well, `MissingTool`, `CancellationError`.
    func run(_ arguments: [String], input: [UInt8] = [], limit: Int, seconds: Int = Bounds.pageSeconds) async throws -> [UInt8] {
        let bounds = ["--as=\(Bounds.memory)", "--cpu=\(seconds)", "--core=0", name]
        let whole = ["prlimit"] + bounds + arguments
        do {
            return try await within(.seconds(3 * seconds)) { try await Self.run(whole, input: input, limit: limit) }
        } catch let failure as Failure {
            if failure.code == Self.notThere { throw MissingTool(name: name) }
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Failure(code: nil, isLate: false, said: "\(error)")
        }
    }

    private static func run(_ words: [String], input: [UInt8], limit: Int) async throws -> [UInt8] {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .milliseconds(100))]
        let done = try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: environment, platformOptions: options, input: .array(input),
            output: .bytes(limit: limit), error: .string(limit: 100_000))
        let said = String(done.standardError.prefix(1_000))
        switch done.terminationStatus {
        case .exited(0): return done.standardOutput
        case .exited(let code): throw Failure(code: code, isLate: false, said: said)
        case .signaled(let signal): throw Failure(code: nil, isLate: signal == SIGXCPU || signal == SIGKILL, said: said)
        }
    }

    /// One thread a page: several only wait for each other, and pages run beside each other.
    private static let environment = Environment.custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"])

    private func within<T: Sendable>(_ time: Duration, _ act: @escaping @Sendable () async throws -> T) async throws -> T {
        try await withThrowingTaskGroup(of: T?.self) { group in
            group.addTask { try await act() }
            group.addTask {
                try await Task.sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw Failure(code: nil, isLate: true, said: "") }
            return value
        }
    }
}

/// A program of the system that has to be installed.
public struct MissingTool: Error, Equatable, Sendable {
    public var name: String
}

import Foundation

/// The built `spanledger`, run as a user would run it.
public struct BuiltCommand: Sendable {
  /// The binary.
  public let url: URL

  /// What a run left behind.
  public struct Outcome: Sendable {
    /// The exit status; -1 where the run had to be ended or died of a signal.
    public var status: Int32
    /// Standard output.
    public var output: Data
    /// Standard error.
    public var messages: Data
    /// Standard error as text, for the comment of an expectation.
    public var messageText: String { String(decoding: messages, as: UTF8.self) }
  }

  /// Why the binary cannot be run.
  public struct Missing: Error, CustomStringConvertible {
    /// Where it was looked for.
    public let searched: [String]
    /// A sentence with a remedy.
    public var description: String {
      "no spanledger in \(searched.joined(separator: ", ")); `swift build` makes it, SPANLEDGER_BINARY names another"
    }
  }

  /// Finds the binary: where the environment variable SPANLEDGER_BINARY says, else beside the test bundle.
  ///
  /// Throws ``Missing`` where there is none; a test must fail then, never pass over it.
  public init() throws {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["SPANLEDGER_BINARY"], !named.isEmpty {
      candidates = [URL(fileURLWithPath: named)]
    } else {
      let places =
        Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundleURL)
        + [Bundle.main.executableURL, ProcessInfo.processInfo.arguments.first.map { URL(fileURLWithPath: $0) }]
        .compactMap { $0 }
      for place in places {
        candidates.append(place.deletingLastPathComponent().appendingPathComponent("spanledger"))
      }
      candidates.append(Repository.root.appendingPathComponent(".build/debug/spanledger"))
    }
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      throw Missing(searched: candidates.map { $0.deletingLastPathComponent().path })
    }
    url = found
  }

  /// Runs the command and waits for its end, at most `limit` seconds.
  ///
  /// Standard output and error go through files, so that a large output cannot block the run.
  public func run(_ arguments: [String], input: URL? = nil, limit: TimeInterval = 120) throws -> Outcome {
    let folder = try TemporaryDirectory()
    let output = try folder.write(Data(), to: "output")
    let messages = try folder.write(Data(), to: "messages")
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["NO_COLOR"] = "1"
    process.environment = environment
    process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
    let deadline = Date(timeIntervalSinceNow: limit)
    while process.isRunning, Date() < deadline {
      Thread.sleep(forTimeInterval: 0.005)
    }
    let isLate = process.isRunning
    if isLate {
      process.terminate()
    }
    process.waitUntilExit()
    let isWhole = !isLate && process.terminationReason == .exit
    return Outcome(
      status: isWhole ? process.terminationStatus : -1,
      output: try Data(contentsOf: output),
      messages: try Data(contentsOf: messages))
  }
}

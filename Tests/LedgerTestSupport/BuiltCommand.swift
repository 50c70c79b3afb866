import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
    /// The largest resident memory of the process in bytes, looked at every few milliseconds; 0 where the system does
    /// not tell.
    public var memoryPeak: Int
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

  /// Runs the command and waits for its end, at most `limit` seconds; a run that lasts longer is ended.
  ///
  /// Standard output and error go through files, so that a large output cannot block the run. The process is started and
  /// awaited through the C library: Foundation's `Process` waits on a run loop, and many at once got stuck there.
  public func run(_ arguments: [String], input: URL? = nil, limit: TimeInterval = 120) throws -> Outcome {
    let folder = try TemporaryDirectory()
    let output = folder.url.appendingPathComponent("output")
    let messages = folder.url.appendingPathComponent("messages")
    var environment = ProcessInfo.processInfo.environment
    environment["NO_COLOR"] = "1"
    let child = try spawn(
      arguments: [url.path] + arguments,
      environment: environment.map { "\($0.key)=\($0.value)" }.sorted(),
      input: input?.path ?? "/dev/null", output: output.path, messages: messages.path)

    var status: Int32 = 0
    var isLate = false
    let deadline = Date(timeIntervalSinceNow: limit)
    var memoryPeak = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      memoryPeak = max(memoryPeak, residentPeak(of: child))
      if !isLate, Date() > deadline {
        isLate = true
        kill(child, SIGKILL)
      }
      usleep(2_000)
    }
    // The low seven bits are the signal that ended the process, the next byte is its exit status.
    let isWhole = !isLate && status & 0x7F == 0
    return Outcome(
      status: isWhole ? (status >> 8) & 0xFF : -1,
      output: try Data(contentsOf: output),
      messages: try Data(contentsOf: messages),
      memoryPeak: memoryPeak)
  }

  /// The largest resident memory of a running process so far, in bytes; 0 where the system does not tell. (What is told
  /// when a process has ended includes that of its parent at its start.)
  private func residentPeak(of child: pid_t) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = Int(line.filter(\.isNumber))
    else { return 0 }
    return kibibytes << 10
  }

  /// Starts the command with its streams on files, and returns its process id.
  private func spawn(
    arguments: [String], environment: [String], input: String, output: String, messages: String
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, messages, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let argumentPointers = arguments.map { strdup($0) } + [nil]
    let environmentPointers = environment.map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, url.path, &actions, nil, argumentPointers, environmentPointers)
    guard failure == 0 else {
      throw CannotStart(reason: String(cString: strerror(failure)))
    }
    return child
  }

  /// Why the binary did not start.
  public struct CannotStart: Error {
    /// The system's words.
    public let reason: String
  }
}

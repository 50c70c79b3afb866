import Foundation

/// What one run of a command took.
struct ProcessRun: Codable {
  /// Wall-clock seconds from spawn to exit.
  var seconds: Double
  /// Peak resident memory.
  var peakBytes: Int
  /// Seconds of processor time, of all threads, in user and kernel mode.
  var processorSeconds: Double
  /// Exit status; 128 + signal where a signal ended it.
  var status: Int
}

/// Runs a command and measures it.
///
/// The kernel counts the spawning process's own peak memory to its child (both share memory until the new program is
/// loaded). So this program starts itself afresh, small, and that process starts the command.
func measureProcess(_ command: [String], standardOutput: String = "/dev/null") throws -> ProcessRun {
  let result = NSTemporaryDirectory() + "spanledger-bench-\(getpid()).json"
  defer { unlink(result) }
  let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  _ = try spawn([own, launchOption, result, standardOutput] + command)
  return try JSONDecoder().decode(ProcessRun.self, from: Data(contentsOf: URL(fileURLWithPath: result)))
}

/// The hidden option that makes this program the small process of ``measureProcess(_:standardOutput:)``.
let launchOption = "--launch-one"

/// Runs `arguments[2...]`, its output to the file `arguments[1]`, and writes what it took to the file `arguments[0]`.
func launch(_ arguments: [String]) throws {
  guard arguments.count > 2 else { throw BenchmarkFailure("\(launchOption) is for the program itself") }
  let run = try spawn(Array(arguments[2...]), standardOutput: arguments[1])
  try JSONEncoder().encode(run).write(to: URL(fileURLWithPath: arguments[0]))
}

private func spawn(_ command: [String], standardOutput: String? = nil) throws -> ProcessRun {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  if let standardOutput {
    posix_spawn_file_actions_addopen(&actions, 1, standardOutput, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  }
  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var pid: pid_t = 0
  let start = secondsNow()
  let failure = posix_spawn(&pid, command[0], &actions, nil, &arguments, environ)
  guard failure == 0 else {
    throw BenchmarkFailure("\(command[0]) cannot be started (\(String(cString: strerror(failure))))")
  }
  var status: Int32 = 0
  var usage = rusage()
  while wait4(pid, &status, 0, &usage) < 0 {
    guard errno == EINTR else { throw BenchmarkFailure("\(command[0]) got lost") }
  }
  let seconds = secondsNow() - start
  #if os(Linux)
    let unit = 1024
  #else
    let unit = 1
  #endif
  return ProcessRun(
    seconds: seconds, peakBytes: Int(usage.ru_maxrss) * unit,
    processorSeconds: inSeconds(usage.ru_utime) + inSeconds(usage.ru_stime),
    status: status & 0x7F == 0 ? Int(status >> 8) & 0xFF : 128 + Int(status & 0x7F))
}

private func inSeconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

/// The first line a command prints, or `nil` where it cannot be had.
func firstLine(of command: [String]) -> String? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = command
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { return nil }
  return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
}

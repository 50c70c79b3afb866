import LedgerRun
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Loads inputs into a store again and again in one process and says how long it took: reading, decoding, understanding
/// and storing, without anything that comes after. For profilers and for counting instructions, where a whole run would
/// hide what is looked at.
///
///     spanledger-load [--jobs N] [--times N] [--report] INPUT…
///
/// With `--report` it works out the nightly report as well; nothing is written.
@main
enum Load {
  static func main() {
    var jobs = 1
    var times = 1
    var inputs: [String] = []
    var reports = false
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--jobs": jobs = arguments.popFirst().flatMap { Int($0) } ?? 1
      case "--times": times = arguments.popFirst().flatMap { Int($0) } ?? 1
      case "--report": reports = true
      default: inputs.append(argument)
      }
    }
    var settings = RunSettings(inputs: inputs, version: "load")
    settings.jobs = jobs
    let fixed = settings
    // The main thread waits instead of ending: tools that follow every thread do not survive a main thread that ends.
    let (rounds, isReport) = (times, reports)
    let isDone = Flag()
    Task.detached {
      for _ in 0..<rounds { await isReport ? report(fixed) : measure(fixed) }
      isDone.value.store(true, ordering: .releasing)
    }
    while !isDone.value.load(ordering: .acquiring) { usleep(500) }
  }

  private static func measure(_ settings: RunSettings) async {
    let start = (wall: seconds(of: CLOCK_MONOTONIC), cpu: seconds(of: CLOCK_PROCESS_CPUTIME_ID))
    do {
      let night = try await Loader(settings).load()
      let wall = seconds(of: CLOCK_MONOTONIC) - start.wall
      let cpu = seconds(of: CLOCK_PROCESS_CPUTIME_ID) - start.cpu
      let spans = night.sources.reduce(0) { $0 + $1.spans }
      let points = night.sources.reduce(0) { $0 + $1.metricPoints }
      let logs = night.sources.reduce(0) { $0 + $1.logRecords }
      let bytes = night.sources.reduce(0) { $0 + $1.bytesDecompressed }
      print(
        "\(spans) spans, \(points) points, \(logs) log records, \(night.problems.count) problems, \(bytes) bytes:",
        "wall \(milli(wall)) ms, cpu \(milli(cpu)) ms, \(milli(Double(bytes) / 1e12 / cpu)) GB a second of cpu")
    } catch {
      print("failed: \(error)")
    }
  }

  private static func report(_ settings: RunSettings) async {
    let start = (wall: seconds(of: CLOCK_MONOTONIC), cpu: seconds(of: CLOCK_PROCESS_CPUTIME_ID))
    do {
      let report = try await NightlyRun(settings).report()
      let wall = seconds(of: CLOCK_MONOTONIC) - start.wall
      let cpu = seconds(of: CLOCK_PROCESS_CPUTIME_ID) - start.cpu
      print("\(report.totals.calls) calls in a report: wall \(milli(wall)) ms, cpu \(milli(cpu)) ms")
    } catch {
      print("failed: \(error)")
    }
  }

  private static func milli(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e3 }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

private final class Flag: Sendable {
  let value = Atomic<Bool>(false)
}

import BenchMemory
import FoundationEssentials
import LedgerAggregates
import LedgerCalls
import LedgerMemory
import LedgerPricing
import LedgerReport
import LedgerRun

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What it takes to put the points of metrics beside calls: an archive is written, loaded, and reconciled. All sums of both
/// sides are known beforehand, nothing may be left to explain, and all numbers of workers have to say the same.
///
///     spanledger-points [--points N] [--series N] [--workers 1,2] [--rounds N] [--directory PATH]
@main
enum Points {
  static func main() async throws {
    var points = 10_000_000
    var series = 7_000
    var workers = [1, 2]
    var rounds = 3
    var directory = FileManager.default.temporaryDirectory.path
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      let value = arguments.popFirst() ?? ""
      switch argument {
      case "--points": points = Int(value) ?? points
      case "--series": series = Int(value) ?? series
      case "--workers": workers = value.split(separator: ",").compactMap { Int($0) }
      case "--rounds": rounds = Int(value) ?? rounds
      case "--directory": directory = value
      default:
        fatalError("usage: spanledger-points [--points N] [--series N] [--workers 1,2] [--rounds N] [--directory PATH]")
      }
    }
    let folder = directory + "/spanledger-points-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var archive = MadeArchive(points: points, series: series)
    try archive.write(to: folder)
    print(
      "\(archive.points) points of \(archive.series) series, \(archive.services) services, \(archive.intervals) minutes, "
        + "\(archive.calls) calls.")
    var known: Report.Reconciliation?
    for count in workers {
      let found = try await measure(archive, folder, jobs: count, rounds: rounds)
      check(found, archive)
      if let known, known != found { fatalError("\(count) workers say something else") }
      known = found
    }
  }

  private static func measure(
    _ archive: MadeArchive, _ folder: String, jobs: Int, rounds: Int
  ) async throws -> Report.Reconciliation {
    let workers = Workers(count: jobs)
    var settings = RunSettings(inputs: [folder + "/metrics.pb"], version: "benchmark")
    settings.jobs = jobs
    var loading = Span.longest
    var bytes: UInt64 = 0
    for _ in 0..<rounds {
      let start = Span.now()
      let night = try await Loader(settings).load()
      loading.shorten(to: start.passed)
      guard night.sources.reduce(0, { $0 + $1.metricPoints }) == UInt64(archive.points) else {
        fatalError("not all points were loaded")
      }
      bytes = night.sources.reduce(0) { $0 + $1.bytes }
    }
    settings.inputs = [folder]
    Memory.trim()
    let empty = Memory.now
    let night = try await Loader(settings).load()
    Memory.trim()
    let store = Memory.now - empty
    let start = Span.now()
    let settled = CallSettler.settle(
      night.store, SpanIndex(night.store, workers: workers, countsTraces: false), workers: workers)
    let facts = CallFacts(
      store: night.store, calls: settled, selection: settings.selection, prices: CallPricer(book: .shipped),
      workers: workers, measures: [.duration, .timeToFirstToken])
    let settling = start.passed
    var reconciling = Span.longest
    var peak = 0
    var found = Report.Reconciliation()
    for _ in 0..<rounds {
      found = Report.Reconciliation()
      Memory.trim()
      let before = Memory.now
      Memory.forgetPeak()
      let start = Span.now()
      found = TraceMetricComparison(store: night.store, facts: facts, settings: settings).reconciliation()
      reconciling.shorten(to: start.passed)
      peak = max(peak, Memory.peak - before)
    }
    let all = Double(archive.points)
    func line(_ name: String, _ span: Span) {
      print(
        "  \(name): \(milli(span.wall)) ms elapsed, \(milli(span.processor)) ms of processor time, "
          + "\(tenth(all / span.wall / 1e6)) M points a second")
    }
    print("\n\(jobs) worker\(jobs == 1 ? "" : "s"), shortest of \(rounds)")
    line("loading the points (\(bytes >> 20) MiB of protobuf)", loading)
    print("  settling \(archive.calls) calls: \(milli(settling.wall)) ms")
    line("reconciling", reconciling)
    print(
      "  reconciling takes \(tenth(reconciling.wall / loading.wall * 100)) % of loading the points, "
        + "\(tenth(reconciling.processor / loading.processor * 100)) % in processor time")
    print(
      "  memory: store \(store >> 20) MiB; reconciling \(peak >> 20) MiB more at the peak, "
        + "\(tenth(Double(peak) / all)) bytes a point")
    return found
  }

  private static func check(_ found: Report.Reconciliation, _ archive: MadeArchive) {
    guard found.causes.isEmpty, found.explainedShareMicros == 1_000_000 else {
      fatalError("something is said to be wrong: \(found.causes.first.map { "\($0)" } ?? "")")
    }
    struct Line: Hashable {
      var service: String?
      var model: String?
      var quantity: Report.ComparedQuantity
      var tokenType: String?
    }
    func line(_ row: Report.Comparison) -> Line {
      Line(service: row.service, model: row.model, quantity: row.quantity, tokenType: row.tokenType)
    }
    let totals = Dictionary(uniqueKeysWithValues: found.series.map { (line($0), $0) })
    var windows: [Line: (traces: Int128, metrics: Int128)] = [:]
    for window in found.windows {
      windows[line(window.comparison), default: (0, 0)].traces += window.comparison.traces ?? 0
      windows[line(window.comparison), default: (0, 0)].metrics += window.comparison.metrics ?? 0
    }
    for (place, sums) in archive.sums {
      let service = MadeArchive.serviceName(place.service)
      let model = MadeArchive.modelName(place.model)
      let expected: [(Report.ComparedQuantity, String?, Int)] = [
        (.calls, nil, sums.calls), (.tokens, "input", sums.input), (.tokens, "output", sums.output),
        (.duration, nil, sums.nanos),
      ]
      for (quantity, type, amount) in expected {
        let line = Line(service: service, model: model, quantity: quantity, tokenType: type)
        guard let total = totals[line], let window = windows[line], total.traces == Int128(amount),
          total.metrics == Int128(amount), window.traces == Int128(amount), window.metrics == Int128(amount)
        else { fatalError("wrong sums: \(line), \(amount) expected") }
      }
    }
  }

  private static func milli(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  private static func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// A stretch of time, elapsed and of all processors.
  private struct Span {
    var wall: Double
    var processor: Double

    static let longest = Span(wall: .infinity, processor: .infinity)

    static func now() -> Span {
      Span(wall: seconds(of: CLOCK_MONOTONIC), processor: seconds(of: CLOCK_PROCESS_CPUTIME_ID))
    }

    var passed: Span {
      let now = Span.now()
      return Span(wall: now.wall - wall, processor: now.processor - processor)
    }

    mutating func shorten(to other: Span) {
      wall = min(wall, other.wall)
      processor = min(processor, other.processor)
    }

    private static func seconds(of clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
  }
}

/// Resident memory as the kernel counts it; nothing is known of it elsewhere than on Linux.
private enum Memory {
  /// Bytes now.
  static var now: Int { status("VmRSS:") }
  /// Bytes at the peak since ``forgetPeak()``.
  static var peak: Int { status("VmHWM:") }

  static func forgetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  /// Gives back what the allocator keeps, so that it is counted again when it is used.
  static func trim() { bench_give_memory_back() }

  private static func status(_ key: String) -> Int {
    guard let data = FileManager.default.contents(atPath: "/proc/self/status") else { return 0 }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where line.hasPrefix(key) {
      return
        (line.split(separator: " ").compactMap { Int($0) }.first ?? line.split(separator: "\t").last
        .flatMap { Int($0.split(separator: " ").first ?? "") } ?? 0) << 10
    }
    return 0
  }
}

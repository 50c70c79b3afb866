import BenchWorkers
import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `latency` does after loading, stage by stage, over calls that are made in memory; every answer is checked against
/// a plain walk over the same calls.
///
///     spanledger-groups [--calls N] [--workers 1,2] [--rounds N] [--costs]
///
/// With `--costs` it measures what prices cost instead: see ``Costs``.
@main
enum Groups {
  static let keys: [GroupingKey] = [.service, .model, .hour]
  static let percentiles = ["50", "90", "95", "99", "99.9"].compactMap { Percentile($0) }

  static func main() async throws {
    var calls = 10_000_000
    var workers = [1, 2]
    var rounds = 5
    var isAboutCosts = false
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      if argument == "--costs" {
        isAboutCosts = true
        continue
      }
      let value = arguments.popFirst() ?? ""
      switch argument {
      case "--calls": calls = Int(value) ?? calls
      case "--workers": workers = value.split(separator: ",").compactMap { Int($0) }
      case "--rounds": rounds = Int(value) ?? rounds
      default: fatalError("usage: spanledger-groups [--calls N] [--workers 1,2] [--rounds N] [--costs]")
      }
    }
    let store = madeStore(calls: calls, builders: 2)
    if isAboutCosts { return try await Costs.measure(store, calls: calls, workers: workers, rounds: rounds) }
    for table in store.figures { print("table \(table.name): \(table.rows) rows, \(table.bytes) bytes") }
    let expected = plainAnswer(calls: calls)
    print("\n\(calls) calls by \(keys.map(\.rawValue).joined(separator: ", ")): \(expected.count) groups.")
    print("Milliseconds, the shortest of \(rounds) rounds and the middle one:\n")
    for count in workers { measure(store, workers: Workers(count: count), rounds: rounds, expected) }
  }

  private static let stages = [
    "index of spans", "settling", "groups, sums, costs", "distributions",
  ]

  private static func measure(_ store: Store, workers: Workers, rounds: Int, _ expected: [String: Answer]) {
    var seconds = [[Double]](repeating: [], count: stages.count + 2)
    for _ in 0..<rounds {
      shareNiceness(workers)
      var times = [now()]
      func mark() { times.append(now()) }
      let index = SpanIndex(store, workers: workers, countsTraces: false)
      mark()
      let calls = CallSettler.settle(store, index, workers: workers)
      mark()
      guard
        let table = CallTable(
          store: store, calls: calls, selection: Selection(), prices: CallPricer(book: .shipped), workers: workers,
          keys: keys, measures: [.duration, .timeToFirstToken], index: index)
      else { fatalError("no table") }
      let groups = table.groups
      let all = groups.joined { _ in [] }
      mark()
      let known = table.distributions(
        [groups, all], of: [.duration, .timeToFirstToken], percentiles: percentiles, by: .nearestRank,
        hasIntervals: false)
      mark()
      var answers: [String: Answer] = [:]
      for group in 0..<groups.count {
        let name = zip(table.texts, groups.keys[group]).map { $0[Int($1)] ?? "-" }.joined(separator: "|")
        answers[name] = Answer(
          calls: table.tallies[group].calls, input: table.tallies[group].input ?? -1,
          duration: known[0][0][group]?.percentiles ?? [], firstToken: known[0][1][group]?.percentiles ?? [])
      }
      guard answers == expected else { fatalError("wrong answer with \(workers.count) workers") }
      for stage in stages.indices { seconds[stage].append(times[stage + 1] - times[stage]) }
      seconds[stages.count].append(times[4] - times[2])
      seconds[stages.count + 1].append(times[4] - times[0])
    }
    print("\(workers.count) worker\(workers.count == 1 ? "" : "s")")
    for (name, times) in zip(stages + ["after settling", "all"], seconds) {
      let sorted = times.sorted()
      print("  \(name): \(milli(sorted[0])) \(milli(sorted[sorted.count / 2]))")
    }
  }

  /// What a group must come to.
  struct Answer: Equatable {
    var calls = 0
    var input: Int64 = 0
    var duration: [Int64] = []
    var firstToken: [Int64] = []
  }

  /// The same by lists and sorting.
  private static func plainAnswer(calls: Int) -> [String: Answer] {
    struct Key: Hashable {
      var service: Int
      var model: Int
      var hour: UInt64
    }
    var answers: [Key: (input: Int64, durations: [Int64], firstTokens: [Int64])] = [:]
    var last = -1
    for (row, range) in [0..<calls / 2, calls / 2..<calls].enumerated() {
      _ = row
      last = -1
      for number in range {
        let call = MadeCall(number, of: calls)
        let service = number >> 6 & 1 == 0 ? call.service : last
        if service != last || last < 0 { last = call.service }
        let key = Key(service: last, model: call.model, hour: (call.start - MadeCall.night) / 3_600_000_000_000)
        answers[key, default: (0, [], [])].input += call.input
        answers[key]?.durations.append(Int64(call.duration))
        answers[key]?.firstTokens.append(Int64(call.firstToken))
      }
    }
    func ranked(_ values: [Int64]) -> [Int64] {
      let sorted = values.sorted()
      return percentiles.map { sorted[$0.nearestRank(of: sorted.count) - 1] }
    }
    var named: [String: Answer] = [:]
    for (key, values) in answers {
      let hour = key.hour < 10 ? "0\(key.hour)" : "\(key.hour)"
      named["\(MadeCall.services[key.service])|\(MadeCall.models[key.model])|2026-11-24T\(hour):00:00Z"] = Answer(
        calls: values.durations.count, input: values.input, duration: ranked(values.durations),
        firstToken: ranked(values.firstTokens))
    }
    return named
  }

  private static func milli(_ seconds: Double) -> Double { (seconds * 10_000).rounded() / 10 }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

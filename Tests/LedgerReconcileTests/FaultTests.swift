import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

/// Planted faults, each alone, and nights in which nothing is wrong: what is found must be what was planted, and nothing
/// else. `FaultScoreTests` does the same for more loads, and for pairs.
struct FaultTests {
  struct Trial: CustomTestStringConvertible {
    var fault: Fault
    var rate: Double
    var isDelta: Bool
    var seed: UInt64 = 7
    var tellsMore = false

    var testDescription: String {
      "\(fault.name), \(Int(rate)) calls an hour, \(isDelta ? "delta" : "cumulative")\(tellsMore ? ", costs" : "")"
    }

    var night: SimulatedNight {
      SimulatedNight([fault], rate: rate, isDelta: isDelta, seed: seed, tellsMore: tellsMore)
    }
  }

  static let trials: [Trial] = (Fault.clean + Fault.all).enumerated().compactMap { row, fault in
    // What shows with many calls only is left to the score.
    guard fault.leastRate <= 100 else { return nil }
    return Trial(fault: fault, rate: max(24, fault.leastRate), isDelta: fault.needsDelta ?? (row % 2 == 0))
  }

  /// Some with costs, times to first token and evaluations beside, and other temporalities; and their units. The score
  /// tries all of them.
  static let more: [Trial] =
    (trials.enumerated().filter { $0.offset % 3 == 1 }.map(\.element)
    + Fault.units.map { Trial(fault: $0, rate: 24, isDelta: true) }).map {
      var trial = $0
      trial.isDelta = trial.fault.needsDelta ?? !trial.isDelta
      trial.tellsMore = true
      return trial
    }

  @Test(arguments: trials + more) func `what was planted is found, and nothing else`(_ trial: Trial) {
    let diagnosis = trial.night.diagnosis
    #expect(Set(diagnosis.causes.map(\.code.rawValue)) == Set([trial.fault.code].compactMap { $0 }))
    #expect((diagnosis.explainedShareMicros ?? 0) >= 990_000)
  }

  @Test func `an offset is told to the second, and the rate of sampling within its interval`() throws {
    let zone = try #require(Fault.all.first { $0.name.contains("5.75 h") })
    let found = try #require(Trial(fault: zone, rate: 60, isDelta: true).night.diagnosis.causes.first)
    #expect(found.service == "desk")
    #expect(found.facts.contains(CauseFact("offset_seconds", .nanos(20_700_000_000_000))))

    let sampling = try #require(Fault.all.first { $0.name == "traces kept at 0.5" })
    for cause in Trial(fault: sampling, rate: 100, isDelta: true).night.diagnosis.causes {
      func micros(_ name: String) -> Int64? {
        for fact in cause.facts where fact.name == name { if case .micros(let share) = fact.value { return share } }
        return nil
      }
      #expect(try #require(micros("kept_share_low")) < 500_000)
      #expect(try #require(micros("kept_share_high")) > 500_000)
    }
  }

  @Test func `two faults at once are both found`() {
    let names = [
      ("metrics leave out all cached tokens", "failed calls are not metered"),
      ("metrics of one service 8.0 h ahead", "streams have no tokens in metrics"),
      ("spans of 1.0 h lost", "metrics leave out reasoning"),
    ]
    for (one, other) in names {
      let faults = Fault.all.filter { $0.name == one || $0.name == other }
      #expect(faults.count == 2)
      let diagnosis = SimulatedNight(faults, rate: 60, isDelta: true, seed: 3).diagnosis
      #expect(Set(diagnosis.causes.map(\.code.rawValue)) == Set(faults.compactMap(\.code)), "\(one), \(other)")
    }
  }

  @Test func `parts and what is left add up to the difference`() throws {
    let fault = try #require(Fault.all.first { $0.name == "metrics leave out all cached tokens" })
    let night = Trial(fault: fault, rate: 60, isDelta: false).night
    var explained: [ComparisonKey: Int128] = [:]
    for part in night.diagnosis.causes.flatMap(\.parts) { explained[part.key, default: 0] += part.amount }
    let comparison = compare(night.traceSide(.hour), with: night.series)
    for total in comparison.totals where total.key.quantity == .inputTokens {
      #expect(total.figures.difference == explained[total.key] ?? 0, "\(total.key)")
    }
  }

  // MARK: Properties

  @Test func `moving everything by whole windows moves the result`() throws {
    let fault = try #require(Fault.all.first { $0.name == "spans of 1.0 h lost" })
    let night = Trial(fault: fault, rate: 40, isDelta: true).night
    let hours: UInt64 = 3 * 3_600_000_000_000
    var evidence = CallEvidence()
    for kind in night.evidence.kinds { _ = evidence.row(of: kind) }
    evidence.calls = night.evidence.calls.map {
      var call = $0
      call.start += hours
      call.end += hours
      return call
    }
    let series = night.series.map {
      var series = $0
      for row in series.points.indices {
        series.points[row].startUnixNano += hours
        series.points[row].timeUnixNano += hours
      }
      return series
    }
    let start = evidence.calls.map(\.start).min().map { UnixNanos($0) }
    let (moved, still) = (diagnose(evidence, with: series, traceStart: start), night.diagnosis)
    #expect(moved.explainedShareMicros == still.explainedShareMicros)
    #expect(moved.causes.map(\.code) == still.causes.map(\.code))
    for (left, right) in zip(moved.causes, still.causes) {
      #expect(left.shareMicros == right.shareMicros)
      #expect(left.parts.map(\.amount) == right.parts.map(\.amount))
      #expect(left.parts.map { $0.window.value - hours } == right.parts.map(\.window.value))
      #expect(left.from.map { $0.value - hours } == right.from?.value)
    }
  }

  @Test(arguments: Fault.all.map(\.name)) func `the order of calls, series and points changes nothing`(
    _ name: String
  ) throws {
    let fault = try #require(Fault.all.first { $0.name == name })
    let night = Trial(fault: fault, rate: 40, isDelta: false).night
    var random = SplitMix64(seed: 11)
    var evidence = CallEvidence()
    for call in night.evidence.calls.shuffled(using: &random) {
      var call = call
      call.kind = evidence.row(of: night.evidence.kinds[Int(call.kind)])
      evidence.calls.append(call)
    }
    let series = night.series.shuffled(using: &random).map {
      var series = $0
      series.points.shuffle(using: &random)
      return series
    }
    let start = evidence.calls.map(\.start).min().map { UnixNanos($0) }
    let (shuffled, still) = (diagnose(evidence, with: series, traceStart: start), night.diagnosis)
    #expect(shuffled.causes == still.causes)
    #expect(shuffled.explainedShareMicros == still.explainedShareMicros)
  }

  @Test func `short windows add up to long ones on both sides`() {
    let night = SimulatedNight([], rate: 60, isDelta: false, seed: 5)
    let comparisons = [WindowSize.fiveMinutes, .hour, .day].map { compare(night.traceSide($0), with: night.series) }
    for (short, long) in zip(comparisons, comparisons.dropFirst()) {
      for row in long.rows {
        let parts = short.rows.filter {
          $0.key == row.key && row.window.start <= $0.window.start && $0.window.end <= row.window.end
        }
        #expect(parts.reduce(0) { $0 + ($1.figures.traces ?? 0) } == row.figures.traces ?? 0)
        #expect(parts.reduce(0) { $0 + ($1.figures.metrics?.value ?? 0) } == row.figures.metrics?.value ?? 0)
      }
    }
  }
}

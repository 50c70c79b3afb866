import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

/// Archives of weeks, in which there are thousands of quarters of an hour.
struct LongArchiveTests {
  /// Scenario: sixty days of one service; in the middle daylight saving begins, and its metrics, which are stamped by a local clock, are
  /// two hours ahead instead of one.
  /// Guarantees: the offsets and the change are found, as in an archive of a night.
  @Test func `an offset that changes is found in an archive of two months`() throws {
    let days = 60
    let change = Double(days / 2) * 86_400
    var random = SplitMix64(seed: 7)
    var evidence = CallEvidence()
    let kind = evidence.row(of: CallEvidence.Kind(service: "desk", requestModel: "m"))
    var points: [MetricPoint] = []
    for quarter in 0..<days * 96 {
      let begin = Double(quarter) * 900
      // Some quarters are busy and most are not, so that days do not look like each other.
      let calls = random.next() % 4 == 0 ? Int(random.next() % 12) : 0
      for call in 0..<calls {
        let end = t(begin + 60 + Double(call) * 60)
        evidence.calls.append(
          CallEvidence.Call(
            kind: kind, start: end - 1_000_000_000, end: end, duration: 1_000_000_000,
            tokens: CallEvidence.Tokens(input: 100, output: 10)))
      }
      let ahead = begin < change ? 3600.0 : 7200
      points.append(point(begin + ahead, begin + ahead + 900, Int64(calls) * 100))
    }
    let found = diagnose(evidence, with: [counter(.delta, points)], traceStart: at(0))
    let cause = try #require(found.causes.first)
    #expect(cause.code == .timezoneShift)
    #expect(cause.facts.contains(CauseFact("offset_seconds", .nanos(3_600_000_000_000))))
    #expect(cause.facts.contains(CauseFact("later_offset_seconds", .nanos(7_200_000_000_000))))
    let instant = cause.facts.compactMap { fact -> UInt64? in
      if case .instant(let instant) = fact.value { instant } else { nil }
    }.first
    // To the quarter of an hour, and in stamps of the metrics.
    #expect(instant.map { $0 >= t(change) && $0 <= t(change + 7200 + 900) } ?? false)
  }
}

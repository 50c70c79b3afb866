import LedgerModel

@testable import LedgerReconcile

/// Seconds of a fixed evening, so that tests read like a timetable: `t(0)` is 2026-11-23T22:00:00Z.
func t(_ second: Double) -> UInt64 { UInt64(Int64(1_795_471_200_000_000_000) + Int64(second * 1e9)) }

/// The same as an instant.
func at(_ second: Double) -> UnixNanos { UnixNanos(t(second)) }

/// A point of a counter, with times in seconds of the evening.
func point(_ start: Double?, _ time: Double, _ value: Int64) -> MetricPoint {
  MetricPoint(startUnixNano: start.map(t) ?? 0, timeUnixNano: t(time), amount: .int(value))
}

/// A point of a histogram.
func point(
  _ start: Double?, _ time: Double, sum: Double?, count: UInt64, buckets: MetricBuckets? = nil
) -> MetricPoint {
  MetricPoint(
    startUnixNano: start.map(t) ?? 0, timeUnixNano: t(time), amount: sum.map { .double($0) }, count: count,
    buckets: buckets)
}

/// A point that says that there is no value.
func marker(_ start: Double?, _ time: Double) -> MetricPoint {
  MetricPoint(startUnixNano: start.map(t) ?? 0, timeUnixNano: t(time), amount: nil, flags: 1)
}

/// A token counter of one service.
func counter(_ points: [MetricPoint]) -> MetricSeries { counter(.cumulative, points) }

/// A token counter that counts in the given way.
func counter(_ temporality: Temporality, _ points: [MetricPoint]) -> MetricSeries {
  MetricSeries(
    identity: SeriesIdentity(high: 0, low: 1), metricName: "gen_ai.client.token.usage", family: .tokenUsage,
    kind: .sum, temporality: temporality, service: "desk", requestModel: "m", tokenType: .input, points: points)
}

/// A token histogram of one service.
func histogram(_ points: [MetricPoint]) -> MetricSeries { histogram(.cumulative, points) }

/// A token histogram that counts in the given way.
func histogram(_ temporality: Temporality, _ points: [MetricPoint]) -> MetricSeries {
  MetricSeries(
    identity: SeriesIdentity(high: 0, low: 2), metricName: "gen_ai.client.token.usage", family: .tokenUsage,
    kind: .histogram, temporality: temporality, service: "desk", requestModel: "m", tokenType: .input, points: points)
}

/// An increment, with times in seconds of the evening.
func grew(
  _ from: Double, _ to: Double, by value: Int128?, count: UInt64? = nil, _ quality: IncrementQuality = []
) -> Increment {
  Increment(from: at(from), to: at(to), value: value, count: count, quality: quality)
}

/// Reads the lines of `Captured`.
func capturedSeries(_ text: String) -> [MetricSeries] {
  var all: [MetricSeries] = []
  for line in text.split(separator: "\n") {
    if line.hasPrefix("S|") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let family: MetricFamily =
        switch fields[5] {
        case "tokens": .tokenUsage
        case "duration": .operationDuration
        default: .cost
        }
      func known(_ text: String) -> String? { text.isEmpty ? nil : text }
      let scale = fields[4].split(separator: "/").compactMap { Int64($0) }
      all.append(
        MetricSeries(
          identity: SeriesIdentity(high: 0, low: UInt64(fields[11], radix: 16) ?? 0), metricName: fields[1],
          family: family, kind: fields[2] == "s" ? .sum : fields[2] == "h" ? .histogram : .exponentialHistogram,
          temporality: .cumulative, isMonotonic: fields[3] == "1", scaleNumerator: scale[0], scaleDenominator: scale[1],
          service: "harbour-assistant", operation: known(fields[6]), requestModel: known(fields[7]),
          responseModel: known(fields[8]),
          tokenType: fields[9] == "input" ? .input : fields[9] == "output" ? .output : .unspecified,
          errorType: known(fields[10])))
    } else {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      var amount: MetricAmount?
      if fields[2].hasPrefix("i") { amount = Int64(fields[2].dropFirst()).map { .int($0) } }
      if fields[2].hasPrefix("d") { amount = Double(fields[2].dropFirst()).map { .double($0) } }
      var point = MetricPoint(
        startUnixNano: UInt64(fields[0]) ?? 0, timeUnixNano: UInt64(fields[1]) ?? 0, amount: amount,
        count: UInt64(fields[3]))
      if fields.count > 4 {
        var counts: [UInt64] = []
        for filled in fields[7].split(separator: " ") {
          let parts = filled.split(separator: "=").compactMap { Int($0) }
          counts += Array(repeating: 0, count: parts[0] - counts.count) + [UInt64(parts[1])]
        }
        point.buckets = .exponential(
          ExponentialBuckets(
            scale: Int32(fields[4]) ?? 0, zeroCount: UInt64(fields[5]) ?? 0, positiveOffset: Int32(fields[6]) ?? 0,
            positiveCounts: counts))
      }
      all[all.count - 1].points.append(point)
    }
  }
  return all
}

/// Reads the calls of `Captured`.
func capturedCalls(_ text: String, window: WindowSize) -> TraceSide {
  var side = TraceSide(window: window)
  for line in text.split(separator: "\n") {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let row = side.row(
      of: CallKey(
        service: "harbour-assistant", requestModel: fields[3], responseModel: fields[4].isEmpty ? nil : fields[4]))
    side.addCall(
      row: row, endingAt: UInt64(fields[0]).map { UnixNanos($0) }, inputTokens: Int64(fields[5]),
      outputTokens: Int64(fields[6]), durationNanos: UInt64(fields[1]), isFailed: fields[2] == "1")
  }
  return side
}

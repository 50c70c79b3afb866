import LedgerColumns
import LedgerDialects
import LedgerModel

// What is said of records that are used but for what is wrong with them.

extension LoadWorker.State {
  /// Says why nothing can be counted by a point that tells of calls, if so.
  mutating func noteUse(of point: borrowing DataPointRecord) {
    if point.timeUnixNano == 0 { note("a data point of a metric of calls has no time; it is in no figure") }
    switch point.kind {
    case .sum where point.isMonotonic || point.temporality == .unspecified: noteAmount(of: point, isNumber: true)
    case .histogram, .exponentialHistogram, .summary: noteAmount(of: point, isNumber: false)
    // The values of a level are in no figure, whatever they are.
    case .sum, .gauge: break
    }
    guard point.temporality == .unspecified else { return }
    switch point.kind {
    case .sum, .histogram, .exponentialHistogram:
      note(
        "a metric of calls does not say its aggregationTemporality (delta or cumulative): what its points count cannot be "
          + "told, and they are in no figure")
    case .gauge, .summary: break
    }
  }

  /// Says why the value of a point that tells of calls cannot be used, if so. The conventions have a flag for points without
  /// any, and Prometheus a value of its own that ends a series; neither is a fault.
  private mutating func noteAmount(of point: borrowing DataPointRecord, isNumber: Bool) {
    if point.flags & 1 == 1 { return }
    let (amount, whose) = isNumber ? (point.doubleValue, "value") : (point.sum, "sum")
    guard let amount else {
      if isNumber, let value = point.intValue, value < 0 {
        note("a data point of a metric of calls has a negative value; it is in no figure")
      } else if isNumber, point.intValue == nil {
        note(
          "a data point of a metric of calls has no value, and no flag says that none was recorded; it is in no figure")
      }
      return
    }
    if amount.bitPattern == Self.prometheusStaleMarker { return }
    if !amount.isFinite {
      note("a data point of a metric of calls has a \(whose) that is no finite number; it is in no figure")
    } else if amount < 0 {
      note("a data point of a metric of calls has a negative \(whose); it is in no figure")
    }
  }

  /// The bits of the one NaN with which Prometheus says that a series ended.
  private static let prometheusStaleMarker: UInt64 = 0x7FF0_0000_0000_0002

  /// Takes times that cannot be out of a point, and says so: milliseconds would put what it counts into January 1970, beside
  /// no call at all.
  @inline(never)
  mutating func takeImplausibleTimes(from point: inout DataPointRecord) {
    let whose = "before September 2001 or after 2103: another unit than nanoseconds, or a clock that was not set"
    if point.timeUnixNano != 0, !SourceCounts.plausible.contains(point.timeUnixNano) {
      note("a data point is stamped \(whose); its time is unknown, and it is in no figure", .unreadableTime)
      point.timeUnixNano = 0
      point.startUnixNano = 0
    } else if point.startUnixNano != 0, !SourceCounts.plausible.contains(point.startUnixNano) {
      note("the interval of a data point starts \(whose); its start is unknown", .unreadableTime)
      point.startUnixNano = 0
    }
  }

  /// Says that the time of a log record cannot be.
  @inline(never)
  mutating func noteTimeOfLogRecord() {
    note(
      "a log record is stamped before September 2001 or after 2103: another unit than nanoseconds, or a clock that was not set",
      .unreadableTime)
  }

  /// Says that a metric is in a unit that its quantity is not counted in.
  @inline(never)
  mutating func noteUnit(_ unusable: UnusableFigures) {
    let left = "; the metric was left out"
    if unusable.contains(.unitOfCost) { note("a metric of costs says a unit that is not US dollars" + left) }
    if unusable.contains(.unitOfTokens) { note("a metric of tokens says a unit that is not tokens" + left) }
    if unusable.contains(.unitOfTime) {
      note("a metric of times says a unit that is not seconds or a part of them" + left)
    }
  }

  /// Says why the buckets of a point are in no percentile.
  mutating func note(_ flaw: BucketFlaw) {
    let kept = "its buckets are in no percentile, its count and sum were used"
    switch flaw {
    case .numberOfBounds: note("a histogram does not have one bucket more than bounds; " + kept)
    case .count: note("the buckets of a histogram do not add up to its count; " + kept)
    case .bounds: note("the bounds of a histogram's buckets do not rise, or are no numbers; " + kept)
    case .tooMany: note("a histogram has more buckets than any library makes; " + kept, .limitExceeded)
    }
  }

  @inline(never)
  private mutating func note(_ message: String, _ code: ProblemCode = .unreadableField) {
    problems.add(Problem(code, at: recordPosition, message))
  }

  @inline(never)
  mutating func noteWeight() {
    problems.add(
      Problem(
        .unreadableField, at: recordPosition,
        "a span's sampling says that it stands for more than 1,000,000,000 spans; its weight is unknown"))
  }

  /// Says which figures cannot be. A part of a cost is no matter where the whole is known.
  @inline(never)
  mutating func note(_ unusable: UnusableFigures, of record: String, hasCost: Bool) {
    if unusable.contains(.tokenCount) {
      note("\(record) has a token count that is negative or above 1,000,000,000,000; it counts as not reported")
    }
    if unusable.contains(.cost), !hasCost {
      note("\(record) has a cost that is no amount of dollars, or above 4,500,000; it counts as not reported")
    }
    if unusable.contains(.score) {
      note("\(record) has a score that is no finite number; the evaluation counts without it")
    }
  }

  /// Says what is wrong with a span's times, if anything is.
  @inline(never)
  mutating func noteTimes(from start: UInt64, to end: UInt64) {
    if start != 0, !SourceCounts.plausible.contains(start) {
      problems.add(
        Problem(
          .unreadableTime, at: recordPosition,
          "a span starts before September 2001 or after 2103: another unit than nanoseconds, or a clock that was not set"
        ))
    }
    if start == 0, end == 0 {
      problems.add(
        Problem(.unreadableTime, at: recordPosition, "a span has neither start nor end; its times are unknown"))
    } else if end != 0, end < start {
      problems.add(
        Problem(.unreadableTime, at: recordPosition, "a span ends before it starts; its duration is unknown"))
    }
  }
}

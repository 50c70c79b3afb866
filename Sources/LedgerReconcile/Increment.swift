import LedgerModel

/// What is to be known of an increment before it is believed.
public struct IncrementQuality: OptionSet, Hashable, Sendable {
  /// The bits.
  public var rawValue: UInt16

  /// A set from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The first point of a cumulative sequence: everything since its start.
  public static let sinceStart = IncrementQuality(rawValue: 1 << 0)
  /// The value fell without a new start, so the whole value counts; what was added before the fall is lost.
  public static let reset = IncrementQuality(rawValue: 1 << 1)
  /// The interval is longer than three collection intervals of its series.
  public static let acrossGap = IncrementQuality(rawValue: 1 << 2)
  /// The series had said that it ended, and went on.
  public static let afterStaleMarker = IncrementQuality(rawValue: 1 << 3)
  /// Several different values were written for this point; the largest was kept.
  public static let conflict = IncrementQuality(rawValue: 1 << 4)
  /// Another writer of the same series was at work at the same time.
  public static let overlapping = IncrementQuality(rawValue: 1 << 5)
  /// The sum is absent: only the count is known.
  public static let withoutSum = IncrementQuality(rawValue: 1 << 6)
  /// The interval's start is unknown: the increment stands at its end.
  public static let instant = IncrementQuality(rawValue: 1 << 7)
  /// A count of whole things was not whole, and was rounded.
  public static let fractional = IncrementQuality(rawValue: 1 << 8)
  /// The interval covers too many windows to be spread over them; it stands in the last one.
  public static let unspread = IncrementQuality(rawValue: 1 << 9)
}

/// How much a series grew between two instants.
public struct Increment: Hashable, Sendable {
  /// Start of the interval; what was recorded there belongs to an earlier one.
  public var from: UnixNanos
  /// End of the interval, never before its start.
  public var to: UnixNanos
  /// The growth in the family's integer unit (`MetricFamily.decimalPlaces`), never negative; `nil` where
  /// a histogram has no sum.
  public var value: Int128?
  /// The growth of the count of a histogram or summary; `nil` for number points.
  public var count: UInt64?
  /// What is to be known of it.
  public var quality: IncrementQuality

  /// An increment from its parts. An end before the start is a programmer error.
  public init(
    from: UnixNanos, to: UnixNanos, value: Int128?, count: UInt64? = nil, quality: IncrementQuality = []
  ) {
    precondition(from <= to, "an increment ends before it starts")
    self.from = from
    self.to = to
    self.value = value
    self.count = count
    self.quality = quality
  }
}

/// What was seen while the points of a series were read: counts, to be shown and to be reasoned with.
public struct SeriesFacts: Hashable, Sendable {
  /// Points that were handed over.
  public var points = 0
  /// Points dropped because the same start, time and value were there already.
  public var duplicates = 0
  /// Points dropped because a larger value has the same start and time.
  public var conflicts = 0
  /// Sequences that began after an earlier one had ended.
  public var restarts = 0
  /// Falls without a new start.
  public var resets = 0
  /// First points whose past is unknown: they count nothing, the next point is measured against them.
  public var baselines = 0
  /// Intervals longer than three collection intervals.
  public var gaps = 0
  /// Points that say that there is no value, and points that are not a number.
  public var staleMarkers = 0
  /// Points without a time.
  public var undated = 0
  /// Points without a value, with a negative one, or with one beyond all reason.
  public var unusable = 0
  /// Points that start after their time; their start was taken as unknown.
  public var inverted = 0
  /// Values of whole things that were not whole.
  public var fractional = 0
  /// Starts that moved by less than a second between points of one writer.
  public var adjustedStarts = 0
  /// Intervals or sequences that began before an earlier one had ended.
  public var overlaps = 0
  /// Histogram points without a sum.
  public var withoutSum = 0
  /// Whether more than one process seems to write this series.
  public var hasSeveralWriters = false

  /// Nothing seen.
  public init() {}

  /// Adds the facts of another series.
  public mutating func add(_ other: SeriesFacts) {
    points += other.points
    duplicates += other.duplicates
    conflicts += other.conflicts
    restarts += other.restarts
    resets += other.resets
    baselines += other.baselines
    gaps += other.gaps
    staleMarkers += other.staleMarkers
    undated += other.undated
    unusable += other.unusable
    inverted += other.inverted
    fractional += other.fractional
    adjustedStarts += other.adjustedStarts
    overlaps += other.overlaps
    withoutSum += other.withoutSum
    hasSeveralWriters = hasSeveralWriters || other.hasSeveralWriters
  }
}

/// Whether a series can be counted at all.
public enum SeriesStanding: Hashable, Sendable {
  /// It has increments.
  case counts
  /// A gauge, or a sum that may fall: values of a level, whose differences mean nothing here.
  case level
  /// A sum or histogram that does not say how it counts.
  case unknownTemporality
}

/// The increments of a series.
public struct SeriesIncrements: Hashable, Sendable {
  /// Whether it can be counted.
  public var standing: SeriesStanding
  /// The increments in order of time; none unless it counts.
  public var increments: [Increment] { Array(list) }
  /// What was seen on the way.
  public var facts: SeriesFacts
  /// The same as ``increments``, packed.
  var list: IncrementList

  /// The sum of all values; `nil` where none is known.
  public var total: Int128? {
    var sum: Int128?
    for row in list.indices { if let value = list.value(row) { sum = (sum ?? 0) + value } }
    return sum
  }

  /// The sum of all counts; `nil` where none is known.
  public var count: Int128? {
    var sum: Int128?
    for row in list.indices { if let count = list.count(row) { sum = (sum ?? 0) + Int128(count) } }
    return sum
  }
}

/// What a figure comes to over everything there was, estimated from what was kept, with a 95 % interval.
public struct Estimate: Hashable, Sendable {
  /// The figure over the items that were kept and have a known weight.
  public var seen: Int128
  /// Σ weight × value, in 2⁻³² of the figure's unit; the largest integer where it would not fit.
  public var totalQ32: Int128
  /// Where the interval begins, in 2⁻³², rounded down.
  public var lowQ32: Int128
  /// Where the interval ends, in 2⁻³², rounded up.
  public var highQ32: Int128

  /// An estimate from its parts.
  public init(seen: Int128, totalQ32: Int128, lowQ32: Int128, highQ32: Int128) {
    self.seen = seen
    self.totalQ32 = totalQ32
    self.lowQ32 = lowQ32
    self.highQ32 = highQ32
  }

  /// ``seen`` in 2⁻³²; the largest integer where it would not fit.
  public var seenQ32: Int128 {
    let (scaled, isTooLarge) = seen.multipliedReportingOverflow(by: 1 << 32)
    return isTooLarge ? .max : scaled
  }

  /// How a number of 2⁻³² becomes an integer.
  public enum Rounding: Sendable {
    /// To the nearer integer, half up.
    case nearest
    /// Down, for the beginning of an interval.
    case down
    /// Up, for its end.
    case up
  }

  /// A number of 2⁻³² that is not negative, times `scale`, as an integer; the largest one where it would not fit.
  public static func integer(_ q32: Int128, times scale: Int128 = 1, _ rounding: Rounding) -> Int128 {
    let (scaled, isTooLarge) = q32.multipliedReportingOverflow(by: scale)
    if isTooLarge { return .max }
    let (whole, rest) = (scaled >> 32, scaled & 0xFFFF_FFFF)
    let roundsUp: Bool =
      switch rounding {
      case .nearest: rest >= 1 << 31
      case .down: false
      case .up: rest > 0
      }
    return whole + (roundsUp ? 1 : 0)
  }
}

/// A percentile of everything there was, estimated from what was kept.
public struct EstimatedPercentile: Hashable, Sendable {
  /// A value that occurred, at the weighted nearest rank.
  public var value: Int64
  /// Where the 95 % interval begins; `nil` where nothing that was kept bounds it.
  public var low: Int64?
  /// Where it ends; `nil` where nothing that was kept bounds it.
  public var high: Int64?

  /// A percentile from its parts.
  public init(value: Int64, low: Int64?, high: Int64?) {
    self.value = value
    self.low = low
    self.high = high
  }
}

/// The distribution of a measure over everything there was, estimated from the items with a value and a known weight.
public struct EstimatedDistribution: Hashable, Sendable {
  /// The unit of all values.
  public var unit: MeasureUnit
  /// How many items it rests on; at least one.
  public var count: Int
  /// How many items they stand for, in 2⁻³².
  public var populationQ32: Int128
  /// The smallest value that was kept.
  public var min: Int64
  /// The largest value that was kept.
  public var max: Int64
  /// Σ weight × value / Σ weight, rounded half away from zero.
  public var mean: Int64
  /// The percentiles that were asked for, in that order.
  public var percentiles: [EstimatedPercentile]

  /// A distribution from its parts.
  public init(
    unit: MeasureUnit, count: Int, populationQ32: Int128, min: Int64, max: Int64, mean: Int64,
    percentiles: [EstimatedPercentile]
  ) {
    self.unit = unit
    self.count = count
    self.populationQ32 = populationQ32
    self.min = min
    self.max = max
    self.mean = mean
    self.percentiles = percentiles
  }
}

/// What the calls of a group come to over everything there was; each `nil` where no call with a known weight says.
public struct AdjustedFigures: Hashable, Sendable {
  /// Calls.
  public var calls: Estimate?
  /// Calls that failed.
  public var errors: Estimate?
  /// Everything read.
  public var inputTokens: Estimate?
  /// Everything written.
  public var outputTokens: Estimate?
  /// Cost of the calls that have a price, in pico-dollars.
  public var cost: Estimate?

  /// Nothing known.
  public init() {}
}

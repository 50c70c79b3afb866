/// How values are spread over buckets. The values are integers in the unit of their measure.
public enum Histogram: Hashable, Sendable {
  /// Edges that rise, and one count more than there are edges: below the first, from each edge to below the next, and from
  /// the last edge on.
  case edges([Int64], counts: [Int])
  /// Buckets that grow by one factor.
  case exponential(ExponentialBuckets)

  /// How buckets are cut.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// All of one width.
    case linear
    /// At 1, 2 and 5 times each power of ten.
    case logarithmic = "log"
    /// By a factor that is a root of 2, as OTLP's metrics define it.
    case exponential
  }

  /// How many values there are.
  public var count: Int {
    switch self {
    case .edges(_, let counts): counts.reduce(0, +)
    case .exponential(let buckets):
      buckets.zeroCount + buckets.positive.counts.reduce(0, +) + buckets.negative.counts.reduce(0, +)
    }
  }
}

/// A base-2 exponential histogram: at scale s the bucket with index i holds the magnitudes in (bⁱ, bⁱ⁺¹] with b = 2^(2⁻ˢ).
public struct ExponentialBuckets: Hashable, Sendable {
  /// Buckets side by side.
  public struct Side: Hashable, Sendable {
    /// The index of the first bucket; 0 where there is none.
    public var offset: Int
    /// How many values each bucket has.
    public var counts: [Int]

    /// Buckets from their parts.
    public init(offset: Int, counts: [Int]) {
      self.offset = offset
      self.counts = counts
    }
  }

  /// The scale.
  public var scale: Int
  /// How many values are 0.
  public var zeroCount: Int
  /// Values above 0.
  public var positive: Side
  /// Magnitudes of values below 0.
  public var negative: Side

  /// A histogram from its parts.
  public init(scale: Int, zeroCount: Int, positive: Side, negative: Side) {
    self.scale = scale
    self.zeroCount = zeroCount
    self.positive = positive
    self.negative = negative
  }
}

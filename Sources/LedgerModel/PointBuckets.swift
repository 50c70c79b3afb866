/// How the values of a histogram point are parted: what two points must have in common for their buckets to be subtracted.
public enum BucketLayout: Hashable, Sendable {
  /// Buckets between bounds, which rise: the first holds everything up to the first bound, the last everything above the
  /// last one, and the others hold (lower, upper].
  case explicit(bounds: [Double])
  /// A base-2 exponential histogram: bucket i holds (2^(i·2^-scale), 2^((i+1)·2^-scale)], and the zero bucket what is not
  /// above the threshold.
  case exponential(scale: Int32, zeroThreshold: Double)
}

/// The counts of one histogram point, in a value that is filled again and again.
public struct PointBuckets: Hashable, Sendable {
  /// The number of the layout in a list of layouts; 0 where no bucket is known.
  public var layout: UInt32 = 0
  /// Exponential: how many values lie at zero, or below.
  public var zeroCount: UInt64 = 0
  /// Exponential: the index of the first bucket; 0 for explicit ones.
  public var offset: Int32 = 0
  /// The counts, bucket by bucket.
  public var counts: [UInt64] = []

  /// No buckets.
  public init() {}
}

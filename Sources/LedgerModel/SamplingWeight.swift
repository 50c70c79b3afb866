/// How many items of the whole population one kept item stands for: 1 / the probability of being kept.
///
/// A whole number of 2⁻³² (`Q32`), rounded once, half up, when it is read; so that sums of weights, and of weights times
/// counts, are integers and the same in any order. The rounding is at most 2⁻³³, a relative error below 1.2 × 10⁻¹⁰.
/// Unknown is not one: absence is said beside a weight, never by it.
public struct SamplingWeight: Hashable, Comparable, Sendable {
  /// The weight times 2³².
  public var q32: UInt64

  /// A weight from its number of 2⁻³².
  @inlinable
  public init(q32: UInt64) { self.q32 = q32 }

  /// Everything is kept.
  public static let one = SamplingWeight(q32: 1 << 32)
  /// Kept by something that is no matter of chance: shown, and stands for nothing but itself being there.
  public static let zero = SamplingWeight(q32: 0)
  /// Weights beyond this are nobody's sampling: 10⁹.
  public static let largest = SamplingWeight(q32: 1_000_000_000 << 32)

  /// Whether it is too large to be believed.
  public var isAbsurd: Bool { self > SamplingWeight.largest }

  /// The weight of a rejection threshold T in `0..<2⁵⁶`: 2⁵⁶ / (2⁵⁶ − T).
  public init(threshold: UInt64) {
    precondition(threshold < 1 << 56, "a threshold has 56 bits")
    self.init(dividing: 1 << 88, by: UInt128((1 << 56) - threshold))
  }

  /// The weight 2^p of a power `p`, and 0 for 63, which says that chance played no part. Beyond 63 is a programmer error.
  public init(power: UInt8) {
    precondition(power <= 63, "a power is at most 63")
    self.init(q32: power == 63 ? 0 : power < 32 ? 1 << (UInt64(power) + 32) : .max)
  }

  /// The weight of keeping one in `count`; 1 for 0 and 1.
  public init(oneIn count: UInt64) {
    self.init(q32: count > UInt64(UInt32.max) ? .max : max(1, count) << 32)
  }

  /// The weight of a probability that is written as a decimal number; `nil` where that is not in `0 < p ≤ hundred` percent,
  /// or no number. Beyond 24 places the probability is rounded.
  ///
  /// - Parameter whole: what stands for certainty: 1, or 100 for percentages.
  public init?(probability text: some StringProtocol, of whole: UInt8 = 1) {
    guard text.utf8.count <= 40, let scaled = parseDecimal(Array(text.utf8), scale: 24) else { return nil }
    var certainty = UInt128(whole)
    for _ in 0..<24 { certainty *= 10 }
    guard scaled > 0, UInt128(scaled) <= certainty else { return nil }
    self.init(dividing: certainty << 32, by: UInt128(scaled))
  }

  /// The weight of a probability: of the shortest decimal number that the double stands for.
  public init?(probability: Double, of whole: UInt8 = 1) {
    guard probability.isFinite, probability > 0, probability <= Double(whole) else { return nil }
    self.init(probability: "\(probability)", of: whole)
  }

  private init(dividing numerator: UInt128, by denominator: UInt128) {
    let quotient = (numerator + denominator / 2) / denominator
    q32 = UInt64(clamping: quotient)
  }

  /// Smaller weights first.
  @inlinable
  public static func < (left: SamplingWeight, right: SamplingWeight) -> Bool { left.q32 < right.q32 }
}

/// What a span says of its own sampling.
public struct SpanWeight: Hashable, Sendable {
  /// Who said it.
  public enum Source: UInt8, CaseIterable, Sendable {
    /// Nobody: the weight is unknown.
    case unknown
    /// A rejection threshold (`th`).
    case threshold
    /// A power of two (`p`), the older form.
    case power
    /// An attribute, or another vendor's member of the trace state.
    case attribute
    /// Nobody, so that the rate that was configured for the service counts.
    case configured
  }

  /// The weight; it means nothing where the source is unknown.
  public var weight = SamplingWeight.zero
  /// Who said it.
  public var source = Source.unknown
  /// Whether a threshold or power was there that cannot have kept this span.
  public var isInconsistent = false
  /// Whether a weight was there that is too large to be believed.
  public var isAbsurd = false

  /// Nothing was said.
  @inlinable
  public init() {}

  /// A known weight.
  public init(_ weight: SamplingWeight, _ source: Source) {
    self.weight = weight
    self.source = source
  }

  /// Whether there is nothing to keep.
  @inlinable
  public var isEmpty: Bool { source == .unknown && !isInconsistent }
}

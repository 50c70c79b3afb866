import LedgerModel

/// A figure that grows to an estimate of its total over everything there was: Σ weight × value, and how far off that may be.
///
/// The interval is that of a score test, in the manner of Wilson: where the variance of the estimate Ŷ grows in proportion
/// to the total Y, all Y with (Ŷ − Y)² ≤ t² · V · Y / Ŷ are in it,
///
///     Y = Z + t² V / 2Z ± t √(V + t² V² / 4Z²),
///
/// plus the part that was kept with certainty (weight 1), which has no variance; Z is the estimate of the rest. It is not
/// symmetric, never ends below what was seen, and holds the truth more evenly on both sides than ± 1.96 standard errors.
/// t is Student's, with as many degrees of freedom as the scatter of the clusters' values leaves: 2 / (Σv² / V² − 1 / n) for
/// n clusters that add v each; values that are all alike leave infinitely many.
///
/// Of a count that none of the items kept in part has (no call failed), the interval goes from what is certain to t² Σ w (w − 1)
/// / Σ w above it: what the formula comes to for few.
public struct WeightedTotal: Sendable {
  /// How many items have a value and a weight.
  public private(set) var items = 0
  /// Their sum.
  public private(set) var seen: Int128 = 0
  private var counted: Int128 = 0  // the part of it whose weight is not 0
  private var certain: Int128 = 0
  private var totalQ32: Int128 = 0
  private var spread = ClusteredVariance()
  private let isCount: Bool
  // Of a count, over the items that do not have it: Σ w (w − 1) and Σ w.
  private var missSpread = 0.0
  private var missWeight = 0.0

  /// Nothing.
  ///
  /// - Parameter isCount: whether all values are 0 or 1.
  public init(isCount: Bool = false) { self.isCount = isCount }

  /// Adds an item: clusters one after the other, and in each the smaller weights first, in an order that depends on the
  /// content alone.
  ///
  /// - Parameters:
  ///   - value: not negative.
  ///   - weight: in 2⁻³²; 0 for an item that is seen and stands for nothing.
  ///   - cluster: what was kept by one draw.
  public mutating func add(_ value: Int128, weight: UInt64, cluster: UInt32) {
    items += 1
    seen = seen.addingClamped(value)
    if weight == 0 { return }
    counted = counted.addingClamped(value)
    if weight == 1 << 32 { certain = certain.addingClamped(value) }
    if isCount, value == 0 {
      let w = Double(weight) / 4_294_967_296
      missSpread += w * (w - 1)
      missWeight += w
      return
    }
    totalQ32 = totalQ32.addingClamped(value.multipliedClamped(by: Int128(weight)))
    spread.add(value, weight: weight, cluster: cluster)
  }

  /// The estimate; `nil` where no item has a value.
  public consuming func finish() -> Estimate? {
    guard items > 0 else { return nil }
    spread.finish()
    var estimate = Estimate(seen: seen, totalQ32: totalQ32, lowQ32: totalQ32, highQ32: totalQ32)
    let (rest, isTooLarge) = totalQ32.subtractingReportingOverflow(certain.multipliedClamped(by: 1 << 32))
    if rest == 0, missSpread > 0 {
      let high = normalReach * normalReach * missSpread / missWeight
      estimate.highQ32 = totalQ32.addingClamped(Int128(clampingDown: high * 4_294_967_296)).addingClamped(1)
      return estimate
    }
    let variance = spread.variance
    guard variance > 0, variance < .infinity, rest > 0, !isTooLarge, totalQ32 < .max else { return estimate }
    let z = rest.asDouble / 4_294_967_296
    let excess = max(0, spread.squares / (variance * variance) - 1 / Double(spread.clusters))
    let t = studentReach(inverseDegrees: excess.isFinite ? excess / 2 : 0)
    let shift = t * t * variance / (2 * z)
    let half = t * (variance + t * t * variance * variance / (4 * z * z)).squareRoot()
    // What was seen is there: no total is below it.
    let least = (counted - certain).asDouble
    let low = max(least, z + shift - half)
    let base = certain.multipliedClamped(by: 1 << 32)
    estimate.lowQ32 = min(totalQ32, base.addingClamped(Int128(clampingDown: low * 4_294_967_296)))
    let high = Int128(clampingDown: (z + shift + half) * 4_294_967_296).addingClamped(1)
    estimate.highQ32 = max(totalQ32, base.addingClamped(high))
    return estimate
  }
}

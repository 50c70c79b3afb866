import LedgerModel

/// Items with a value and a weight, in the order of their clusters, and in each cluster the smaller weights first.
public struct WeightedValues: Sendable {
  var values: [Int64] = []
  var weights: [UInt64] = []
  var clusters: [UInt32] = []

  /// No items.
  public init() {}

  /// Adds an item; one whose weight is 0 stands for nothing and is left out. Order as in
  /// ``WeightedTotal/add(_:weight:cluster:)``.
  public mutating func append(_ value: Int64, weight: UInt64, cluster: UInt32) {
    if weight == 0 { return }
    values.append(value)
    weights.append(weight)
    clusters.append(cluster)
  }
}

/// The distribution over everything there was, estimated from the items that were kept; `nil` where there are none.
///
/// With the values in order and W the sum of all weights, the value at quantile q is the first at which the weights add up
/// to q · W, or more: the nearest rank where all weights are one.
///
/// The interval is Woodruff's: that of the rank, turned back into values. The share F of what lies at or below that value
/// is a ratio of two weighted sums, so its variance is that of Σ w · (1{x ≤ x_q} − q) over W², by clusters as in
/// ``ClusteredVariance``; the interval goes from the first value at which the weights add up to (q − 1.96 s) · W to the
/// first behind which they add up to more than (q + 1.96 s) · W. Where that is outside 0 to 1, nothing bounds it. (Where
/// items are independent and weights alike, that is the binomial rank interval of n / (1 − 1/w) items: the effective size.)
/// A few items on one side of the value say little of the scatter there, so the variance is averaged with that of
/// independent items, q · (1 − q) · Σ w (w − 1), as if ten more of them were known.
///
/// (R. S. Woodruff, *Confidence intervals for medians and other position measures*, JASA 47 (1952).)
public func weightedDistribution(
  of items: WeightedValues, unit: MeasureUnit, percentiles: [Percentile]
) -> EstimatedDistribution? {
  struct Ranked {
    var value: Int64
    var weight: UInt64
  }
  var ranked = items.values.indices.map { Ranked(value: items.values[$0], weight: items.weights[$0]) }
  ranked.sort { $0.value < $1.value }
  guard let first = ranked.first, let last = ranked.last else { return nil }
  // Weights up to each place, in order.
  var reached: [Int128] = []
  reached.reserveCapacity(ranked.count)
  var population: Int128 = 0
  var sum: Int128 = 0
  for item in ranked {
    // 2³² items of the largest weights would fit, and values of 63 bits times them.
    population = population.addingClamped(Int128(item.weight))
    reached.append(population)
    sum = sum.addingClamped(Int128(item.value) * Int128(item.weight))
  }
  func value(_ place: Int) -> Int64 { ranked[place].value }

  let estimated = percentiles.map { percentile -> EstimatedPercentile in
    let target = percentile.share(of: population)
    let place = firstPlace(reached) { $0 >= target }
    let found = value(place)
    let half = normalReach * spread(of: items, around: found, percentile).squareRoot() * 4_294_967_296
    guard half > 0 else { return EstimatedPercentile(value: found, low: found, high: found) }
    let reach = Int128(clampingDown: half)
    let (low, high) = (target.addingClamped(-reach), target.addingClamped(reach))
    return EstimatedPercentile(
      value: found, low: low > 0 ? value(firstPlace(reached) { $0 >= low }) : nil,
      high: high < population ? value(firstPlace(reached) { $0 > high }) : nil)
  }
  let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: population)
  let roundsAway = remainder.magnitude >= population.magnitude - remainder.magnitude
  return EstimatedDistribution(
    unit: unit, count: ranked.count, populationQ32: population, min: first.value, max: last.value,
    mean: Int64(clamping: quotient + (roundsAway ? (sum < 0 ? -1 : 1) : 0)), percentiles: estimated)
}

/// The first place that fits, where all behind the first one do; the last place where none does.
private func firstPlace(_ reached: [Int128], _ fits: (Int128) -> Bool) -> Int {
  var low = 0
  var high = reached.count - 1
  while low < high {
    let middle = (low + high) / 2
    if fits(reached[middle]) { high = middle } else { low = middle + 1 }
  }
  return low
}

/// The variance of Σ w · (1{x ≤ value} − q).
private func spread(of items: WeightedValues, around value: Int64, _ percentile: Percentile) -> Double {
  // Times the denominator of q, so that it is a sum of integers.
  let below = Int128(percentile.denominator) - Int128(percentile.numerator)
  let above = -Int128(percentile.numerator)
  var spread = ClusteredVariance()
  var belowCount = 0
  for item in items.values.indices {
    let isBelow = items.values[item] <= value
    belowCount += isBelow ? 1 : 0
    spread.add(isBelow ? below : above, weight: items.weights[item], cluster: items.clusters[item])
  }
  spread.finish()
  let denominator = Double(percentile.denominator)
  let variance = spread.variance / (denominator * denominator)
  var independent = 0.0
  for weight in items.weights {
    let w = Double(weight) / 4_294_967_296
    independent += w * (w - 1)
  }
  independent *= below.asDouble * Double(percentile.numerator) / (denominator * denominator)
  let few = Double(min(belowCount, items.values.count - belowCount))
  return (few * variance + 10 * independent) / (few + 10)
}

extension Percentile {
  /// ⌈q · whole⌉, in integers.
  func share(of whole: Int128) -> Int128 {
    let (times, rest) = whole.quotientAndRemainder(dividingBy: Int128(denominator))
    // The remainder and both parts of q are below 2^47.
    let (quotient, remainder) = (rest * Int128(numerator)).quotientAndRemainder(dividingBy: Int128(denominator))
    return times * Int128(numerator) + quotient + (remainder > 0 ? 1 : 0)
  }
}

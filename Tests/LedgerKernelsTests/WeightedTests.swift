import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct WeightedTests {
  struct Item {
    var value: Int64
    var weight: UInt64
    var cluster: UInt32
  }

  private func items(_ count: Int, seed: UInt64) -> [Item] {
    var random = SplitMix64(seed: seed)
    let weights: [UInt64] = [1 << 32, 2 << 32, 10 << 32, 42_946_731_000, 5_000_000_000]
    return (0..<count).map { _ in
      Item(
        value: Int64(random.next() % 1000), weight: weights[Int(random.next() % 5)],
        cluster: UInt32(random.next() % UInt64(max(1, count / 3))))
    }.sorted { ($0.cluster, $0.weight, $0.value) < ($1.cluster, $1.weight, $1.value) }
  }

  /// The formula as it is written, over all pairs of a cluster.
  private func plainVariance(_ items: [Item], _ value: (Item) -> Double) -> Double {
    var sum = 0.0
    for first in items {
      for second in items where second.cluster == first.cluster {
        let (a, b) = (Double(first.weight) / 4_294_967_296, Double(second.weight) / 4_294_967_296)
        sum += max(a, b) * (min(a, b) - 1) * value(first) * value(second)
      }
    }
    return sum
  }

  @Test(arguments: [0, 1, 2, 3, 10, 60, 200]) func `the variance is that of all pairs`(_ count: Int) {
    let items = items(count, seed: UInt64(count) + 3)
    var variance = ClusteredVariance()
    for item in items { variance.add(Int128(item.value), weight: item.weight, cluster: item.cluster) }
    variance.finish()
    let expected = plainVariance(items) { Double($0.value) }
    #expect(abs(variance.variance - expected) <= expected * 1e-12)
  }

  @Test func `items of equal weight and content change places without a trace`() {
    let sorted = items(300, seed: 8)
    func estimate(_ items: [Item]) -> Estimate? {
      var total = WeightedTotal()
      for item in items { total.add(Int128(item.value), weight: item.weight, cluster: item.cluster) }
      return total.finish()
    }
    // Within a cluster and a weight the sums are integers, so that any order will do.
    var random = SplitMix64(seed: 9)
    let shuffled = sorted.shuffled(using: &random).sorted { ($0.cluster, $0.weight) < ($1.cluster, $1.weight) }
    #expect(estimate(sorted) == estimate(shuffled))
  }

  @Test func `where everything is kept, the estimate is the sum and has no interval`() throws {
    var total = WeightedTotal()
    for value in 1...100 { total.add(Int128(value), weight: 1 << 32, cluster: UInt32(value / 7)) }
    let estimate = try #require(total.finish())
    #expect(estimate == Estimate(seen: 5050, totalQ32: 5050 << 32, lowQ32: 5050 << 32, highQ32: 5050 << 32))
    var values = WeightedValues()
    for value in 1...100 { values.append(Int64(value), weight: 1 << 32, cluster: UInt32(value)) }
    let known = try #require(weightedDistribution(of: values, unit: .count, percentiles: Percentile.standard))
    for percentile in known.percentiles {
      #expect(percentile.low == percentile.value && percentile.high == percentile.value)
    }
  }

  @Test(arguments: [1, 2, 3, 10, 99, 100, 101, 1000]) func `with equal weights percentiles are nearest ranks`(
    _ count: Int
  ) throws {
    let values = Shape.tokens.values(count, seed: UInt64(count))
    let percentiles = ["0", "0.07", "1", "50", "75", "90", "95", "99", "99.9", "100"].compactMap { Percentile($0) }
    let groups = [UInt32](repeating: 0, count: count)
    let exact = try #require(
      distributions(of: values.span, groups: groups.span, groupCount: 1, unit: .count, percentiles: percentiles)[0])
    for weight: UInt64 in [1 << 32, 3 << 32, 42_946_731_000, 1_000_000_000 << 32] {
      var items = WeightedValues()
      for (place, value) in values.enumerated() { items.append(value, weight: weight, cluster: UInt32(place)) }
      let known = try #require(weightedDistribution(of: items, unit: .count, percentiles: percentiles))
      #expect(known.percentiles.map(\.value) == exact.percentiles)
      #expect(known.count == count && known.min == exact.min && known.max == exact.max && known.mean == exact.mean)
      for percentile in known.percentiles {
        #expect(percentile.low ?? .min <= percentile.value && percentile.value <= percentile.high ?? .max)
      }
    }
  }

  @Test func `whole weights are as many copies`() throws {
    let items = items(200, seed: 12).map { Item(value: $0.value, weight: ($0.weight >> 32) << 32, cluster: $0.cluster) }
    var weighted = WeightedValues()
    var copies: [Int64] = []
    for item in items {
      weighted.append(item.value, weight: item.weight, cluster: item.cluster)
      copies += Array(repeating: item.value, count: Int(item.weight >> 32))
    }
    let groups = [UInt32](repeating: 0, count: copies.count)
    let exact = try #require(distributions(of: copies.span, groups: groups.span, groupCount: 1, unit: .count)[0])
    let known = try #require(weightedDistribution(of: weighted, unit: .count, percentiles: Percentile.standard))
    #expect(known.percentiles.map(\.value) == exact.percentiles)
    #expect(known.mean == exact.mean && known.populationQ32 == Int128(copies.count) << 32)
  }

  @Test func `a weight of nothing is seen and stands for nothing`() throws {
    var total = WeightedTotal()
    total.add(5, weight: 0, cluster: 0)
    let nothing = try #require(total.finish())
    #expect(nothing == Estimate(seen: 5, totalQ32: 0, lowQ32: 0, highQ32: 0))
    var values = WeightedValues()
    values.append(5, weight: 0, cluster: 0)
    #expect(weightedDistribution(of: values, unit: .count, percentiles: Percentile.standard) == nil)
  }

  @Test func `a count that nobody has is bounded all the same`() throws {
    var total = WeightedTotal(isCount: true)
    for cluster in 0..<50 { total.add(0, weight: 10 << 32, cluster: UInt32(cluster)) }
    let estimate = try #require(total.finish())
    #expect(estimate.totalQ32 == 0 && estimate.lowQ32 == 0)
    // 3.84 · 9: about the 30 to 37 of the rule of three.
    #expect(Estimate.integer(estimate.highQ32, .nearest) == 35)
  }

  @Test func `few values bound no percentile above them`() throws {
    var values = WeightedValues()
    for value in 1...37 { values.append(Int64(value), weight: 10 << 32, cluster: UInt32(value)) }
    let known = try #require(weightedDistribution(of: values, unit: .count, percentiles: Percentile.standard))
    #expect(known.percentiles[5].value == 37 && known.percentiles[5].high == nil && known.percentiles[5].low != nil)
    #expect(known.percentiles[0].low != nil && known.percentiles[0].high != nil)
    var one = WeightedValues()
    one.append(7, weight: 10 << 32, cluster: 0)
    let alone = try #require(weightedDistribution(of: one, unit: .count, percentiles: Percentile.standard))
    #expect(alone.percentiles[0] == EstimatedPercentile(value: 7, low: nil, high: nil))
  }

  @Test func `hostile amounts end at the largest number`() throws {
    var total = WeightedTotal()
    for cluster in 0..<4 { total.add(.max / 2, weight: 1_000_000_000 << 32, cluster: UInt32(cluster)) }
    let estimate = try #require(total.finish())
    #expect(estimate.totalQ32 == .max && estimate.seen == .max)
    var values = WeightedValues()
    for cluster in 0..<4 { values.append(.max, weight: 1_000_000_000 << 32, cluster: UInt32(cluster)) }
    values.append(.min, weight: 1_000_000_000 << 32, cluster: 5)
    #expect(weightedDistribution(of: values, unit: .count, percentiles: Percentile.standard) != nil)
  }

  @Test func `more scatter of the parts takes a wider interval`() {
    #expect(studentReach(inverseDegrees: 0) == normalReach)
    #expect(studentReach(inverseDegrees: 1) == 12.7062 && studentReach(inverseDegrees: 9) == 12.7062)
    #expect(abs(studentReach(inverseDegrees: 1.0 / 25) - 2.0595) < 0.005)
    #expect(abs(studentReach(inverseDegrees: 1.0 / 12) - 2.1788) < 0.006)
    #expect(abs(studentReach(inverseDegrees: 1.0 / 7) - 2.3646) < 0.007)
  }
}

import Foundation
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

/// A histogram's points with their buckets, as a caller keeps them.
private struct Kept {
  var layouts: [BucketLayout] = [.explicit(bounds: [])]
  var points: [HistogramPoint] = []
  var buckets: [PointBuckets] = []

  mutating func layout(_ layout: BucketLayout) -> UInt32 {
    if let known = layouts.dropFirst().firstIndex(of: layout) { return UInt32(known) }
    layouts.append(layout)
    return UInt32(layouts.count - 1)
  }

  mutating func add(
    _ start: Double?, _ time: Double, _ layout: BucketLayout?, _ counts: [UInt64], zeros: UInt64 = 0,
    offset: Int32 = 0, sum: Double? = nil, min: Double? = nil, max: Double? = nil, isStale: Bool = false
  ) {
    var kept = PointBuckets()
    kept.layout = layout.map { self.layout($0) } ?? 0
    kept.counts = layout == nil ? [] : counts
    kept.zeroCount = zeros
    kept.offset = offset
    points.append(
      HistogramPoint(
        startUnixNano: start.map(t) ?? 0, timeUnixNano: t(time), isStale: isStale, count: counts.reduce(zeros, &+),
        sum: sum, min: min, max: max, place: UInt64(buckets.count)))
    buckets.append(kept)
  }

  func growth(_ temporality: Temporality = .cumulative, within range: TimeWindow? = nil) -> BucketGrowth {
    bucketGrowth(of: points, temporality: temporality, within: range, layouts: layouts) { place, out in
      out = buckets[Int(place)]
    }
  }

  func masses(_ temporality: Temporality = .cumulative, within range: TimeWindow? = nil) -> BucketMasses {
    var masses = BucketMasses()
    masses.add(growth(temporality, within: range), layouts: layouts, numerator: 1, denominator: 1, places: 0)
    return masses
  }
}

private let p50 = Percentile.standard[0]
private let p95 = Percentile.standard[3]
private let p99 = Percentile.standard[4]
private let coarse = BucketLayout.explicit(bounds: [5, 10, 25])

@Suite struct PercentileBoundsTests {
  @Test func `bounds of 5, 10 and 25 on values of seconds give 0 to 5, and nothing between`() {
    var kept = Kept()
    kept.add(0, 60, coarse, [40, 2, 0, 1])
    let masses = kept.masses()
    #expect(masses.bounds(of: p50) == PercentileBounds(low: 0, high: 5))
    #expect(masses.bounds(of: p50)?.isCoarse == true)
    #expect(masses.bounds(of: p95) == PercentileBounds(low: 5, high: 10))
    #expect(masses.bounds(of: p99) == PercentileBounds(low: 25, high: nil))
    #expect(masses.bounds(of: p99)?.isCoarse == true)
  }

  @Test func `the extremes of a histogram narrow its ends`() {
    var kept = Kept()
    kept.add(0, 60, coarse, [40, 2, 0, 1], min: 2, max: 31)
    #expect(kept.masses().bounds(of: p50) == PercentileBounds(low: 2, high: 5))
    #expect(kept.masses().bounds(of: p99) == PercentileBounds(low: 25, high: 31))
    // Extremes that contradict the buckets say nothing.
    var wrong = Kept()
    wrong.add(0, 60, coarse, [0, 0, 3, 0], min: 90, max: 95)
    #expect(wrong.masses().bounds(of: p50) == PercentileBounds(low: 10, high: 25))
  }

  @Test func `a point without buckets is one bucket, and no values have no percentile`() {
    var kept = Kept()
    kept.add(0, 60, nil, [7], min: 3, max: 8)
    #expect(kept.masses().bounds(of: p50) == PercentileBounds(low: 3, high: 8))
    kept.add(0, 120, nil, [9])
    #expect(kept.masses().bounds(of: p50) == PercentileBounds(low: 0, high: nil))
    #expect(BucketMasses().bounds(of: p50) == nil)
  }

  @Test func `cumulative buckets are subtracted, and a fall begins anew`() {
    var kept = Kept()
    kept.add(0, 60, coarse, [1, 0, 0, 0], sum: 1)
    kept.add(0, 120, coarse, [1, 3, 0, 0], sum: 20)
    // Count and sum grew, a bucket fell: a reset.
    kept.add(0, 180, coarse, [0, 5, 2, 0], sum: 90)
    let growth = kept.growth()
    func count(_ index: Int) -> Int128? { growth.buckets[BucketPlace(layout: 1, index: index)]?.sure }
    #expect(count(0) == 1)
    #expect(count(1) == 8)
    #expect(count(2) == 2)
    #expect(growth.total.sure == 11)
  }

  @Test func `between other bounds the count alone is known`() {
    var kept = Kept()
    kept.add(0, 60, coarse, [4, 0, 0, 0])
    kept.add(0, 120, .explicit(bounds: [1]), [5, 4])
    let growth = kept.growth()
    #expect(growth.withoutBucket.sure == 5)
    #expect(growth.buckets[BucketPlace(layout: 1, index: 0)]?.sure == 4)
  }

  @Test func `exponential buckets are subtracted at the lower scale`() {
    var kept = Kept()
    // At scale 1 buckets 2 and 3 are (2, 2.83] and (2.83, 4]; at scale 0 both are bucket 1, (2, 4].
    kept.add(0, 60, .exponential(scale: 1, zeroThreshold: 0), [3, 4], zeros: 1, offset: 2)
    kept.add(0, 120, .exponential(scale: 0, zeroThreshold: 0), [9, 2], zeros: 2, offset: 1)
    let growth = kept.growth()
    #expect(growth.buckets[BucketPlace(layout: 2, index: 1)]?.sure == 2)
    #expect(growth.buckets[BucketPlace(layout: 2, index: 2)]?.sure == 2)
    #expect(growth.buckets[BucketPlace(layout: 2, index: BucketPlace.zero)]?.sure == 1)
    #expect(growth.total.sure == 13)
    #expect(kept.masses().bounds(of: p99) == PercentileBounds(low: 4, high: 8))
  }

  @Test func `borders of exponential buckets are powers of a root of two`() {
    for scale in Int32(-11)...20 {
      for index in [-3000, -17, -1, 0, 1, 2, 5, 64, 999, 1 << 19] {
        let border = exponentialBorder(index, scale: scale)
        let exponent = Double(index) * pow(2, -Double(scale))
        if exponent < -1022 || exponent > 1023 { continue }
        let expected = pow(2, exponent)
        #expect(abs(border.value - expected) <= expected * 0x1p-45, "index \(index), scale \(scale)")
        #expect(border.isExact == (exponent == exponent.rounded()))
      }
    }
  }

  @Test func `hostile points trap nothing`() {
    var kept = Kept()
    let layouts: [BucketLayout] = [
      .explicit(bounds: [-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude]),
      .exponential(scale: 64, zeroThreshold: .greatestFiniteMagnitude),
      .exponential(scale: -64, zeroThreshold: .leastNonzeroMagnitude), .exponential(scale: 0, zeroThreshold: 0),
    ]
    for (row, layout) in layouts.enumerated() {
      for offset in [.min, 0, .max - 3] as [Int32] {
        let zeros: UInt64 = row == 0 ? 0 : .max
        kept.add(
          0, 60 + Double(row), layout, [.max, 1, 0, .max], zeros: zeros, offset: offset, min: -1, max: .infinity)
        kept.add(Double(row) / 8, 60 + Double(row), layout, [1, 1, 0, 1], offset: offset, sum: .nan)
        kept.add(90, 20, layout, [0, 1, 0, 1], offset: offset, sum: -4)
      }
    }
    for temporality in [Temporality.delta, .cumulative, .unspecified] {
      for range in [nil, TimeWindow(start: at(60), end: at(61))] {
        for percentile in ["0", "50", "100"].compactMap({ Percentile($0) }) {
          let bounds = kept.masses(temporality, within: range).bounds(of: percentile)
          if let bounds { #expect(bounds.low <= bounds.high ?? .max) }
        }
      }
    }
  }

  // MARK: Against brute force

  /// Bounds that rise, on whole numbers.
  private func randomBounds(_ seeded: inout SplitMix64) -> [Double] {
    Set((0..<Int.random(in: 0...6, using: &seeded)).map { _ in Double(Int.random(in: 0...60, using: &seeded)) })
      .sorted()
  }

  /// The bucket of a value, looked for one by one, and its ends.
  private func bucket(of value: Int, _ layout: BucketLayout) -> (index: Int, low: Int, high: Int?) {
    switch layout {
    case .explicit(let bounds):
      let index = bounds.firstIndex { Double(value) <= $0 } ?? bounds.count
      return (index, index == 0 ? 0 : Int(bounds[index - 1]), index == bounds.count ? nil : Int(bounds[index]))
    case .exponential(let scale, _):
      if value == 0 { return (BucketPlace.zero, 0, 0) }
      // Scales of 0 and below, whose borders are whole: base 2, 4, 16.
      let base = 1 << (1 << Int(-scale))
      var (index, low) = (-1, 1)
      while low < value { (index, low) = (index + 1, low * base) }
      return (index, index < 0 ? 0 : low / base, low)
    }
  }

  @Test func `the true percentile lies within the bounds, and no narrower ones hold`() {
    for seed in UInt64(0)..<400 {
      var seeded = SplitMix64(seed: seed)
      var masses = BucketMasses()
      var values: [Int] = []
      var lows: [Int] = []
      var highs: [Int?] = []
      for _ in 0..<Int.random(in: 1...4, using: &seeded) {
        var kept = Kept()
        let isExponential = Bool.random(using: &seeded)
        let layout: BucketLayout =
          isExponential
          ? .exponential(scale: Int32.random(in: -2...0, using: &seeded), zeroThreshold: 0)
          : .explicit(bounds: randomBounds(&seeded))
        let isCumulative = Bool.random(using: &seeded)
        var counts: [Int: UInt64] = [:]
        var time = 0.0
        for _ in 0..<Int.random(in: 1...5, using: &seeded) {
          if !isCumulative { counts = [:] }
          for _ in 0..<Int.random(in: 0...8, using: &seeded) {
            let value = Int.random(in: 0...80, using: &seeded)
            let place = bucket(of: value, layout)
            counts[place.index, default: 0] += 1
            values.append(value)
            lows.append(place.low)
            highs.append(place.high)
          }
          var list: [UInt64]
          var offset: Int32 = 0
          if case .explicit(let bounds) = layout {
            list = (0...bounds.count).map { counts[$0] ?? 0 }
          } else {
            let indexes = counts.keys.filter { $0 != BucketPlace.zero }
            offset = Int32(indexes.min() ?? 0)
            list = indexes.isEmpty ? [] : (Int(offset)...(indexes.max() ?? 0)).map { counts[$0] ?? 0 }
          }
          kept.add(
            isCumulative ? 0 : time, time + 60, layout, list, zeros: counts[BucketPlace.zero] ?? 0, offset: offset)
          time += 60
        }
        kept.points.shuffle(using: &seeded)
        masses.add(
          kept.growth(isCumulative ? .cumulative : .delta), layouts: kept.layouts, numerator: 1, denominator: 1,
          places: 0)
      }
      guard !values.isEmpty else { continue }
      let sorted = (values: values.sorted(), lows: lows.sorted(), highs: highs.map { $0 ?? .max }.sorted())
      for percentile in ["0", "10", "50", "90", "99", "100"].compactMap({ Percentile($0) }) {
        let rank = percentile.nearestRank(of: values.count) - 1
        let bounds = masses.bounds(of: percentile)
        let high = sorted.highs[rank] == .max ? nil : Int64(sorted.highs[rank])
        #expect(bounds == PercentileBounds(low: Int64(sorted.lows[rank]), high: high), "seed \(seed)")
        #expect(bounds?.contains(Int64(sorted.values[rank])) == true, "seed \(seed)")
      }
    }
  }

  @Test func `what crosses a border of the range may count or not`() {
    for seed in UInt64(0)..<200 {
      var seeded = SplitMix64(seed: seed)
      let layout = BucketLayout.explicit(bounds: [1, 2, 3, 4])
      var kept = Kept()
      // One interval within, one across the end.
      let sure = (0..<5).map { _ in UInt64.random(in: 0...2, using: &seeded) }
      let possible = (0..<5).map { _ in UInt64.random(in: 0...1, using: &seeded) }
      kept.add(0, 60, layout, sure)
      kept.add(60, 180, layout, possible)
      let masses = kept.masses(.delta, within: TimeWindow(start: at(0), end: at(120)))
      for percentile in ["10", "50", "90"].compactMap({ Percentile($0) }) {
        var low: Int64?
        var high: Int64?
        for subset in 0..<32 {
          var lows: [Int64] = []
          var highs: [Int64] = []
          for index in 0..<5 {
            let count = sure[index] + (subset >> index & 1 == 1 ? possible[index] : 0)
            lows += Array(repeating: Int64(index), count: Int(count))
            highs += Array(repeating: index == 4 ? .max : Int64(index) + 1, count: Int(count))
          }
          if lows.isEmpty { continue }
          let rank = percentile.nearestRank(of: lows.count) - 1
          low = min(low ?? .max, lows[rank])
          high = max(high ?? 0, highs[rank])
        }
        let expected = low.map { PercentileBounds(low: $0, high: high == .max ? nil : high) }
        #expect(masses.bounds(of: percentile) == expected, "seed \(seed)")
      }
    }
  }

  @Test func `a first point whose past lies before the range is a baseline`() {
    var kept = Kept()
    kept.add(-86_400, 60, coarse, [900, 0, 0, 0])
    kept.add(-86_400, 120, coarse, [900, 7, 0, 0])
    let night = TimeWindow(start: at(0), end: at(3600))
    #expect(kept.growth(within: night).total == kept.growth(within: TimeWindow(start: at(60), end: at(3600))).total)
    #expect(kept.masses(within: night).bounds(of: p50) == PercentileBounds(low: 5, high: 10))
    #expect(kept.growth().total.sure == 907)
  }

  @Test func `as many values are in buckets as the increments of the series count`() {
    for seed in UInt64(0)..<300 {
      var seeded = SplitMix64(seed: seed)
      var kept = Kept()
      var points: [MetricPoint] = []
      let temporality = seed % 3 == 0 ? Temporality.delta : .cumulative
      var count: UInt64 = 0
      var sum = 0.0
      var start = 0.0
      var time = 0.0
      func add(isStale: Bool = false) {
        kept.add(start, time, coarse, [count, 0, 0, 0], sum: sum, isStale: isStale)
        points.append(
          isStale ? marker(start, time) : point(start, time, sum: sum, count: count))
      }
      for _ in 0..<Int.random(in: 1...25, using: &seeded) {
        let step = Double(Int.random(in: 0...3, using: &seeded)) * 30
        switch Int.random(in: 0...9, using: &seeded) {
        case 0: (start, count, sum) = (time + Double(Int.random(in: 0...2, using: &seeded)), 0, 0)
        case 1: (count, sum) = (count / 2, (sum / 2).rounded(.down))
        case 2: add()
        case 3: add(isStale: true)
        case 4: start += 0.3
        default: break
        }
        time += step
        let grown = UInt64.random(in: 0...4, using: &seeded)
        count = temporality == .delta ? grown : count + grown
        sum = temporality == .delta ? Double(grown) : sum + Double(grown)
        if temporality == .delta { start = time - step }
        add()
      }
      let expected = increments(of: histogram(temporality, points)).count ?? 0
      kept.points.shuffle(using: &seeded)
      #expect(kept.growth(temporality).total.sure == expected, "seed \(seed)")
    }
  }
}

import LedgerModel
import Testing

@testable import LedgerKernels

@Suite struct HistogramTests {
  private func plain(_ values: [Int64], _ groups: [UInt32], _ groupCount: Int, _ edges: [Int64]) -> [Int] {
    var counts = [Int](repeating: 0, count: groupCount * (edges.count + 1))
    for (value, group) in zip(values, groups) where group != noGroup {
      counts[Int(group) * (edges.count + 1) + edges.filter { $0 <= value }.count] += 1
    }
    return counts
  }

  @Test(arguments: Shape.allCases)
  func `every value is in its bucket, and in one`(_ shape: Shape) {
    let values = shape.values(900, seed: 81)
    let groups = makeGroups(900, groupCount: 3, seed: 82)
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let some = Set(values.prefix(40).flatMap { [$0, $0 == .max ? 0 : $0 + 1] }).sorted()
    for edges in [
      HistogramEdges([]), HistogramEdges([0]), HistogramEdges(some), .equalWidth(from: low, through: high, buckets: 30),
      .logarithmic(from: low, through: high, .three), .logarithmic(from: 1000, through: 10_000_000_000, .nine),
    ] {
      let found = groupedHistogram(of: values.span, groups: groups.span, groupCount: 3, edges: edges)
      #expect(found == plain(values, groups, 3, edges.edges))
      #expect(found.reduce(0, +) == groups.filter { $0 != noGroup }.count)
    }
  }

  @Test func `values next to the border of a bucket of leading bits, and large ones`() {
    var edges: [Int64] = []
    for power in 0..<62 { for step in [0, 1, 17] as [Int64] { edges.append(1 << power + step << max(power - 6, 0)) } }
    edges = Set(edges + [.max, .max - 1, .max - 512, .max - 513, .max - 1024, .max - 1025]).sorted()
    let values = edges.flatMap { [$0 - 1, $0, $0 == .max ? $0 : $0 + 1] }
    let groups = [UInt32](repeating: 0, count: values.count)
    let found = groupedHistogram(of: values.span, groups: groups.span, groupCount: 1, edges: HistogramEdges(edges))
    #expect(found == plain(values, groups, 1, edges))
  }

  @Test func `edges that people read`() {
    #expect(HistogramEdges.logarithmic(from: 3, through: 99, .three).edges == [2, 5, 10, 20, 50, 100])
    #expect(HistogramEdges.logarithmic(from: 10, through: 100, .one).edges == [10, 100, 1000])
    #expect(HistogramEdges.logarithmic(from: -5, through: 1, .nine).edges == [1, 2])
    #expect(HistogramEdges.logarithmic(from: .max, through: .max, .three).edges == [5_000_000_000_000_000_000])
    #expect(HistogramEdges.equalWidth(from: 0, through: 9, buckets: 5).edges == [0, 2, 4, 6, 8, 10])
    #expect(HistogramEdges.equalWidth(from: 7, through: 7, buckets: 5).edges == [7, 8])
    #expect(HistogramEdges.equalWidth(from: .max, through: .max, buckets: 1).edges == [.max])
    #expect(HistogramEdges.equalWidth(from: .min, through: .max, buckets: 2).edges == [.min, 0])
  }
}

@Suite struct ExponentialHistogramTests {
  /// The index by the definition: the largest i with b^i < m, decided by b^i as a power of two where that is exact, and
  /// otherwise by logarithms of twice the precision that is needed.
  private func index(_ magnitude: UInt64, scale: Int) -> Int {
    let exponent = 63 - magnitude.leadingZeroBitCount
    if magnitude & (magnitude - 1) == 0 {
      return scale >= 0 ? exponent << scale - 1 : (exponent - 1) >> -scale
    }
    if scale <= 0 { return exponent >> -scale }
    // (m / 2^e)^(2^scale) squared step by step: each squaring yields one bit of the logarithm.
    var mantissa = UInt128(magnitude) << UInt128(126 - exponent)
    var fraction = 0
    for _ in 0..<scale {
      let (high, low) = mantissa.multipliedFullWidth(by: mantissa)
      var square = high << 2 | low >> 126
      fraction <<= 1
      if square >> 127 != 0 {
        fraction |= 1
        square >>= 1
      }
      mantissa = square
    }
    return exponent << scale + fraction
  }

  private func expectDefinition(_ histogram: ExponentialHistogram, _ values: [Int64]) {
    #expect(histogram.count == UInt64(values.count))
    #expect(histogram.sum == Oracle.sum(values))
    #expect(histogram.zeroCount == UInt64(values.filter { $0 == 0 }.count))
    for (side, buckets) in [
      (values.filter { $0 > 0 }, histogram.positive), (values.filter { $0 < 0 }, histogram.negative),
    ] {
      var counts: [Int: UInt64] = [:]
      for value in side { counts[index(value.magnitude, scale: histogram.scale), default: 0] += 1 }
      let first = counts.keys.min() ?? 0
      let dense = counts.isEmpty ? [] : (first...(counts.keys.max() ?? 0)).map { counts[$0] ?? 0 }
      #expect(buckets.offset == first && buckets.counts == dense)
      #expect(buckets.counts.count <= histogram.maxBuckets)
    }
  }

  @Test(arguments: Shape.allCases, [2, 4, 160, 320])
  func `buckets are those of the definition, at the largest scale that fits`(_ shape: Shape, _ maxBuckets: Int) {
    for count in [0, 1, 2, 65, 800] {
      let values = shape.values(count, seed: 91)
      let histogram = ExponentialHistogram(of: values.span, maxBuckets: maxBuckets)
      expectDefinition(histogram, values)
      if histogram.scale < ExponentialHistogram.maxScale {
        let spans = [values.filter { $0 > 0 }, values.filter { $0 < 0 }].map { side in
          let indices = side.map { index($0.magnitude, scale: histogram.scale + 1) }
          return (indices.max() ?? 0) - (indices.min() ?? 0) + 1
        }
        #expect(spans.contains { $0 > maxBuckets }, "a finer scale would have fitted")
      }
    }
  }

  @Test(arguments: Shape.allCases)
  func `merging is the histogram of all, in any order and for any cut`(_ shape: Shape) {
    let values = shape.values(700, seed: 92) + Shape.tokens.values(50, seed: 93)
    let whole = ExponentialHistogram(of: values.span, maxBuckets: 20)
    for size in [1, 7, 64, 699] {
      var forward = ExponentialHistogram(maxBuckets: 20)
      var backward = forward
      let parts = stride(from: 0, to: values.count, by: size).map { start in
        ExponentialHistogram(of: Array(values[start..<min(start + size, values.count)]).span, maxBuckets: 20)
      }
      for part in parts { forward.merge(part) }
      for part in parts.reversed() { backward.merge(part) }
      #expect(forward == whole && backward == whole)
    }
  }

  @Test func `powers of two end their bucket, and one step joins pairs`() {
    let values: [Int64] = [1, 2, 3, 4, 5, 8, -4]
    var histogram = ExponentialHistogram(of: values.span)
    histogram.downscale(by: histogram.scale)
    // At scale 0: (0.5, 1] (1, 2] (2, 4] (4, 8].
    #expect(histogram.positive.offset == -1 && histogram.positive.counts == [1, 1, 2, 2])
    #expect(histogram.negative.offset == 1 && histogram.negative.counts == [1])
    histogram.downscale(by: 1)
    // At scale -1: (0.25, 1] (1, 4] (4, 16].
    #expect(histogram.positive.offset == -1 && histogram.positive.counts == [1, 3, 2])
  }

  // ⌊2^63 · 2^(j / 1024)⌋ by Python's decimal, in 90 digits: all of them, folded.
  @Test func `borders are the exact roots, rounded down`() {
    #expect(ExponentialBorders.shared.borders.reduce(0) { $0 &* 31 &+ $1 } == 4_245_886_929_516_606_032)
    #expect(ExponentialBorders.shared.borders[1] == 9_229_617_465_154_500_136)
    #expect(ExponentialBorders.shared.borders[1023] == 18_434_261_669_329_232_139)
  }
}

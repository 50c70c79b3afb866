import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct AscendingOrderTests {
  private func expected(_ keys: [UInt64]) -> [UInt32] {
    keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { UInt32($0) }
  }

  private func ascendingOrder(of keys: [UInt64]) -> [UInt32] {
    let order = RowBuffer<UInt32>(unset: keys.count)
    setAscendingOrder(of: keys.span, in: order)
    return (0..<keys.count).map { order[$0] }
  }

  @Test func `rows come in the order of their keys, equal ones in the order of rows`() {
    var random = SplitMix64(seed: 23)
    let ranges: [ClosedRange<UInt64>] = [
      0...0, 0...3, 250...260, 0...UInt64.max, 1_795_000_000_000_000_000...1_795_086_400_000_000_000,
    ]
    for count in [0, 1, 2, 3, 255, 256, 257, 4000] {
      for range in ranges {
        let keys = (0..<count).map { _ in UInt64.random(in: range, using: &random) }
        #expect(ascendingOrder(of: keys) == expected(keys), "\(count) keys of \(range)")
      }
    }
  }

  @Test func `keys that are in order already, and the opposite`() {
    let up = (0..<1000).map { UInt64($0) << 33 }
    #expect(ascendingOrder(of: up) == expected(up))
    let down = Array(up.reversed())
    #expect(ascendingOrder(of: down) == expected(down))
    #expect(ascendingOrder(of: [UInt64.max, 0, .max]) == [1, 0, 2])
  }

  @Test func `keys that lie together, and a few that lie far away, take further rounds`() {
    var random = SplitMix64(seed: 29)
    // Each power of two is a cluster of its own: every round leaves the smaller ones in one place.
    let clusters = (0..<20_000).map { _ in
      UInt64(1) << UInt64.random(in: 0...63, using: &random) | UInt64.random(in: 0...7, using: &random)
    }
    #expect(ascendingOrder(of: clusters) == expected(clusters))
    var outliers = (0..<5000).map { _ in UInt64.random(in: 1_000_000...1_000_040, using: &random) }
    outliers[77] = .max
    outliers[4000] = 0
    #expect(ascendingOrder(of: outliers) == expected(outliers))
    let equal = [UInt64](repeating: 9, count: 100) + [8] + [UInt64](repeating: 9, count: 100)
    #expect(ascendingOrder(of: equal) == expected(equal))
  }
}

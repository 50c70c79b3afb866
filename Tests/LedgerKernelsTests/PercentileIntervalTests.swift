import LedgerModel
import Testing

@testable import LedgerKernels

@Suite struct PercentileIntervalTests {
  @Test(arguments: Shape.allCases)
  func `intervals of groups are values of a sorted copy`(_ shape: Shape) {
    // Percentiles out of order, close to each other, and at the ends, where there are intervals for some counts only.
    let percentiles = ["99", "50", "1", "90", "89.999999999999", "90.000000000001", "0", "100", "10", "95"].compactMap {
      Percentile($0)
    }
    for (count, groupCount) in [(0, 3), (1, 1), (5, 1), (6, 1), (36, 1), (72, 1), (900, 3), (2000, 40)] {
      let values = shape.values(count, seed: UInt64(count) + 41)
      let groups = makeGroups(count, groupCount: groupCount, seed: 42)
      let found = distributions(
        of: values.span, groups: groups.span, groupCount: groupCount, unit: .count, percentiles: percentiles,
        confidence: 0.95)
      for group in 0..<groupCount {
        let sorted = Oracle.rows(values, groups, of: group).sorted()
        let expected = percentiles.map { percentile -> PercentileInterval? in
          guard !sorted.isEmpty, let ranks = rankInterval(count: sorted.count, percentile: percentile) else {
            return nil
          }
          return PercentileInterval(low: sorted[ranks.lower - 1], high: sorted[ranks.upper - 1])
        }
        #expect(found[group]?.intervals == (sorted.isEmpty ? nil : expected), "\(count) values, group \(group)")
      }
    }
  }
}

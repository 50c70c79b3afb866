import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct RowGroupTests {
  private func column(_ codes: [UInt32], cardinality: Int) -> CodeColumn {
    let column = CodeColumn(rowCount: codes.count, cardinality: cardinality)
    for (row, code) in codes.enumerated() { column[row] = code }
    return column
  }

  /// The plainest grouping: a dictionary, numbers in order of first sight.
  private func expected(_ columns: [[UInt32]], rowCount: Int) -> (groups: [UInt32], firsts: [UInt32]) {
    var numbers: [[UInt32]: UInt32] = [:]
    var firsts: [UInt32] = []
    let groups = (0..<rowCount).map { row -> UInt32 in
      let key = columns.map { $0[row] }
      if let known = numbers[key] { return known }
      numbers[key] = UInt32(firsts.count)
      firsts.append(UInt32(row))
      return UInt32(firsts.count - 1)
    }
    return (groups, firsts)
  }

  // Few codes take the table, many the hash table.
  @Test(
    arguments: [[], [1], [3], [3, 5], [1000, 1000], [2, 4_000_000], [4_000_000, 4_000_000, 2]], [0, 1, 2, 700, 20_000])
  func `rows are grouped as a dictionary groups them, in one piece or several`(cardinalities: [Int], rowCount: Int) {
    var random = SplitMix64(seed: UInt64(rowCount + cardinalities.count))
    let codes = cardinalities.map { cardinality in
      (0..<rowCount).map { _ in UInt32(random.next() % UInt64(min(cardinality, rowCount + 1))) }
    }
    let columns = zip(codes, cardinalities).map { column($0, cardinality: $1) }
    let expected = expected(codes, rowCount: rowCount)
    for pieces in [1, 2, 7] where rowCount >= pieces {
      let stretches = (0..<pieces).map { rowCount * $0 / pieces..<rowCount * ($0 + 1) / pieces }
      let found = RowGroups(rowCount: rowCount, columns: columns, workers: Workers(count: 2), stretches: stretches)
      #expect((0..<rowCount).map { found.group[$0] } == expected.groups)
      #expect(found.representatives == expected.firsts)
      #expect(found.group.cardinality == found.count)
    }
    for workers in 1...8 {
      let found = RowGroups(rowCount: rowCount, columns: columns, workers: Workers(count: workers))
      #expect((0..<rowCount).map { found.group[$0] } == expected.groups)
      #expect(found.representatives == expected.firsts)
    }
  }
}

@Suite struct InterpolationTests {
  private func percentiles(_ texts: String...) -> [Percentile] { texts.compactMap { Percentile($0) } }

  @Test func `between values as spreadsheets and numpy do by default`() {
    // numpy.percentile([1, 2, 3, 4], [0, 25, 50, 75, 90, 100]) is [1, 1.75, 2.5, 3.25, 3.7, 4].
    let values: [Int64] = [400, 100, 300, 200]
    let found = exactPercentiles(
      of: values.span, groups: [UInt32](repeating: 0, count: 4).span, groupCount: 1,
      percentiles: percentiles("0", "25", "50", "75", "90", "100"), by: .linear)
    #expect(found.percentileValues == [100, 175, 250, 325, 370, 400])
  }

  @Test func `halves are rounded away from zero`() {
    let groups: [UInt32] = [0, 0, 1, 1]
    let values: [Int64] = [1, 2, -1, -2]
    let found = exactPercentiles(
      of: values.span, groups: groups.span, groupCount: 2, percentiles: percentiles("50"), by: .linear)
    #expect(found.percentileValues == [2, -2])
  }

  @Test(arguments: Shape.allCases, [PercentileMethod.leadingBits, .partition])
  func `any values, groups and percentiles, against full sorts`(shape: Shape, method: PercentileMethod) {
    let wanted = percentiles("99.9", "0", "50", "12.5", "12.6", "100", "33.333333")
    var random = SplitMix64(seed: 11)
    for count in [1, 2, 3, 64, 129, 1000] {
      let values = shape.values(count, seed: UInt64(count))
      let groups = (0..<count).map { _ in [0, 1, noGroup][Int(random.next() % 3)] }
      let found = exactPercentiles(
        of: values.span, groups: groups.span, groupCount: 3, percentiles: wanted, by: .linear, method: method)
      for group in 0..<3 {
        let sorted = Oracle.rows(values, groups, of: group).sorted()
        let expected = sorted.isEmpty ? nil : wanted.map { linear(sorted, $0) }
        #expect(found.percentiles(ofGroup: group) == expected)
      }
    }
  }

  /// h = q · (n − 1) as a fraction; the value there, rounded half away from zero.
  private func linear(_ sorted: [Int64], _ percentile: Percentile) -> Int64 {
    let denominator = Int128(percentile.denominator)
    let place = Int128(percentile.numerator) * Int128(sorted.count - 1)
    let below = Int(place / denominator)
    let above = min(below + 1, sorted.count - 1)
    let part = place % denominator
    let scaled = Int128(sorted[below]) * (denominator - part) + Int128(sorted[above]) * part
    let half = denominator / 2
    // The denominator is 1 or even; with 1 there is nothing to round.
    return Int64((scaled + (scaled < 0 ? -half : half)) / denominator)
  }
}

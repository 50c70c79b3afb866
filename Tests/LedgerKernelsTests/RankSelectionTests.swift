import Testing

@testable import LedgerKernels

/// Values by their rank, against a sort.
@Suite struct RankSelectionTests {
  private func check(_ values: [Int64], _ ranks: [Int], _ sourceLocation: SourceLocation = #_sourceLocation) {
    let sorted = values.sorted()
    var selection = RankSelection()
    // What is written stands behind something that stays, and is written twice, in memory that was used.
    for _ in 0..<2 {
      var results = [Int64](repeating: -77, count: ranks.count + 2)
      selection.select(from: values.span, ranks: ranks[...], into: &results, at: 1)
      #expect(results.first == -77 && results.last == -77, sourceLocation: sourceLocation)
      #expect(results.dropFirst().dropLast().elementsEqual(ranks.map { sorted[$0] }), sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: Shape.allCases) func `all ranks, and each alone`(_ shape: Shape) {
    for count in [1, 2, 11, 12, 13, 14, 63, 64, 65, 127, 128, 129, 130, 700] {
      let values = shape.values(count, seed: UInt64(count))
      check(values, Array(0..<count))
      for rank in stride(from: 0, to: count, by: max(1, count / 13)) { check(values, [rank]) }
      check(values, [0, 0, count / 2, count / 2, count / 2, count - 1, count - 1])
    }
  }

  @Test(arguments: [Shape.durations, .longTail, .adversarial, .negative, .ties])
  func `many values`(_ shape: Shape) {
    for count in [2047, 2048, 5000] {
      let values = shape.values(count, seed: 5)
      check(values, [0, count / 100, count / 2, count / 2 + 1, count * 9 / 10, count - 2, count - 1])
      check(values, [])
    }
  }

  @Test func `values that crowd in one part, far from one other`() {
    for count in [20, 128, 1000] {
      for shift in [0, 1, 20, 55] {
        let crowd = (0..<count).map { Int64($0 * 7919 % count) << Int64(min(shift, 50)) }
        check(crowd + [.max], Array(0...count))
        check([.min] + crowd, Array(0...count))
        check([.min] + crowd.reversed() + [.max], Array(0...count + 1))
      }
    }
  }
}

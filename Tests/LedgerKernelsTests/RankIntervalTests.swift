import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct RankIntervalTests {
  /// The definition in whole numbers: n · log₂(denominator) has to stay below 120 bits.
  private func exact(_ count: Int, _ percentile: Percentile) -> (lower: Int, upper: Int)? {
    let (a, b) = (UInt128(percentile.numerator), UInt128(percentile.denominator))
    func power(_ base: UInt128, _ exponent: Int) -> UInt128 { (0..<exponent).reduce(1) { found, _ in found * base } }
    var choose: UInt128 = 1
    let terms = (0...count).map { k -> UInt128 in
      defer { choose = choose * UInt128(count - k) / UInt128(k + 1) }
      return choose * power(a, k) * power(b - a, count - k)
    }
    let whole = power(b, count)
    // At 95 % each tail holds at most a fortieth.
    let lower = (0...count).last { terms[..<$0].reduce(0, +) * 40 <= whole } ?? 0
    let upper = (0...count + 1).first { terms[min($0, count + 1)...].reduce(0, +) * 40 <= whole } ?? count + 1
    return lower >= 1 && upper <= count ? (lower, upper) : nil
  }

  @Test(arguments: ["0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"])
  func `ranks are those of the definition in whole numbers`(_ text: String) throws {
    let percentile = try #require(Percentile(text))
    for count in 1...33 {
      let found = rankInterval(count: count, percentile: percentile)
      let expected = exact(count, percentile)
      #expect(found?.lower == expected?.lower && found?.upper == expected?.upper, "\(count) values")
    }
  }

  // Worked out in fractions by Python: sum(comb(n, k) q^k (1 - q)^(n - k)).
  @Test(
    arguments: [
      ("50", 5, nil), ("50", 6, [1, 6]), ("90", 35, nil), ("90", 36, [29, 36]), ("95", 71, nil), ("95", 72, [64, 72]),
      ("99", 367, nil), ("99", 368, [360, 368]), ("50", 1000, [469, 532]), ("90", 1000, [881, 919]),
      ("95", 1000, [936, 964]), ("99", 1000, [983, 997]),
    ] as [(String, Int, [Int]?)])
  func `known intervals, and the smallest samples that have one`(_ text: String, _ count: Int, _ ranks: [Int]?) throws {
    let percentile = try #require(Percentile(text))
    let found = rankInterval(count: count, percentile: percentile)
    #expect(found.map { [$0.lower, $0.upper] } == ranks)
  }

  @Test func `the nearest rank is inside, and another confidence makes it wider or narrower`() throws {
    for text in ["0.1", "5", "50", "75", "90", "99", "99.9"] {
      let percentile = try #require(Percentile(text))
      for count in [1, 10, 100, 999, 10_000, 1_000_003] {
        let rank = percentile.nearestRank(of: count)
        let ranges = [0.5, 0.9, 0.95, 0.999].map { rankInterval(count: count, percentile: percentile, confidence: $0) }
        for range in ranges { if let range { #expect(range.lower <= rank && rank <= range.upper) } }
        for (narrow, wide) in zip(ranges, ranges.dropFirst()) {
          guard let wide else { continue }
          let narrow = try #require(narrow, "what bounds at a high confidence bounds at a lower one")
          #expect(wide.lower <= narrow.lower && narrow.upper <= wide.upper)
        }
      }
    }
  }

  @Test func `large samples come close to the normal approximation`() throws {
    let count = 100_000_000
    for (text, q) in [("50", 0.5), ("90", 0.9), ("99", 0.99)] {
      let percentile = try #require(Percentile(text))
      let found = try #require(rankInterval(count: count, percentile: percentile))
      let middle = Double(count) * q
      let reach = 1.959963984540054 * (middle * (1 - q)).squareRoot()
      #expect(abs(Double(found.lower) - (middle - reach)) < 3)
      #expect(abs(Double(found.upper) - (middle + reach + 1)) < 3)
    }
  }

  @Test(arguments: [50, 200])
  func `intervals hold the true percentile as often as they say`(_ count: Int) throws {
    let median = try #require(Percentile("50"))
    let ranks = try #require(rankInterval(count: count, percentile: median))
    var random = SplitMix64(seed: 99)
    var held = 0
    let draws = 1000
    for _ in 0..<draws {
      // Uniform in 0..<2³²: the true median lies at 2³¹.
      let values = (0..<count).map { _ in Int64(random.next() >> 32) }.sorted()
      if values[ranks.lower - 1] <= 1 << 31, values[ranks.upper - 1] >= 1 << 31 { held += 1 }
    }
    // The seed is fixed, so the count is the same each time; at least 95 %, and not more than needed.
    #expect(held > draws * 94 / 100 && held < draws * 99 / 100, "\(held) of \(draws)")
  }
}

import Testing

@testable import LedgerModel

@Suite struct ExtremeTests {
  @Test(arguments: ["50", "75", "90", "95", "99", "99.9", "1", "10", "25", "49.9", "33.3"])
  func `a percentile falls on an extreme for want of values, and says how many it takes`(text: String) throws {
    let percentile = try #require(Percentile(text))
    let least = try #require(percentile.leastCount)
    let isUpper = percentile >= Percentile.quartiles[1]
    for count in 1...1500 {
      let rank = percentile.nearestRank(of: count)
      #expect((percentile.extreme(of: count) != nil) == (rank == (isUpper ? count : 1)), "\(count)")
      #expect((percentile.extreme(of: count) != nil) == (count < least), "\(count)")
    }
    #expect(percentile.extreme(of: 1) == (isUpper ? .largest : .smallest))
  }

  @Test func `the usual ones`() {
    let least = ["50", "90", "95", "99", "99.9", "1", "5"].map { Percentile($0)?.leastCount }
    #expect(least == [2, 10, 20, 100, 1000, 101, 21])
    for text in ["0", "100"] {
      #expect(Percentile(text)?.extreme(of: 1) == nil)
      #expect(Percentile(text)?.leastCount == nil)
    }
  }
}

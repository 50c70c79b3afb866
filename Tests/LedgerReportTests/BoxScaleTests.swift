import LedgerTestSupport
import Testing

@testable import LedgerReport

@Suite struct BoxScaleTests {
  private func box(_ values: [Int64]) -> LatencyReport.Box {
    let sorted = values.sorted()
    return LatencyReport.Box(min: sorted[0], lower: sorted[1], median: sorted[2], upper: sorted[3], max: sorted[4])
  }

  @Test func `a box lies between its smallest and largest value, its median in it`() throws {
    var random = SplitMix64(seed: 31)
    for round in 0..<300 {
      let most: Int64 = [1, 9, 1000, 4_000_000_000, .max][round % 5]
      let least: Int64 = [0, 1][round / 5 % 2]
      let boxes = (0..<3).map { _ in box((0..<5).map { _ in Int64.random(in: least...most, using: &random) }) }
      let scale = try #require(BoxScale(boxes, columns: 40))
      for box in boxes {
        let line = Array(scale.line(box, .unicode))
        #expect(line.count <= 40 && line.filter { $0 == "┃" }.count == 1)
        let places = [box.min, box.lower, box.median, box.upper, box.max].map(scale.column)
        #expect(places == places.sorted())
        #expect(line[places[2]] == "┃")
        #expect(line.count == places[4] + 1)
        #expect(line.prefix(places[0]).allSatisfy { $0 == " " } && line[places[0]] != " ")
      }
      #expect(scale.column(scale.low) == 0)
      #expect(scale.column(scale.high) == (scale.low == scale.high ? 0 : 39))
    }
  }

  @Test func `factors are equally wide where values differ by much, differences else`() throws {
    let wide = try #require(BoxScale([box([1, 10, 100, 1000, 1 << 40])], columns: 41))
    #expect(wide.isLogarithmic)
    #expect((0...40).map { wide.column(Int64(1) << $0) } == Array(0...40))
    let narrow = try #require(BoxScale([box([100, 110, 120, 130, 140])], columns: 41))
    #expect(!narrow.isLogarithmic)
    #expect((100...140).map { narrow.column($0) } == Array(0...40))
    // Zero has no logarithm.
    #expect(try #require(BoxScale([box([0, 1, 2, 3, 1000])], columns: 40)).isLogarithmic == false)
    #expect(BoxScale([], columns: 40) == nil)
  }

  @Test func `values in one place are one mark`() throws {
    let scale = try #require(BoxScale([box([7, 7, 7, 7, 7])], columns: 40))
    #expect(scale.line(box([7, 7, 7, 7, 7]), .unicode) == "┃")
    #expect(scale.line(box([7, 7, 7, 7, 7]), .ascii) == "#")
  }
}

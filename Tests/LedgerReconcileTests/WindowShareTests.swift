import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

private func bounded(_ value: Int128, _ low: Int128, _ high: Int128) -> BoundedAmount {
  BoundedAmount(value: value, low: low, high: high)
}

private let minute = 60.0

/// Windows of five minutes; `t(0)` lies on a border.
struct WindowShareTests {
  private func values(_ result: WindowedIncrements) -> [BoundedAmount?] { result.windows.map(\.share.value) }
  private func starts(_ result: WindowedIncrements) -> [UnixNanos] { result.windows.map(\.window.start) }

  @Test func `an interval inside a window is certain`() {
    let result = attribute([grew(60, 120, by: 100, count: 4)], to: .fiveMinutes)
    #expect(starts(result) == [at(0)])
    #expect(values(result) == [bounded(100, 100, 100)])
    #expect(result.windows.first?.share.count == bounded(4, 4, 4))
    #expect(result.total == result.windows.first?.share)
  }

  @Test func `an interval across a border is split by time and only bounds are certain`() {
    let result = attribute([grew(4 * minute, 6 * minute + 60, by: 100)], to: .fiveMinutes)
    #expect(starts(result) == [at(0), at(300)])
    // One minute of three, two minutes of three: 33⅓ and 66⅔, the larger remainder is rounded up.
    #expect(values(result) == [bounded(33, 0, 100), bounded(67, 0, 100)])
    #expect(result.total.value == bounded(100, 100, 100))
  }

  @Test func `equal remainders go to the earlier window`() {
    let result = attribute([grew(4 * minute, 6 * minute, by: 5)], to: .fiveMinutes)
    #expect(values(result) == [bounded(3, 0, 5), bounded(2, 0, 5)])
  }

  @Test func `an interval that ends on a border lies before it`() {
    let result = attribute([grew(4 * minute, 5 * minute, by: 7)], to: .fiveMinutes)
    #expect(starts(result) == [at(0)])
    #expect(values(result) == [bounded(7, 7, 7)])
  }

  @Test func `an instant on a border lies behind it`() {
    let result = attribute([grew(300, 300, by: 7, .instant)], to: .fiveMinutes)
    #expect(starts(result) == [at(300)])
  }

  @Test func `what lies outside the range is given apart`() {
    let range = TimeWindow(start: at(300), end: at(600))
    let result = attribute(
      [grew(0, 600, by: 10), grew(0, 60, by: 1), grew(540, 660, by: 4), grew(700, 700, by: 2)], to: .fiveMinutes,
      within: range)
    #expect(starts(result) == [at(300)])
    #expect(values(result) == [bounded(5 + 2, 0, 14)])
    #expect(result.total.value == bounded(7, 0, 14))
    #expect(result.before.value == bounded(5 + 1, 1, 11))
    #expect(result.after.value == bounded(2 + 2, 2, 6))
  }

  @Test func `increments without a sum still have counts`() {
    let result = attribute([grew(0, 60, by: nil, count: 2, .withoutSum)], to: .hour)
    #expect(result.total.value == nil)
    #expect(result.total.count == bounded(2, 2, 2))
    #expect(result.total.quality == .withoutSum)
  }

  @Test func `an interval over too many windows stands in the last one`() {
    let long = Increment(from: UnixNanos(1), to: at(60), value: 100)
    let result = attribute([long], to: .fiveMinutes)
    #expect(starts(result) == [at(0)])
    #expect(values(result) == [bounded(100, 0, 100)])
    #expect(result.windows.first?.share.quality == .unspread)
  }

  @Test func `windows add up to the whole for any size and range`() {
    for seed in UInt64(0)..<25 {
      var random = SplitMix64(seed: seed)
      let increments = (0..<Int.random(in: 1...20, using: &random)).map { _ -> Increment in
        let from = Double.random(in: 0...200_000, using: &random)
        let length: Double = [0, 1, 60, 900, 90_000].randomElement(using: &random) ?? 0
        let most: UInt64 = 1 << UInt64.random(in: 0...60, using: &random)
        return grew(
          from, from + length * Double.random(in: 0...1, using: &random),
          by: Int128(UInt64.random(in: 0...most, using: &random)), count: UInt64.random(in: 0...1000, using: &random))
      }
      let whole = increments.reduce(Int128(0)) { $0 + ($1.value ?? 0) }
      let count = increments.reduce(Int128(0)) { $0 + Int128($1.count ?? 0) }
      for size in WindowSize.allCases {
        for range in [nil, TimeWindow(start: at(50_000.5), end: at(120_000))] {
          let result = attribute(increments, to: size, within: range)
          let parts: [IncrementShare] = result.windows.map { $0.share } + [result.before, result.after]
          let values: [Int128] = parts.map { $0.value?.value ?? 0 }
          let counts: [Int128] = parts.map { $0.count?.value ?? 0 }
          #expect(values.reduce(0, +) == whole, "seed \(seed)")
          #expect(counts.reduce(0, +) == count, "seed \(seed)")
          let inside = result.windows.reduce(Int128(0)) { $0 + ($1.share.value?.value ?? 0) }
          #expect(inside == result.total.value?.value ?? 0, "seed \(seed)")
          for part in parts + [result.total] {
            guard let value = part.value else { continue }
            #expect(0 <= value.low && value.low <= value.value && value.value <= value.high, "seed \(seed)")
          }
          let shuffled = attribute(increments.shuffled(using: &random), to: size, within: range)
          #expect(shuffled == result, "seed \(seed)")
        }
      }
    }
  }
}

import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

private func explicit(_ counts: [UInt64], bounds: [Double] = [1, 4]) -> MetricBuckets {
  .explicit(bounds: bounds, counts: counts)
}

private func exponential(_ scale: Int32, at offset: Int32, _ counts: [UInt64], zero: UInt64 = 0) -> MetricBuckets {
  .exponential(ExponentialBuckets(scale: scale, zeroCount: zero, positiveOffset: offset, positiveCounts: counts))
}

struct HistogramTests {
  @Test func `sums and counts of a cumulative histogram are differenced`() {
    let result = increments(of: histogram([point(0, 60, sum: 812, count: 3), point(0, 120, sum: 1000, count: 5)]))
    #expect(result.increments == [grew(0, 60, by: 812, count: 3, .sinceStart), grew(60, 120, by: 188, count: 2)])
  }

  @Test func `a summary is cumulative whatever it says`() {
    var summary = histogram(.unspecified, [point(0, 60, sum: 812, count: 3), point(0, 120, sum: 1000, count: 5)])
    summary.kind = .summary
    #expect(increments(of: summary).total == 1000)
  }

  @Test func `a count that falls is a reset though the sum grew`() {
    let result = increments(of: histogram([point(0, 60, sum: 10, count: 5), point(0, 120, sum: 50, count: 2)]))
    #expect(result.increments.last == grew(60, 120, by: 50, count: 2, .reset))
  }

  @Test func `a bucket that falls is a reset though sum and count grew`() {
    let result = increments(
      of: histogram([
        point(0, 60, sum: 10, count: 3, buckets: explicit([2, 1, 0])),
        point(0, 120, sum: 50, count: 4, buckets: explicit([1, 1, 2])),
      ]))
    #expect(result.facts.resets == 1)
    #expect(result.total == 60)
  }

  @Test func `other bounds are no reset and sums go on`() {
    let result = increments(
      of: histogram([
        point(0, 60, sum: 10, count: 3, buckets: explicit([2, 1, 0])),
        point(0, 120, sum: 50, count: 4, buckets: explicit([0, 0, 4], bounds: [0.5, 1])),
      ]))
    #expect(result.facts.resets == 0)
    #expect(result.total == 50)
  }

  @Test func `exponential buckets are compared at the lower scale`() {
    // Scale 1 has indexes 0…3; scale 0 merges them two by two into 0 and 1.
    let fine = exponential(1, at: 0, [1, 2, 3, 4])
    #expect(!bucketsFell(from: fine, to: exponential(0, at: 0, [3, 7])))
    #expect(!bucketsFell(from: fine, to: exponential(0, at: -1, [5, 3, 8])))
    #expect(bucketsFell(from: fine, to: exponential(0, at: 0, [2, 8])))
    #expect(bucketsFell(from: fine, to: exponential(0, at: 1, [7])))
    // Arithmetic shift: index −1 lies in bucket −1 of every lower scale, never in 0.
    #expect(!bucketsFell(from: exponential(3, at: -1, [1]), to: exponential(0, at: -1, [1, 0])))
    #expect(bucketsFell(from: exponential(3, at: -1, [1]), to: exponential(0, at: 0, [1])))
  }

  @Test func `a scale that rises, a zero that narrows or empties is a reset`() {
    #expect(bucketsFell(from: exponential(0, at: 0, [1]), to: exponential(1, at: 0, [9, 9])))
    #expect(bucketsFell(from: exponential(0, at: 0, [1], zero: 2), to: exponential(0, at: 0, [9], zero: 1)))
    let wide = MetricBuckets.exponential(ExponentialBuckets(scale: 0, zeroThreshold: 0.5, positiveCounts: [1]))
    #expect(bucketsFell(from: wide, to: exponential(0, at: 0, [9])))
    #expect(!bucketsFell(from: exponential(0, at: 0, [9]), to: wide))
  }

  @Test func `hostile scales and offsets do not trap`() {
    let low = MetricBuckets.exponential(
      ExponentialBuckets(scale: .min, positiveOffset: .min, positiveCounts: [.max, .max, 1]))
    let high = MetricBuckets.exponential(
      ExponentialBuckets(scale: .max, positiveOffset: .max, positiveCounts: [.max, .max, 1]))
    _ = bucketsFell(from: high, to: low)
    #expect(bucketsFell(from: low, to: high))
  }

  @Test func `a sum that comes and goes leaves the counts whole`() {
    let result = increments(
      of: histogram([
        point(0, 60, sum: 10, count: 1), point(0, 120, sum: nil, count: 3), point(0, 180, sum: 30, count: 4),
      ]))
    #expect(result.count == 4)
    #expect(
      result.increments == [
        grew(0, 60, by: 10, count: 1, .sinceStart), grew(60, 120, by: nil, count: 2, .withoutSum),
        grew(120, 180, by: nil, count: 1, .withoutSum),
      ])
  }
}

struct FixedPointTests {
  private func fixed(_ value: Double, _ numerator: Int64 = 1, _ denominator: Int64 = 1, places: Int = 0) -> FixedPoint {
    FixedPoint(.double(value), numerator: numerator, denominator: denominator, places: places)
  }

  @Test func `token sums are exact whole numbers`() {
    #expect(fixed(31519) == .exact(31519))
    #expect(fixed(9_007_199_254_740_992) == .exact(9_007_199_254_740_992))
    #expect(fixed(1e25) == .exact(10_000_000_000_000_000_905_969_664))
    #expect(fixed(0) == .exact(0))
    #expect(fixed(-0.0) == .exact(0))
    #expect(FixedPoint(.int(.max), numerator: 1, denominator: 1, places: 0) == .exact(Int128(Int64.max)))
    #expect(FixedPoint(.int(.min), numerator: 1, denominator: 1, places: 0) == .exact(Int128(Int64.min)))
  }

  @Test func `fractions are rounded half to even and say so`() {
    #expect(fixed(0.5) == .rounded(0))
    #expect(fixed(1.5) == .rounded(2))
    #expect(fixed(2.5) == .rounded(2))
    #expect(fixed(2.5.nextUp) == .rounded(3))
    #expect(fixed(-2.5) == .rounded(-2))
    #expect(fixed(-2.6) == .rounded(-3))
    #expect(fixed(.leastNonzeroMagnitude) == .rounded(0))
    #expect(fixed(1e-30, places: 9) == .rounded(0))
  }

  @Test func `seconds and milliseconds become nanoseconds by one rounding`() {
    #expect(fixed(1.25, places: 9) == .exact(1_250_000_000))
    #expect(fixed(0.1, places: 9) == .rounded(100_000_000))
    #expect(fixed(208.854, 1, 1000, places: 9) == .rounded(208_854_000))
    #expect(FixedPoint(.int(1500), numerator: 1, denominator: 1000, places: 9) == .exact(1_500_000_000))
    #expect(FixedPoint(.int(2), numerator: 1, denominator: 3, places: 0) == .rounded(1))
  }

  @Test func `what is no number or too large is said to be so`() {
    #expect(fixed(.nan) == .notANumber)
    #expect(fixed(.infinity) == .outOfRange)
    #expect(fixed(1e31) == .outOfRange)
    #expect(fixed(1.7e308, .max, 1, places: 12) == .outOfRange)
    #expect(fixed(0, .max, 1, places: 12) == .exact(0))
  }

  @Test func `random doubles agree with long multiplication by hand`() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let mantissa = Int64.random(in: 0..<1 << 40, using: &random)
      let shift = Int.random(in: 0...40, using: &random)
      let value = Double(mantissa) / Double(1 << shift)
      // mantissa · 10⁹ / 2^shift fits into 128 bits: the oracle divides there.
      let (quotient, remainder) = (Int128(mantissa) * 1_000_000_000).quotientAndRemainder(
        dividingBy: Int128(1) << Int128(shift))
      let half = shift == 0 ? 1 : Int128(1) << Int128(shift - 1)
      let isUp = remainder > half || (remainder == half && shift > 0 && quotient % 2 == 1)
      let expected = quotient + (isUp ? 1 : 0)
      #expect(fixed(value, places: 9) == (remainder == 0 ? .exact(expected) : .rounded(expected)))
    }
  }

  @Test func `a token sum that is not whole is rounded and counted`() {
    let result = increments(of: histogram([point(0, 60, sum: 10.25, count: 1), point(0, 120, sum: 20.5, count: 2)]))
    #expect(result.total == 20)
    #expect(result.facts.fractional == 2)
    #expect(result.increments.first?.quality == [.sinceStart, .fractional])
  }
}

import LedgerModel
import Testing

@Suite struct SamplingWeightTests {
  /// A weight as a decimal number, cut off behind nine places.
  private func text(_ weight: SamplingWeight) -> String {
    let nanos = (UInt128(weight.q32) * 1_000_000_000) >> 32
    return "\(nanos / 1_000_000_000).\(String(String(nanos % 1_000_000_000 + 1_000_000_000).dropFirst()))"
  }

  @Test(
    arguments: [
      (0x00_0000_0000_0000, "1.000000000"), (0x08_0000_0000_0000, "1.032258064"), (0x40_0000_0000_0000, "1.333333333"),
      (0x80_0000_0000_0000, "2.000000000"), (0xAA_AB00_0000_0000, "3.000045777"), (0xC0_0000_0000_0000, "4.000000000"),
      (0xE6_6600_0000_0000, "9.999389685"), (0xFD_70A4_0000_0000, "100.000095367"),
      (0xFF_BE77_0000_0000, "1000.012874769"),
    ] as [(UInt64, String)])
  func `a threshold says how many one stands for`(_ threshold: UInt64, _ expected: String) {
    #expect(text(SamplingWeight(threshold: threshold)) == expected)
  }

  @Test func `the largest threshold is absurd, not an overflow`() {
    #expect(SamplingWeight(threshold: 1 << 56 - 1).isAbsurd)
    #expect(SamplingWeight(oneIn: .max).isAbsurd)
    #expect(SamplingWeight(oneIn: 1_000_000_001).isAbsurd && !SamplingWeight(oneIn: 1_000_000_000).isAbsurd)
    #expect(SamplingWeight(power: 30).isAbsurd && !SamplingWeight(power: 29).isAbsurd)
    #expect(SamplingWeight(probability: "0.000000000000000000000001")?.isAbsurd == true)
  }

  @Test func `powers are exact, and 63 stands for nothing`() {
    #expect(SamplingWeight(power: 0) == .one)
    #expect(SamplingWeight(power: 8) == SamplingWeight(oneIn: 256))
    #expect(SamplingWeight(power: 63) == .zero)
    for power in UInt8(30)...62 { #expect(SamplingWeight(power: power).isAbsurd) }
  }

  @Test func `one in nothing is one`() {
    #expect(SamplingWeight(oneIn: 0) == .one)
    #expect(SamplingWeight(oneIn: 1) == .one)
  }

  @Test(
    arguments: [
      ("1", 1, "1.000000000"), ("0.1", 1, "10.000000000"), ("1e-3", 1, "1000.000000000"), ("0.3", 1, "3.333333333"),
      ("25", 100, "4.000000000"), ("100", 100, "1.000000000"), ("12.5", 100, "8.000000000"),
    ] as [(String, UInt8, String)])
  func `a probability is read as the decimal number it is`(_ written: String, _ whole: UInt8, _ expected: String) {
    #expect(SamplingWeight(probability: written, of: whole).map(text) == expected)
    #expect(Double(written).flatMap { SamplingWeight(probability: $0, of: whole) }.map(text) == expected)
  }

  @Test(arguments: ["0", "-0.1", "1.0001", "nan", "inf", "", "0x1", "1e999", "0,1", " 0.1", "1e-30"])
  func `what is no probability is none`(_ written: String) {
    #expect(SamplingWeight(probability: written) == nil)
  }

  @Test func `a double that is no probability is none`() {
    for value in [0, -0.5, 1.0000001, .nan, .infinity, -.infinity] {
      #expect(SamplingWeight(probability: value) == nil)
    }
  }

  @Test func `numbers of 2⁻³² are rounded as asked, and never overflow`() {
    #expect(Estimate.integer(3 << 31, .nearest) == 2 && Estimate.integer(3 << 31, .down) == 1)
    #expect(Estimate.integer((1 << 32) + 1, .up) == 2 && Estimate.integer(1 << 32, .up) == 1)
    #expect(Estimate.integer((1 << 31) - 1, .nearest) == 0)
    #expect(Estimate.integer(.max, times: 1_000_000, .up) == .max)
  }
}

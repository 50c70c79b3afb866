/// Numbers that are the same for the same seed on every machine. (SplitMix64: Steele, Lea & Flood 2014.)
struct Random {
  private(set) var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound`; the bias of the multiplication does not matter here.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// A number in a range.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// Whether something happens that happens in `percent` of all cases.
  mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  /// A number in `1...bound` of which small ones are likely: a product of two.
  mutating func skewed(_ bound: Int) -> Int { 1 + ((below(bound) * below(1 << 20)) >> 20) }
}

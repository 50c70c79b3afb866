/// Tells keys that may occur twice from keys that certainly occur once, in two bits for each of 16 places a key.
///
/// Most keys of a night (response ids, token counts) occur once. What is left after this look needs a real comparison, and
/// is little.
struct RepeatedKeys {
  private var seen: [UInt64]
  private var seenTwice: [UInt64]
  private let mask: UInt64

  /// Room for about as many keys.
  init(count: Int) {
    var places = 1 << 10
    while places < count * 16 { places *= 2 }
    seen = [UInt64](repeating: 0, count: places / 64)
    seenTwice = [UInt64](repeating: 0, count: places / 64)
    mask = UInt64(places - 1)
  }

  /// Notes a key; its low bits must be mixed well.
  @inline(__always)
  mutating func note(_ key: UInt64) {
    let word = Int(truncatingIfNeeded: (key & mask) >> 6)
    let bit: UInt64 = 1 << (key & 63)
    seenTwice[word] |= seen[word] & bit
    seen[word] |= bit
  }

  /// Whether a key may have been noted twice; `false` is certain.
  @inline(__always)
  func mayRepeat(_ key: UInt64) -> Bool {
    let bit: UInt64 = 1 << (key & 63)
    return seenTwice[Int(truncatingIfNeeded: (key & mask) >> 6)] & bit != 0
  }
}

/// Tells keys that may occur twice from keys that certainly occur once, in two bits for each of 16 places a key.
///
/// Most keys of a night (response ids, token counts) occur once. What is left after this look needs a real comparison, and
/// is little.
struct RepeatedKeys {
  // 64 places seen, and the same ones seen twice, in turn: both come with one look into memory.
  private var bits: [UInt64]
  private let mask: UInt64

  /// Room for about as many keys.
  init(count: Int) {
    var places = 1 << 10
    while places < count * 16 { places *= 2 }
    bits = [UInt64](repeating: 0, count: places / 32)
    mask = UInt64(places - 1)
  }

  /// Notes a key; its low bits must be mixed well.
  @inline(__always)
  mutating func note(_ key: UInt64) {
    let word = Int(truncatingIfNeeded: (key & mask) >> 6) &* 2
    let bit: UInt64 = 1 << (key & 63)
    let seen = bits[word]
    if seen & bit != 0 { bits[word &+ 1] |= bit } else { bits[word] = seen | bit }
  }

  /// Whether a key may have been noted twice; `false` is certain.
  @inline(__always)
  func mayRepeat(_ key: UInt64) -> Bool {
    let bit: UInt64 = 1 << (key & 63)
    return bits[Int(truncatingIfNeeded: (key & mask) >> 6) &* 2 &+ 1] & bit != 0
  }
}

import LedgerMemory

/// A key of ``KeyNumbers``.
public protocol NumberedKey: Equatable, Sendable {
  /// Keys that are equal have the same; those that differ nearly always another in its low bits.
  var mixed: UInt64 { get }
}

extension UInt64: NumberedKey {
  /// Multiplied by an odd constant, both halves of the product folded together.
  @inlinable public var mixed: UInt64 { foldedProduct(self ^ 0x9E37_79B9_7F4A_7C15, 0xE703_7ED1_A0B4_28DB) }
}

/// Numbers for keys in the order in which they are first seen: 0, 1, 2, …
///
/// For small keys of codes that are looked up for each row, where a dictionary's hash would take longer than everything
/// else that is done with the row. Texts and ids of other people belong into dictionaries, whose seeds nobody can guess.
///
/// - Complexity: O(1) for a look-up. A table of 4 bytes for each place, half full at most, beside the keys.
public struct KeyNumbers<Key: NumberedKey>: Sendable {
  /// The keys by number.
  public private(set) var keys: [Key] = []
  /// Number + 1; 0 is a free place.
  @usableFromInline var table = [UInt32](repeating: 0, count: 64)

  /// No keys.
  public init() {}

  /// How many keys have a number.
  public var count: Int { keys.count }

  /// The number of a key; the next one where it has none yet. More keys than 32 bits count are a programmer error.
  @inlinable
  public mutating func number(of key: Key) -> Int {
    var place = Int(truncatingIfNeeded: key.mixed) & (table.count &- 1)
    while case let number = table[place], number != 0 {
      if keys[Int(number &- 1)] == key { return Int(number &- 1) }
      place = (place &+ 1) & (table.count &- 1)
    }
    return add(key, at: place)
  }

  @usableFromInline @inline(never)
  mutating func add(_ key: Key, at place: Int) -> Int {
    keys.append(key)
    table[place] = UInt32(keys.count)
    if keys.count * 2 > table.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    let size = table.count * 4
    table = [UInt32](repeating: 0, count: size)
    for (number, key) in keys.enumerated() {
      var place = Int(truncatingIfNeeded: key.mixed) & (size - 1)
      while table[place] != 0 { place = (place + 1) & (size - 1) }
      table[place] = UInt32(number + 1)
    }
  }
}

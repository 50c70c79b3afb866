import LedgerMemory

/// Buckets of non-negative values by their leading bits: 64 buckets for each power of two.
///
/// The bucket is the upper part of the bit pattern of value + 1 as a `Double`: exponent and six bits of mantissa. The
/// conversion keeps the order, so buckets are in the order of their values, and below 2⁵² it is one addition on every
/// vector unit (counting leading zeros is slow on the x86-64 baseline, and so is converting integers of 64 bits).
enum LeadingBits {
  /// How many buckets a group has room for; a power of two.
  static var bucketCount: Int { 1 << shift }

  /// The places of a slot begin at `slot << shift`.
  static var shift: Int { 12 }

  /// The bucket of a value that is not negative, in `0..<bucketCount`: 0 alone is in the first, `Int64.max` in 4032.
  static func bucket(of value: Int64) -> Int { bucketOfLeadingBits(value) }

  /// The only value that falls into a bucket, or `nil` where a bucket may hold several. Values below 127 have buckets of
  /// their own.
  static func onlyValue(of bucket: Int) -> Int64? {
    guard bucket < 7 * 64 else { return nil }
    return Int64(Double(bitPattern: UInt64(bucket + 1023 << 6) << 46)) - 1
  }

  /// What no value of a bucket is below. From 2⁵³ on values are rounded to the double next to them, at most 512 away.
  static func lowerBound(of bucket: Int) -> Int64 {
    guard bucket < 63 * 64 else { return .max - 1024 }
    let least = Int64(Double(bitPattern: UInt64(bucket + 1023 << 6) << 46)) - 1
    return least < 1 << 52 ? least : least - 1024
  }

  /// Calls `body` with each bucket that some ranks lie in: how many values are below it, and which of the ranks they are.
  ///
  /// - Parameters:
  ///   - ranks: 0-based, not falling, each below the sum of all sizes.
  ///   - sizes: how many values each bucket has.
  ///   - range: buckets outside of it are empty.
  @inline(__always)
  static func forEachBucket(
    ofRanks ranks: ArraySlice<Int>, _ sizes: Span<UInt32>, in range: Range<Int> = 0..<bucketCount,
    _ body: (_ bucket: Int, _ below: Int, _ ranks: Range<Int>) -> Void
  ) {
    var next = ranks.startIndex
    var below = 0
    // A power of two at a time: most of them are passed over as a whole.
    for first in stride(from: range.lowerBound & ~63, to: range.upperBound, by: 64) where next < ranks.endIndex {
      let power = sizes.extracting(first..<first + 64)
      var size = 0
      for bucket in power.indices { size &+= Int(power[bucket]) }
      if ranks[next] >= below + size {
        below += size
        continue
      }
      for bucket in power.indices {
        let size = Int(power[bucket])
        let start = next
        while next < ranks.endIndex, ranks[next] < below + size { next += 1 }
        if next > start { body(first + bucket, below, start..<next) }
        below += size
      }
    }
  }
}

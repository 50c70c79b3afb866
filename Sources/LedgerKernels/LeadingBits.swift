/// Buckets of non-negative values by their leading bits: 64 buckets for each power of two.
///
/// The bucket is the upper part of the value's bit pattern as a `Float`: exponent and six bits of mantissa. Rounding to a
/// `Float` keeps the order, so buckets are in the order of their values, and the conversion is one instruction on every
/// target (a count of leading zeros is slow on the x86-64 baseline).
enum LeadingBits {
  /// How many buckets a group has room for; a power of two.
  static var bucketCount: Int { 1 << shift }

  private static var shift: Int { 12 }

  /// What 0 falls into; 1 has the pattern `127 << 6`, one more.
  private static var lowest: UInt32 { 127 << 6 - 1 }

  /// The bucket of a value that is not negative, in `0..<bucketCount`: 0 alone is in the first, `Int64.max` in 4033.
  @inline(__always)
  static func bucket(of value: Int64) -> Int {
    let bits = Float(value).bitPattern >> 17
    // The mask changes nothing for values that are not negative; it keeps others inside the table, where the caller
    // throws the counts away.
    return Int((bits > lowest ? bits &- lowest : 0) & UInt32(truncatingIfNeeded: bucketCount - 1))
  }

  /// The place of a slot's bucket in a table of all slots' buckets.
  @inline(__always)
  static func index(slot: Int, _ value: Int64) -> Int { slot &<< shift | bucket(of: value) }

  /// The only value that falls into a bucket, or `nil` where a bucket may hold several. Values below 128 have buckets of
  /// their own.
  static func onlyValue(of bucket: Int) -> Int64? {
    guard bucket <= 7 * 64 else { return nil }
    if bucket == 0 { return 0 }
    return Int64(Float(bitPattern: (UInt32(bucket) + lowest) << 17))
  }
}

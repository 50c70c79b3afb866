import CLedgerMasks

/// A borrowed run of bytes that may be read a little past its end.
///
/// Every view lies inside a ``PaddedBytes`` buffer, which keeps ``overread`` readable bytes after its last one. That is
/// what lets a cursor load eight bytes, or test thirty-two, without asking how many are left. What it reads behind the
/// end has no meaning and must be masked or compared away.
///
/// All reads are checked against ``count``, in release builds too: one unsigned comparison each. A view does not own its
/// bytes: it is valid only as long as its buffer is neither refilled nor freed, in practice until the call that was
/// handed the view returns. Whoever needs the bytes longer copies them.
@frozen
@safe
public struct ByteView: @unchecked Sendable {
  // Sound: bytes are never written while a view of them is handed round (see the type's comment), so reading from any
  // thread is fine.
  @usableFromInline let base: UnsafePointer<UInt8>

  /// How many bytes the view covers.
  public let count: Int

  /// How many bytes after the end of any view are readable.
  public static let overread = 64

  /// The view of no bytes.
  @inlinable
  public static var empty: ByteView { unsafe ByteView(unsafeBase: ledger_no_bytes(), count: 0) }

  /// A view of `count` bytes at `base`.
  ///
  /// The caller promises that `count + overread` bytes from `base` on are readable as long as the view is used.
  @unsafe
  @inlinable
  public init(unsafeBase base: UnsafePointer<UInt8>, count: Int) {
    precondition(count >= 0, "a view covers no negative number of bytes")
    unsafe self.base = base
    self.count = count
  }

  /// A view whose bounds were checked by the caller.
  @unsafe
  @inlinable @inline(__always)
  init(checkedBase base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// Whether the view covers no bytes.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// The byte at `index`; an index outside `0..<count` is a programmer error.
  @inlinable
  public subscript(index: Int) -> UInt8 {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "byte index outside its view")
    return unsafe base[index]
  }

  /// The byte at `index`, where `index == count` is allowed and yields whatever follows the view.
  ///
  /// For scanners that stop at a byte they know: they test the byte first and the position afterwards.
  @inlinable
  public func byteOrPadding(at index: Int) -> UInt8 {
    precondition(UInt(bitPattern: index) <= UInt(bitPattern: count), "byte index outside its view")
    return unsafe base[index]
  }

  /// The part from `start` up to, not including, `end`; offsets outside the view are a programmer error.
  @inlinable @inline(__always)
  public func slice(_ start: Int, _ end: Int) -> ByteView {
    // As unsigned numbers, negative offsets are larger than any count.
    precondition(
      UInt(bitPattern: start) <= UInt(bitPattern: end) && UInt(bitPattern: end) <= UInt(bitPattern: count),
      "slice outside its view")
    return unsafe ByteView(checkedBase: base + start, count: end &- start)
  }

  /// The part from `start` to the end.
  @inlinable
  public func dropping(_ start: Int) -> ByteView { slice(start, count) }

  /// Eight bytes at `offset`, little-endian; bytes behind the end of the view are whatever follows it.
  ///
  /// `offset` may be anything in `0...count`.
  @inlinable
  public func load64(at offset: Int) -> UInt64 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "load outside its view")
    let raw = unsafe UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
    return UInt64(littleEndian: raw)
  }

  /// Four bytes at `offset`, little-endian; see ``load64(at:)``.
  @inlinable
  public func load32(at offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "load outside its view")
    let raw = unsafe UnsafeRawPointer(base + offset).loadUnaligned(as: UInt32.self)
    return UInt32(littleEndian: raw)
  }

  /// Two bytes at `offset`, little-endian; see ``load64(at:)``.
  @inlinable
  public func load16(at offset: Int) -> UInt16 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "load outside its view")
    let raw = unsafe UnsafeRawPointer(base + offset).loadUnaligned(as: UInt16.self)
    return UInt16(littleEndian: raw)
  }

  /// The bytes `offset..<offset + length` (at most eight) as a little-endian number, the rest zero.
  @inlinable @inline(__always)
  public func loadUpTo8(at offset: Int, length: Int) -> UInt64 {
    if length >= 8 { return load64(at: offset) }
    if length <= 0 { return 0 }
    return load64(at: offset) & (~0 >> UInt64(64 - 8 * length))
  }

  /// One bit for each of the 32 bytes at `offset`: set where the byte is a quote or a backslash.
  ///
  /// `offset` may be anything in `0...count`; bits behind the end of the view have no meaning.
  @inlinable
  public func quotesAndBackslashes32(at offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "mask outside its view")
    return unsafe ledger_mask32_either(base + offset, 0x22, 0x5C)
  }

  /// One bit for each of the 32 bytes at `offset`: set where the byte is `byte`.
  @inlinable
  public func matches32(_ byte: UInt8, at offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "mask outside its view")
    return unsafe ledger_mask32_either(base + offset, byte, byte)
  }

  /// One bit for each of the 32 bytes at `offset`: set where the byte is `first` or `second`.
  @inlinable
  public func matches32(_ first: UInt8, or second: UInt8, at offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "mask outside its view")
    return unsafe ledger_mask32_either(base + offset, first, second)
  }

  /// One bit for each of the 32 bytes at `offset`: set where the byte is a quote, a brace or a bracket.
  @inlinable
  public func structure32(at offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count), "mask outside its view")
    return unsafe ledger_mask32_structure(base + offset)
  }

  /// Where the inside of a JSON string ends that goes on at `start`: the offset of the first quote that no backslash
  /// escapes, and whether any backslash stands before it; `count` where there is none. The byte at `start` must not be
  /// escaped itself.
  ///
  /// For long strings: the search is compiled for several instruction sets, and finding out which one the machine has
  /// costs a call.
  @inlinable
  public func longStringEnd(from start: Int) -> (end: Int, isEscaped: Bool) {
    precondition(UInt(bitPattern: start) <= UInt(bitPattern: count), "search outside its view")
    var escapes: Int32 = 0
    // Sound: the search stays inside the view but for the bytes that may be read past its end.
    let length = unsafe ledger_string_end(base + start, count - start, &escapes)
    return (start + length, escapes != 0)
  }

  /// The offset behind the JSON container that opens at `start` with a bracket or a brace. Where brackets and braces do
  /// not match, `end` is `nil` and `uneven` the offset at which that shows: `count` where the container does not end.
  ///
  /// Both kinds are counted, apart, strings left out; nothing else of what is inside is looked at.
  @inlinable
  public func containerEnd(from start: Int) -> (end: Int?, uneven: Int) {
    precondition(UInt(bitPattern: start) < UInt(bitPattern: count), "search outside its view")
    var uneven = 0
    // Sound: the search stays inside the view but for the bytes that may be read past its end.
    let length = unsafe ledger_container_end(base + start, count - start, &uneven)
    return length > 0 ? (start + length, 0) : (nil, start + uneven)
  }

  /// Whether the bytes at `offset` are those of `other`, all of them inside the view.
  @inlinable
  @inline(__always)
  public func holds(_ other: ByteView, at offset: Int) -> Bool {
    guard UInt(bitPattern: offset) <= UInt(bitPattern: count), other.count <= count &- offset else { return false }
    // Sound: both views may be read past their ends.
    return unsafe ledger_same(base + offset, other.base, other.count) != 0
  }

  /// The number that the sixteen hex digits at `offset` stand for, the first one highest; `nil` where one is none, or
  /// where they do not all lie inside the view.
  @inlinable
  @inline(__always)
  public func sixteenHexDigits(at offset: Int) -> UInt64? {
    guard UInt(bitPattern: offset) <= UInt(bitPattern: count), count &- offset >= 16 else { return nil }
    var value: UInt64 = 0
    return unsafe ledger_hex16(base + offset, &value) != 0 ? value : nil
  }

  /// Whether the up to 32 bytes at `offset` are ASCII; bytes behind the end of the view do not count.
  @inlinable
  @inline(__always)
  public func isShortASCII(at offset: Int, length: Int) -> Bool {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count) && length <= 32, "mask outside its view")
    let mask = unsafe ledger_mask32_beyond_ascii(base + offset)
    return UInt64(mask) & ((1 &<< UInt64(truncatingIfNeeded: length)) &- 1) == 0
  }

  /// The offset of the first `byte` at or after `start`, or `nil` where there is none.
  @inlinable
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var at = start
    while at < count {
      let mask = matches32(byte, at: at)
      if mask != 0 {
        let found = at + mask.trailingZeroBitCount
        return found < count ? found : nil
      }
      at += 32
    }
    return nil
  }

  /// Whether both views hold the same bytes.
  @inlinable @inline(__always)
  public static func == (left: ByteView, right: ByteView) -> Bool {
    // Sound: both views may be read past their ends.
    unsafe left.count == right.count && ledger_same(left.base, right.base, left.count) != 0
  }

  /// Whether the view holds exactly the UTF-8 of `text`.
  @inlinable
  @inline(__always)
  public static func == (view: ByteView, text: StaticString) -> Bool {
    view.count == text.utf8CodeUnitCount && view.holds(text)
  }

  /// Whether the view begins with the UTF-8 of `text`.
  @inlinable
  public func hasPrefix(_ text: StaticString) -> Bool {
    holds(text)
  }

  /// Whether the bytes at `offset` are the UTF-8 of `text`, all of them inside the view.
  ///
  /// With a literal this becomes a few word compares against constants: that is how decoders recognise names.
  @inlinable
  @inline(__always)
  public func holds(_ text: StaticString, at offset: Int = 0) -> Bool {
    let length = text.utf8CodeUnitCount
    guard UInt(bitPattern: offset) <= UInt(bitPattern: count), length <= count &- offset else { return false }
    let here = unsafe UnsafeRawPointer(base + offset)
    let wanted = unsafe UnsafeRawPointer(text.utf8Start)
    if length >= 8 {
      // Whole words, then the last eight bytes, which may overlap.
      var difference: UInt64 = 0
      var at = 0
      while at + 8 <= length {
        unsafe difference |=
          (here + at).loadUnaligned(as: UInt64.self) ^ (wanted + at).loadUnaligned(as: UInt64.self)
        at += 8
      }
      let last = length - 8
      return unsafe difference
        | ((here + last).loadUnaligned(as: UInt64.self) ^ (wanted + last).loadUnaligned(as: UInt64.self)) == 0
    }
    if length >= 4 {
      let last = length - 4
      return unsafe (here.loadUnaligned(as: UInt32.self) ^ wanted.loadUnaligned(as: UInt32.self))
        | ((here + last).loadUnaligned(as: UInt32.self) ^ (wanted + last).loadUnaligned(as: UInt32.self)) == 0
    }
    for index in 0..<length
    where unsafe here.load(fromByteOffset: index, as: UInt8.self) != wanted.load(fromByteOffset: index, as: UInt8.self)
    {
      return false
    }
    return true
  }

  /// Whether the view ends with the UTF-8 of `text`.
  @inlinable
  public func hasSuffix(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    return length <= count && dropping(count - length).hasPrefix(text)
  }

  /// Calls `body` with the bytes, for C libraries that read them. The pointer must not escape the call.
  @unsafe
  @inlinable
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

  /// The bytes as text; those that are not UTF-8 become U+FFFD.
  public var text: String { unsafe String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self) }

  /// The bytes as text where they are ASCII, else `nil`; cheap, for short names.
  public var asciiText: String? {
    for index in 0..<count where self[index] >= 0x80 { return nil }
    return text
  }

  /// A 64-bit hash of the bytes, the same on every machine and in every run (it keys dictionaries and digests, and must
  /// not depend on the process). Not cryptographic.
  ///
  /// Multiply-and-fold over 16-byte steps, as wyhash does.
  @inlinable
  public func stableHash(seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ 0x9E37_79B9_7F4A_7C15
    var at = 0
    // Sound: all words begin inside the view, and may end behind it.
    while count &- at > 16 {
      state = unsafe foldedProduct(word(at) ^ 0xA076_1D64_78BD_642F, word(at &+ 8) ^ state)
      at &+= 16
    }
    let rest = count &- at
    var (low, high): (UInt64, UInt64) = (0, 0)
    if rest > 8 {
      low = unsafe word(at)
      high = unsafe word(at &+ 8) & (~0 &>> UInt64(truncatingIfNeeded: 128 &- rest &<< 3))
    } else if rest > 0 {
      low = unsafe word(at) & (~0 &>> UInt64(truncatingIfNeeded: 64 &- rest &<< 3))
    }
    state = foldedProduct(low ^ 0xE703_7ED1_A0B4_28DB, high ^ state)
    return foldedProduct(state ^ 0x8EBC_6AF0_9C88_C6E3, UInt64(bitPattern: Int64(count)) ^ 0x5899_65CC_7537_4CC3)
  }
}

extension ByteView {
  /// Eight bytes at an offset that the caller has checked.
  @unsafe
  @inlinable @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
  }
}

/// The two halves of the 128-bit product, folded into one word.
@inlinable
public func foldedProduct(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}

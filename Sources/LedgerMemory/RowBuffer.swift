import CLedgerMasks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A value for which all bits zero is sensible, so that memory fresh from the system holds such values.
public protocol ZeroedRow: BitwiseCopyable, Sendable {}

extension UInt8: ZeroedRow {}
extension UInt16: ZeroedRow {}
extension UInt32: ZeroedRow {}
extension UInt64: ZeroedRow {}
extension Int64: ZeroedRow {}

/// A fixed number of rows that are all there from the start, each with all bits zero, and that are set in any order.
///
/// The system hands out cleared memory, so rows that nobody touches cost nothing, up to the size of a page. Several workers may set rows at the same
/// time, each row by one of them; nobody may read a row that another one is setting. (Setting a row changes only the
/// memory that the buffer owns, so that buffers can be constants of classes, as with ``ColumnBuffer``.)
@safe
public struct RowBuffer<Value: ZeroedRow>: ~Copyable, @unchecked Sendable {
  // Sound: the memory is uniquely owned (~Copyable) and all its rows hold a value; who sets which row is agreed upon by
  // those who share the owner.
  @usableFromInline let base: UnsafeMutablePointer<Value>

  /// How many rows there are.
  public let count: Int

  private let isLarge: Bool

  /// Rows with all bits zero.
  ///
  /// - Parameter isSparse: whether few of the rows will be touched; then memory is asked for in the smallest pieces.
  public init(zeroed count: Int, isSparse: Bool = false) {
    self.init(count, isZeroed: true, isSparse: isSparse)
  }

  /// Rows that hold anything: each has to be set before it is read.
  public init(unset count: Int) { self.init(count, isZeroed: false, isSparse: false) }

  private init(_ count: Int, isZeroed: Bool, isSparse: Bool) {
    precondition(count >= 0, "there is no negative number of rows")
    self.count = count
    let bytes = count * MemoryLayout<Value>.stride
    // What is mostly untouched must not come to someone who touches all of it, and be counted as memory by then.
    isLarge = bytes >= LargeBlocks.least && !isSparse
    let memory: UnsafeMutableRawPointer
    if isLarge {
      unsafe memory = LargeBlocks.shared.take(bytes, isZeroed: isZeroed)
    } else {
      let size = max(bytes, MemoryLayout<Value>.stride)
      guard let small = unsafe isZeroed ? calloc(1, size) : malloc(size) else {
        fatalError("no memory for \(count) rows")
      }
      unsafe memory = small
    }
    unsafe base = memory.bindMemory(to: Value.self, capacity: max(count, 1))
  }

  /// Sets all bits to zero.
  public func clear() { unsafe memset(base, 0, count * MemoryLayout<Value>.stride) }

  /// Sets all bits of some rows to zero; rows outside `0..<count` are a programmer error.
  public func clear(_ rows: Range<Int>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "rows outside their buffer")
    unsafe memset(base + rows.lowerBound, 0, rows.count * MemoryLayout<Value>.stride)
  }

  deinit {
    if isLarge {
      unsafe LargeBlocks.shared.keep(base, bytes: count * MemoryLayout<Value>.stride)
    } else {
      unsafe free(base)
    }
  }

  /// The value of a row; a row outside `0..<count` is a programmer error.
  @inlinable
  public subscript(row: Int) -> Value {
    @inline(__always) get {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its buffer")
      return unsafe base[row]
    }
    // No access to a row in place: to ThreadSanitizer that is one to the buffer, which workers share.
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its buffer")
      unsafe base[row] = newValue
    }
  }

  /// Asks memory for a row that will be set soon. Rows that do not exist may be asked for, too.
  @inlinable @inline(__always)
  public func askAhead(of row: Int) {
    unsafe ledger_ask_ahead(UInt(bitPattern: base) &+ UInt(bitPattern: row &* MemoryLayout<Value>.stride))
  }

  /// Sets some rows, from `row` on; those outside `0..<count` are a programmer error.
  public func set(_ row: Int, to values: Span<Value>) {
    precondition(row >= 0 && values.count <= count - row, "rows outside their buffer")
    unsafe values.withUnsafeBufferPointer { values in
      guard let first = values.baseAddress else { return }
      unsafe (base + row).update(from: first, count: values.count)
    }
  }

  /// Calls `body` with the first `rows` values; more than there are is a programmer error.
  @inlinable
  public func withFirst<Result, Failure: Error>(
    _ rows: Int, _ body: (Span<Value>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(rows >= 0 && rows <= count, "rows outside their buffer")
    return try unsafe body(Span(_unsafeStart: UnsafePointer(base), count: rows))
  }

  /// Calls `body` with all values.
  @inlinable
  public func withSpan<Result, Failure: Error>(_ body: (Span<Value>) throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    try unsafe body(Span(_unsafeStart: UnsafePointer(base), count: count))
  }
}

extension RowBuffer<UInt32> {
  /// Sets the first `rows` rows to `first` and the numbers behind it; more rows than there are is a programmer error.
  public func setAscending(_ rows: Int, from first: UInt32) {
    precondition(rows >= 0 && rows <= count, "rows outside their buffer")
    for row in 0..<rows { unsafe base[row] = first &+ UInt32(truncatingIfNeeded: row) }
  }

  /// Adds to some rows, from `row` on, wrapping; those outside `0..<count` are a programmer error.
  public func add(_ values: Span<UInt32>, from row: Int) {
    precondition(row >= 0 && values.count <= count - row, "rows outside their buffer")
    // Sound: that all rows are there was checked.
    for place in values.indices { unsafe base[row &+ place] &+= values[place] }
  }
}

extension RowBuffer<UInt64> {
  /// Whether the rows from `row` on hold the bytes of a text, eight each, the first one lowest. That there are fewer than six
  /// rows from `row` on, or fewer than two behind those of the text, is a programmer error.
  @inlinable @inline(__always)
  public func holds(_ text: ByteView, from row: Int) -> Bool {
    #if _endian(little)
      if text.count > 32 { return holdsLonger(text, from: row) }
      // Sound: the four rows of a short text are there, and those behind them are what may be read beyond the last byte.
      precondition(row >= 0 && row <= count &- 6, "rows outside their buffer")
      return unsafe ledger_same32(bytes(from: row), text.base, text.count) != 0
    #else
      return holdsLonger(text, from: row)
    #endif
  }

  @usableFromInline @inline(never)
  func holdsLonger(_ text: ByteView, from row: Int) -> Bool {
    precondition(row >= 0 && max((text.count + 7) >> 3 + 2, 6) <= count - row, "rows outside their buffer")
    #if _endian(little)
      // Sound: as above.
      return unsafe ledger_same(bytes(from: row), text.base, text.count) != 0
    #else
      for at in stride(from: 0, to: text.count, by: 8) {
        let length = min(text.count - at, 8)
        let word = unsafe base[row + at >> 3] & (~0 >> UInt64(64 - 8 * length))
        if word != text.loadUpTo8(at: at, length: length) { return false }
      }
      return true
    #endif
  }

  @unsafe
  @inlinable @inline(__always)
  func bytes(from row: Int) -> UnsafePointer<UInt8> {
    unsafe UnsafePointer(UnsafeRawPointer(base + row).assumingMemoryBound(to: UInt8.self))
  }
}

/// The values of one column in one segment: fixed room, one value after the other, never moved once full.
///
/// Memory is asked for as a whole and touched only as rows arrive, so an almost empty segment costs what it holds.
@safe
public struct ColumnBuffer<Value: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Sound: the buffer is uniquely owned (~Copyable); whoever shares its owner between threads stops appending first.
  @usableFromInline let base: UnsafeMutablePointer<Value>

  /// How many rows there are.
  public private(set) var count: Int

  /// How many rows there is room for.
  public let capacity: Int

  /// An empty column with room for `capacity` rows.
  public init(capacity: Int) {
    self.capacity = capacity
    count = 0
    unsafe base = .allocate(capacity: max(capacity, 1))
  }

  deinit { unsafe base.deallocate() }

  /// Appends a value; appending to a full column is a programmer error.
  @inline(__always)
  public mutating func append(_ value: Value) {
    precondition(count < capacity, "row appended to a full column")
    unsafe (base + count).initialize(to: value)
    count += 1
  }

  /// The value of a row; a row outside `0..<count` is a programmer error.
  public subscript(row: Int) -> Value {
    @inline(__always) get {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      return unsafe base[row]
    }
    @inline(__always) set {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      unsafe base[row] = newValue
    }
  }

  /// Calls `body` with all values.
  public func withSpan<Result, Failure: Error>(_ body: (Span<Value>) throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    try unsafe body(Span(_unsafeStart: UnsafePointer(base), count: count))
  }
}

/// Which rows of a segment have a value: one bit a row, 1 means valid.
public struct ValidityBitmap: ~Copyable, Sendable {
  private var words: ColumnBuffer<UInt64>

  /// How many rows there are.
  public private(set) var count: Int

  /// How many rows are valid.
  public private(set) var validCount: Int

  /// An empty bitmap with room for `capacity` rows.
  public init(capacity: Int) {
    words = ColumnBuffer(capacity: (capacity + 63) / 64)
    count = 0
    validCount = 0
  }

  /// How many rows have no value.
  public var nullCount: Int { count - validCount }

  /// Appends one row.
  public mutating func append(_ isValid: Bool) {
    if count & 63 == 0 { words.append(0) }
    if isValid {
      words[count >> 6] |= 1 << UInt64(count & 63)
      validCount += 1
    }
    count += 1
  }

  /// Whether a row has a value.
  public subscript(row: Int) -> Bool {
    precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its bitmap")
    return words[row >> 6] & (1 << UInt64(row & 63)) != 0
  }
}

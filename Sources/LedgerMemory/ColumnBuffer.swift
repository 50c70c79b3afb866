/// The values of one column in one segment: fixed room, one value after the other, never moved once full.
///
/// Memory is asked for as a whole when the first row arrives, and touched only as rows arrive: a column that nobody fills
/// takes none, and an almost empty segment costs what it holds.
///
/// Filling a column does not change the value that stands for it, only the memory it owns: segments can hold their columns
/// as constants, and reading or appending then needs no run-time check for overlapping access, which in classes costs
/// more than the append itself.
@safe
public struct ColumnBuffer<Value: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Sound: the memory is uniquely owned (~Copyable); whoever shares its owner between threads stops appending first.
  @safe @usableFromInline struct Header {
    /// The rows; nobody reads through it before there is memory.
    @usableFromInline var base: UnsafeMutablePointer<Value>
    @usableFromInline var count = 0
    /// How many rows there is memory for: none, or all.
    @usableFromInline var room = 0
    /// What keeps the memory.
    var block: MemoryBlock?

    init(base: UnsafeMutablePointer<Value>) { unsafe self.base = base }
  }

  @usableFromInline let header: UnsafeMutablePointer<Header>
  private let arena: ColumnArena?

  /// How many rows there is room for.
  public let capacity: Int

  /// An empty column with room for `capacity` rows, whose memory comes from an arena where one is given.
  public init(capacity: Int, in arena: ColumnArena? = nil) {
    self.capacity = capacity
    self.arena = arena
    unsafe header = .allocate(capacity: 1)
    // No memory yet: the address of something that is there, as a pointer has to have one.
    let nowhere = unsafe UnsafeMutableRawPointer(header).assumingMemoryBound(to: Value.self)
    unsafe header.initialize(to: Header(base: nowhere))
  }

  deinit {
    unsafe header.deinitialize(count: 1)
    unsafe header.deallocate()
  }

  /// Asks for the memory of all rows.
  @usableFromInline @inline(never)
  func makeRoom() {
    unsafe precondition(header.pointee.room < capacity, "row appended to a full column")
    let bytes = capacity * MemoryLayout<Value>.stride
    let block: MemoryBlock
    let start: UnsafeMutableRawPointer
    if let arena {
      unsafe (block, start) = arena.take(bytes)
    } else {
      block = MemoryBlock(bytes: bytes)
      unsafe start = block.base
    }
    unsafe header.pointee.base = start.bindMemory(to: Value.self, capacity: capacity)
    unsafe header.pointee.block = block
    unsafe header.pointee.room = capacity
  }

  /// How many rows there are.
  @inlinable
  public var count: Int { unsafe header.pointee.count }

  /// How many bytes the rows take.
  public var bytes: Int { count * MemoryLayout<Value>.stride }

  /// Appends a value; appending to a full column is a programmer error.
  @inlinable @inline(__always)
  public func append(_ value: Value) {
    let row = unsafe header.pointee.count
    if unsafe row == header.pointee.room { makeRoom() }
    unsafe (header.pointee.base + row).initialize(to: value)
    unsafe header.pointee.count = row &+ 1
  }

  /// Appends a value as that of a row, with `filler` as that of all rows before it that have none yet; a row that has a value
  /// is a programmer error.
  @inlinable @inline(__always)
  public func append(_ value: Value, at row: Int, behind filler: Value) {
    if unsafe header.pointee.count != row { fillUp(to: row, filler) }
    append(value)
  }

  // Inlinable, so that it is compiled for the type of the values.
  @inlinable @inline(never)
  func fillUp(to row: Int, _ filler: Value) {
    let count = unsafe header.pointee.count
    precondition(row >= count, "a row of a column has one value")
    precondition(row <= capacity, "row appended to a full column")
    if unsafe header.pointee.room == 0 { makeRoom() }
    unsafe (header.pointee.base + count).initialize(repeating: filler, count: row &- count)
    unsafe header.pointee.count = row
  }

  /// The value of a row; a row outside `0..<count` is a programmer error.
  @inlinable
  public subscript(row: Int) -> Value {
    @inline(__always) get {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      return unsafe header.pointee.base[row]
    }
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      unsafe header.pointee.base[row] = newValue
    }
  }

  /// Keeps the first `rows` values; more than there are is a programmer error.
  public func truncate(to rows: Int) {
    precondition(rows >= 0 && rows <= count, "a column cannot be truncated to more than it holds")
    unsafe header.pointee.count = rows
  }

  /// Calls `body` with all values.
  @inlinable
  public func withSpan<Result, Failure: Error>(_ body: (Span<Value>) throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    try unsafe body(Span(_unsafeStart: UnsafePointer(header.pointee.base), count: count))
  }
}

/// One value in memory of its own, held as a constant and changed all the same: for the few flags and counters of an
/// object that are looked at once a record. As variables of the object they would cost a check for overlapping access each
/// time.
@safe
public struct Cell<Value: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Sound: as ColumnBuffer.
  @usableFromInline let base: UnsafeMutablePointer<Value>

  /// A cell that holds `value`.
  public init(_ value: Value) {
    unsafe base = .allocate(capacity: 1)
    unsafe base.initialize(to: value)
  }

  deinit { unsafe base.deallocate() }

  /// What it holds.
  @inlinable
  public var value: Value {
    @inline(__always) get { unsafe base.pointee }
    @inline(__always) nonmutating set { unsafe base.pointee = newValue }
  }
}

/// Which rows of a segment have a value: one bit a row, 1 means valid. Filled like a ``ColumnBuffer``.
public struct ValidityBitmap: ~Copyable, Sendable {
  @usableFromInline let words: ColumnBuffer<UInt64>
  // Row count and count of valid rows.
  @usableFromInline let counts: ColumnBuffer<Int>

  /// An empty bitmap with room for `capacity` rows, whose memory comes from an arena where one is given.
  public init(capacity: Int, in arena: ColumnArena? = nil) {
    words = ColumnBuffer(capacity: (capacity + 63) / 64, in: arena)
    counts = ColumnBuffer(capacity: 2)
    counts.append(0)
    counts.append(0)
  }

  /// How many rows there are.
  @inlinable
  public var count: Int { counts[0] }

  /// How many rows are valid.
  @inlinable
  public var validCount: Int { counts[1] }

  /// Appends one row.
  @inlinable @inline(__always)
  public func append(_ isValid: Bool) {
    let row = counts[0]
    if row & 63 == 0 { words.append(0) }
    if isValid {
      words[row >> 6] |= 1 << UInt64(row & 63)
      counts[1] += 1
    }
    counts[0] = row + 1
  }

  /// Keeps the first `rows` rows; more than there are is a programmer error.
  public func truncate(to rows: Int) {
    precondition(rows >= 0 && rows <= count, "a bitmap cannot be truncated to more than it holds")
    words.truncate(to: (rows + 63) >> 6)
    if rows & 63 != 0 { words[rows >> 6] &= (1 << UInt64(rows & 63)) - 1 }
    counts[0] = rows
    var valid = 0
    for word in 0..<words.count { valid += words[word].nonzeroBitCount }
    counts[1] = valid
  }

  /// Whether a row has a value.
  @inlinable @inline(__always)
  public subscript(row: Int) -> Bool {
    precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its bitmap")
    return words[row >> 6] & (1 << UInt64(row & 63)) != 0
  }
}

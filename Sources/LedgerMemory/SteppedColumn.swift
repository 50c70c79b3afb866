/// How many rows there are in the columns of one segment that are filled in step: each row in all of them, then the next.
///
/// Each column for itself would keep a number of its own, ask for each value whether there is room, and add one.
@safe
public final class RowCount: @unchecked Sendable {
  // Sound: whoever shares a segment between threads stops filling it first.
  @usableFromInline let base: UnsafeMutablePointer<Int>

  /// How many rows there is room for.
  public let capacity: Int

  /// No rows, with room for so many.
  public init(capacity: Int) {
    precondition(capacity > 0, "rows need room")
    self.capacity = capacity
    unsafe base = .allocate(capacity: 1)
    unsafe base.initialize(to: 0)
  }

  deinit { unsafe base.deallocate() }

  /// How many there are.
  @inlinable
  public var value: Int { unsafe base.pointee }

  /// Whether there is no room left.
  @inlinable
  public var isFull: Bool { value == capacity }

  /// Counts the row behind the last one, which is filled; one without room is a programmer error.
  @inlinable @inline(__always)
  public func countRow() {
    let count = value
    precondition(count < capacity, "row counted in full columns")
    unsafe base.pointee = count &+ 1
  }

  /// Keeps the first `rows` rows; more than there are is a programmer error.
  public func truncate(to rows: Int) {
    precondition(rows >= 0 && rows <= value, "columns cannot be truncated to more than they hold")
    unsafe base.pointee = rows
  }
}

/// The values of one column in one segment whose columns are filled in step (``RowCount``): fixed room, never moved.
///
/// All memory is there from the start, and touched only as rows arrive. Who fills a row sets its value in each column, then
/// counts it; a value that was not set may be anything. As with ``ColumnBuffer``, filling changes only the memory that the
/// column owns.
@safe
public struct SteppedColumn<Value: ZeroedRow>: ~Copyable, @unchecked Sendable {
  // Sound: the memory is uniquely owned (~Copyable), and any bits are a value, as with rows of ``RowBuffer`` that were not
  // set; whoever shares its owner between threads stops filling it first.
  @usableFromInline let base: UnsafeMutablePointer<Value>
  /// Lives as long as ``rows`` does.
  @usableFromInline let counter: UnsafeMutablePointer<Int>
  private let rows: RowCount
  private let block: MemoryBlock

  /// How many rows there is room for.
  public let capacity: Int

  /// A column of the rows that are counted there, whose memory comes from an arena where one is given.
  public init(_ rows: RowCount, in arena: ColumnArena? = nil) {
    self.rows = rows
    capacity = rows.capacity
    unsafe counter = rows.base
    let bytes = rows.capacity * MemoryLayout<Value>.stride
    let start: UnsafeMutableRawPointer
    if let arena {
      unsafe (block, start) = arena.take(bytes)
    } else {
      block = MemoryBlock(bytes: bytes)
      unsafe start = block.base
    }
    unsafe base = start.bindMemory(to: Value.self, capacity: rows.capacity)
  }

  /// How many rows there are.
  @inlinable
  public var count: Int { unsafe counter.pointee }

  /// How many bytes the rows take.
  public var bytes: Int { count * MemoryLayout<Value>.stride }

  /// Sets the value of a row that is filled, counted or not; a row without room is a programmer error.
  @inlinable @inline(__always)
  public func fill(_ row: Int, with value: Value) {
    precondition(UInt(bitPattern: row) < UInt(bitPattern: capacity), "row filled in a full column")
    unsafe (base + row).initialize(to: value)
  }

  /// The value of a row; a row outside `0..<count` is a programmer error.
  @inlinable
  public subscript(row: Int) -> Value {
    @inline(__always) get {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      return unsafe base[row]
    }
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      unsafe base[row] = newValue
    }
  }

  /// Calls `body` with all values.
  @inlinable
  public func withSpan<Result, Failure: Error>(_ body: (Span<Value>) throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    try unsafe body(Span(_unsafeStart: UnsafePointer(base), count: count))
  }
}

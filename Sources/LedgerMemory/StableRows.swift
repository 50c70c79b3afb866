/// Values of any kind that stay where they are from when they are added until they are removed, and that are changed in
/// place, by one caller at a time.
///
/// An array asks before each change whether anybody shares it, and hands a large value on by copying it. Here, filling the
/// rows does not change the value that stands for them (as with ``ColumnBuffer``), and a row is handed on by its address;
/// a flag for all of them sees to it that nobody has a row while somebody changes one: that is a programmer error.
@safe
public struct StableRows<Value>: ~Copyable {
  // Sound: the memory is uniquely owned (~Copyable), rows below the count hold a value, and the flag keeps accesses apart.
  @safe @usableFromInline struct Header {
    @usableFromInline var count = 0
    @usableFromInline var isInUse = false

    @usableFromInline init() {}
  }

  @usableFromInline let header: UnsafeMutablePointer<Header>
  @usableFromInline let base: UnsafeMutablePointer<Value>

  /// How many rows there is room for.
  public let capacity: Int

  /// No rows, with room for so many. Memory is touched as rows are added.
  public init(capacity: Int) {
    precondition(capacity > 0, "rows need room")
    self.capacity = capacity
    unsafe header = .allocate(capacity: 1)
    unsafe header.initialize(to: Header())
    unsafe base = .allocate(capacity: capacity)
  }

  deinit {
    unsafe base.deinitialize(count: header.pointee.count)
    unsafe base.deallocate()
    unsafe header.deinitialize(count: 1)
    unsafe header.deallocate()
  }

  /// How many rows there are.
  @inlinable
  public var count: Int { unsafe header.pointee.count }

  /// Adds a row; one more than there is room for is a programmer error.
  public func append(_ value: Value) {
    unsafe precondition(!header.pointee.isInUse, "rows are added while one is in use")
    let row = unsafe header.pointee.count
    precondition(row < capacity, "no room for another row")
    unsafe (base + row).initialize(to: value)
    unsafe header.pointee.count = row + 1
  }

  /// Keeps the first `rows` rows; more than there are is a programmer error.
  public func truncate(to rows: Int) {
    let count = unsafe header.pointee.count
    unsafe precondition(!header.pointee.isInUse, "rows are removed while one is in use")
    precondition(rows >= 0 && rows <= count, "rows cannot be truncated to more than there are")
    unsafe (base + rows).deinitialize(count: count - rows)
    unsafe header.pointee.count = rows
  }

  @inlinable @inline(__always)
  func begin(_ row: Int) {
    unsafe precondition(!header.pointee.isInUse, "a row is used while one is in use")
    precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its rows")
    unsafe header.pointee.isInUse = true
  }

  @inlinable @inline(__always)
  func end() { unsafe header.pointee.isInUse = false }

  /// The value of a row, to be read or changed in place; a row outside `0..<count` is a programmer error.
  @inlinable
  public subscript(row: Int) -> Value {
    @inline(__always) _read {
      begin(row)
      defer { end() }
      yield unsafe base[row]
    }
    @inline(__always) nonmutating _modify {
      begin(row)
      defer { end() }
      yield unsafe &base[row]
    }
  }
}

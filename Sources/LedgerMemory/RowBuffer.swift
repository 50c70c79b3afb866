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
/// The system hands out cleared memory, so rows that nobody touches cost nothing. Several workers may set rows at the same
/// time, each row by one of them; nobody may read a row that another one is setting. (Setting a row changes only the
/// memory that the buffer owns, so that buffers can be constants of classes, as with ``ColumnBuffer``.)
@safe
public struct RowBuffer<Value: ZeroedRow>: ~Copyable, @unchecked Sendable {
  // Sound: the memory is uniquely owned (~Copyable) and all its rows hold a value; who sets which row is agreed upon by
  // those who share the owner.
  @usableFromInline let base: UnsafeMutablePointer<Value>
  private let memory: ZeroedMemory

  /// How many rows there are.
  public let count: Int

  /// Rows with all bits zero.
  public init(zeroed count: Int) {
    precondition(count >= 0, "there is no negative number of rows")
    self.count = count
    unsafe memory = ZeroedMemory(bytes: max(count, 1) * MemoryLayout<Value>.stride)
    unsafe base = memory.start.bindMemory(to: Value.self, capacity: max(count, 1))
  }

  deinit { unsafe memory.release() }

  /// The value of a row; a row outside `0..<count` is a programmer error.
  @inlinable
  public subscript(row: Int) -> Value {
    @inline(__always) get {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its buffer")
      return unsafe base[row]
    }
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its buffer")
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

/// Memory with all bits zero, in large pages where there is much of it: fresh pages are cleared when they are first
/// touched, and for millions of rows asking for them one by one costs more than the work on the rows.
@unsafe
private struct ZeroedMemory {
  let start: UnsafeMutableRawPointer
  // Where memory was mapped: from where, and how much; zero bytes where it was allocated.
  private let mapped: UnsafeMutableRawPointer
  private let mappedBytes: Int

  private static let largePage = 1 << 21

  init(bytes: Int) {
    #if os(Linux)
      if unsafe bytes >= ZeroedMemory.largePage {
        // Room for a start at the border of a large page.
        let room = unsafe bytes + ZeroedMemory.largePage
        let memory = unsafe mmap(nil, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        if let memory = unsafe memory, unsafe memory != MAP_FAILED {
          let border = unsafe memory.alignedUp(toMultipleOf: ZeroedMemory.largePage)
          _ = unsafe madvise(border, bytes, MADV_HUGEPAGE)  // a wish: without it the pages are small
          unsafe start = border
          unsafe mapped = memory
          unsafe mappedBytes = room
          return
        }
      }
    #endif
    guard let memory = unsafe calloc(bytes, 1) else { fatalError("no memory for \(bytes) bytes") }
    unsafe start = memory
    unsafe mapped = memory
    unsafe mappedBytes = 0
  }

  func release() {
    #if os(Linux)
      if unsafe mappedBytes > 0 {
        unsafe munmap(mapped, mappedBytes)
        return
      }
    #endif
    unsafe free(mapped)
  }
}

/// A growable buffer of bytes that keeps ``ByteView/overread`` zero bytes after its content, so that views of it may be
/// read past their end.
///
/// Buffers are reused: ``removeAll()`` keeps the memory. Appending may move the content, so no view outlives it.
@safe
public struct PaddedBytes: ~Copyable, Sendable {
  // Sound: the memory is uniquely owned (~Copyable) and holds `capacity` bytes and ``ByteView/overread`` more; nothing is written
  // behind `count` but within these, as room is made first. Views are the caller's to keep no longer than the content stays.
  private nonisolated(unsafe) var base: UnsafeMutablePointer<UInt8>

  /// How many bytes are held.
  public private(set) var count: Int

  /// How many bytes fit without growing.
  public private(set) var capacity: Int

  /// An empty buffer with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    count = 0
    unsafe (base, self.capacity) = PaddedBytes.memory(max(capacity, 0))
    pad()
  }

  /// A buffer that holds a copy of `bytes`.
  public init(_ bytes: some Sequence<UInt8>) {
    self.init(capacity: bytes.underestimatedCount)
    append(bytes)
  }

  deinit { unsafe PaddedBytes.free(base, capacity) }

  /// Memory for so many bytes or more, and for the zeros behind them. Large buffers come and go with sources and records:
  /// they use the same pages again.
  @unsafe
  private static func memory(_ capacity: Int) -> (UnsafeMutablePointer<UInt8>, Int) {
    let bytes = capacity + ByteView.overread
    guard bytes >= LargeBlocks.least else { return (.allocate(capacity: bytes), capacity) }
    let memory = unsafe LargeBlocks.shared.take(bytes, isZeroed: false)
    return unsafe (memory.bindMemory(to: UInt8.self, capacity: bytes), capacity)
  }

  @unsafe
  private static func free(_ base: UnsafeMutablePointer<UInt8>, _ capacity: Int) {
    let bytes = capacity + ByteView.overread
    if bytes >= LargeBlocks.least {
      unsafe LargeBlocks.shared.keep(base, bytes: bytes)
    } else {
      unsafe base.deallocate()
    }
  }

  /// Calls `body` with the content; the buffer lives and keeps still until it returns.
  public borrowing func withView<Result, Failure: Error>(
    _ body: (ByteView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(view)
  }

  /// The content. Valid until the buffer is changed or freed; a buffer that is nobody's property may be freed right after
  /// this, so ask ``withView(_:)`` for the content of a temporary one.
  public var view: ByteView { unsafe ByteView(unsafeBase: UnsafePointer(base), count: count) }

  /// Forgets the content, keeps the memory.
  public mutating func removeAll() {
    count = 0
    pad()
  }

  /// Makes room for `capacity` bytes in all.
  public mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let (fresh, larger) = unsafe PaddedBytes.memory(max(wanted, capacity + capacity / 2, 1024))
    unsafe fresh.update(from: base, count: count)
    unsafe PaddedBytes.free(base, capacity)
    unsafe base = fresh
    capacity = larger
    pad()
  }

  /// Appends the bytes of a view, which must not lie in this buffer.
  public mutating func append(_ view: ByteView) {
    reserve(count + view.count)
    unsafe (base + count).update(from: view.base, count: view.count)
    count += view.count
    pad()
  }

  /// Appends bytes one after the other.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { append(byte: byte) }
    pad()
  }

  /// Appends one byte. Call ``pad()`` before a view of the content is read.
  public mutating func append(byte: UInt8) {
    if count == capacity { reserve(count + 1) }
    unsafe base[count] = byte
    count += 1
  }

  /// Restores the zero bytes after the content.
  public mutating func pad() {
    unsafe (base + count).update(repeating: 0, count: ByteView.overread)
  }

  /// Drops the first `length` bytes and moves the rest to the front.
  public mutating func removeFirst(_ length: Int) {
    precondition(length >= 0 && length <= count, "more bytes dropped than held")
    unsafe base.update(from: base + length, count: count - length)
    count -= length
    pad()
  }

  /// Writes the bytes of a view, which must not lie in this buffer, over those at `offset`.
  public mutating func overwrite(at offset: Int, with view: ByteView) {
    precondition(offset >= 0 && offset <= count && view.count <= count - offset, "bytes overwritten that are not held")
    unsafe (base + offset).update(from: view.base, count: view.count)
  }

  /// Keeps the first `length` bytes.
  public mutating func truncate(to length: Int) {
    precondition(length >= 0 && length <= count, "a buffer cannot be truncated to more than it holds")
    count = length
    pad()
  }

  /// Lets `body` write up to `length` bytes after the content; it returns how many it wrote.
  ///
  /// The pointer must not escape the call. Room is made before, padding after it.
  @unsafe
  public mutating func appendUnsafe<Failure: Error>(
    upTo length: Int, _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    reserve(count + length)
    let written = unsafe try body(UnsafeMutableRawBufferPointer(start: base + count, count: length))
    precondition(written >= 0 && written <= length, "more bytes written than there was room for")
    count += written
    pad()
    return written
  }
}

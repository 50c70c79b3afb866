/// Memory of a fixed size that one thread fills while others read what it is done with.
///
/// Who may read and write what is settled by whoever hands stretches of it around: here is only the memory, and where it ends.
@safe
public final class SharedBytes: @unchecked Sendable {
  // Sound: the memory is owned, holds `count` bytes and ``ByteView/overread`` more, and is given back when nobody can ask for it any
  // more; it comes from whole pages, so what was not written yet holds bytes of this process.
  private let base: UnsafeMutableRawPointer

  /// How many bytes there are.
  public let count: Int

  /// Memory for so many bytes, which hold anything.
  public init(count: Int) {
    precondition(count >= 0, "memory of less than no bytes")
    self.count = count
    unsafe base = LargeBlocks.shared.take(count + ByteView.overread, isZeroed: false)
  }

  deinit { unsafe LargeBlocks.shared.keep(base, bytes: count + ByteView.overread) }

  /// A stretch of it. Valid as long as this object lives and nobody writes there.
  public func view(at offset: Int, count length: Int) -> ByteView {
    precondition(offset >= 0 && length >= 0 && length <= count - offset, "bytes outside of the memory")
    let bytes = unsafe UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    return unsafe ByteView(unsafeBase: bytes + offset, count: length)
  }

  /// Lets `body` write from an offset on, up to the end. The pointer must not escape the call.
  @unsafe
  public func withUnsafeRoom<Result>(at offset: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    precondition(offset >= 0 && offset <= count, "room outside of the memory")
    return unsafe body(UnsafeMutableRawBufferPointer(start: base + offset, count: count - offset))
  }
}

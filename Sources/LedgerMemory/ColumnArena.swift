/// Memory for the columns of one worker's segments, in pages of 2 MiB once there is much of it: the system hands out its
/// pages of 4 KiB one by one, which takes longer than filling them.
///
/// A page of 2 MiB is there as a whole as soon as any of it is touched. So the first columns have memory of their own, of
/// which the system gives as much as rows are filled: small inputs stay small. Those behind them, and all where much is
/// expected, lie side by side in blocks that are filled from the front, so that no more than the rest of one page is idle.
public final class ColumnArena: Sendable {
  private struct State {
    /// How much the first columns have asked for.
    var first = 0
    var block: MemoryBlock?
    /// How much of the block is taken.
    var taken = 0
  }

  /// Columns have memory of their own until they asked for so much: enough for the first segment of each table.
  private static let firstBytes = 6 << 20
  private static let blockBytes = 32 << 20
  /// Columns begin at cache lines.
  private static let alignment = 64

  private let state = Locked(State())

  /// An arena that has handed out nothing.
  ///
  /// - Parameter expectsMuch: whether so much memory will be asked for that small pages for the first columns save nothing.
  public init(expectsMuch: Bool = false) {
    if expectsMuch { state.withLock { $0.first = ColumnArena.firstBytes } }
  }

  /// Memory of at least so many bytes that hold anything; it is there as long as the block is kept.
  @unsafe
  func take(_ bytes: Int) -> (block: MemoryBlock, base: UnsafeMutableRawPointer) {
    let (block, start) = state.withLock { state -> (MemoryBlock, Int) in
      if state.first + bytes <= ColumnArena.firstBytes {
        state.first += bytes
        return (MemoryBlock(bytes: bytes), 0)
      }
      state.first = ColumnArena.firstBytes
      // What takes a good part of a block is better off alone.
      if bytes > ColumnArena.blockBytes / 8 { return (MemoryBlock(bytes: bytes), 0) }
      let start = (state.taken + ColumnArena.alignment - 1) & ~(ColumnArena.alignment - 1)
      if let block = state.block, start + bytes <= block.bytes {
        state.taken = start + bytes
        return (block, start)
      }
      let block = MemoryBlock(bytes: ColumnArena.blockBytes, isLarge: true)
      state.block = block
      state.taken = bytes
      return (block, 0)
    }
    return unsafe (block, block.base + start)
  }
}

/// A block of memory that is there as long as anything that lies in it.
@safe
final class MemoryBlock: @unchecked Sendable {
  // Sound: who may use which part of the memory is settled by those who keep the block.
  let base: UnsafeMutableRawPointer
  let bytes: Int

  /// - Parameter isLarge: whether it should have large pages.
  init(bytes: Int, isLarge: Bool = false) {
    self.bytes = bytes
    unsafe base = .allocate(byteCount: max(bytes, 1), alignment: isLarge ? 2 << 20 : 16)
    if isLarge { unsafe LargePages.prefer(at: base, bytes: bytes) }
  }

  deinit { unsafe base.deallocate() }
}

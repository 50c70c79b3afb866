/// Scratch text that stays put until it is reset: unescaped strings of one record live here.
///
/// Blocks are never moved or freed before ``reset()``, so views into them stay valid for the whole record.
@safe
public final class TextArena {
  /// What a block holds at least.
  private static let blockBytes = 64 << 10
  /// Larger blocks are not kept for the next record.
  private static let keptBytes = 1 << 20

  /// A block for what the first one has no room for.
  private final class Block {
    var buffer: PaddedBytes
    init(capacity: Int) { buffer = PaddedBytes(capacity: capacity) }
  }

  private struct Blocks: ~Copyable {
    /// Nearly always enough. It has its memory from the first text on.
    var first = PaddedBytes()
    var others: [Block] = []
    /// How many of the others are in use.
    var used = 0

    mutating func reset() {
      if first.count > 0 { first.removeAll() }
      if used == 0 { return }
      others.removeAll { $0.buffer.capacity > TextArena.keptBytes }
      for block in others { block.buffer.removeAll() }
      used = 0
    }

    // The next text begins where the last one ends, over its padding. Views may be read past their end all the same: behind the
    // capacity of each block there is room for that. What follows a view may be another text, so nobody may count on zeros.
    mutating func append(atMost length: Int, _ body: (inout PaddedBytes) -> Void) -> ByteView {
      if used == 0 {
        if first.capacity == 0 { first = PaddedBytes(capacity: TextArena.blockBytes) }
        if first.capacity - first.count >= length { return Blocks.compose(&first, body) }
      }
      return Blocks.compose(&other(withRoomFor: length).buffer, body)
    }

    @inline(never)
    private mutating func other(withRoomFor length: Int) -> Block {
      while used <= others.count {
        if used > 0 {
          let block = others[used - 1]
          if block.buffer.capacity - block.buffer.count >= length { return block }
        }
        used += 1
      }
      let block = Block(capacity: max(length, TextArena.blockBytes))
      others.append(block)
      used = others.count
      return block
    }

    @inline(__always)
    private static func compose(_ buffer: inout PaddedBytes, _ body: (inout PaddedBytes) -> Void) -> ByteView {
      let start = buffer.count
      let capacity = buffer.capacity
      body(&buffer)
      precondition(buffer.capacity == capacity, "more text than announced")
      buffer.pad()
      return buffer.view.dropping(start)
    }
  }

  // Sound: an arena is used by one reader, which composes one text after the other. Whoever composes one is handed the buffer and
  // has no way to the arena through it, so accesses never overlap; a check each time would take longer than a short text.
  @exclusivity(unchecked) private var blocks = Blocks()

  /// An arena without texts.
  public init() {}

  /// Forgets all texts. Views handed out before are invalid from here on. Blocks beyond 1 MiB are given back.
  public func reset() { unsafe blocks.reset() }

  /// Calls `body` with a block that has room for `length` more bytes and returns a view of what it appended.
  ///
  /// `body` must append at most `length` bytes, or the block would move under earlier views. It must not use the arena itself.
  public func append(atMost length: Int, _ body: (inout PaddedBytes) -> Void) -> ByteView {
    unsafe blocks.append(atMost: length, body)
  }
}

import CLedgerMasks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Large blocks of memory that have been given back, for whoever asks next: the system clears each page that it hands out,
/// and in a virtual machine may have to ask for it first, which takes several times as long as filling it.
///
/// Blocks are whole pages of 2 MiB. A larger one is split; where none is large enough, the pages of several are moved next
/// to each other, which on Linux copies nothing, and only what is still missing is new. So a process has never more memory
/// than it would have without, and fresh pages only where all others are in use.
@safe
final class LargeBlocks: Sendable {
  /// Those of this process.
  static let shared = LargeBlocks()

  /// Smaller blocks are left to the allocator. One that takes a good part of a page of 2 MiB is worth a whole one: what is
  /// asked for next gets it, without another visit to the system for each 4 KiB.
  static let least = LargePages.bytes / 2

  /// Memory that nobody else has as long as it is kept here; by addresses, as it is not looked into.
  private struct Block {
    var start: UInt
    var bytes: UInt
    var end: UInt { start + bytes }
  }

  // Sound: a block is in the list, under the lock, or with the one who took it, never both; all are pages that this process mapped,
  // of as many bytes as are written down. Whoever gives one back says how large it was when it was taken.

  /// In the order of addresses; none begins where another one ends.
  private let blocks = Locked<[Block]>([])

  private static let page = UInt(LargePages.bytes)

  private static func rounded(_ bytes: Int) -> UInt { (UInt(bytes) + page - 1) & ~(page - 1) }

  /// A block of at least so many bytes, which hold zero, or anything. No memory is a fatal error, as with any other.
  @unsafe
  func take(_ bytes: Int, isZeroed: Bool) -> UnsafeMutableRawPointer {
    let size = LargeBlocks.rounded(bytes)
    let pieces = blocks.withLock { LargeBlocks.cut(size, from: &$0) }
    var block = pieces.first ?? Block(start: 0, bytes: 0)
    var old = pieces.reduce(0) { $0 + $1.bytes }
    if pieces.count != 1 || old < size {
      block = LargeBlocks.map(size, preferring: bytes)
      old = LargeBlocks.move(pieces, to: block)
    }
    guard let memory = unsafe UnsafeMutableRawPointer(bitPattern: block.start) else { fatalError("a block at 0") }
    if isZeroed { unsafe memset(memory, 0, min(Int(old), bytes)) }
    return unsafe memory
  }

  /// Keeps a block that was taken for so many bytes.
  @unsafe
  func keep(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    var block = Block(start: UInt(bitPattern: memory), bytes: LargeBlocks.rounded(bytes))
    blocks.withLock { blocks in
      let place = blocks.firstIndex { $0.start > block.start } ?? blocks.count
      if place < blocks.count, blocks[place].start == block.end {
        block.bytes += blocks[place].bytes
        blocks.remove(at: place)
      }
      if place > 0, blocks[place - 1].end == block.start {
        blocks[place - 1].bytes += block.bytes
      } else {
        blocks.insert(block, at: place)
      }
    }
  }

  /// Takes so many bytes out of the smallest block that has as many, else out of the largest ones as far as they go.
  private static func cut(_ size: UInt, from blocks: inout [Block]) -> [Block] {
    func cut(_ place: Int, _ wanted: UInt) -> Block {
      let piece = Block(start: blocks[place].start, bytes: min(wanted, blocks[place].bytes))
      blocks[place].start += piece.bytes
      blocks[place].bytes -= piece.bytes
      if blocks[place].bytes == 0 { blocks.remove(at: place) }
      return piece
    }
    let fitting = blocks.indices.filter { blocks[$0].bytes >= size }
    if let best = fitting.min(by: { blocks[$0].bytes < blocks[$1].bytes }) { return [cut(best, size)] }
    var pieces: [Block] = []
    var rest = size
    while rest > 0, let largest = blocks.indices.max(by: { blocks[$0].bytes < blocks[$1].bytes }) {
      pieces.append(cut(largest, rest))
      rest -= pieces[pieces.count - 1].bytes
    }
    return pieces
  }

  /// New memory, which begins at a border of pages of 2 MiB. Of the last of these, less than all may be wanted: it is large
  /// only if most of it is.
  private static func map(_ size: UInt, preferring bytes: Int) -> Block {
    let (protection, flags) = (PROT_READ | PROT_WRITE, MAP_PRIVATE | LargeBlocks.anonymous)
    let memory = unsafe mmap(nil, Int(size + page), protection, flags, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { fatalError("no memory for \(size) bytes") }
    let first = UInt(bitPattern: memory)
    let block = Block(start: (first + page - 1) & ~(page - 1), bytes: size)
    unmap(Block(start: first, bytes: block.start - first))
    unmap(Block(start: block.end, bytes: first + size + page - block.end))
    unsafe UnsafeMutableRawPointer(bitPattern: block.start).map {
      unsafe LargePages.prefer(at: $0, bytes: (bytes + Int(page / 2)) & ~Int(page - 1))
    }
    return block
  }

  private static func unmap(_ block: Block) {
    guard block.bytes > 0, let memory = unsafe UnsafeMutableRawPointer(bitPattern: block.start) else { return }
    unsafe munmap(memory, Int(block.bytes))
  }

  /// Puts blocks to the beginning of a new one, one after the other, whose pages they replace; returns how many bytes of it
  /// are not new then.
  private static func move(_ pieces: [Block], to block: Block) -> UInt {
    var end = block.start
    for piece in pieces {
      // One page of 2 MiB after the other: pages that were moved before cannot be moved on together.
      for start in stride(from: piece.start, to: piece.end, by: Int(page)) {
        movePage(from: start, to: end)
        end += page
      }
    }
    return end - block.start
  }

  private static func movePage(from start: UInt, to end: UInt) {
    guard let source = unsafe UnsafeMutableRawPointer(bitPattern: start),
      let target = unsafe UnsafeMutableRawPointer(bitPattern: end)
    else { return }
    if unsafe ledger_move_pages(source, Int(page), target) != 0 { return }
    // What was there before may be gone: new pages do as well. Sound: both ranges are pages of our own that nobody looks into; what
    // is mapped anew over the target's replaces nothing else.
    let (protection, flags) = (PROT_READ | PROT_WRITE, MAP_PRIVATE | anonymous | MAP_FIXED)
    guard unsafe mmap(target, Int(page), protection, flags, -1, 0) == target else { fatalError("no memory") }
    unsafe munmap(source, Int(page))
  }

  #if canImport(Darwin)
    private static let anonymous = MAP_ANON
  #else
    private static let anonymous = MAP_ANONYMOUS
  #endif
}

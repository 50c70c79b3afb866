import Synchronization

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
/// What is kept here never makes a process larger than it would have been without: where nothing fits, as much as is asked
/// for is given back to the system first.
@safe
final class LargeBlocks: Sendable {
  /// Those of this process.
  static let shared = LargeBlocks()

  /// Smaller blocks are left to the allocator.
  static let least = LargePages.least

  @unsafe
  private struct Block: @unchecked Sendable {
    // Sound: nobody else has the block as long as it is kept here.
    var memory: UnsafeMutableRawPointer
    var bytes: Int
  }

  private let blocks = unsafe Mutex<[Block]>([])

  /// A block of at least so many bytes, and how large it is; `nil` where none is kept that fits. It holds anything.
  @unsafe
  func take(_ bytes: Int) -> (memory: UnsafeMutableRawPointer, bytes: Int)? {
    let answer = unsafe blocks.withLock { blocks -> (found: Block?, surplus: [Block]) in
      var best: Int?
      for place in unsafe blocks.indices {
        let size = unsafe blocks[place].bytes
        // Of a block that is much larger too much would lie idle.
        guard size >= bytes, size / 2 <= bytes else { continue }
        if let known = best, unsafe blocks[known].bytes <= size { continue }
        best = place
      }
      if let best { return unsafe (blocks.remove(at: best), []) }
      var surplus: [Block] = unsafe []
      var freed = 0
      while freed < bytes, let block = unsafe blocks.popLast() {
        freed += unsafe block.bytes
        unsafe surplus.append(block)
      }
      return unsafe (nil, surplus)
    }
    unsafe answer.surplus.forEach { unsafe free($0.memory) }
    guard let found = unsafe answer.found else { return nil }
    return unsafe (found.memory, found.bytes)
  }

  /// Keeps a block that came from the allocator.
  @unsafe
  func keep(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    let block = unsafe Block(memory: memory, bytes: bytes)
    unsafe blocks.withLock { unsafe $0.append(block) }
  }
}

import LedgerTestSupport
import Testing

@testable import LedgerMemory

@Suite struct LargeBlockTests {
  private static let page = LargePages.bytes

  /// Takes a block of so many pages and writes a number into each.
  private static func take(_ pages: Int, of blocks: LargeBlocks, _ numbers: [Int]) -> UnsafeMutableRawPointer {
    let memory = blocks.take(pages * page, isZeroed: false)
    for (number, value) in numbers.enumerated() {
      memory.storeBytes(of: value, toByteOffset: number * page, as: Int.self)
    }
    return memory
  }

  private static func numbers(_ pages: Int, _ memory: UnsafeMutableRawPointer) -> [Int] {
    (0..<pages).map { memory.load(fromByteOffset: $0 * page, as: Int.self) }
  }

  @Test func `a smaller block is cut from the smallest that is large enough`() {
    let blocks = LargeBlocks()
    let large = LargeBlockTests.take(5, of: blocks, [1, 2, 3, 4, 5])
    let wall = LargeBlockTests.take(1, of: blocks, [0])
    let small = LargeBlockTests.take(3, of: blocks, [11, 12, 13])
    blocks.keep(large, bytes: 5 * LargeBlockTests.page)
    blocks.keep(small, bytes: 3 * LargeBlockTests.page)
    // Where the system put the three side by side, what is given back may be one block.
    let found = LargeBlockTests.take(2, of: blocks, [])
    #expect([[11, 12], [1, 2]].contains(LargeBlockTests.numbers(2, found)))
    let rest = LargeBlockTests.take(1, of: blocks, [])
    #expect([[13], [3]].contains(LargeBlockTests.numbers(1, rest)))
    for (memory, pages) in [(wall, 1), (found, 2), (rest, 1)] {
      blocks.keep(memory, bytes: pages * LargeBlockTests.page)
    }
  }

  #if os(Linux)
    @Test func `pages of several blocks come together, and new ones behind them`() {
      let blocks = LargeBlocks()
      let parts = [[1, 2], [3], [4, 5, 6]]
      let taken = parts.map { part in
        // Something that is still in use lies between them, wherever the system puts them.
        (LargeBlockTests.take(part.count, of: blocks, part), blocks.take(LargeBlockTests.page, isZeroed: true))
      }
      for (part, memory) in zip(parts, taken) { blocks.keep(memory.0, bytes: part.count * LargeBlockTests.page) }
      let all = blocks.take(7 * LargeBlockTests.page - 100, isZeroed: false)
      #expect(LargeBlockTests.numbers(7, all).sorted() == [0, 1, 2, 3, 4, 5, 6])
      blocks.keep(all, bytes: 7 * LargeBlockTests.page - 100)
      // Pages that were moved are cut and moved again.
      let first = blocks.take(2 * LargeBlockTests.page, isZeroed: false)
      let zeroed = blocks.take(8 * LargeBlockTests.page, isZeroed: true)
      #expect(LargeBlockTests.numbers(8, zeroed) == Array(repeating: 0, count: 8))
      blocks.keep(first, bytes: 2 * LargeBlockTests.page)
      blocks.keep(zeroed, bytes: 8 * LargeBlockTests.page)
      taken.forEach { blocks.keep($0.1, bytes: LargeBlockTests.page) }
    }
  #endif

  @Test func `blocks of many never overlap, and hold zeros where these were asked for`() {
    let results = Workers(count: 4).map(4) { worker in
      var random = SplitMix64(seed: UInt64(worker))
      var buffers: [Box] = []
      for round in 0..<60 {
        if buffers.count > 2 || (round % 3 == 2 && !buffers.isEmpty) {
          let box = buffers.remove(at: Int.random(in: 0..<buffers.count, using: &random))
          if !box.isWhole { return false }
        }
        let count = (LargeBlocks.least + Int.random(in: 0..<8 << 20, using: &random)) / 8
        let box = Box(count, mark: UInt64(worker << 32 | round), isZeroed: Bool.random(using: &random))
        if !box.wasZero { return false }
        buffers.append(box)
      }
      return buffers.allSatisfy(\.isWhole)
    }
    #expect(results == [true, true, true, true])
  }

  /// A buffer with a number of its own on each of its pages of 4 KiB.
  private final class Box {
    private let rows: RowBuffer<UInt64>
    private let mark: UInt64
    private(set) var wasZero = true

    init(_ count: Int, mark: UInt64, isZeroed: Bool) {
      rows = isZeroed ? RowBuffer(zeroed: count) : RowBuffer(unset: count)
      self.mark = mark
      for row in stride(from: 0, to: count, by: 512) {
        if isZeroed, rows[row] != 0 { wasZero = false }
        rows[row] = mark
      }
      if isZeroed, rows[count - 1] != 0 { wasZero = false }
      rows[count - 1] = mark
    }

    var isWhole: Bool {
      stride(from: 0, to: rows.count, by: 512).allSatisfy { rows[$0] == mark } && rows[rows.count - 1] == mark
    }
  }
}

import Testing

@testable import LedgerMemory

@Suite struct ColumnArenaTests {
  @Test(arguments: [false, true]) func `no two pieces overlap, from block to block`(expectsMuch: Bool) {
    let arena = ColumnArena(expectsMuch: expectsMuch)
    let sizes = [1, 63, 64, 65, 4_096, 100_001, 512 << 10, 4 << 20, 5 << 20, 40 << 20]
    var pieces: [(block: MemoryBlock, range: Range<UInt>)] = []
    for round in 0..<40 {
      for (number, bytes) in sizes.enumerated() where number < 7 || round % 20 == 19 {
        let (block, base) = arena.take(bytes)
        let start = UInt(bitPattern: base)
        pieces.append((block, start..<start + UInt(bytes)))
        let end = UInt(bitPattern: block.base) + UInt(block.bytes)
        #expect(start >= UInt(bitPattern: block.base) && start + UInt(bytes) <= end)
        #expect(start % 16 == 0)
      }
    }
    let ranges = pieces.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.upperBound <= next.lowerBound) }
    let blocks = Set(pieces.map { ObjectIdentifier($0.block) })
    #expect(blocks.count < pieces.count, "later pieces share blocks")
    #expect((pieces[0].block === pieces[1].block) == expectsMuch, "where much is expected, the first ones do so, too")
  }

  @Test func `columns hold their values whatever becomes of their neighbours`() {
    let arena = ColumnArena()
    // Past the first bytes, so that what follows lies side by side.
    for _ in 0..<100 { ColumnBuffer<UInt64>(capacity: 65_536, in: arena).append(1) }
    let kept = ColumnBuffer<UInt64>(capacity: 100, in: arena)
    let codes = CodeBuffer(capacity: 100, in: arena)
    let bits = ValidityBitmap(capacity: 100, in: arena)
    for round in 0..<100 {
      let dropped = ColumnBuffer<UInt64>(capacity: 100, in: arena)
      for _ in 0..<100 { dropped.append(.max) }
      kept.append(UInt64(round))
      // Moves to wider types on its way.
      codes.append(UInt32(round * round * round))
      bits.append(round % 3 == 0)
    }
    for round in 0..<100 {
      #expect(kept[round] == UInt64(round))
      #expect(codes[round] == UInt32(round * round * round))
      #expect(bits[round] == (round % 3 == 0))
    }
  }

  @Test(arguments: [0, 1, 100]) func `a column without rows is empty`(capacity: Int) {
    let column = ColumnBuffer<UInt64>(capacity: capacity)
    let codes = CodeBuffer(capacity: capacity)
    let counts = (column.count, codes.count, column.bytes + codes.bytes, column.withSpan { $0.count })
    #expect(counts == (0, 0, 0, 0))
    column.truncate(to: 0)
    codes.truncate(to: 0)
    codes.rewrite([])
    for row in 0..<capacity {
      column.append(UInt64(row))
      codes.append(UInt32(row))
    }
    let full = (column.count, codes.count)
    #expect(full == (capacity, capacity))
  }

  @Test(arguments: [255, 256, 65_535, 65_536, .max] as [UInt32])
  func `the first code may be of any width`(first: UInt32) {
    let codes = CodeBuffer(capacity: 3, in: ColumnArena())
    for code in [first, 0, 7] { codes.append(code) }
    let read = [codes[0], codes[1], codes[2]]
    #expect(read == [first, 0, 7])
  }
}

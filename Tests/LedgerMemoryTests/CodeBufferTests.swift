import LedgerMemory
import Testing

@Suite struct CodeBufferTests {
  private func codes(_ buffer: borrowing CodeBuffer) -> [UInt32] {
    var codes: [UInt32] = []
    for row in 0..<buffer.count { codes.append(buffer[row]) }
    return codes
  }

  @Test(arguments: [
    ([0, 255], 1), ([0, 256], 2), ([65_535, 7], 2), ([3, 65_536], 4), ([1, 300, 70_000, 2, 4_294_967_295], 4),
  ])
  func `codes take as many bytes as the largest needs`(values: [UInt32], bytes: Int) {
    let buffer = CodeBuffer(capacity: 10)
    for value in values { buffer.append(value) }
    #expect(codes(buffer) == values)
    #expect(buffer.bytesPerRow == bytes)
    #expect(buffer.bytes == bytes * values.count)
  }

  @Test func `rewriting goes to wider and to narrower types`() {
    let buffer = CodeBuffer(capacity: 8)
    for code in [0, 1, 2, 1] as [UInt32] { buffer.append(code) }
    buffer.rewrite([0, 70_000, 9])
    #expect(codes(buffer) == [0, 70_000, 9, 70_000])
    #expect(buffer.bytesPerRow == 4)
    var map = [UInt32](repeating: 0, count: 70_001)
    (map[0], map[9], map[70_000]) = (1, 300, 2)
    buffer.rewrite(map)
    #expect(codes(buffer) == [1, 2, 300, 2])
    #expect(buffer.bytesPerRow == 2)
    buffer.rewrite([UInt32](repeating: 5, count: 301))
    #expect(codes(buffer) == [5, 5, 5, 5])
    #expect(buffer.bytesPerRow == 1)
  }

  @Test(arguments: [1, 3, 200, 256], [255, 256, 300, 70_000] as [UInt32])
  func `each code is put in the place of another, in the narrowest type`(codeCount: Int, largest: UInt32) {
    let map = (0..<codeCount).map { UInt32($0 * 7919 % codeCount) } + [largest]
    for isUsed in [false, true] {
      let buffer = CodeBuffer(capacity: 1000)
      var list = (0..<900).map { UInt32($0 * 31 % codeCount) }
      if isUsed, codeCount < 256 { list[450] = UInt32(codeCount) }
      for code in list { buffer.append(code) }
      buffer.rewrite(map)
      let expected = list.map { map[Int($0)] }
      #expect(codes(buffer) == expected)
      let most = expected.max() ?? 0
      #expect(buffer.bytesPerRow == (most <= 255 ? 1 : most <= 65_535 ? 2 : 4))
    }
  }

  @Test func `it says what a list says, whatever is appended and dropped`() {
    var state: UInt64 = 11
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for largest in [3, 255, 256, 65_536, 1 << 30] as [UInt64] {
      let buffer = CodeBuffer(capacity: 500)
      var list: [UInt32] = []
      for _ in 0..<800 {
        if next() % 7 == 0 {
          let kept = Int(next() % UInt64(list.count + 1))
          list.removeSubrange(kept...)
          buffer.truncate(to: kept)
        } else if list.count < 500 {
          let code = UInt32(next() % (largest + 1))
          list.append(code)
          buffer.append(code)
        }
      }
      let rows = min(500, list.count + 3)
      buffer.pad(to: rows)
      while list.count < rows { list.append(0) }
      #expect(codes(buffer) == list)
    }
  }
}

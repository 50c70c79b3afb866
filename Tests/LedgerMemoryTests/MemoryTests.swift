import LedgerMemory
import Testing

@Suite struct ByteViewTests {
  @Test func `a byte is found wherever it is, and not behind the end`() {
    for count in [0, 1, 31, 32, 33, 63, 64, 65, 200] {
      for place in 0..<count {
        var bytes = [UInt8](repeating: 0x61, count: count)
        bytes[place] = 0x22
        let buffer = PaddedBytes(bytes)
        #expect(buffer.view.firstIndex(of: 0x22) == place)
        #expect(buffer.view.firstIndex(of: 0x22, from: place + 1) == nil)
        #expect(buffer.view.slice(0, place).firstIndex(of: 0x22) == nil)
      }
    }
  }

  @Test func `masks agree with a plain look at each byte`() {
    let bytes = (0..<256).map { UInt8($0) }
    let buffer = PaddedBytes(bytes)
    for offset in stride(from: 0, through: 224, by: 7) {
      var quotes: UInt32 = 0
      var structure: UInt32 = 0
      for bit in 0..<32 where offset + bit < 256 {
        let byte = bytes[offset + bit]
        if byte == 0x22 || byte == 0x5C { quotes |= 1 << UInt32(bit) }
        if [0x22, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte) { structure |= 1 << UInt32(bit) }
      }
      let valid = 256 - offset >= 32 ? UInt32.max : (1 << UInt32(256 - offset)) - 1
      #expect(buffer.view.quotesAndBackslashes32(at: offset) & valid == quotes)
      #expect(buffer.view.structure32(at: offset) & valid == structure)
    }
  }

  @Test func `views with the same bytes are equal and hash alike, others differ`() {
    for count in 0...40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      let left = PaddedBytes(bytes)
      let right = PaddedBytes([0xFF] + bytes)
      #expect(left.view == right.view.dropping(1))
      #expect(left.view.stableHash() == right.view.dropping(1).stableHash())
      for place in 0..<count {
        var changed = bytes
        changed[place] ^= 1
        let other = PaddedBytes(changed)
        #expect(!(left.view == other.view))
        #expect(left.view.stableHash() != other.view.stableHash())
      }
    }
  }

  /// The hash as it is defined: every load by itself.
  private func definedHash(_ text: ByteView, seed: UInt64) -> UInt64 {
    var state = seed ^ 0x9E37_79B9_7F4A_7C15
    var at = 0
    while text.count - at > 16 {
      state = foldedProduct(text.load64(at: at) ^ 0xA076_1D64_78BD_642F, text.load64(at: at + 8) ^ state)
      at += 16
    }
    let rest = text.count - at
    let low = text.loadUpTo8(at: at, length: rest)
    let high = rest > 8 ? text.loadUpTo8(at: at + 8, length: rest - 8) : 0
    state = foldedProduct(low ^ 0xE703_7ED1_A0B4_28DB, high ^ state)
    return foldedProduct(state ^ 0x8EBC_6AF0_9C88_C6E3, UInt64(text.count) ^ 0x5899_65CC_7537_4CC3)
  }

  @Test func `the hash of a text of any length is the defined one`() {
    let bytes = PaddedBytes((0..<400).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ 7) })
    for start in 0..<20 {
      for count in 0...100 {
        let text = bytes.view.slice(start, start + count)
        for seed in [0, 1, .max] as [UInt64] { #expect(text.stableHash(seed: seed) == definedHash(text, seed: seed)) }
      }
    }
  }

  @Test func `the hash of a text never changes, because stored digests depend on it`() {
    let text = PaddedBytes(Array("gen_ai.usage.input_tokens".utf8))
    #expect(text.view.stableHash() == text.view.stableHash(seed: 0))
    #expect(text.view.stableHash(seed: 1) != text.view.stableHash(seed: 2))
  }

  @Test func `a growing buffer keeps its content and its padding`() {
    var buffer = PaddedBytes()
    for round in 0..<1000 { buffer.append([UInt8(truncatingIfNeeded: round)]) }
    let view = buffer.view
    #expect(view.count == 1000)
    for index in 0..<1000 { #expect(view[index] == UInt8(truncatingIfNeeded: index)) }
    #expect(view.load64(at: 1000) == 0)
  }

  @Test func `texts in an arena stay where they are until it is reset`() {
    let arena = TextArena()
    var views: [ByteView] = []
    for round in 0..<2000 {
      let text = Array("text number \(round)".utf8)
      views.append(arena.append(atMost: text.count) { $0.append(text) })
    }
    for (round, view) in views.enumerated() { #expect(view.text == "text number \(round)") }
  }

  @Test func `an arena takes texts of any length, and as many again once it is reset`() {
    let arena = TextArena()
    for round in 0..<4 {
      // Around the size of a block, around what is kept, and nothing.
      let lengths = [0, 5, 60_000, 5_000, 70_000, 65_536, 9, 1 << 20, (1 << 20) + 1, 3 << 20, 0, 64_000, 64_000]
      var views: [(view: ByteView, text: [UInt8])] = []
      for (number, length) in lengths.enumerated() where (number + round) % 3 != 2 {
        let text = [UInt8](repeating: UInt8(97 + number), count: length)
        // As with escapes, less comes out than was announced.
        views.append((arena.append(atMost: length + number) { $0.append(text) }, text))
      }
      for (view, text) in views { #expect(view.count == text.count && view.bytes.elementsEqual(text)) }
      arena.reset()
      arena.reset()
    }
  }
}

@Suite struct ColumnTests {
  @Test(arguments: [0, 1, 63, 64, 65, 1000]) func `a validity bitmap remembers every row`(count: Int) {
    let bitmap = ValidityBitmap(capacity: 1024)
    for row in 0..<count { bitmap.append(row % 3 == 0) }
    #expect(bitmap.count == count)
    #expect(bitmap.validCount == (0..<count).filter { $0 % 3 == 0 }.count)
    for row in 0..<count { #expect(bitmap[row] == (row % 3 == 0)) }
  }

  @Test func `a column hands out all its values at once`() {
    let column = ColumnBuffer<UInt32>(capacity: 10)
    for value in 0..<10 { column.append(UInt32(value * value)) }
    #expect(column.withSpan { span in span.indices.map { span[$0] } } == (0..<10).map { UInt32($0 * $0) })
  }
}

import CLedgerMasks
import LedgerMemory
import LedgerTestSupport
import Testing

@Suite struct ContainerEndTests {
  /// One byte after the other: where the container ends, or where it shows that it does not.
  private func plainEnd(_ bytes: [UInt8]) -> (end: Int, uneven: Int) {
    var own = 0
    var other = 0
    var isInside = false
    var isEscaped = false
    for (at, byte) in bytes.enumerated() {
      if isEscaped {
        isEscaped = false
        // A quote that a backslash escapes is none, wherever it stands; a bracket outside of strings is one all the same.
        if byte == 0x22 || byte == 0x5C { continue }
      } else if byte == 0x5C {
        isEscaped = true
        continue
      } else if byte == 0x22 {
        isInside.toggle()
        continue
      }
      if isInside { continue }
      let isOwn = (byte | 0x06) == (bytes[0] | 0x06)
      switch byte {
      case 0x5B, 0x7B: if isOwn { own += 1 } else { other += 1 }
      case 0x5D, 0x7D:
        if isOwn { own -= 1 } else { other -= 1 }
        if own == 0 { return other == 0 ? (at + 1, 0) : (0, at) }
        if other < 0 { return (0, at) }
      default: break
      }
    }
    return (0, bytes.count)
  }

  @Test(arguments: LongStringTests.levels)
  func `every instruction set finds the same end of a container, or the same fault`(level: Int) {
    var random = SplitMix64(seed: UInt64(level) + 1)
    var ended = 0
    for round in 0..<40_000 {
      var bytes: [UInt8] = [round % 2 == 0 ? 0x5B : 0x7B]
      let rareness = [2, 4, 12, 60].randomElement(using: &random) ?? 4
      let characters: [UInt8] =
        round % 3 == 0 ? [0x5B, 0x5D, 0x7B, 0x7D, 0x22, 0x5C] : [0x5B, 0x5D, 0x7B, 0x7D, 0x5B, 0x7B, 0x22, 0x22]
      for _ in 0..<Int.random(in: 0...(round % 16 == 0 ? 700 : 140), using: &random) {
        let isCommon = Int.random(in: 0..<rareness, using: &random) != 0
        bytes.append(isCommon ? 0x61 : characters.randomElement(using: &random) ?? 0x61)
      }
      // Whole containers, too: close what is open in the order in which that makes an end likely.
      if round % 4 < 2 { bytes += [0x7D, 0x5D, 0x7D, 0x5D, 0x5D, 0x7D] }
      let buffer = PaddedBytes(bytes + Array("]}]}\"]}]".utf8))
      var uneven = 0
      let end = buffer.view.slice(0, bytes.count).withUnsafeBytes {
        ledger_container_end_at(Int32(level), $0.baseAddress, $0.count, &uneven)
      }
      let expected = plainEnd(bytes)
      if end != expected.end || uneven != expected.uneven {
        Issue.record("level \(level): \(String(decoding: bytes, as: UTF8.self)): \(end), \(uneven), not \(expected)")
        return
      }
      if end > 0 { ended += 1 }
    }
    #expect(ended > 4000)
  }

  @Test(arguments: LongStringTests.levels)
  func `depth across many blocks is kept`(level: Int) {
    for depth in [1, 31, 63, 64, 65, 200, 5000] {
      for (open, close) in [("[", "]"), ("{", "}"), ("[{", "}]"), ("{[[", "]]}")] {
        let text = String(repeating: open, count: depth) + String(repeating: close, count: depth)
        let buffer = PaddedBytes((text + close).utf8)
        var uneven = 0
        let end = buffer.view.slice(0, text.utf8.count + 1).withUnsafeBytes {
          ledger_container_end_at(Int32(level), $0.baseAddress, $0.count, &uneven)
        }
        #expect(end == text.utf8.count, "\(open) \(depth) deep at level \(level)")
      }
    }
  }
}

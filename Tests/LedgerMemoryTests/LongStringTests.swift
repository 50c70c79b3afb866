import CLedgerMasks
import LedgerMemory
import Testing

/// The plainest way to find where a string ends.
private func plainEnd(_ bytes: [UInt8], from start: Int) -> (end: Int, isEscaped: Bool) {
  var at = start
  var isEscaped = false
  while at < bytes.count {
    if bytes[at] == 0x22 { return (at, isEscaped) }
    if bytes[at] == 0x5C {
      isEscaped = true
      at += 1
    }
    at += 1
  }
  return (bytes.count, isEscaped)
}

@Suite struct LongStringTests {
  static let levels = (0...3).filter { ledger_level_exists(Int32($0)) != 0 }

  @Test(arguments: LongStringTests.levels)
  func `every instruction set finds the same end of a string`(level: Int) {
    var state: UInt64 = 7
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for count in Array(0...70) + [127, 128, 129, 191, 192, 193, 300, 1000] {
      for density in [2, 5, 40, 400] as [UInt64] {
        for _ in 0..<6 {
          let bytes = (0..<count).map { _ -> UInt8 in
            let roll = next() % density
            return roll == 0 ? 0x5C : roll == 1 && next() % 3 == 0 ? 0x22 : 0x61
          }
          let buffer = PaddedBytes(bytes + Array("\"\\\"".utf8))
          let expected = plainEnd(bytes, from: 0)
          var escapes: Int32 = 0
          let end = buffer.view.slice(0, count).withUnsafeBytes {
            ledger_string_end_at(Int32(level), $0.baseAddress, $0.count, &escapes)
          }
          #expect(end == expected.end, "level \(level), \(bytes)")
          #expect((escapes != 0) == expected.isEscaped, "level \(level), \(bytes)")
        }
      }
    }
  }

  @Test func `runs of backslashes of any length across the borders of blocks`() {
    for lead in 0..<130 {
      for run in 0..<70 {
        let bytes =
          [UInt8](repeating: 0x61, count: lead) + [UInt8](repeating: 0x5C, count: run) + [0x22]
          + [UInt8](repeating: 0x62, count: 3) + [0x22]
        let buffer = PaddedBytes(bytes)
        let found = buffer.view.longStringEnd(from: 0)
        let expected = plainEnd(bytes, from: 0)
        #expect(found.end == expected.end && found.isEscaped == expected.isEscaped, "lead \(lead), run \(run)")
      }
    }
  }

  @Test func `equal runs are equal whatever stands behind them, others are not`() {
    for count in 0...100 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
      let text = PaddedBytes(bytes + [1, 2, 3])
      let same = PaddedBytes(bytes + [9, 9, 9])
      #expect(text.view.holds(same.view.slice(0, count), at: 0))
      #expect(!text.view.holds(same.view, at: 0))
      for place in 0..<count {
        var changed = bytes
        changed[place] ^= 0x80
        let other = PaddedBytes(changed)
        #expect(!other.withView { text.view.holds($0, at: 0) }, "count \(count), place \(place)")
      }
      #expect(!text.view.slice(0, max(count - 1, 0)).holds(same.view.slice(0, count), at: 0) || count == 0)
    }
  }

  @Test func `hex digits of either case, and nothing else`() {
    let buffer = PaddedBytes(Array("0123456789abcdefFEDCBA9876543210".utf8))
    #expect(buffer.view.sixteenHexDigits(at: 0) == 0x0123_4567_89AB_CDEF)
    #expect(buffer.view.sixteenHexDigits(at: 16) == 0xFEDC_BA98_7654_3210)
    #expect(buffer.view.sixteenHexDigits(at: 17) == nil)
    #expect(buffer.view.sixteenHexDigits(at: -1) == nil)
    for place in 0..<16 {
      for byte in UInt8.min...UInt8.max {
        var bytes = Array("a0b1c2d3e4f5A6B7".utf8)
        bytes[place] = byte
        let isHex = (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        let changed = PaddedBytes(bytes)
        #expect(changed.withView { $0.sixteenHexDigits(at: 0) != nil } == isHex)
      }
    }
  }

  @Test func `short runs of ASCII are told from others`() {
    for length in 0...32 {
      for place in 0..<40 {
        var bytes = [UInt8](repeating: 0x41, count: 40)
        bytes[place] = 0xC3
        let buffer = PaddedBytes(bytes)
        #expect(buffer.withView { $0.isShortASCII(at: 0, length: length) } == (place >= length))
      }
    }
  }
}

import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerOTLP

struct ScannerTests {
  /// Where a container or string ends, one byte after the other.
  private func plainEnd(of bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var isInside = false
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if isInside {
        if byte == 0x5C { at += 1 } else if byte == 0x22 { isInside = false }
      } else if byte == 0x22 {
        isInside = true
      } else if byte == 0x5B {
        depth += 1
      } else if byte == 0x5D {
        depth -= 1
        if depth == 0 { return at + 1 }
      }
      at += 1
    }
    return nil
  }

  @Test(arguments: UInt64(0)..<20)
  func `the end of a list is where a plain loop finds it`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<400 {
      var bytes: [UInt8] = [0x5B]
      var isInside = false
      let rareness = [2, 5, 40].randomElement(using: &random) ?? 5
      for _ in 0..<Int.random(in: 0...300, using: &random) {
        let common = Int.random(in: 0..<rareness, using: &random) != 0
        let next: UInt8 = common ? 0x61 : [0x22, 0x5C, 0x5B, 0x5D].randomElement(using: &random) ?? 0x61
        if next == 0x5C, !isInside { continue }  // no backslash stands outside a string
        bytes.append(next)
        if next == 0x5C {
          bytes.append([0x22, 0x5C, 0x6E, 0x5B].randomElement(using: &random) ?? 0x6E)
        } else if next == 0x22 {
          isInside.toggle()
        }
      }
      let buffer = PaddedBytes(bytes + Array("]]\"]\"]".utf8))
      let view = buffer.view.slice(0, bytes.count)
      #expect((try? view.endOfContainer(at: 0)) == plainEnd(of: bytes, from: 0), "seed \(seed): \(bytes)")
    }
  }

  @Test func `strings end at the first quote without an odd run of backslashes before it`() throws {
    for run in 0...140 {
      for lead in [0, 1, 30, 31, 32, 33, 62, 63, 64, 65] {
        let bytes =
          Array(repeating: UInt8(0x61), count: lead) + Array(repeating: 0x5C, count: run) + Array("\"b\"c".utf8)
        let buffer = PaddedBytes(bytes)
        let found = try buffer.view.stringEnd(from: 0)
        #expect(found.end == lead + run + (run % 2 == 0 ? 0 : 2))
        #expect(found.isEscaped == (run > 0))
      }
    }
  }

  @Test func `decimal digits are read, and nothing else`() {
    func digits(_ text: String) -> UInt64? {
      let buffer = PaddedBytes(text.utf8)
      return buffer.view.plainDigits
    }
    for text in ["0", "7", "12345678", "123456789", "1795456723983522868", "9999999999999999999"] {
      #expect(digits(text) == UInt64(text))
    }
    #expect(digits("") == nil)
    for position in 0..<17 {
      for bad in ["/", ":", " ", "a", "-", "\u{7F}"] {
        var text = Array("12345678123456789").map(String.init)
        text[position] = bad
        #expect(digits(text.joined()) == nil)
      }
    }
  }

  @Test func `hex digits are read, and nothing else`() {
    func hex(_ bytes: [UInt8]) -> UInt64? {
      let buffer = PaddedBytes(bytes)
      return buffer.view.sixteenHexDigits(at: 0)
    }
    for byte in UInt8.min...UInt8.max {
      for position in [0, 7, 8, 15] {
        var text = Array("0123456789abcdef".utf8)
        text[position] = byte
        let expected = UInt64(String(decoding: text, as: UTF8.self), radix: 16)
        #expect(hex(text) == (byte == 0x2B && position == 0 ? nil : expected), "\(byte) at \(position)")
      }
    }
  }

  @Test func `doubles are read as the standard library reads them`() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<3000 {
      let value = Double(bitPattern: random.next() >> 1)
      guard value.isFinite else { continue }
      for text in ["\(value)", "-\(value)", "\(Float(value))", "\(value)".uppercased()] where !text.contains("INF") {
        let buffer = PaddedBytes(text.utf8)
        if text.lowercased().contains("inf") { continue }
        #expect(buffer.view.double == Double(text), "\(text)")
      }
    }
    for text in ["", "-", ".", "e5", "1e", "0x10", "1_0", "12a", "--1", "1.2.3"] {
      let buffer = PaddedBytes(text.utf8)
      #expect(buffer.view.double == nil, "\(text)")
      #expect(buffer.view.wholeNumber == nil, "\(text)")
    }
  }

  @Test func `repaired text is what the standard library makes of it`() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<3000 {
      let bytes = (0..<Int(random.next() % 12)).map { _ in
        [UInt8](arrayLiteral: 0x61, 0x80, 0xBF, 0xC3, 0xE0, 0xA0, 0xED, 0xF0, 0x90, 0xF4, 0x8F, 0xFF)
          .randomElement(using: &random) ?? 0x61
      }
      let source = PaddedBytes(bytes)
      var repaired = PaddedBytes()
      let count = repaired.appendRepaired(source.view)
      #expect(repaired.view.bytes == Array(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
      #expect((count == 0) == source.view.isUTF8)
    }
  }
}

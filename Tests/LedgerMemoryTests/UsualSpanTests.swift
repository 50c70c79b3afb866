import CLedgerMasks
import LedgerMemory
import Testing

/// What a span says before its attributes, read byte by byte.
private struct PlainSpan: Equatable {
  var ids: [UInt64] = []
  var parent: UInt64 = 0
  var flags: UInt32 = 0
  var name: [UInt8] = []
  var kind: UInt8 = 0
  var times: [UInt64] = []
  var end = 0

  /// `nil` where the span is not in its usual form.
  init?(_ bytes: [UInt8]) {
    var at = 0
    func pass(_ text: String) -> Bool {
      let wanted = Array(text.utf8)
      guard bytes.count - at >= wanted.count, Array(bytes[at..<at + wanted.count]) == wanted else { return false }
      at += wanted.count
      return true
    }
    func digits(_ count: Int, radix: Int) -> UInt64? {
      guard bytes.count - at >= count else { return nil }
      let text = String(decoding: bytes[at..<at + count], as: UTF8.self)
      guard text.first != "+", text.first != "-", let value = UInt64(text, radix: radix) else { return nil }
      at += count
      return value
    }
    guard pass("\"traceId\":\""), let high = digits(16, radix: 16), let low = digits(16, radix: 16),
      pass("\",\"spanId\":\""), let id = digits(16, radix: 16), pass("\"")
    else { return nil }
    ids = [high, low, id]
    if pass(",\"parentSpanId\":\""), !pass("\"") {
      guard let digits = digits(16, radix: 16), pass("\"") else { return nil }
      parent = digits
    }
    if pass(",\"flags\":") {
      let start = at
      while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
      guard at > start, at - start <= 9,
        let value = UInt32(String(decoding: bytes[start..<at], as: UTF8.self))
      else { return nil }
      flags = value
    }
    guard pass(",\"name\":\"") else { return nil }
    while at < bytes.count, bytes[at] != 0x22 {
      guard bytes[at] != 0x5C else { return nil }
      name.append(bytes[at])
      at += 1
    }
    guard pass("\",\"kind\":"), let number = digits(1, radix: 10), pass(",\"startTimeUnixNano\":\""),
      let start = digits(19, radix: 10), pass("\",\"endTimeUnixNano\":\""), let stop = digits(19, radix: 10), pass("\"")
    else { return nil }
    kind = UInt8(number)
    times = [start, stop]
    end = at
  }
}

@Suite struct UsualSpanTests {
  private struct Chance {
    var state: UInt64 = 5
    mutating func callAsFunction(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func digits(_ count: Int, _ alphabet: String) -> String {
      let alphabet = Array(alphabet)
      return String((0..<count).map { _ in alphabet[self(alphabet.count)] })
    }

    /// The fields of a span, mostly in their usual form.
    mutating func fields() -> [UInt8] {
      let hex = ["0123456789abcdef", "0123456789ABCDEF", "0123456789abcdefABCDEF"][self(3)]
      var text = "\"traceId\":\"\(digits(32, hex))\",\"spanId\":\"\(digits(16, hex))\""
      switch self(4) {
      case 0: break
      case 1: text += ",\"parentSpanId\":\"\""
      default: text += ",\"parentSpanId\":\"\(digits(16, hex))\""
      }
      if self(3) > 0 { text += ",\"flags\":\(digits(1 + self(10), "0123456789"))" }
      text += ",\"name\":\"\(digits([self(12), self(32), 31 + self(3), 62 + self(4)][self(4)], "ab /-"))\""
      text += ",\"kind\":\(self(10))"
      text +=
        ",\"startTimeUnixNano\":\"\(digits(19, "0123456789"))\",\"endTimeUnixNano\":\"\(digits(19, "0123456789"))\""
      var bytes = Array(text.utf8)
      switch self(4) {
      case 0:
        let odd: [UInt8] = [0x22, 0x5C, 0x20, 0x2F, 0x3A, 0x40, 0x47, 0x60, 0x67, 0x80, 0xC3, UInt8(self(256))]
        bytes[self(bytes.count)] = odd[self(odd.count)]
      case 1 where self(8) == 0: bytes.remove(at: self(bytes.count))
      default: break
      }
      return bytes
    }
  }

  /// Reads a span at a level, with the attributes `{"a":"…"}` expected.
  private func read(
    _ bytes: [UInt8], count: Int, level: Int32
  ) -> (isUsual: Bool, span: ledger_span, walk: ledger_walk, values: [ledger_found]) {
    let opening = Array("{\"a\":\"".utf8)
    var rows = [ledger_expectation](repeating: ledger_expectation(), count: 300)
    rows[290].opening_length = UInt16(opening.count)
    rows[290].closing = 0x7D22
    rows[290].closing_length = 2
    rows[290].value = UInt8(LEDGER_EXPECT_TEXT)
    rows[290].is_wanted = 1
    rows[290].is_short = 1
    for row in 1..<300 { rows[row].next.0 = 290 }
    rows[0].value = UInt8(LEDGER_EXPECT_OTHER)
    let pool = opening + [UInt8](repeating: 0, count: 64)
    let text = bytes + [UInt8](repeating: 0x22, count: 64)
    var span = ledger_span()
    var walk = ledger_walk()
    var found = [ledger_found](repeating: ledger_found(), count: 8)
    let isUsual = text.withUnsafeBufferPointer { text in
      pool.withUnsafeBufferPointer { pool in
        rows.withUnsafeMutableBufferPointer { rows in
          found.withUnsafeMutableBufferPointer { found in
            var ground = ledger_ground(
              text: text.baseAddress, count: count, pool: pool.baseAddress, rows: rows.baseAddress,
              found: found.baseAddress, room: 8, level: level, wants_all: 0)
            return ledger_walk_span(&ground, 1, &span, &walk)
          }
        }
      }
    }
    return (isUsual != 0, span, walk, Array(found.prefix(Int(walk.found))))
  }

  @Test(arguments: ExpectedTextTests.levels)
  func `every instruction set reads what is written, or leaves it to others`(level: Int) {
    var chance = Chance()
    var usual = 0
    for _ in 0..<20_000 {
      let bytes = chance.fields()
      let all = bytes + [UInt8](repeating: 0x20, count: 400)
      let (isUsual, span, walk, _) = read(all, count: all.count, level: Int32(level))
      let plain = PlainSpan(bytes)
      if let plain, isUsual {
        usual += 1
        #expect([span.trace_high, span.trace_low, span.span] == plain.ids && span.parent == plain.parent)
        #expect([span.start, span.end] == plain.times && span.flags == plain.flags && span.kind == plain.kind)
        #expect(Array(all[Int(span.name)..<Int(span.name) + Int(span.name_length)]) == plain.name)
        if span.name_is_ascii != 0 { #expect(plain.name.allSatisfy { $0 < 0x80 }) }
        #expect(span.has_attributes == 0 && walk.end == UInt64(plain.end) && walk.found == 0 && span.is_whole == 0)
      } else {
        #expect(!isUsual, "\(String(decoding: bytes, as: UTF8.self))")
        // Only long names are left to others, which no level has to take.
        if let plain { #expect(plain.name.count >= 32) }
      }
    }
    #expect(usual > 8000)
  }

  @Test(arguments: ExpectedTextTests.levels)
  func `attributes are walked along, up to the end of a span with an empty status`(level: Int) {
    var chance = Chance()
    for _ in 0..<3000 {
      var fields = chance.fields()
      while PlainSpan(fields).map({ $0.name.count < 32 }) != true { fields = chance.fields() }
      let values = (0..<chance(6)).map { _ in chance.digits(chance(80), "abc") }
      let list = values.map { "{\"a\":\"\($0)\"}" }.joined(separator: ",")
      let rest = ["],\"status\":{}}", "],\"status\":{\"code\":1}}", "]}", ",{\"b\":1}],\"status\":{}}"][chance(4)]
      let attributes = ",\"attributes\":["
      let whole = fields + Array((attributes + list + rest).utf8)
      let all = whole + [UInt8](repeating: 0x2C, count: 400)
      let (isUsual, span, walk, found) = read(all, count: all.count, level: Int32(level))
      #expect(isUsual && span.has_attributes == 1 && Int(walk.passed) == values.count && walk.all_plain <= 1)
      #expect(found.map { String(decoding: all[Int($0.value)..<Int($0.value_end)], as: UTF8.self) } == values)
      let isWhole = rest == "],\"status\":{}}"
      #expect((span.is_whole != 0) == isWhole)
      let end = fields.count + attributes.utf8.count + list.utf8.count
      #expect(Int(walk.end) == (isWhole ? whole.count : end))
    }
  }

  @Test(arguments: ExpectedTextTests.levels)
  func `nothing behind the end of the text is taken for a part of it`(level: Int) {
    var chance = Chance()
    for _ in 0..<300 {
      let fields = chance.fields()
      let whole =
        fields + Array(",\"attributes\":[{\"a\":\"\(chance.digits(chance(300), "abc"))\"}],\"status\":{}}".utf8)
      let count = chance(whole.count)
      let (isUsual, span, walk, _) = read(whole, count: count, level: Int32(level))
      if isUsual { #expect(Int(walk.end) <= count && span.is_whole == 0) }
    }
  }

  @Test func `rows of names are chosen by length and first bytes`() {
    for name in ["", "a", "chat gpt-4o", "chat gpt", "POST /v1/ask"] {
      let bytes = PaddedBytes(name.utf8)
      let row = bytes.withView { ExpectedText.nameRow($0) }
      #expect((0..<ExpectedText.nameRows).contains(row))
      // What stands behind a name does not count.
      let more = PaddedBytes((name + "\",\"kind\":1").utf8)
      #expect(more.withView { ExpectedText.nameRow($0.slice(0, name.utf8.count)) } == row)
    }
  }
}

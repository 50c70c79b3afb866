import CLedgerMasks
import LedgerMemory
import Testing

@Suite struct ExpectedTextTests {
  private func append(
    _ opening: String, _ value: ExpectedText.Value, _ closing: String, isWanted: Bool = true,
    to table: inout ExpectedText
  ) -> Int {
    let opening = PaddedBytes(opening.utf8)
    let closing = PaddedBytes(closing.utf8)
    return opening.withView { opening in
      closing.withView { table.append(opening, value, closing: $0, isWanted: isWanted) }
    }
  }

  /// A table of six rows, of which some may follow each other: four at most.
  private func table(following: [Int]) -> ExpectedText {
    var table = ExpectedText()
    _ = append("", .other, " ", to: &table)
    let rows = [
      append("{\"a\":\"", .text, "\"}", to: &table),
      append("{\"b\":", .digits, "}", to: &table),
      append("{\"c\":", .number, "}", to: &table),
      append("{\"d\":", .truth, " }", to: &table),
      append("{\"e\":\"", .text, "\"}", isWanted: false, to: &table),
      append("{\"\(String(repeating: "long ", count: 20))\":[\"", .text, "\"]}", to: &table),
    ]
    for row in [0] + rows { for next in following { table.expect(next, after: row) } }
    return table
  }

  @Test func `values are found as they were written, up to what is not expected`() {
    var table = table(following: [1, 3, 4, 5])
    let long = String(repeating: "x", count: 100)
    for (list, values, end) in [
      (#"[{"e":"skipped"},{"d":true },{"c":-1.5},{"a":"text"}]"#, ["true", "-1.5", "text"], 52),
      (#"[{"c":0.1},{"c":0},{"d":false },{"a":"\#(long)"}]"#, ["0.1", "0", "false", long], 140),
      (#"[{"e":"\""},{"a":"\\\""},{"a":"\\"}, {"a":""}]"#, [#"\\\""#, #"\\"#], 35),
      (#"[{"c":1e5}]"#, [], 1), ("[]", [], 1), ("[", [], 1), (#"[{"c":1}"#, ["1"], 8), (#"[{"c":1},"#, ["1"], 8),
    ] as [(String, [String], Int)] {
      let text = PaddedBytes(list.utf8)
      var walk = ExpectedText.Walk(at: 1, row: 0)
      let stretch = text.withView { table.advance(&walk, along: $0, wantsAll: false) }
      let found = (0..<stretch.found).map { row in
        let found = table.found(row)
        return text.withView { $0.slice(found.start, found.end).text }
      }
      #expect(found == values && walk.at == end && stretch.end == .unexpected, "\(list)")
    }
  }

  @Test(arguments: [1, 9, 63, 64, 65, 100, 127, 128, 129, 192]) func `every byte of an opening counts`(length: Int) {
    var table = ExpectedText()
    _ = append("", .other, " ", to: &table)
    let opening = (0..<length).map { UInt8(97 + $0 % 26) }
    let row = append(String(decoding: opening, as: UTF8.self), .digits, "}", to: &table)
    table.expect(row, after: 0)
    // Near the end of a text, and far from it.
    for behind in ["", String(repeating: " ", count: 400)] {
      func passed(_ opening: [UInt8]) -> Int {
        let text = PaddedBytes([0x5B] + opening + Array("17}]\(behind)".utf8))
        var walk = ExpectedText.Walk(at: 1, row: 0)
        return text.withView { table.advance(&walk, along: $0, wantsAll: true) }.passed
      }
      #expect(passed(opening) == 1)
      for place in 0..<length {
        var other = opening
        other[place] ^= 1
        #expect(passed(other) == 0, "place \(place)")
      }
    }
  }

  @Test func `numbers are those that were written`() {
    var table = table(following: [2, 3])
    let whole = ["0", "7", "1234567", "12345678", "123456789", "123456789012345678", "007"]
    let text = PaddedBytes(
      ("[" + whole.map { "{\"b\":\($0)}" }.joined(separator: ",") + ",{\"b\":1234567890123456789}]").utf8)
    var walk = ExpectedText.Walk(at: 1, row: 0)
    var stretch = text.withView { table.advance(&walk, along: $0, wantsAll: false) }
    #expect((0..<stretch.found).map { table.found($0).bits } == whole.compactMap { UInt64($0) })
    let numbers = ["0", "-0", "1.5", "-12.25", "0.1", "123456789.0123456", "9007199254740992", "3.0000000000000"]
    let more = PaddedBytes(
      ("[" + numbers.map { "{\"c\":\($0)}" }.joined(separator: ",") + ",{\"c\":9007199254740993}]").utf8)
    walk = ExpectedText.Walk(at: 1, row: 0)
    stretch = more.withView { table.advance(&walk, along: $0, wantsAll: false) }
    #expect((0..<stretch.found).map { table.found($0).bits } == numbers.compactMap { Double($0)?.bitPattern })
  }

  @Test func `a walk pauses when its values fill the room, and goes on`() {
    var table = table(following: [1])
    let text = PaddedBytes(("[" + (0..<100).map { "{\"a\":\"\($0)\"}" }.joined(separator: ",") + "]").utf8)
    var walk = ExpectedText.Walk(at: 1, row: 0)
    var values: [String] = []
    for round in 0..<4 {
      let stretch = text.withView { table.advance(&walk, along: $0, wantsAll: false) }
      for row in 0..<stretch.found {
        let found = table.found(row)
        values.append(text.withView { $0.slice(found.start, found.end).text })
      }
      #expect(stretch.end == (round < 3 ? .full : .unexpected))
    }
    #expect(values == (0..<100).map { "\($0)" } && walk.at == text.count - 1)
  }

  @Test func `a row of other values ends a walk before it, and is the first expected`() {
    var table = ExpectedText()
    _ = append("", .other, " ", to: &table)
    let rows = [append("{\"x\":", .other, "}", to: &table), append("{\"a\":\"", .text, "\"}", to: &table)]
    for row in [0] + rows { for next in rows { table.expect(next, after: row) } }
    let text = PaddedBytes(#"[{"a":"b"},{"x":[1]}]"#.utf8)
    var walk = ExpectedText.Walk(at: 1, row: 0)
    let stretch = text.withView { table.advance(&walk, along: $0, wantsAll: false) }
    #expect(stretch.end == .other && stretch.passed == 1 && walk.at == 10 && table.first(after: walk.row) == rows[0])
  }

  static let levels = (0...3).filter { ledger_level_exists(Int32($0)) != 0 }

  /// Rows in the form of the C functions, and the pool of their openings.
  private static func plainRows(_ openings: [String]) -> ([ledger_expectation], [UInt8]) {
    var rows = [ledger_expectation()]
    rows[0].value = UInt8(LEDGER_EXPECT_OTHER)
    var pool: [UInt8] = []
    let kinds = [
      (LEDGER_EXPECT_TEXT, "\"}"), (LEDGER_EXPECT_DIGITS, "}"), (LEDGER_EXPECT_NUMBER, "}"),
      (LEDGER_EXPECT_TEXT, "\"}}"),
    ]
    for (opening, (value, closing)) in zip(openings, kinds) {
      var row = ledger_expectation()
      row.opening = UInt32(pool.count)
      row.opening_length = UInt16(opening.utf8.count)
      row.closing_length = UInt8(closing.utf8.count)
      for byte in closing.utf8.reversed() { row.closing = row.closing << 8 | UInt64(byte) }
      row.value = UInt8(value)
      row.is_wanted = 1
      row.is_short = opening.utf8.count <= LEDGER_EXPECT_SHORT ? 1 : 0
      pool += Array(opening.utf8)
      rows.append(row)
    }
    for row in rows.indices { rows[row].next = (1, 2, 3, 4) }
    return (rows, pool + [UInt8](repeating: 0, count: 64))
  }

  @Test(arguments: ExpectedTextTests.levels)
  func `every instruction set walks alike, whatever the bytes`(level: Int) {
    var state: UInt64 = 11
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    let closings = ["\"}", "}", "}", "\"}}"]
    for _ in 0..<3000 {
      // Up to 64 bytes and up to 128 are compared in two ways, and longer ones in a third.
      let length = [59, 60, 70, 122, 123, 124, 180][next(7)]
      let openings = ["{\"a\":\"", "{\"b\":", "{\"c\":", "{\"\(String(repeating: "k", count: length))\":\""]
      let (rows, pool) = Self.plainRows(openings)
      var bytes: [UInt8] = []
      for index in 0..<next(6) {
        if index > 0 { bytes.append(0x2C) }
        let kind = next(4)
        bytes += Array(openings[kind].utf8)
        for _ in 0..<[next(5), next(30), 31 + next(3), 63 + next(3), next(200)][next(5)] {
          bytes.append(kind == 0 || kind == 3 ? [0x61, 0x61, 0x61, 0x5C, 0xC3][next(5)] : UInt8(0x30 + next(10)))
        }
        if kind == 2, next(2) == 0 { bytes += Array(".5".utf8) }
        bytes += Array(closings[kind].utf8)
      }
      bytes.append(0x5D)
      if next(3) == 0 { bytes[next(UInt64(bytes.count))] = UInt8(next(256)) }
      // What is near the end of a text is looked at in another way.
      if next(2) == 0 { bytes += [UInt8](repeating: 0x22, count: 256) }
      let count = next(3) == 0 ? next(UInt64(bytes.count) + 1) : bytes.count
      let text = bytes + [UInt8](repeating: 0x22, count: 64)
      func walked(_ level: Int32) -> [UInt64] {
        var mine = rows
        var walk = ledger_walk()
        walk.is_first = 1
        var found = [ledger_found](repeating: ledger_found(), count: 8)
        text.withUnsafeBufferPointer { text in
          pool.withUnsafeBufferPointer { pool in
            mine.withUnsafeMutableBufferPointer { mine in
              found.withUnsafeMutableBufferPointer { found in
                var ground = ledger_ground(
                  text: text.baseAddress, count: count, pool: pool.baseAddress, rows: mine.baseAddress,
                  found: found.baseAddress, room: 8, level: level, wants_all: 0)
                ledger_walk_expected(&ground, &walk)
              }
            }
          }
        }
        var all = [walk.end, UInt64(walk.row), UInt64(walk.passed), UInt64(walk.found), UInt64(walk.stop)]
        for value in found.prefix(Int(walk.found)) {
          let isText = value.row == 1 || value.row == 4
          all += [value.value, value.value_end, UInt64(value.row), value.bits]
          if isText { all.append(UInt64(value.is_escaped)) }
          if walk.all_plain != 0 { #expect(value.is_ascii != 0) }
          // What is said to be ASCII is.
          if isText, value.is_ascii != 0 {
            let content = text[Int(value.value)..<Int(value.value_end)]
            #expect(content.allSatisfy { $0 < 0x80 && $0 != 0x5C })
          }
        }
        for row in mine { all += [row.next.0, row.next.1, row.next.2, row.next.3].map { UInt64($0) } }
        return all
      }
      let expected = walked(Int32(LEDGER_LEVEL_SCALAR))
      #expect(walked(Int32(level)) == expected, "level \(level), count \(count), \(bytes)")
      #expect(expected[0] <= UInt64(count))
    }
  }
}

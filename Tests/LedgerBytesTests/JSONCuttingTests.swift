import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

struct JSONCuttingTests {
  /// Reads with many batch sizes, checks that they agree, and returns what came out.
  private func cut(_ text: String) throws -> Reading {
    let expected = try read(text)
    for size in batchSizes {
      let reading = try read(text, batchBytes: size)
      #expect(reading.texts == expected.texts, "batches of \(size)")
      #expect(
        reading.ranges
          == expected.ranges.enumerated().map { index, range in
            var range = range
            range.offset = reading.ranges[index].offset
            return range
          })
      #expect(reading.problems == expected.problems, "batches of \(size)")
    }
    return expected
  }

  @Test func `blank lines count as lines and are no records`() throws {
    let reading = try cut("\u{FEFF}{\"a\":1}\r\n\r\n  \n{\"b\":2}\n\n{\"c\":3}")
    #expect(reading.texts == [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#])
    #expect(reading.lines == [1, 4, 6])
    #expect(reading.problems.isEmpty)
  }

  @Test func `a line that is no JSON is handed on for the decoder to judge`() throws {
    let reading = try cut("{\"a\":1}\nno json at all\n{\"b\":\n{}\n")
    #expect(reading.texts == [#"{"a":1}"#, "no json at all", #"{"b":"#, "{}"])
    #expect(reading.problems.isEmpty)
  }

  @Test func `a last line that is cut off is marked`() throws {
    let reading = try cut("{\"a\":1}\n{\"b\":[1,2")
    #expect(reading.texts == [#"{"a":1}"#, #"{"b":[1,2"#])
    #expect(reading.ranges.map(\.isTruncated) == [false, true])
    #expect(
      reading.problems == [
        Problem(
          .truncatedInput, at: SourcePosition(source: 3, byteOffset: 8, record: 1, line: 2),
          "the last line ends after 9 bytes, inside its JSON document; what is whole in it was used")
      ])
  }

  @Test func `lines may turn into documents of many lines`() throws {
    let reading = try cut("{\"a\":1}\n{\n  \"b\": [\n    2\n  ]\n}\n{\n}\n{\"c\":3}\n")
    #expect(reading.texts == [#"{"a":1}"#, "{\n  \"b\": [\n    2\n  ]\n}", "{\n}", #"{"c":3}"#])
    #expect(reading.lines == [1, 2, 7, 9])
    #expect(reading.problems.isEmpty)
  }

  @Test func `documents know the line they begin in`() throws {
    let reading = try cut("\n\n{\n\"a\":\"}\",\n\"b\":[]\n}{\"c\":1}\n\n{\n}")
    #expect(reading.texts == ["{\n\"a\":\"}\",\n\"b\":[]\n}", #"{"c":1}"#, "{\n}"])
    #expect(reading.lines == [3, 6, 8])
  }

  /// Texts may stand for requests.
  @Test func `the elements of an array are records, numbers and words are not`() throws {
    let reading = try cut("[{\"a\":1}, 17, \"x]\\\"{\", null ,[{}], {\"b\":[{}]}]\n[]\n[{\"c\":3}]")
    #expect(reading.texts == [#"{"a":1}"#, "\"x]\\\"{\"", "[{}]", #"{"b":[{}]}"#, #"{"c":3}"#])
    #expect(reading.codes == [.foreignRecord])
    #expect(reading.problems.first?.count == 2)
    #expect(reading.problems.first?.position.byteOffset == 10)
  }

  @Test(
    arguments: [
      ("[", [], 1, 1), ("[\n", [], 2, 2), (#"[{"a":1}"#, [#"{"a":1}"#], 8, 1),
      ("[{\"a\":1},\n\n", [#"{"a":1}"#], 11, 3),
      ("{\"x\":0}\n[\n{},", [#"{"x":0}"#, "{}"], 13, 3),
    ] as [(String, [String], UInt64, UInt64)])
  func `an array that is cut off between its elements is told`(
    text: String, elements: [String], offset: UInt64, line: UInt64
  ) throws {
    for batchBytes in [1, 3, 1 << 20] {
      let reading = try read(text, batchBytes: batchBytes)
      #expect(reading.texts == elements)
      #expect(reading.codes == [.truncatedInput])
      #expect(reading.problems.first?.position == SourcePosition(source: 3, byteOffset: offset, line: line))
    }
  }

  @Test(arguments: ["[]", "[{}]\n", "[{}] [\n]", #"[{"a":[}, {}"#, "[17, {}", "[{\"a\":[1", "{}\n"])
  func `an array with its end, or with other damage, is not told to be cut off between elements`(text: String) throws {
    #expect(try read(text).problems.allSatisfy { !$0.message.contains("inside an array") })
  }

  @Test func `a document that is cut off before the next one costs only its end`() throws {
    for broken in ["{\n\"a\": [\n1, 2", "{\n\"a\": \"text", "{\n\"a\": {\"b\": 1}"] {
      let reading = try cut("{\n\"x\":0\n}\n" + broken + "\n{\n\"b\":2\n}\n{\n\"c\":3\n}\n")
      #expect(reading.texts == ["{\n\"x\":0\n}", broken, "{\n\"b\":2\n}", "{\n\"c\":3\n}"])
      #expect(reading.ranges.map(\.isTruncated) == [false, true, false, false])
      #expect(reading.codes == [.unreadableRecord])
      #expect(reading.problems.first?.position.record == 1)
    }
  }

  @Test func `reading goes on at the next document when brackets do not match`() throws {
    let broken = "{\n\"a\":[1,2}\n, \"b\": {}\n}"
    let reading = try cut("{\n\"x\":0\n}\n" + broken + "\n{\n\"c\":3\n}\ngarbage } ]\n{\n}\n")
    #expect(reading.texts == ["{\n\"x\":0\n}", broken, "{\n\"c\":3\n}", "{\n}"])
    #expect(reading.ranges.map(\.isTruncated) == [false, true, false, false])
    #expect(reading.codes == [.unreadableRecord, .unreadableRecord])
    #expect(reading.problems.map(\.position.line) == [4, 11])
  }

  @Test func `a document that never ends is handed over as such`() throws {
    let reading = try cut("{\n\"x\":0\n}\n{\n\"a\":[1,\n{\"b\":")
    #expect(reading.texts == ["{\n\"x\":0\n}", "{\n\"a\":[1,\n{\"b\":"])
    #expect(reading.ranges.map(\.isTruncated) == [false, true])
    #expect(reading.codes == [.truncatedInput])
  }

  @Test func `a prefix before the JSON of a line is stepped over`() throws {
    let line = "2026-01-02T03:04:05.6Z stdout F "
    let reading = try cut("\(line){\"a\":1}\n\(line)plain text\n\(line){\"b\":{}}\n\(line){\"c\":3}\n")
    #expect(reading.texts == [#"{"a":1}"#, #"{"b":{}}"#, #"{"c":3}"#])
    #expect(reading.lines == [1, 3, 4])
    #expect(reading.codes == [.foreignRecord])
  }

  static let pretty = "{\n  \"a\": [\n    {\"b\": {\n}},\n{\"c\":1}\n  ]\n}"

  @Test(arguments: [
    "x", "\\", "INFO exporting ", "[2026-11-24 03:04:05] exporting: ", "[worker] ", "payload=", "a:b {c} ",
  ])
  func `documents of many lines may begin behind words`(words: String) throws {
    let pretty = JSONCuttingTests.pretty
    let reading = try cut("\(words)\(pretty)\n\(words)\(pretty)\r\n\(words){\"d\":1}\n\(words)\(pretty)")
    #expect(reading.format.framing == .jsonDocuments)
    #expect(reading.texts == [pretty, pretty, "{\"d\":1}", pretty])
    #expect(reading.lines == [1, 8, 15, 16])
    let bytes = words.utf8.count
    #expect(
      reading.ranges.map(\.sourceByteOffset).prefix(2) == [UInt64(bytes), UInt64(bytes * 2 + pretty.utf8.count + 1)])
    #expect(reading.problems == [])
  }

  @Test func `documents of many lines behind words may stand between all kinds of others`() throws {
    let pretty = JSONCuttingTests.pretty
    let documents = try cut("\(pretty)\nINFO exporting \(pretty)\n\(pretty)\n{\"d\":1}\nINFO {\"e\":2}\n\(pretty)")
    #expect(documents.format.framing == .jsonDocuments)
    #expect(documents.texts == [pretty, pretty, pretty, "{\"d\":1}", "{\"e\":2}", pretty])
    #expect(documents.lines == [1, 8, 15, 22, 23, 24])
    #expect(documents.problems == [])
    // Lines that turn out to be documents, with and without words before all of them.
    let lines = try cut("{\"d\":1}\n{\"e\":2}\nINFO exporting \(pretty)\n{\"f\":3}\n")
    #expect(lines.format.framing == .jsonLines)
    #expect(lines.texts == ["{\"d\":1}", "{\"e\":2}", pretty, "{\"f\":3}"])
    #expect(lines.lines == [1, 2, 3, 10])
    #expect(lines.problems == [])
    let many = String(repeating: "INFO {\"d\":1}\n", count: 7)
    let prefixed = try cut("\(many)INFO {\"e\":2}\nINFO \(pretty)\nINFO {\"f\":3}\n\(pretty)")
    #expect(prefixed.format.framing == .jsonLines)
    #expect(prefixed.texts.dropFirst(7) == ["{\"e\":2}", pretty, "{\"f\":3}", pretty])
    #expect(prefixed.lines == [1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17])
    #expect(prefixed.problems == [])
    let bare = try cut("\(many)INFO {\"e\":2}\n\(pretty)\nINFO {\"f\":3}\n")
    #expect(bare.texts.dropFirst(7) == ["{\"e\":2}", pretty, "{\"f\":3}"])
    #expect(bare.problems == [])
  }

  @Test func `a document behind words may break its lines anywhere`() throws {
    for document in [
      "{\n\n\n\"a\":1}", "{\"a\":\n  1}", "{\"a\":[\n 1,\n 2]}", "{\"a\":{\n\"b\":2}}", "{\"a\":1,\n\"b\":2}",
      "{\"a\":[\n{\"b\":1},\n{}]}",
      "{ \"a\": \"x{\\\"}\", \n \"b\": [\n]\n}",
    ] {
      let reading = try cut("INFO start\nINFO \(document)\nINFO \(document)\nINFO end\nINFO x=\(document)\n")
      #expect(reading.texts == [document, document, document], "\(document)")
      #expect(reading.codes == [.unreadableRecord], "\(document)")
    }
  }

  @Test func `lines without a document between such documents are named, and cost nothing else`() throws {
    let pretty = JSONCuttingTests.pretty
    let reading = try cut("start\nINFO exporting \(pretty)\nsleeping {60}\n\nINFO exporting \(pretty)\n")
    #expect(reading.texts == [pretty, pretty])
    #expect(reading.lines == [2, 11])
    #expect(reading.codes == [.unreadableRecord])
    #expect(reading.problems.first?.count == 2)
    #expect(reading.problems.first?.position.line == 1)
  }

  @Test func `a line that is cut off inside its document is no document of many lines`() throws {
    for broken in ["{\"a\":[1", "{\"a\":{\"b\":\"x", "{\"a\":1,", "{\"a\":["] {
      let reading = try cut("INFO {\"d\":1}\nINFO {\"e\":2}\nINFO \(broken)\nINFO {\"f\":3}\nINFO {\"g\":4}\n")
      #expect(reading.format.framing == .jsonLines)
      #expect(reading.texts == ["{\"d\":1}", "{\"e\":2}", broken, "{\"f\":3}", "{\"g\":4}"], "\(broken)")
      #expect(reading.problems == [])
    }
  }

  @Test func `a document without its first brace is no words before the next one`() throws {
    for broken in [#"z"a":[{"b":1}]}"#, #"a:{"b":[]}} "#, #"z "a" {} "c":2} "#] {
      let reading = try cut("\(broken){\"d\":\n1}\n{\n}\n")
      #expect(Array(reading.texts.suffix(2)) == ["{\"d\":\n1}", "{\n}"], "\(broken)")
      #expect(!reading.problems.isEmpty || reading.texts.count > 2, "\(broken)")
    }
  }

  @Test func `behind damage, reading goes on at a document behind words`() throws {
    let pretty = JSONCuttingTests.pretty
    let broken = "{\n\"a\": [1, 2}\n, \"b\": {\"c\": 1}, \"d\": [{\"e\": {\n}}]\n}"
    let reading = try cut("INFO \(pretty)\nINFO \(broken)\nINFO exporting \(pretty)\n")
    #expect(reading.texts.first == pretty)
    #expect(reading.texts.last == pretty)
    #expect(reading.texts.count == 3)
    #expect(reading.ranges.map(\.isTruncated) == [false, true, false])
    #expect(reading.lines == [1, 8, 13])
    #expect(reading.codes == [.unreadableRecord])
  }

  @Test func `how much is at hand does not decide where a document begins`() throws {
    // White space before the first key, blanks behind words and words themselves, up to and beyond what is looked at.
    for count in [0, 1, 30, 62, 63, 64, 500, 1010, 1020, 1023, 1024, 1025, 1500] {
      let blank = String(repeating: " ", count: count)
      let breaks = String(repeating: "\n", count: count)
      let text = "INFO {\"d\":\n1}\n"
      _ = try cut(text + "INFO {\(breaks)\"a\":1}\n{\n}\n")
      _ = try cut(text + "INFO\(blank){\n\"a\":1}\n{\n}\n")
      _ = try cut(text + "\(blank)INFO \(String(repeating: "x", count: count)) {\n\"a\":1}\n{\n}\n")
      _ = try cut(text + "[\(blank)INFO] {\n\"a\":1}\n{\n}\n")
      _ = try cut("{}\nINFO {\(breaks)\"a\":1}\n{\n}\n")
      _ = try cut("{}\nINFO {\"a\":\(breaks)\"b\"}\n{\n}\n")
    }
  }

  @Test func `deep nesting is counted, not feared`() throws {
    let deep = "{\"a\":" + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}"
    #expect(try cut(deep + deep).texts == [deep, deep])
    let wrong = "{\"a\":" + String(repeating: "[", count: 500) + String(repeating: "]", count: 499) + "}}"
    #expect(try cut(wrong + "\n{\n}\n{\n}").texts == [wrong, "{\n}", "{\n}"])
  }

  @Test func `reading goes on right behind the end of a broken document`() throws {
    let reading = try cut("{}{\"x\":[0}{\"a\":1} oops {\"b\":2}{\"c\":3}{\"d\":4}")
    #expect(reading.texts == ["{}", "{\"x\":[0}", "{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}"])
    #expect(reading.codes == [.unreadableRecord, .unreadableRecord])
  }

  @Test func `the end of a value is where a plain scanner finds it`() throws {
    var generator = SplitMix64(seed: 20_261_123)
    for _ in 0..<300 {
      let text = "{\"k\":" + randomValue(&generator, depth: 0) + "}"
      let bytes = Array(text.utf8)
      let buffer = PaddedBytes(bytes + Array(" ,{\"next\":\"]\"}".utf8))
      var at = 0
      var scanner = JSONValueScanner()
      #expect(scanner.scan(buffer.view, from: &at, isAtEnd: true) == .ended(plainEnd(bytes)), "\(text)")
      // The same, with the bytes coming in pieces.
      at = 0
      scanner = JSONValueScanner()
      var outcome = JSONValueScanner.Outcome.unfinished
      var count = 0
      while outcome == .unfinished {
        count += Int.random(in: 1...40, using: &generator)
        outcome = scanner.scan(
          buffer.view.slice(0, min(count, buffer.count)), from: &at, isAtEnd: count >= buffer.count)
      }
      #expect(outcome == .ended(bytes.count), "\(text)")
    }
  }

  /// The plainest scanner that could be right.
  private func plainEnd(_ bytes: [UInt8]) -> Int {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == 0x5C { isEscaped = true }
        if byte == 0x22 { isInString = false }
      } else if byte == 0x22 {
        isInString = true
      } else if byte == 0x7B || byte == 0x5B {
        depth += 1
      } else if byte == 0x7D || byte == 0x5D {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return -1
  }

  private func randomValue(_ generator: inout SplitMix64, depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 6 ? 4 : 7), using: &generator) {
    case 0: return "17"
    case 1: return "null"
    case 2, 3:
      let pieces = ["a", "\\\"", "\\\\", "{", "}", "[", "]", " ", "ä", "\\u0041", "xxxxxxxxxxxxxxxxxxxxxxx", ",", ":"]
      let count = Int.random(in: 0..<12, using: &generator)
      return "\"" + (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined() + "\""
    case 4, 5:
      let count = Int.random(in: 0..<4, using: &generator)
      let space = Bool.random(using: &generator) ? "\n  " : ""
      return "{"
        + (0..<count).map { "\(space)\"\($0)\":" + randomValue(&generator, depth: depth + 1) }
        .joined(separator: ",") + space + "}"
    default:
      let count = Int.random(in: 0..<4, using: &generator)
      return "[" + (0..<count).map { _ in randomValue(&generator, depth: depth + 1) }.joined(separator: ", ") + "]"
    }
  }
}

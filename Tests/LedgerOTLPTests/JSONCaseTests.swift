import Testing

@testable import LedgerOTLP

/// What JSON must be read, what must be refused with a problem, and what may be either. Each case stands where the
/// compact layout of exporters is read by itself, and where any layout is; both must come to the same.
struct JSONCaseTests {
  /// Bytes, because some cases are no text.
  private static func bytes(_ parts: [UInt8]...) -> [UInt8] { parts.flatMap { $0 } }

  private static func compact(name: [UInt8], time: [UInt8], double: [UInt8]) -> [UInt8] {
    bytes(
      Array(
        (#"{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"#
          + #""traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708","name":"#).utf8),
      name, Array(#","kind":3,"startTimeUnixNano":"#.utf8), time,
      Array(
        #","endTimeUnixNano":"1795455830000000001","attributes":[{"key":"service.name","value":{"stringValue":"#.utf8),
      name, Array(#"}},{"key":"score","value":{"doubleValue":"#.utf8), double, Array("}}]}]}]}]}".utf8))
  }

  private static func general(name: [UInt8], time: [UInt8], double: [UInt8]) -> [UInt8] {
    bytes(
      Array(
        (#" { "resourceSpans" : [ { "resource" : { } , "scopeSpans" : [ { "scope" : { } , "spans" : [ { "#
          + #""attributes" : [ { "value" : { "stringValue" : "#).utf8),
      name, Array(" } ,\n\t\"key\" : \"service.name\" } , { \"value\" : { \"doubleValue\" : ".utf8), double,
      Array(#" } , "key" : "score" } ] , "endTimeUnixNano" : "1795455830000000001" , "startTimeUnixNano" : "#.utf8),
      time, Array(" , \"kind\" : 3 , \"name\" : ".utf8), name,
      Array(
        (#" , "spanId" : "0102030405060708" , "traceId" : "0102030405060708090a0b0c0d0e0f10" "#
          + "} ] } ] } ] }\r\n").utf8))
  }

  /// Decodes a case in both layouts, which must agree, and gives one of them.
  private func decodeBoth(
    name: [UInt8] = Array("\"n\"".utf8), time: String = "\"1795455830000000000\"", double: String = "0.5",
    _ comment: Comment
  ) -> Decoded {
    let compact = decode(
      jsonBytes: JSONCaseTests.compact(name: name, time: Array(time.utf8), double: Array(double.utf8)))
    let general = decode(
      jsonBytes: JSONCaseTests.general(name: name, time: Array(time.utf8), double: Array(double.utf8)))
    if !compact.outcome.isDamaged, !general.outcome.isDamaged {
      #expect(compact.lines == general.lines, comment)
      #expect(Set(compact.problems) == Set(general.problems), comment)
    } else {
      #expect(compact.outcome.isDamaged == general.outcome.isDamaged, comment)
    }
    return compact
  }

  // MARK: Strings

  static let readableStrings: [(String, String)] = [
    (#""""#, ""), (#""a""#, "a"), (#""\"""#, "\""), (#""\\""#, "\\"), (#""\/""#, "/"), (#""/""#, "/"),
    (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u0041""#, "A"), (#""\u00e9\u00E9""#, "éé"), (#""\u20AC""#, "€"),
    (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00!""#, "😀!"), (#""\u0000""#, "\0"),
    (#""\u2028\u2029""#, "\u{2028}\u{2029}"),
    (#""é€😀""#, "é€😀"), ("\"\u{2028}\"", "\u{2028}"), ("\"\u{7F}\"", "\u{7F}"), ("\"\u{FFFE}\"", "\u{FFFE}"),
    ("\"\u{10FFFF}\"", "\u{10FFFF}"), (#""\ufffe\uffff""#, "\u{FFFE}\u{FFFF}"), (#""\\u0041""#, "\\u0041"),
    (#""\\\"\\""#, "\\\"\\"), (#""[{]},:""#, "[{]},:"),
    (#""\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\""#, String(repeating: "\\", count: 17)),
    (#""\u0022}],""#, "\"}],"), ("\"\u{FEFF}\"", "\u{FEFF}"), (#""a\u0000b""#, "a\0b"),
  ]

  @Test(arguments: readableStrings)
  func `strings that must be read`(spelling: String, text: String) {
    let decoded = decodeBoth(name: Array(spelling.utf8), "\(spelling)")
    #expect(decoded.problems == [])
    #expect(decoded.only("span").first?.contains(" 1795455830000000001 \(text) 3 ") == true, "\(decoded.lines)")
    #expect(decoded.spanAttributes.hasSuffix("service.name=\"\(text)\" score=0.5d"), "\(decoded.lines)")
  }

  /// No JSON, or no text, but plain what is meant: read with a problem, or as it stands.
  static let looseStrings: [[UInt8]] = [
    Array(#""\ud83d""#.utf8), Array(#""\ude00""#.utf8), Array(#""\ude00\ud83d""#.utf8), Array(#""\ud83d\ud83d""#.utf8),
    Array(#""\ud83dx""#.utf8), Array(#""\ud83d\n""#.utf8), Array(#""\x""#.utf8), Array(#""\u00zz""#.utf8),
    Array(#""\u12""#.utf8), Array(#""\u""#.utf8), Array(#""\U0041""#.utf8), Array(#""\'""#.utf8),
    Array("\"a\nb\"".utf8),
    Array("\"a\tb\"".utf8), Array("\"\u{0}\"".utf8), Array("\"\u{1F}\"".utf8),
    [0x22, 0xC0, 0x80, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xFF, 0x22],
    [0x22, 0xF0, 0x9F, 0x98, 0x22], [0x22, 0x61, 0xC3, 0x22], [0x22, 0x5C, 0xFF, 0x22],
  ]

  @Test(arguments: looseStrings)
  func `strings that may be either keep their span`(spelling: [UInt8]) {
    let decoded = decodeBoth(name: spelling, "\(spelling)")
    #expect(decoded.outcome.spans == 1)
    #expect(!decoded.outcome.isDamaged)
    let isASCII = spelling.allSatisfy { $0 < 0x80 } && !spelling.starts(with: Array(#""\u"#.utf8))
    #expect(isASCII || !decoded.problems.isEmpty || spelling.contains(0x75), "what is replaced is counted")
  }

  @Test(arguments: [
    #""a"#, #""a\"#, #""a\""#, "'a'", "a", #"""a""#, #""a"b"#, "\u{201C}a\u{201D}", "\\u0022a\\u0022", "\"a\"\"b\"",
  ])
  func `strings that must be refused`(spelling: String) {
    let decoded = decodeBoth(name: Array(spelling.utf8), "\(spelling)")
    #expect(!decoded.problems.isEmpty)
  }

  @Test(arguments: ["null", "1", "true", "[]", "{}", "[\"a\"]", "{\"a\":\"b\"}", "-0.5e3"])
  func `values of another type than text are absent, and counted unless they are null`(spelling: String) {
    let decoded = decodeBoth(name: Array(spelling.utf8), "\(spelling)")
    #expect(decoded.outcome.spans == 1)
    #expect(decoded.only("span").first?.contains(" 1795455830000000001  3 ") == true, "\(decoded.lines)")
    #expect(decoded.problems.isEmpty == (spelling == "null"), "\(decoded.problems)")
  }

  // MARK: Numbers

  static let readableNumbers: [(String, Double)] = [
    ("0", 0.0), ("-0", -0.0), ("1", 1), ("-1", -1), ("0.5", 0.5), ("-0.5", -0.5), ("1e2", 100), ("1E2", 100),
    ("1e+2", 100), ("1E-2", 0.01), ("123456789012345678", 123_456_789_012_345_678), ("0.1", 0.1), ("1.5e308", 1.5e308),
    ("5e-324", 5e-324), ("2.2250738585072011e-308", 2.2250738585072011e-308), ("1e23", 1e23),
    ("9007199254740993", 9_007_199_254_740_993), ("0.30000000000000004", 0.30000000000000004), ("1.0", 1), ("10e-1", 1),
    ("0e0", 0), ("0.000000000000000000000000000000000000000001", 1e-42), ("1000000000000000000000000", 1e24),
  ]

  @Test(arguments: readableNumbers)
  func `numbers that must be read`(spelling: String, value: Double) {
    for spelling in [spelling, "\"\(spelling)\""] {
      let decoded = decodeBoth(double: spelling, "\(spelling)")
      #expect(decoded.problems == [])
      #expect(decoded.spanAttributes.hasSuffix(" score=\(value)d"), "\(decoded.spanAttributes)")
    }
  }

  @Test(arguments: [
    "1e400", "-1e400", "1e-400", "01", "-01", "1.", ".5", "-.5", "+1", "NaN", "Infinity", "-Infinity", "\"nan\"", "inf",
    "1e1000000000000000000", "\" 1\"", "00", "1.e1", "\"\"",
  ])
  func `numbers that may be either keep their span`(spelling: String) {
    let decoded = decodeBoth(double: spelling, "\(spelling)")
    #expect(decoded.outcome.spans == 1)
  }

  @Test(arguments: [
    "-", "--1", "1e", "1e+", "1e-", "0x10", "1_000", "1a", "e5", "1.2.3", "1-2", "-a", "\"1,5\"", "\"0x10\"", "[1]",
    "{\"a\":1}", "true", "\"one\"", "１", "1 2", "\"1 2\"", "1,", "(1)", "1e2.5", "undefined",
  ])
  func `numbers that must be refused`(spelling: String) {
    let decoded = decodeBoth(double: spelling, "\(spelling)")
    #expect(!decoded.problems.isEmpty, "\(decoded.lines)")
  }

  static let readableTimes: [(String, UInt64)] = [
    ("\"1795455830000000000\"", 1_795_455_830_000_000_000), ("1795455830000000000", 1_795_455_830_000_000_000),
    ("0", 0),
    ("\"0\"", 0), ("18446744073709551615", UInt64.max), ("\"18446744073709551615\"", UInt64.max),
    ("9223372036854775808", 1 << 63), ("1.795455830e18", 1_795_455_830_000_000_000), ("1.0", 1), ("1e3", 1000),
    ("-0", 0), ("\"00000000000000000012\"", 12), ("10000000000000000000", 10_000_000_000_000_000_000), ("null", 0),
    ("\"2026-11-25T00:00:00Z\"", 1_795_564_800_000_000_000),
    ("\"2026-11-25T01:30:00.000000007+01:30\"", 1_795_564_800_000_000_007),
  ]

  @Test(arguments: readableTimes)
  func `times that must be read`(spelling: String, nanos: UInt64) {
    let decoded = decodeBoth(time: spelling, "\(spelling)")
    #expect(decoded.problems == [])
    #expect(decoded.only("span").first?.contains(" \(nanos) 1795455830000000001 ") == true, "\(decoded.lines)")
  }

  @Test(arguments: [
    "-1", "18446744073709551616", "1.5", "\"abc\"", "true", "[]", "{}", "\"1795455830000000000ns\"", "1e20", "1e-1",
    "NaN", "\"2026-11-25\"", "\"2026-11-25T00:00:00\"", "\"2026-11-31T00:00:00Z\"", "\"-1\"",
    "17954558300000000000000000000000000000000000000000000000000000000000000000",
  ])
  func `times that must be refused`(spelling: String) {
    let decoded = decodeBoth(time: spelling, "\(spelling)")
    #expect(decoded.outcome.spans == 1)
    #expect(!decoded.problems.isEmpty, "\(decoded.lines)")
  }

  // MARK: Structure

  static let span = #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"}]}]}]}"#

  static let readableDocuments: [(String, UInt64)] = [
    (span, 1), ("", 0), (" \t\r\n", 0), ("{}", 0), ("[]", 0), ("null", 0), ("[[]]", 0), ("[{}]", 0),
    (#"{"resourceSpans":[]}"#, 0), (#"{"resourceSpans":null}"#, 0), ("\u{FEFF}" + span, 1), (span + span, 2),
    (span + "\n" + span, 2), ("[\(span),\(span)]", 2), ("\(span),\(span)", 2), ("[ ]", 0), ("{ }", 0),
    (#"{"":0,"resourceSpans":[{"":{},"scopeSpans":[{"spans":[{},{}]}]}]}"#, 2),
    (
      #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"x":[[[{"a":[]}]]],"y":{"z":{"":null}},"w":-1.5e-7,"v":false}]}]}]}"#,
      1
    ),
    (#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"\u006eame":"s"}]}]}]}"#, 1),
    (#"{"resourceSpans":[{"scopeSpans":[{"spans":[{}],"spans":[{}]}]},{"scopeSpans":[]}],"resourceSpans":[]}"#, 2),
    ("\n\n[\n{\n}\n,\n" + span + "\n]\n", 1),
  ]

  @Test(arguments: readableDocuments)
  func `documents that must be read`(document: String, spans: UInt64) {
    let decoded = decode(json: document)
    #expect(decoded.problems == [])
    #expect(decoded.outcome.spans == spans)
  }

  @Test(arguments: [
    "{", "}", "[", "]", "{]", "[}", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{a:1}", "{'a':1}",
    "{,}",
    "{\"a\":1,}", "{\"a\":1,,\"b\":2}", "{\"a\" 1}", "{\"a\":}", "{\"a\"}", "{:1}", "{1:1}", "{\"a\":1 \"b\":2}", "[1,",
    "[,1]", "{\"a\":1}}", "[1]]", "{\"a\":[}", "//\n{}", "/**/{}", "{}#", "<a/>", "{\"a\":1;\"b\":2}", "{null:1}",
    "\u{A0}{}",
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"}]}]}]"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"},]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[,{"name":"s"}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"} {"name":"s"}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s",}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name""s"}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"}}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{name:"s"}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s" /* c */}]}]}]}"#,
    #"{"resourceSpans":{"scopeSpans":[]}}"#, #"{"resourceSpans":["x"]}"#, #"{"resourceSpans":[[]]}"#,
    #"{"resourceSpans":7}"#,
    #"{"resourceSpans":[{"scopeSpans":{"spans":[]}}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":{"name":"s"}}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[7,{"name":"s"}]}]}]}"#,
  ])
  func `documents that must be refused`(document: String) {
    for text in [document, document.replacing(",", with: " , ").replacing(":", with: " : ")] {
      let decoded = decode(json: text)
      #expect(!decoded.problems.isEmpty, "\(text): \(decoded.outcome)")
      #expect(decoded.outcome.spans <= 2)
    }
  }

  @Test func `depth costs no stack, and counts only in values that are kept`() {
    let deep = 200_000
    let open = String(repeating: "[", count: deep)
    let close = String(repeating: "]", count: deep)
    #expect(decode(json: spanJSON("\"x\":\(open)\(close),\"name\":\"n\"")).problems == [])
    let objects = String(repeating: "{\"a\":", count: deep) + "0" + String(repeating: "}", count: deep)
    #expect(decode(json: spanJSON("\"x\":\(objects),\"name\":\"n\"")).outcome.spans == 1)
    #expect(decode(json: open + close).problems.count == 1)
    #expect(decode(json: open).problems.count >= 1)
  }
}

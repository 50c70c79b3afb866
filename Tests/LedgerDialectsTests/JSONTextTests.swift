import LedgerMemory
import Testing

@testable import LedgerDialects

@Suite struct JSONTextTests {
  private func members(_ text: String, style: JSONText.Style = .json, entersArrays: Bool = false) -> [String]? {
    let bytes = PaddedBytes(text.utf8)
    var found: [String] = []
    let isWellFormed = JSONText.visit(bytes.view, style: style, entersArrays: entersArrays) {
      found.append("\($0.text)=\($1.text.text)")
    }
    withExtendedLifetime(bytes) {}
    return isWellFormed ? found : nil
  }

  @Test func `scalar members are visited with their dotted paths, arrays are passed over`() {
    #expect(
      members(#" {"a": 1, "b": {"c": "x", "d": {}}, "e": [1, {"f": 2}], "g": null, "h": true} "#)
        == ["a=1", "b.c=x", "g=null", "h=true"])
    #expect(members("17") == ["=17"])
    #expect(members(#""x""#) == ["=x"])
    #expect(members("[1,2]") == [])
    #expect(members(#"{"a.b": 1, "a": {"b": 2}}"#) == ["a.b=1", "a.b=2"])
  }

  @Test func `the element of an array of one is visited where that is asked for, none inside of it`() {
    func found(_ text: String) -> [String]? { members(text, entersArrays: true) }
    #expect(found(#"{"a": [ {"b": 1, "c": {"d": "x"}} ] , "e": 2}"#) == ["a.0.b=1", "a.0.c.d=x", "e=2"])
    #expect(found(#"{"a": [1, 2], "b": [], "c": [ ], "d": [[3]], "e": [{"f": [4]}], "g": [5]}"#) == ["g.0=5"])
    #expect(found(#"[{"a": 1}]"#) == ["0.a=1"])
    #expect(found(#"{"a": [1"#) == nil)
    let deep = String(repeating: "[", count: JSONText.depthLimit)
    #expect(found(deep + String(repeating: "]", count: JSONText.depthLimit)) == [])
  }

  @Test(arguments: [
    "", "{", "{\"a\":1", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1,]", "01", "1.", "-", "1e", "nul", "tru", "\"a",
    "{\"a\" 1}",
    "{} x", "\"\\\"", "[1 2]", "\u{1}", "NaN", "{\"a\":\"\u{1}\"}",
  ])
  func `what is not well-formed is not visited`(text: String) { #expect(members(text) == nil) }

  @Test func `a Python dictionary is read as one`() {
    #expect(members("{'a': 1, \"b\": None, 'c': {'d': True}}", style: .python) == ["a=1", "b=None", "c.d=True"])
    #expect(members("{'a': true}", style: .python) == nil)
  }

  @Test func `nesting beyond the limit is not well-formed, and does not end the process`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(members(deep) == nil)
    let fits = String(repeating: "[", count: JSONText.depthLimit) + String(repeating: "]", count: JSONText.depthLimit)
    #expect(members(fits) == [])
    #expect(members("[" + fits + "]") == nil)
  }

  @Test func `every cut of a text is malformed`() {
    let text = #"{"a":{"b":[1,"\u00e4\"",-2.5e3]},"c":null}"#
    for length in 0..<text.utf8.count {
      #expect(members(String(decoding: text.utf8.prefix(length), as: UTF8.self)) == nil)
    }
  }

  @Test func `elements are counted, escapes resolved`() {
    for (text, count) in [("[]", 0), ("[1]", 1), (#"[{"a":[1,2]},"x, y",[3]]"#, 3)] {
      let bytes = PaddedBytes(text.utf8)
      #expect(JSONText.elementCount(bytes.view) == count)
      withExtendedLifetime(bytes) {}
    }
    let object = PaddedBytes("{}".utf8)
    #expect(JSONText.elementCount(object.view) == nil)
    withExtendedLifetime(object) {}
    let arena = TextArena()
    let escaped = PaddedBytes(#"a\n\"\u00e4\ud83d\ude00\ud800"#.utf8)
    #expect(JSONText.unescaped(escaped.view, in: arena)?.text == "a\n\"ä😀\u{FFFD}")
    withExtendedLifetime(escaped) {}
  }
}

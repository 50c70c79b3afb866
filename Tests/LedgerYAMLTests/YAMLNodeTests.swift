import LedgerTestSupport
import Testing

@testable import LedgerYAML

/// What libyaml finds in a text, as a tree.
@Suite struct YAMLNodeTests {
  /// A tree in one line: texts in quotes, lists and mappings in brackets.
  private func words(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text): "'\(text)'"
    case .sequence(let nodes): "[\(nodes.map(words).joined(separator: ", "))]"
    case .mapping(let members): "{\(members.map { "\(words($0.key)): \(words($0.value))" }.joined(separator: ", "))}"
    }
  }

  private func words(of text: String) throws -> String? { try YAMLNode(document: text).map(words) }

  /// Scenario: each way to write values.
  /// Guarantees: scalars are what is written, in order, whatever they might mean.
  @Test(arguments: [
    ("a", "'a'"), ("1.10", "'1.10'"), ("~", "'~'"), ("''", "''"), ("'true'", "'true'"), ("!!int 3", "'3'"),
    (#""a\nb\u00e9\0""#, "'a\nbé\0'"), ("|\n  a\n   b\n", "'a\n b\n'"), (">\n  a\n  b\n", "'a b\n'"),
    ("[a, [b], {}]", "['a', ['b'], {}]"), ("- a\n-\n- - b\n", "['a', '', ['b']]"),
    ("b: 1\na: {c: [2]}\n", "{'b': '1', 'a': {'c': ['2']}}"), ("# nothing\n---\na\n...\n", "'a'"),
    ("? [x]\n: y\n", "{['x']: 'y'}"), ("\u{FEFF}a: ü", "{'a': 'ü'}"),
    ("a: &x [b, c]\nd: *x\n", "{'a': ['b', 'c'], 'd': ['b', 'c']}"),
    ("&k a: 1\nb: *k\n", "{'a': '1', 'b': 'a'}"), ("a: &x 1\nb: &x 2\nc: *x\n", "{'a': '1', 'b': '2', 'c': '2'}"),
  ]) func `values are what is written`(text: String, expected: String) throws {
    #expect(try words(of: text) == expected)
  }

  @Test(arguments: ["", "\n", "# a\n\n"]) func `a text without a document has none`(text: String) throws {
    #expect(try words(of: text) == nil)
  }

  /// Scenario: a document over several lines.
  /// Guarantees: every node knows where it begins, what an alias stands for is where it was written.
  @Test func `nodes know their places`() throws {
    let root = try #require(try YAMLNode(document: "é: &x [1,\n  {k: v}]\nlast: *x\n"))
    guard case .mapping(let members) = root.content, case .sequence(let list) = members[0].value.content,
      case .mapping(let inner) = list[1].content
    else { throw Unexpected() }
    func place(_ node: YAMLNode) -> [Int] { [node.line, node.column] }
    #expect(place(root) == [1, 1] && place(members[0].value) == [1, 4] && place(list[0]) == [1, 8])
    #expect(place(list[1]) == [2, 3] && place(inner[0].value) == [2, 7])
    #expect(place(members[1].key) == [3, 1] && place(members[1].value) == [1, 4])
  }

  private struct Unexpected: Error {}

  /// Scenario: each thing that makes a text unusable.
  /// Guarantees: the first of them is told, with its place.
  @Test(arguments: [
    ("a: [", YAMLError(reason: .syntax("did not find expected node content"), line: 2, column: 1)),
    ("a: *b", YAMLError(reason: .syntax("found undefined alias"), line: 1, column: 4)),
    ("a: &x [*x]", YAMLError(reason: .syntax("found undefined alias"), line: 1, column: 8)),
    ("\u{1}", YAMLError(reason: .syntax("control characters are not allowed"), line: 1, column: 1)),
    ("a: 1\nb: 2\n'a': 3\n", YAMLError(reason: .repeatedKey("a"), line: 1, column: 1)),
    ("- &k a\n- {b: 1, *k : 2, a: 3}\n", YAMLError(reason: .repeatedKey("a"), line: 2, column: 10)),
    ("a\n---\nb\n", YAMLError(reason: .secondDocument, line: 2, column: 1)),
  ]) func `what cannot be used is told with its place`(text: String, expected: YAMLError) throws {
    #expect(throws: expected) { try YAMLNode(document: text) }
  }

  /// Scenario: aliases of lists of aliases, nine levels of nine: a few lines that stand for 435 million values; and as many
  /// values as there may be.
  /// Guarantees: the one is refused at the line where it becomes too much, the other is read.
  @Test func `aliases do not multiply without end`() throws {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in 1...8 {
      let alias = "*a\(level - 1)"
      lines.append("a\(level): &a\(level) [\([String](repeating: alias, count: 9).joined(separator: ", "))]")
    }
    let error = #expect(throws: YAMLError.self) { try YAMLNode(document: lines.joined(separator: "\n")) }
    #expect(error?.reason == .tooManyValues && error?.line == 7)

    let ones = [String](repeating: "1", count: YAMLError.nodeLimit - 1).joined(separator: ",")
    #expect(try YAMLNode(document: "[\(ones)]") != nil)
    #expect(throws: YAMLError.self) { try YAMLNode(document: "[\(ones),1]") }
  }

  /// Scenario: lists in lists, as deep as they are read, and deeper.
  /// Guarantees: neither runs out of stack.
  @Test func `depth is refused, not a crash`() throws {
    func nested(_ depth: Int, of inner: String = "") -> String {
      String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
    }
    #expect(try YAMLNode(document: nested(YAMLError.depthLimit)) != nil)
    for depth in [YAMLError.depthLimit + 1, 200_000] {
      let error = YAMLError(reason: .tooDeep, line: 1, column: YAMLError.depthLimit + 1)
      #expect(throws: error) { try YAMLNode(document: nested(depth)) }
    }
    // By aliases a tree would grow deeper than its text.
    let lines = (1...3).map { "a\($0): &a\($0) \(nested(100, of: $0 > 1 ? "*a\($0 - 1)" : ""))" }
    #expect(throws: YAMLError.self) { try YAMLNode(document: lines.joined(separator: "\n")) }
  }
}

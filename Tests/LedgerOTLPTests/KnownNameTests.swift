import LedgerMemory
import LedgerModel
import Testing

/// The index of known names as decoders use it: it must know exactly the names that it was given.
struct KnownNameTests {
  private func match(_ name: String, in index: AttributeKeyIndex) -> AttributeKeyIndex.Match? {
    // Bytes that would continue the name follow it.
    let buffer = PaddedBytes((name + name).utf8)
    return index.match(buffer.view.slice(0, name.utf8.count))
  }

  @Test func `names of every length are found, and none that differs in one byte`() {
    let names = (1...48).map { length in String((0..<length).map { "abcdefghij._"[$0 % 12] }) }
    let index = AttributeKeyIndex(names: names.enumerated().map { ($0.element, AttributeKey(UInt16($0.offset))) })
    for (row, name) in names.enumerated() {
      #expect(match(name, in: index)?.key == AttributeKey(UInt16(row)))
      #expect(match(name, in: index)?.length == name.utf8.count)
      for position in name.utf8.indices {
        var bytes = Array(name.utf8)
        bytes[name.utf8.distance(from: name.utf8.startIndex, to: position)] ^= 0x20
        #expect(match(String(decoding: bytes, as: UTF8.self), in: index) == nil)
      }
    }
    #expect(match("", in: index) == nil)
  }

  @Test func `the longest prefix wins, and a whole name wins over prefixes`() {
    let index = AttributeKeyIndex(
      names: [("retrieval.documents.all", AttributeKey(1))],
      prefixes: [("retrieval.", AttributeKey(2)), ("retrieval.documents.", AttributeKey(3))])
    #expect(match("retrieval.documents.all", in: index)?.key == AttributeKey(1))
    #expect(match("retrieval.documents.0", in: index)?.key == AttributeKey(3))
    #expect(match("retrieval.documents.0", in: index)?.length == 20)
    #expect(match("retrieval.documents", in: index)?.key == AttributeKey(2))
    #expect(match("retrieval", in: index) == nil)
    #expect(match("other.documents.0", in: index) == nil)
  }
}

extension String {
  fileprivate subscript(offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}

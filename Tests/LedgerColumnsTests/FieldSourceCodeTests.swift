import LedgerModel
import Testing

@testable import LedgerColumns

@Suite struct FieldSourceCodeTests {
  private func sources(_ number: Int) -> FieldSources {
    var sources = FieldSources()
    sources[.inputTokens] = UInt8(truncatingIfNeeded: number)
    sources[.outputTokens] = UInt8(truncatingIfNeeded: number >> 8)
    sources[.contextWindow] = UInt8(truncatingIfNeeded: number >> 16)
    return sources
  }

  @Test func `the same sources have the same number`() {
    var codes = FieldSourceCodes()
    let first = (0..<100).map { codes.code(of: sources($0)) }
    #expect(Set(first).count == 100)
    #expect((0..<100).reversed().map { codes.code(of: sources($0)) } == first.reversed())
    for (number, code) in first.enumerated() { #expect(codes.values[Int(code)] == sources(number)) }
  }

  @Test func `too many different sources share the number that says nothing`() {
    var codes = FieldSourceCodes()
    for number in 1...70_000 { _ = codes.code(of: sources(number)) }
    #expect(codes.values.count == 65_536)
    #expect(codes.code(of: sources(70_000)) == 0)
    #expect(codes.code(of: sources(65_535)) != 0)
  }

  @Test func `joined numbers follow content, whoever met the sources first`() {
    let (left, leftMaps) = FieldSourceCodes.join([
      [FieldSources(), sources(5), sources(3)], [FieldSources(), sources(9)],
    ])
    let (right, _) = FieldSourceCodes.join([[FieldSources(), sources(9), sources(3)], [FieldSources(), sources(5)]])
    #expect(left == right)
    #expect(left[0].isEmpty)
    #expect(left[Int(leftMaps[0][1])] == sources(5) && left[Int(leftMaps[1][1])] == sources(9))
  }

  @Test func `second sources and differences are kept for counts alone`() {
    var sources = FieldSources()
    sources.setSecond(.reasoningTokens, 7, differs: true)
    sources.setSecond(.provider, 7, differs: true)
    #expect(sources.second(.reasoningTokens) == 7 && sources.differs(.reasoningTokens))
    #expect(sources.second(.provider) == 0 && !sources.differs(.provider))
    sources.setSecond(.reasoningTokens, 7, differs: false)
    #expect(!sources.differs(.reasoningTokens))
  }
}

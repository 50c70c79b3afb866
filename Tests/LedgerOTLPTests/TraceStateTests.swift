import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerOTLP

/// The trace state stands between a span's ids, where exporters write it, or anywhere else.
@Suite struct TraceStateTests {
  private static let ids = #""traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174""#
  private static let rest =
    #""name":"n","kind":3,"startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000","#
    + #""attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}}]"#

  @Test(arguments: [
    #""ot=th:8""#, #""""#, #""a=b,ot=th:e666;rv:abcdefabcdefab""#, #""ot=th:8\u002cx=y""#, #""a\"b=c""#, #""naïve=1""#,
    #"null"#, #"5"#, #"{"ot":"th"}"#, #"["ot"]"#,
  ])
  func `a trace state is read wherever it stands, however the text is laid out`(_ value: String) {
    let parent = #""parentSpanId":"eee19b7ec3c1b173""#
    let layouts = [
      "\(Self.ids),\"traceState\":\(value),\(parent),\(Self.rest)",
      "\(Self.ids),\(parent),\"traceState\":\(value),\(Self.rest)",
      "\(Self.ids),\(parent),\(Self.rest),\"traceState\":\(value)",
      "\(Self.ids),\(parent),\(Self.rest),\"trace_state\" : \(value)",
      "\"traceState\":\(value), \(Self.ids), \(parent), \(Self.rest)",
    ]
    let found = layouts.map { decode(json: spanJSON($0)) }
    for other in found.dropFirst() {
      #expect(other.lines == found[0].lines)
      #expect(other.problems == found[0].problems)
    }
    #expect(found[0].only("span").count == 1)
  }

  @Test func `a trace state of a root span, and one whose string does not end`() {
    let root = decode(json: spanJSON("\(Self.ids),\"traceState\":\"ot=th:8\",\(Self.rest)"))
    #expect(root.only("span").first?.contains(" ot=th:8 1544712660000000000 ") == true)
    let broken = decode(json: #"{"resourceSpans":[{"scopeSpans":[{"spans":[{\#(Self.ids),"traceState":"ot=th:8"#)
    #expect(broken.only("span").isEmpty && !broken.problems.isEmpty)
  }

  @Test func `known attributes of a scope come with it, and those of the span before do not`() {
    let scope = #"{"name":"s","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}}]}"#
    let lines = decode(
      json: #"{"resourceSpans":[{"scopeSpans":[{"scope":\#(scope),"spans":[{\#(Self.ids),\#(Self.rest)}]},"#
        + #"{"scope":{"name":"t"},"spans":[]}]}]}"#
    ).only("scope")
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix(" gen_ai.request.model=\"m\"") == true, "\(lines)")
    #expect(lines.last?.contains("gen_ai.request.model") == false)
  }
}

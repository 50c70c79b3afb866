import Foundation
import LedgerTestSupport
import Testing

/// Token counts and costs that cannot be count as not reported, and say so.
@Suite struct UnusableFigureTests {
  private static func span(_ number: Int, _ attributes: [(String, String)]) -> String {
    let known = [
      ("gen_ai.operation.name", #""stringValue":"chat""#), ("gen_ai.request.model", #""stringValue":"gpt-4o""#),
    ]
    let all = (known + attributes).map { #"{"key":"\#($0.0)","value":{\#($0.1)}}"# }.joined(separator: ",")
    return #"{"traceId":"0000000000000000000000000000\#(1000 + number)","spanId":"000000000000\#(1000 + number)","#
      + #""name":"chat","startTimeUnixNano":"1782345600000000000","endTimeUnixNano":"1782345601000000000","#
      + #""attributes":[\#(all)]}"#
  }

  /// The figures and messages of a report over calls with these attributes.
  private func report(_ calls: [[(String, String)]]) throws -> (messages: [String], document: JSONValue, status: Int32)
  {
    let folder = try TemporaryDirectory()
    let spans = calls.enumerated().map { Self.span($0.offset, $0.element) }
    let text = #"{"resourceSpans":[{"scopeSpans":[{"spans":[\#(spans.joined(separator: ","))]}]}]}"#
    let run = try ReportRun([try folder.write(Data(text.utf8), to: "a.json")])
    let problems = run.document["problems"]?.elements ?? []
    let messages = problems.map {
      "\($0["code"]?.text ?? ""): \($0["message"]?.text ?? "") (\($0["count"]?.integer ?? 0))"
    }
    return (messages, run.document, run.outcome.status)
  }

  private let input = "gen_ai.usage.input_tokens"
  private let cost = "gen_ai.usage.cost"

  /// Scenario: counts beyond all requests, negative ones, and digits that say as much; between calls whose counts can be, as
  /// spans of one shape are read together.
  /// Guarantees: one problem with the number of spans, which repeats no value; what can be is counted.
  @Test func `a token count that cannot be is told`() throws {
    let values = [
      #""intValue":"1000000000000000""#, #""intValue":"9007199254740992""#, #""intValue":"9223372036854775807""#,
      #""intValue":"-1""#, #""doubleValue":1e300"#, #""stringValue":"99999999999999999999""#,
    ]
    let good = #""intValue":"10""#
    let calls = values.flatMap { [[(input, good)], [(input, $0)]] } + [[(input, good)]]
    let (messages, document, status) = try report(calls)
    #expect(
      messages == [
        "unreadable-field: a span has a token count that is negative or above 1,000,000,000,000; it counts as not reported (6)"
      ])
    #expect(status == 3)
    #expect(document["totals"]?["input_tokens"]?.integer == 70)
  }

  /// Scenario: costs that are no amount of money.
  /// Guarantees: one problem; none where the value is a word for nothing, or another attribute tells the cost.
  @Test func `a cost that cannot be is told`() throws {
    let values = [
      #""stringValue":"NaN""#, #""doubleValue":1e308"#, #""doubleValue":-1"#, #""intValue":"-1""#,
      #""stringValue":"$3""#, #""doubleValue":1e7"#,
    ]
    let good = #""doubleValue":0.5"#
    let silent = [#""stringValue":"""#, #""stringValue":"null""#, #""stringValue":"unknown""#]
    let calls =
      values.flatMap { [[(cost, good)], [(cost, $0)]] } + silent.map { [(cost, $0)] }
      + [[("gen_ai.usage.cost", #""stringValue":"$3""#), ("gen_ai.usage.total_cost", good)]]
    let (messages, document, status) = try report(calls)
    #expect(
      messages == [
        "unreadable-field: a span has a cost that is no amount of dollars, or above 4,500,000; it counts as not reported (6)"
      ])
    #expect(status == 3)
    #expect(document["totals"]?["reported_cost_usd"]?.text == "3.50")
  }

  /// Scenario: usage in JSON with counts that cannot be, beside words for nothing and names that are no counts.
  /// Guarantees: one problem with the number of spans, as for counts in attributes of their own.
  @Test func `a token count inside of JSON that cannot be is told`() throws {
    func usage(_ json: String) -> [(String, String)] {
      [("langfuse.observation.usage_details", #""stringValue":"\#(json.replacing("\"", with: "\\\""))""#)]
    }
    let bad = [
      #"{"input":-1,"output":5}"#, #"{"input":10,"output":1000000000001}"#, #"{"prompt_tokens":1e300}"#,
      #"{"input":10,"output":5,"total":"-3"}"#,
    ]
    let good = [
      #"{"input":10,"output":5}"#, #"{"input":null,"output":"unknown"}"#, #"{"input":10,"price":-1}"#,
      #"{"prompt_tokens":3,"prompt_tokens_details":{"audio_tokens":-1}}"#,
    ]
    let (messages, _, status) = try report((bad + good).map(usage))
    #expect(
      messages == [
        "unreadable-field: a span has a token count that is negative or above 1,000,000,000,000; it counts as not reported (4)"
      ])
    #expect(status == 3)
  }

  /// Scenario: limits that are written as -1, as many do.
  /// Guarantees: no problem, for they are no counts of tokens.
  @Test func `no limit is no problem`() throws {
    let (messages, _, status) = try report([[("gen_ai.request.max_tokens", #""intValue":"-1""#)]])
    #expect(messages == [])
    #expect(status == 0)
  }

  /// Scenario: scores that are no finite number, in attributes of their own and as one of several judgements, between scores
  /// that are and words for none.
  /// Guarantees: one problem with the number of spans; the evaluations count, those without a score in no mean.
  @Test func `a score that cannot be is told`() throws {
    func judged(_ score: String) -> [(String, String)] {
      [("gen_ai.evaluation.name", #""stringValue":"relevance""#), ("gen_ai.evaluation.score.value", score)]
    }
    func annotated(_ score: String) -> [(String, String)] {
      [
        ("annotations.0.annotation.name", #""stringValue":"relevance""#), ("annotations.0.annotation.score", score),
        ("annotations.0.annotation.label", #""stringValue":"good""#),
      ]
    }
    let good = #""doubleValue":0.5"#
    let bad = [
      #""doubleValue":"NaN""#, #""doubleValue":"Infinity""#, #""doubleValue":1e300"#, #""stringValue":"8/10""#,
    ]
    let silent = [#""stringValue":"null""#, #""stringValue":"""#]
    let calls = bad.flatMap { [judged(good), judged($0), annotated($0)] } + silent.map(judged)
    let (messages, document, status) = try report(calls)
    #expect(
      messages == [
        "unreadable-field: a span has a score that is no finite number; the evaluation counts without it (8)"
      ])
    #expect(status == 3)
    let evaluation = document["quality"]?["evaluations"]?.elements?.first
    #expect(evaluation?["count"]?.integer == 14)
    #expect(evaluation?["scored"]?.integer == 4)
  }
}

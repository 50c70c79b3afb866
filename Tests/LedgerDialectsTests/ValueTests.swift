import LedgerModel
import Testing

@testable import LedgerDialects

/// Values in every type that the wire allows, for every form that can read it.
@Suite struct ValueTests {
  @Test(arguments: [
    (Written.int(7), 7 as Int64), ("7", 7), (7.0, 7), (.list(["7"]), 7), ("\"7\"", 7), (" 7 ", 7), ("7.0", 7),
    ("7e0", 7),
    ("007", 7), (.text("999999999999"), 999_999_999_999), (.int(1_000_000_000_000), 1_000_000_000_000), (0, 0),
  ])
  func `a count is read from`(value: Written, count: Int64) {
    #expect(read("chat", ["gen_ai.usage.input_tokens": value]).input == count)
  }

  @Test(arguments: [
    Written.int(-7), "-7", "", "seven", "7 tokens", true, .list(["7", "8"]), .list([]), .objects(1),
    .structure(#"{"value":7}"#), .double(.nan), .double(.infinity), "NaN", "Infinity", "9223372036854775808000",
    "9223372036854775807", "9007199254740993", .int(1_000_000_000_001), .double(1e15), .double(-0.5),
  ])
  func `no count is read from`(value: Written) {
    let count = read("chat", ["gen_ai.usage.input_tokens": value]).input
    #expect(count == nil || (value.isSmallNegative && count == 0))
  }

  @Test(arguments: [
    (Written.bool(true), true), ("true", true), ("True", true), ("1", true), (1, true), (1.0, true),
    (.list(["true"]), true), ("\"true\"", true), ("yes", true), (.bool(false), false), ("false", false), ("0", false),
    (0, false), (0.0, false), ("no", false),
  ])
  func `a truth value is read from`(value: Written, flag: Bool) {
    #expect(
      read("chat", ["gen_ai.operation.name": "chat", "gen_ai.request.stream": value]).reading.isStreaming == flag)
  }

  @Test(arguments: [Written.text(""), "perhaps", 2, 0.5, .list(["true", "false"]), .structure("{}"), .objects(1)])
  func `no truth value is read from`(value: Written) {
    #expect(read("chat", ["gen_ai.operation.name": "chat", "gen_ai.request.stream": value]).reading.isStreaming == nil)
  }

  @Test(arguments: [
    (Written.text("gpt-4o"), "gpt-4o"), (.list(["gpt-4o"]), "gpt-4o"), ("\"gpt-4o\"", "gpt-4o"),
    (#""a\"b""#, "a\"b"), (4, "4"), (4.0, "4"), ("", ""), ("\"\"", ""), (4.5, ""), (true, ""),
    (.list(["a", "b"]), ""), (.structure("{}"), ""), ("\"", "\""),
  ])
  func `a name is read from`(value: Written, name: String) {
    #expect(read("span", ["gen_ai.operation.name": "chat", "gen_ai.request.model": value]).requestModel == name)
  }

  @Test(arguments: [
    (Written.double(0.25), 250_000_000 as UInt64?), ("0.25", 250_000_000), ("\"0.25\"", 250_000_000),
    (.list(["0.25"]), 250_000_000), (1, 1_000_000_000), (0, nil), (-1.0, nil), (2.0, nil), ("soon", nil), (true, nil),
  ])
  func `a time is read from`(value: Written, nanos: UInt64?) {
    let facts = read(
      "chat",
      ["gen_ai.operation.name": "chat", "gen_ai.request.stream": true, "gen_ai.response.time_to_first_chunk": value])
    #expect(facts.timeToFirstToken == nanos)
  }

  @Test(arguments: [
    (Written.double(0.5), "0.5" as String?), ("0.5", "0.5"), ("\"0.5\"", "0.5"), (.list(["0.5"]), "0.5"), (1, "1"),
    (0, "0"), (-1, nil), ("free", nil), (.double(.nan), nil), (true, nil),
  ])
  func `money is read from`(value: Written, dollars: String?) {
    let cost = read("chat", ["gen_ai.usage.cost": value]).reading.reportedCost
    #expect(cost == dollars.flatMap { PicoUSD(decimal: $0) })
  }

  @Test(arguments: [
    (Written.double(0.5), "x 500000 "), ("0.5", "x 500000 "), (1, "x 1000000 "), (true, "x 1000000 "),
    (false, "x 0 "), (.list(["0.5"]), "x 500000 "), (.double(.infinity), "x - "), ("good", "x - "), ("", "x - "),
  ])
  func `a score is read from`(value: Written, evaluation: String) {
    let facts = read("evaluate", ["gen_ai.evaluation.name": "x", "gen_ai.evaluation.score.value": value])
    #expect(facts.evaluations == [evaluation])
  }

  @Test(arguments: [
    (Written.text(#"["a","b"]"#), 2 as Int64?), (.list(["a", "b"]), 2), (.objects(3), 3), ("['a']", 1), ("[]", 0),
    (#""[\"a\",\"b\"]""#, 2), ("none", nil), (.structure("{}"), nil), (5, nil), (#"["a""#, nil),
  ])
  func `the length of a list is read from`(value: Written, length: Int64?) {
    let facts = read("retrieve", ["gen_ai.operation.name": "retrieval", "gen_ai.retrieval.documents": value])
    #expect(facts.reading.retrievedCount == length)
  }

  @Test(arguments: [
    Written.text(#"{"input_tokens":7}"#), .structure(#"{"input_tokens":7}"#), #""{\"input_tokens\":7}""#,
    #"{"input_tokens":"7"}"#, #"{"input_tokens":7.0}"#, " {\"input_tokens\": 7} ", "{'input_tokens': 7}",
  ])
  func `usage is read from`(value: Written) {
    #expect(read("chat", ["gen_ai.usage.raw": value]).input == 7)
  }

  @Test(arguments: [Written.text(#"{"input_tokens":7"#), "{}", "7", .list([#"{"input_tokens":7}"#]), "", .objects(1)])
  func `no usage is read from`(value: Written) {
    #expect(read("chat", ["gen_ai.usage.raw": value]).input == nil)
  }

  @Test(arguments: [Written.text("embeddings"), "\"embeddings\"", .list(["embeddings"]), "EMBEDDINGS"])
  func `an operation is read from`(value: Written) {
    #expect(read("x", ["gen_ai.operation.name": value]).operationClass == .embedding)
  }

  @Test(arguments: [Written.text("OpenAI"), "\"openai\"", .list(["openai"])])
  func `a provider is read from`(value: Written) {
    #expect(read("x", ["gen_ai.operation.name": "chat", "gen_ai.system": value]).provider == "openai")
  }

  @Test func `an error is a truth value or a text that does not say no`() {
    func error(_ value: Written) -> String {
      read("claude_code.llm_request", ["error": value, "model": "claude"]).errorType
    }
    for value: Written in [true, "true", "timed out", 1, "1"] { #expect(error(value) == "_OTHER") }
    for value: Written in [false, "false", "", 0, "0", .structure("{}")] { #expect(error(value).isEmpty) }
  }

  @Test func `an HTTP status and a level name an error`() {
    for value: Written in [503, "503", 503.0, .list(["503"])] {
      #expect(read("x", ["gen_ai.operation.name": "chat", "http.response.status_code": value]).errorType == "503")
    }
    for value: Written in ["ERROR", "error", "\"ERROR\""] {
      #expect(read("x", ["langfuse.observation.level": value]).errorType == "_OTHER")
    }
  }
}

extension Written {
  /// Rounded down towards zero, a number above -1 is a count of none.
  fileprivate var isSmallNegative: Bool {
    if case .double(let value) = self { return value > -1 && value < 0 }
    return false
  }
}

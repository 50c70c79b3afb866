import Foundation
import LedgerTestSupport
import Testing

/// Points that cannot be used are told with their place, and are no cause of anything else.
struct UnusablePointTests {
  private static let start: UInt64 = 1_782_345_600
  private static let minutes = 30

  /// A call each minute, on the minute; the number of its input tokens tells which one it is.
  private static func spans() -> String {
    let spans = (0..<minutes).map { minute in
      let start = start + UInt64(60 * minute)
      return #"{"traceId":"0000000000000000000000000000\#(1000 + minute)","spanId":"000000000000\#(1000 + minute)","#
        + #""name":"chat gpt-4o","kind":3,"startTimeUnixNano":"\#(start)000000000","#
        + #""endTimeUnixNano":"\#(start + 2)000000000","attributes":["#
        + [("operation.name", "chat"), ("provider.name", "openai"), ("request.model", "gpt-4o")].map {
          #"{"key":"gen_ai.\#($0.0)","value":{"stringValue":"\#($0.1)"}},"#
        }.joined()
        + #"{"key":"gen_ai.usage.input_tokens","value":{"intValue":"\#(1000 + minute)"}},"#
        + #"{"key":"gen_ai.usage.output_tokens","value":{"intValue":"\#(100 + minute)"}}]}"#
    }
    return #"{"resourceSpans":[{"resource":{"attributes":[\#(service)]},"scopeSpans":[{"spans":["#
      + spans.joined(separator: ",") + "]}]}]}"
  }

  private static let service = #"{"key":"service.name","value":{"stringValue":"desk"}}"#

  /// A histogram of tokens and one of durations of the calls, collected half a minute behind each of them.
  ///
  /// - Parameters:
  ///   - unit: what follows the seconds in a time; nine zeros are nanoseconds.
  ///   - amount: what a point of tokens says of its call.
  private static func metrics(
    _ temporality: Int = 1, unit: String = "000000000",
    amount: (_ type: String, _ minute: Int, _ tokens: Int) -> String = { #""count":"1","sum":\#($2)"# }
  ) -> String {
    func points(_ type: String?, _ amount: (Int) -> String) -> [String] {
      (0..<minutes).map { minute in
        let end = start + UInt64(60 * minute + 30)
        let begin = temporality == 1 ? end - 60 : start - 30
        let attributes =
          #"{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}"#
          + (type.map { #",{"key":"gen_ai.token.type","value":{"stringValue":"\#($0)"}}"# } ?? "")
        return #"{"startTimeUnixNano":"\#(begin)\#(unit)","timeUnixNano":"\#(end)\#(unit)",\#(amount(minute)),"#
          + #""attributes":[\#(attributes)]}"#
      }
    }
    let tokens =
      points("input") { amount("input", $0, 1000 + $0) } + points("output") { amount("output", $0, 100 + $0) }
    let durations = points(nil) {
      let calls = temporality == 1 ? 1 : $0 + 1
      return #""count":"\#(calls)","sum":\#(2 * calls)"#
    }
    func metric(_ name: String, _ points: [String]) -> String {
      #"{"name":"gen_ai.client.\#(name)","histogram":{"aggregationTemporality":\#(temporality),"dataPoints":["#
        + points.joined(separator: ",") + "]}}"
    }
    return #"{"resourceMetrics":[{"resource":{"attributes":[\#(service)]},"scopeMetrics":[{"metrics":["#
      + metric("token.usage", tokens) + "," + metric("operation.duration", durations) + "]}]}]}"
  }

  /// What `reconcile` says of documents, for any number of workers.
  private func reconcile(_ documents: [String]) throws -> (status: Int32, messages: String, document: JSONValue) {
    let folder = try TemporaryDirectory()
    for (number, document) in documents.enumerated() { _ = try folder.write(Data(document.utf8), to: "\(number).json") }
    let runs = try ["1", "2", "3"].map {
      try BuiltCommand().run(["reconcile", folder.url.path, "--quiet", "--format", "json", "--jobs", $0])
    }
    #expect(runs.allSatisfy { $0.output == runs[0].output && $0.messages == runs[0].messages })
    return (runs[0].status, runs[0].messageText, try JSONValue(parsing: runs[0].output))
  }

  private func codes(_ document: JSONValue) -> [String]? {
    document["reconciliation"]?["findings"]?.elements?.compactMap(\.text)
  }

  @Test func `the archive by itself agrees`() throws {
    let run = try reconcile([Self.spans(), Self.metrics()])
    #expect(run.status == 0, "\(run.messages)")
    #expect(codes(run.document) == [])
  }

  /// Scenario: times in milliseconds and in seconds.
  /// Guarantees: that is what is told, with its place; no time is said to lack spans or points.
  @Test(arguments: ["000", ""]) func `times of points in another unit are a problem and no cause`(unit: String) throws {
    let run = try reconcile([Self.spans(), Self.metrics(unit: unit)])
    #expect(run.status == 3)
    #expect(run.messages.contains("1.json:1: unreadable-time: a data point is stamped before September 2001"))
    #expect(run.messages.contains("(90 times)"))
    #expect(codes(run.document) == [])
    let ignored = run.document["reconciliation"]?["ignored_series"]?.elements ?? []
    #expect(ignored.compactMap { $0["points"]?.double }.reduce(0, +) == 90)
  }

  /// Scenario: a log record whose time is in milliseconds.
  @Test func `times of log records in another unit are a problem`() throws {
    let run = try reconcile([
      #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1782345600001","severityNumber":9}]}]}]}"#
    ])
    #expect(run.status == 3)
    #expect(run.messages.contains("0.json:1: unreadable-time: a log record is stamped before September 2001"))
  }

  /// Scenario: two delta points whose sum is no number or negative.
  /// Guarantees: a problem each with its place, and no cause that would explain what they leave.
  @Test(arguments: [(#""NaN""#, "no finite number"), (#""Infinity""#, "no finite number"), ("-5", "negative")])
  func `a value that cannot be used is a problem and no missing stream`(value: String, words: String) throws {
    let metrics = Self.metrics { type, minute, tokens in
      #""count":"1","sum":\#(type == "input" && (minute == 5 || minute == 9) ? value : "\(tokens)")"#
    }
    let run = try reconcile([Self.spans(), metrics])
    #expect(run.status == 3)
    #expect(run.messages.contains("1.json:1: unreadable-field: a data point of a metric of calls has a"))
    #expect(run.messages.contains(words) && run.messages.contains("(2 times)"), "\(run.messages)")
    #expect(codes(run.document) == ["unexplained-difference"])
  }

  /// Scenario: metrics of tokens in thousands, of times in minutes and of costs in euros.
  /// Guarantees: a problem each with its place; nothing is taken for tokens, seconds or dollars.
  @Test func `a metric in a unit that its quantity is not counted in is left out and named`() throws {
    func counter(_ name: String, _ unit: String) -> String {
      #"{"resourceMetrics":[{"resource":{"attributes":[\#(Self.service)]},"scopeMetrics":[{"metrics":["#
        + #"{"name":"\#(name)","unit":"\#(unit)","sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":["#
        + #"{"startTimeUnixNano":"\#(Self.start)000000000","timeUnixNano":"\#(Self.start + 60)000000000","asDouble":3}]}}]}]}]}"#
    }
    let run = try reconcile([
      Self.spans(), Self.metrics(), counter("gen_ai.client.token.usage", "k{token}"),
      counter("gen_ai.client.operation.duration", "min"), counter("gen_ai.usage.cost", "EUR"),
    ])
    #expect(run.status == 3)
    for (place, words) in [
      ("2.json:1", "of tokens says a unit that is not tokens"),
      ("3.json:1", "of times says a unit that is not seconds or a part of them"),
      ("4.json:1", "of costs says a unit that is not US dollars"),
    ] {
      #expect(run.messages.contains("\(place): unreadable-field: a metric \(words); the metric was left out"))
    }
    #expect(codes(run.document) == [])
    #expect(!(run.document["reconciliation"]?["series"]?.elements ?? []).contains { $0["quantity"]?.text == "cost" })
  }

  /// Scenario: a counter with a point that has no value, one that says so by its flag, and one in the words of Prometheus
  /// that ends the series.
  /// Guarantees: only the first is a problem.
  @Test func `a point without a value is a problem unless it says so`() throws {
    func counter(_ point: String) -> String {
      #"{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"gen_ai.client.token.usage","sum":{"#
        + #""aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"timeUnixNano":"1782345600000000000"\#(point)}]}}]}]}]}"#
    }
    let silent = try reconcile([counter("")])
    #expect(silent.status == 3)
    #expect(silent.messages.contains("a data point of a metric of calls has no value"))
    #expect(try reconcile([counter(#","flags":1"#)]).status == 0)
    #expect(try reconcile([counter(#","asDouble":"NaN""#)]).status == 3)
  }

  /// Scenario: of one call the input is not in the metric, its output is; no point says why, or its flag does.
  /// Guarantees: a stream without usage would lack both, so none is told of.
  @Test(arguments: [#","flags":1"#, ""]) func `input alone is missing for no stream`(flags: String) throws {
    let metrics = Self.metrics { type, minute, tokens in
      guard type == "input", minute == 7 else { return #""count":"1","sum":\#(tokens)"# }
      return #""count":"0","sum":0\#(flags)"#
    }
    let run = try reconcile([Self.spans(), metrics])
    #expect(run.status == 0, "\(run.messages)")
    #expect(codes(run.document) == ["unexplained-difference"])
  }

  /// Scenario: of two calls the metric has neither input nor output, and no span says that it streams.
  /// Guarantees: that is what streams without usage look like; the words do not claim that the spans say so.
  @Test func `input and output of the same calls are missing as those of streams`() throws {
    let metrics = Self.metrics { _, minute, tokens in
      minute == 7 || minute == 12 ? #""count":"0","sum":0"# : #""count":"1","sum":\#(tokens)"#
    }
    let run = try reconcile([Self.spans(), metrics])
    #expect(codes(run.document) == ["missing-stream-usage"])
    let finding = run.document["findings"]?.elements?.first
    #expect(finding?["evidence"]?["streams"]?.double == 2)
    #expect(finding?["evidence"]?["streams_told_by"]?.text == "nothing")
    #expect(finding?["message"]?.text?.contains("streamed") == false)
  }

  /// Scenario: metrics under names of their own, one with a unit of tokens, two with such names, one of something else.
  /// Guarantees: nothing says that no metric counts tokens; those that may are named, the other one is not.
  @Test func `metrics that are not known are named where they may count tokens`() throws {
    func metric(_ name: String, _ unit: String) -> String {
      #"{"name":"\#(name)","unit":"\#(unit)","gauge":{"dataPoints":[{"timeUnixNano":"1782345600000000000","asInt":"1"}]}}"#
    }
    let names = [("gw_prompt_tokens", ""), ("gw.read", "{token}"), ("gw.total_cost", "1"), ("gw.requests", "1")]
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      Data(
        (#"{"resourceMetrics":[{"scopeMetrics":[{"metrics":["#
          + names.map(metric).joined(separator: ",") + "]}]}]}").utf8), to: "metrics.json")
    let run = try BuiltCommand().run(["reconcile", file.path, "--quiet"])
    let said = String(decoding: run.output, as: UTF8.self).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    #expect(said.contains("no metric in these inputs is known to count calls or tokens."))
    #expect(said.contains("Not read: gw.read, gw.total_cost, gw_prompt_tokens, by their names or units"))
    #expect(!said.contains("gw.requests"))
  }

  /// Scenario: one meter provider with two readers, delta and cumulative.
  /// Guarantees: each series counts once, and what was left out is listed with what was used.
  @Test func `one metric with two temporalities counts once`() throws {
    var sums = ["input": 0, "output": 0]
    let cumulative = Self.metrics(2) { type, minute, tokens in
      sums[type, default: 0] += tokens
      return #""count":"\#(minute + 1)","sum":\#(sums[type] ?? 0)"#
    }
    let run = try reconcile([Self.spans(), Self.metrics(), cumulative])
    #expect(run.status == 0, "\(run.messages)")
    #expect(codes(run.document) == [])
    let ignored = run.document["reconciliation"]?["ignored_series"]?.elements ?? []
    #expect(ignored.count == 3)
    #expect(ignored.allSatisfy { $0["reason"]?.text == "says the same as its cumulative series" })
    // The same where no span tells of the service.
    let folder = try TemporaryDirectory()
    let files = try [Self.metrics(), cumulative].enumerated().map {
      try folder.write(Data($1.utf8), to: "\($0).json")
    }
    let rows = try ReportRun(files).document["metric_only"]?.elements ?? []
    #expect(rows.compactMap { $0["calls"]?.double } == [30])
  }
}

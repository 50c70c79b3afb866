import Foundation
import LedgerTestSupport
import Testing

@Suite
struct SamplingTests {
  private typealias Call = SampledRequests.Call

  /// A trace id whose last 56 bits are above every threshold that is used here, and one whose are below.
  private static let kept: UInt64 = 0x00FF_FFFF_FFFF_0000
  private static let early: UInt64 = 0x0001_0000_0000_0000

  /// Calls of all kinds: half and a tenth by threshold, all, a power, a rate, one that contradicts itself, one beyond
  /// belief, one that chance did not keep, and two that say nothing.
  private static let mixed: [Call] = [
    Call(trace: kept + 1, span: 1, state: "ot=th:8", input: 100, output: 10),
    Call(trace: kept + 1, span: 2, state: "v=1,ot=th:8;rv:ffffffffffffff", millis: 400, input: 50, output: 5),
    Call(trace: kept + 2, span: 3, state: "ot=th:e6666666666666", start: 3_600_000_000_000, input: 30, output: 3),
    Call(trace: early + 3, span: 4, state: "ot=th:0", input: 7, output: 1, isFailed: true),
    Call(trace: kept + 4, span: 5, state: "ot=p:2;r:20", service: "desk", input: 11, output: 2),
    Call(trace: kept + 5, span: 6, service: "desk", input: 13, output: 3, rates: [("sampleRate", 20)]),
    Call(trace: early + 6, span: 7, state: "ot=th:8", input: 1000, output: 100),
    Call(trace: kept + 7, span: 8, state: "ot=th:ffffffffffffff;rv:ffffffffffffff", input: 1000, output: 100),
    Call(trace: kept + 8, span: 9, state: "ot=p:63", input: 17, output: 4),
    Call(trace: kept + 9, span: 10, input: 1000, output: 100),
    Call(trace: kept + 10, span: 11, service: "desk", input: 1000, output: 100, policy: "errors"),
  ]

  /// The spans of a tenth of 1,400 calls, in protobuf.
  private static let tenth = Repository.fixture(
    "dialects/volume-genai-openai-sampled10-cumulative/protobuf/traces.pb.zst")

  private func write(_ data: Data, _ name: String, in folder: TemporaryDirectory) throws -> URL {
    try folder.write(data, to: name)
  }

  private func number(_ value: JSONValue?, _ path: String...) -> Double? {
    path.reduce(value) { $0?[$1] }?.double
  }

  /// Scenario: calls of every kind of weight, in both encodings.
  /// Guarantees: each source counts as its weight says, what is unknown is in no estimate, and both encodings agree.
  @Test func `weights of all sources are read from both encodings`() throws {
    let folder = try TemporaryDirectory()
    let json = try ReportRun([try write(SampledRequests.json(Self.mixed), "a.jsonl", in: folder)])
    let protobuf = try ReportRun([try write(SampledRequests.protobuf(Self.mixed), "a.pb", in: folder)])
    #expect(json.figures.differences(from: protobuf.figures) == [])

    let sampling = json.document["sampling"]
    #expect(number(sampling, "weighted_calls") == 7)
    #expect(number(sampling, "unweighted_calls") == 4)
    #expect(number(sampling, "zero_weight_calls") == 1)
    #expect(number(sampling, "inconsistent") == 1)
    #expect(number(sampling, "traces") == 6)
    #expect(number(sampling, "tail_sampling_policies") == 1)
    #expect(number(sampling, "tail_sampled_calls") == 1)
    let sources = sampling?["sources"]
    #expect(number(sources, "threshold") == 4 && number(sources, "p_value") == 2)
    #expect(number(sources, "attribute") == 1 && number(sources, "configured") == 0)
    // 2 + 2 + 10 + 1 + 4 + 20 + 0; tokens and money by hand in the same way.
    let totals = sampling?["totals"]
    #expect(abs((number(totals, "calls", "estimate") ?? 0) - 39) < 1e-5)
    #expect(number(totals, "calls", "seen") == 7)
    #expect(number(totals, "errors", "estimate") == 1)
    let input = 200.0 + 100 + 300 + 7 + 44 + 260
    #expect(number(totals, "input_tokens", "estimate") == input)
    let output = 20.0 + 10 + 30 + 1 + 8 + 60
    #expect(number(totals, "output_tokens", "estimate") == output)
    // gpt-4o: 2.50 and 10.00 USD per million tokens.
    #expect(totals?["cost_usd"]?["estimate"]?.text?.hasPrefix("0.0035675") == true)
    let low = try #require(number(totals, "calls", "low"))
    let high = try #require(number(totals, "calls", "high"))
    #expect(low >= 6 && low < 39 && high > 39)
    #expect(json.document["totals"]?["adjusted_calls"]?.double == number(totals, "calls", "estimate"))
    // The one that is beyond belief is a problem, and the status remembers.
    #expect(json.outcome.status == 3)
    #expect(json.report.problems.map(\.code) == ["unreadable-field"])
    #expect(json.report.problems.first?.message.contains("1,000,000,000") == true)
    // The window of the first hour has all but the tenth.
    let windows = json.document["windows"]?.elements ?? []
    #expect(windows.count == 2)
    #expect(abs((windows.last?["adjusted_calls"]?.double ?? 0) - 10) < 1e-5)
  }

  /// Scenario: a thousand calls with weights, in one file and shuffled into three, by one to eight workers.
  /// Guarantees: the same bytes of every report, whatever reads them.
  @Test func `neither workers nor the order of calls change an estimate`() throws {
    let folder = try TemporaryDirectory()
    var random = SplitMix64(seed: 3)
    let states = ["ot=th:8", "ot=th:e666", "ot=th:0", "", "ot=p:3;r:60", "ot=th:c;rv:fedcba98765432"]
    var calls: [Call] = []
    for number in UInt64(1)...1000 {
      var call = Call(trace: number % 50 == 0 ? 0 : Self.kept + number / 3, span: number)
      call.state = states.randomElement(using: &random) ?? ""
      call.service = Bool.random(using: &random) ? "shop" : "desk"
      call.start = UInt64.random(in: 0..<7200, using: &random) * 1_000_000_000
      call.millis = UInt64.random(in: 1...5000, using: &random)
      call.input = Int64.random(in: 1...4000, using: &random)
      call.output = Int64.random(in: 1...900, using: &random)
      call.isFailed = Int.random(in: 0..<9, using: &random) == 0
      calls.append(call)
    }
    let whole = try write(SampledRequests.json(calls), "whole.jsonl", in: folder)
    let first = try ReportRun([whole], options: ["--jobs", "1"])
    #expect(number(first.document, "sampling", "weighted_calls") ?? 0 > 800)
    for jobs in 2...8 {
      let other = try ReportRun([whole], options: ["--jobs", "\(jobs)"])
      #expect(firstDifference(expected: first.json, found: other.json) == nil)
      #expect(firstDifference(expected: first.markdown, found: other.markdown) == nil)
    }
    let shuffled = calls.shuffled(using: &random)
    let parts = try (0..<3).map { part in
      let some = shuffled.enumerated().filter { $0.offset % 3 == part }.map(\.element)
      return try write(SampledRequests.json(some), "part\(part).jsonl", in: folder)
    }
    let scattered = try ReportRun(parts, options: ["--jobs", "3"])
    let expected = try #require(first.document["sampling"])
    #expect(scattered.document["sampling"]?.differences(from: expected) == [])
    let latency = ["latency", whole.path, "--adjusted", "--format", "csv", "--by", "service,hour", "--quiet"]
    let one = try BuiltCommand().run(latency + ["--jobs", "1"])
    #expect(one.status == 0, "\(one.messageText)")
    for jobs in ["2", "5", "8"] {
      #expect(
        firstDifference(expected: one.output, found: try BuiltCommand().run(latency + ["--jobs", jobs]).output) == nil)
    }
  }

  /// Scenario: real telemetry of which a tenth was kept, and whose spans say nothing of that.
  /// Guarantees: nothing is extrapolated until a rate is given; then the intervals hold what was really served.
  @Test func `the calls of a sampled archive are estimated where its rate is given`() throws {
    let input = Self.tenth
    let silent = try ReportRun([input])
    #expect(number(silent.document, "sampling", "unweighted_calls") == 122)
    #expect(silent.document["sampling"]?["totals"] == JSONValue.null)
    #expect(silent.document["totals"]?["adjusted_calls"] == JSONValue.null)
    #expect(silent.document["totals"]?["adjusted_cost_usd"] == JSONValue.null)
    #expect(String(decoding: silent.markdown, as: UTF8.self).contains("so nothing is extrapolated"))

    let run = try ReportRun(
      [input], options: ["--sampling-rate", "harbour-assistant=0.1", "--sampling-rate", "none=1"])
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    let totals = run.document["sampling"]?["totals"]
    // The interval of the input tokens ends below the truth of 481,511: of the 126 requests with long cached prompts only 5
    // were drawn. One interval in twenty misses.
    let truths: [(figure: String, value: Double)] = [("calls", 1400), ("errors", 14), ("output_tokens", 107_156)]
    for truth in truths {
      let low = try #require(number(totals, truth.figure, "low"))
      let high = try #require(number(totals, truth.figure, "high"))
      #expect(low <= truth.value && truth.value <= high, "\(truth.figure): \(low) to \(high)")
    }
    #expect(number(totals, "calls", "estimate") == 1220)
    let rates = run.document["sampling"]?["configured_rates"]?.elements ?? []
    #expect(rates.count == 2 && rates[0]["calls"]?.integer == 122 && rates[1]["calls"]?.integer == 0)
    #expect(
      String(decoding: run.markdown, as: UTF8.self).contains("The rate configured for none was used for no call."))
  }

  /// Scenario: a configured rate beside spans that say their own weight.
  /// Guarantees: the spans' own weight counts, the rate only where they say none, and only for its service.
  @Test func `a configured rate is for calls without a weight of their own`() throws {
    let folder = try TemporaryDirectory()
    let input = try write(SampledRequests.json(Self.mixed), "a.jsonl", in: folder)
    let run = try ReportRun([input], options: ["--sampling-rate", "desk=0.25"])
    let sampling = run.document["sampling"]
    #expect(number(sampling, "weighted_calls") == 8)
    #expect(number(sampling, "unweighted_calls") == 3)
    #expect(number(sampling, "sources", "configured") == 1)
    #expect(abs((number(sampling, "totals", "calls", "estimate") ?? 0) - 43) < 1e-5)
  }

  /// Scenario: `latency --adjusted` over calls with and without weights.
  /// Guarantees: percentiles are those of all calls there were, and it is said how many carry a weight.
  @Test func `latency weighs calls where asked to`() throws {
    let folder = try TemporaryDirectory()
    // 80 fast calls of which an eighth was kept, and ten slow ones, all kept: the median of all is fast.
    var calls = [Call(trace: Self.kept + 21, span: 21, millis: 9000)]
    for number in UInt64(1)...10 {
      calls.append(Call(trace: Self.kept + number, span: number, state: "ot=p:3;r:60", millis: 100))
      calls.append(Call(trace: Self.kept + number + 30, span: number + 30, state: "ot=th:0", millis: 4000))
    }
    let input = try write(SampledRequests.json(calls), "a.jsonl", in: folder)
    let base = ["latency", input.path, "--of", "duration", "--percentiles", "50,90", "--quiet", "--format"]
    let plain = try JSONValue(parsing: try BuiltCommand().run(base + ["json"]).output)
    #expect(number(plain, "totals", "duration_seconds", "p50") == 4)
    #expect(plain["sampling"] == nil)
    let adjusted = try JSONValue(parsing: try BuiltCommand().run(base + ["json", "--adjusted"]).output)
    let known = adjusted["totals"]?["duration_seconds"]
    #expect(number(known, "count") == 20 && number(known, "adjusted_count") == 90)
    #expect(number(known, "p50") == 0.1 && number(known, "p90") == 4 && number(known, "max") == 4)
    #expect(number(known, "p50_low") == 0.1 && number(known, "p50_high") == 0.1)
    #expect(number(adjusted, "sampling", "weighted_calls") == 20)
    #expect(number(adjusted, "totals", "adjusted_calls") == 90)
    for format in ["text", "md"] {
      let text = String(decoding: try BuiltCommand().run(base + [format, "--adjusted"]).output, as: UTF8.self)
      #expect(text.contains("20 of 21 calls weighted"))
    }
  }

  /// Scenario: rates that are none, are given twice, or cannot be used.
  /// Guarantees: status 2, nothing written, and a text that says what a rate is.
  @Test(arguments: [
    (["--sampling-rate", "shop=0"], "'0' is no probability"),
    (["--sampling-rate", "shop=1.5"], "'1.5' is no probability"),
    (["--sampling-rate", "shop=x"], "'x' is no probability"), (["--sampling-rate", "shop="], "'' is no probability"),
    (["--sampling-rate", "shop=-0.1"], "'-0.1' is no probability"),
    (["--sampling-rate", "shop"], "Write SERVICE=RATE"),
    (["--sampling-rate", "=0.1"], "Write SERVICE=RATE"), (["--sampling-rate", "shop=0.0000000001"], "1,000,000,000"),
    (["--sampling-rate", "a=0.1", "--sampling-rate", "a=0.1"], "given twice for 'a'"),
  ])
  func `a rate that is none is wrong usage`(options: [String], text: String) throws {
    let folder = try TemporaryDirectory()
    let target = folder.url.appendingPathComponent("out")
    let input = Self.tenth.path
    let run = try BuiltCommand().run(["report", input, "--out", target.path] + options)
    #expect(run.status == 2)
    #expect(run.messageText.contains(text), "\(run.messageText)")
    #expect(!FileManager.default.fileExists(atPath: target.path))
    #expect(try BuiltCommand().run(["latency", input, "--adjusted"] + options).status == 2)
  }

  @Test(arguments: [["--adjusted", "--method", "linear"], ["--sampling-rate", "a=0.5"]])
  func `latency does not take what has no meaning`(options: [String]) throws {
    #expect(try BuiltCommand().run(["latency", Self.tenth.path] + options).status == 2)
  }
}

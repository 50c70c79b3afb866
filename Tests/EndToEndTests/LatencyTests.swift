import Foundation
import LedgerTestSupport
import Testing

@Suite
struct LatencyTests {
  private func run(_ options: [String], inputs: [URL] = [NightTests.folder]) throws -> BuiltCommand.Outcome {
    try BuiltCommand().run(["latency"] + inputs.map(\.path) + ["--quiet"] + options)
  }

  private func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  /// Scenario: a night by provider, model and day, in the forms that name no path.
  /// Guarantees: the same letters for any number of workers.
  @Test(arguments: [("text", "night.txt"), ("md", "night.md"), ("csv", "night.csv"), ("csv", "linear.csv")])
  func `a night looks as it was agreed`(format: String, file: String) throws {
    let method = file == "linear.csv" ? "linear" : "nearest-rank"
    let options = ["--by", "provider,model,day", "--format", format, "--method", method]
    let one = try run(options + ["--jobs", "1"])
    #expect(one.status == 0, "\(one.messageText)")
    let difference = GoldenFile("fixtures/latency/\(file)").difference(to: one.output)
    #expect(difference == nil)
    for jobs in ["2", "3"] {
      #expect(firstDifference(expected: one.output, found: try run(options + ["--jobs", jobs]).output) == nil)
    }
  }

  /// Scenario: tokens and money by groups in order of a figure, the first of them, with intervals; spans of any kind.
  /// Guarantees: the same letters in all four formats for any number of workers.
  @Test(arguments: LatencyTests.tables)
  func `tables of every kind look as they were agreed`(name: String, options: [String]) throws {
    for format in ["txt", "md", "csv", "json"] {
      let options = options + ["--format", format == "txt" ? "text" : format]
      let one = try run(options + ["--jobs", "1"])
      #expect(one.status == 0, "\(one.messageText)")
      #expect(GoldenFile("fixtures/latency/\(name).\(format)").difference(to: withoutInputs(one.output, format)) == nil)
      let three = try run(options + ["--jobs", "3"])
      #expect(firstDifference(expected: one.output, found: three.output) == nil)
    }
  }

  static let tables: [(String, [String])] = [
    (
      "cost",
      [
        "--by", "provider,model", "--of", "cost,input_tokens,cache_read_tokens", "--order", "p90:cost", "--top", "3",
        "--percentiles", "50,90,99.9", "--intervals",
      ]
    ),
    ("spans", ["--spans", "all", "--by", "name,kind,error_type", "--order", "max:duration", "--top", "5"]),
    (
      "conditions",
      [
        "--spans", "all", "--by", "attr:gen_ai.request.model,status", "--where", "name=openai.chat", "--where",
        "name=ChatCompletion", "--where", "error_type=absent", "--intervals",
      ]
    ),
    ("nothing", ["--where", "model=no-such-model", "--from", "2026-11-24T06:00:00Z"]),
    ("nothing-of-spans", ["--spans", "all", "--service", "nobody", "--order", "count", "--top", "2"]),
  ]

  /// JSON from its settings on: the inputs before them have paths.
  private func withoutInputs(_ output: Data, _ format: String) -> String {
    let text = text(output)
    guard format == "json", let settings = text.range(of: "  \"settings\"") else { return text }
    return String(text[settings.lowerBound...])
  }

  /// Scenario: latency by the keys of the report's groups, with the report's percentiles, over a night and its parts.
  /// Guarantees: every figure that both have is the same, in each group and in all.
  @Test(arguments: [[], ["--service", "ferry-desk"], ["--provider", "openai"], ["--from", "2026-11-24T06:00:00Z"]])
  func `its groups are those of the report`(narrowing: [String]) throws {
    let latency = try run(
      [
        "--by", "service,provider,operation,request_model,response_model", "--format", "json",
        "--percentiles", "50,75,90,95,99,99.9", "--of",
        "duration,ttft,tokens_per_second,time_per_output_token",
      ] + narrowing)
    #expect(latency.status == 0, "\(latency.messageText)")
    let found = try object(latency.output)
    let report = try object(ReportRun([NightTests.folder], options: narrowing).json)
    let groups = try #require(found["groups"] as? [[String: Any]])
    let expected = try #require(report["groups"] as? [[String: Any]])
    #expect(groups.count == expected.count)
    func key(_ group: [String: Any]) -> NSDictionary? { group["key"] as? NSDictionary }
    var compared = 0
    for group in groups {
      let same = expected.filter { key($0) == key(group) }
      #expect(same.count == 1)
      compared += differences(group, same.first ?? [:])
    }
    compared += differences(
      try #require(found["totals"] as? [String: Any]), try #require(report["totals"] as? [String: Any]))
    #expect(compared > groups.count * 15)
    #expect((found["settings"] as? [String: Any])?["percentile_method"] as? String == "nearest-rank")
    #expect((found["schema"] as? String) == "spanledger.latency/1")
  }

  /// Compares all members that the report has, too; returns how many.
  private func differences(_ found: [String: Any], _ report: [String: Any]) -> Int {
    var compared = 0
    for (name, value) in found where name != "at_extreme" {
      let expected = report[name] as? NSObject
      #expect(expected != nil, "\(name) is unknown to the report")
      #expect(expected == value as? NSObject, "\(name)")
      compared += 1
    }
    return compared
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Scenario: data points without a span.
  /// Guarantees: that no call is there is said, and no more than is true.
  @Test func `an archive without calls is told so`() throws {
    let points = Repository.fixture("night/ferry-desk/metrics.jsonl")
    let calls = try run([], inputs: [points])
    #expect(calls.status == 0)
    #expect(text(calls.output).hasSuffix("\n\nNo span or log record tells of a call to a model.\n"))
    #expect(text(try run(["--spans", "all"], inputs: [points]).output).hasSuffix("\n\nThere are no spans.\n"))
  }

  /// Scenario: a long answer, of which a reader takes the first line.
  /// Guarantees: the run ends by the signal for a closed pipe, as every filter does, without a word.
  @Test func `a reader may stop early`() throws {
    // 128 and the number of the signal, as shells tell it; 0 where whoever started the tests ignores that signal.
    let messages = try messages("latency \"$2\" --by attr:gen_ai.response.id,hour", into: "| head -n 1 >/dev/null")
    #expect(["141\n", "0\n"].contains(messages))
  }

  #if os(Linux)
    /// Scenario: a disk that is full.
    /// Guarantees: status 4 and a word, so that half an answer is not taken for a whole one; export is no different.
    @Test(arguments: ["latency", "export"]) func `an answer that cannot be written is a failure`(verb: String) throws {
      #expect(
        try messages("\(verb) \"$2\" --quiet", into: ">/dev/full")
          == "spanledger: standard output cannot be written: No space left on device; what it got is not complete\n4\n")
    }
  #endif

  /// Runs the command over a night in a shell, and returns its messages and its status.
  private func messages(_ command: String, into target: String) throws -> String {
    let folder = try TemporaryDirectory()
    let messages = folder.url.appendingPathComponent("messages")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "{ \"$1\" \(command) 2>\"$3\"; echo $? >>\"$3\"; } \(target)", "sh", try BuiltCommand().url.path,
      NightTests.folder.path, messages.path,
    ]
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: messages, encoding: .utf8)
  }

  /// Scenario: keys of time, over a night with metrics and logs.
  /// Guarantees: hours add up to the whole, in order; metrics and logs are counted as read.
  @Test func `hours add up`() throws {
    let found = try object(try run(["--by", "hour", "--format", "json"]).output)
    let groups = try #require(found["groups"] as? [[String: Any]])
    let hours = groups.compactMap { ($0["key"] as? [String: Any])?["hour"] as? String }
    #expect(hours == hours.sorted())
    #expect(hours.count == groups.count)
    let calls = groups.compactMap { ($0["calls"] as? NSNumber)?.intValue }.reduce(0, +)
    #expect(calls == 872)
    #expect((found["totals"] as? [String: Any])?["calls"] as? NSNumber == 872)
    let inputs = try #require(found["inputs"] as? [String: Any])
    #expect(inputs["metric_points"] as? NSNumber ?? 0 != 0)
  }

  /// Scenario: calls that were made while a tool was at work, by tool and as a condition.
  /// Guarantees: stages, which other questions do without, are there to tell the tools.
  @Test func `calls are grouped by the tool that made them`() throws {
    let dialects = Repository.fixture("dialects")
    let found = try object(try run(["--by", "tool", "--format", "json"], inputs: [dialects]).output)
    let groups = try #require(found["groups"] as? [[String: Any]])
    let tools = groups.compactMap { ($0["key"] as? [String: Any])?["tool"] as? String }
    #expect(tools.contains("ask_expert"))
    let one = try object(try run(["--where", "tool=ask_expert", "--format", "json"], inputs: [dialects]).output)
    let calls = groups.first { ($0["key"] as? [String: Any])?["tool"] as? String == "ask_expert" }?["calls"]
    #expect((one["totals"] as? [String: Any])?["calls"] as? NSNumber == calls as? NSNumber)
  }

  /// Scenario: the first groups by a figure, and all of them, ascending and descending, over a night.
  /// Guarantees: the figures fall or rise, absent ones last; the rows of others and all have what adds up.
  @Test(arguments: ["count", "errors", "input_tokens", "cost", "p99:duration", "mean:ttft", "min:cost", "count:ttft"])
  func `groups stand in order of a figure`(order: String) throws {
    let all = try csv(["--by", "service,model", "--of", "duration,ttft,cost", "--order", order])
    let column = try #require(
      [
        "count": "calls", "errors": "errors", "input_tokens": "input_tokens", "cost": "cost_usd",
        "p99:duration": "duration_seconds_p99", "mean:ttft": "time_to_first_token_seconds_mean",
        "min:cost": "cost_usd_per_call_min", "count:ttft": "time_to_first_token_seconds_count",
      ][order])
    func figures(_ rows: [[String: String]]) -> [Double?] {
      rows.filter { $0["row"] == "group" }.map { $0[column].flatMap { Double($0) } }
    }
    let falling = figures(all)
    #expect(falling.count > 20)
    #expect(falling == falling.sorted { ($0 ?? -1) > ($1 ?? -1) })
    let rising = figures(
      try csv(["--by", "service,model", "--of", "duration,ttft,cost", "--order", order, "--ascending"]))
    #expect(rising == rising.sorted { ($0 ?? .infinity) < ($1 ?? .infinity) })
    let top = try csv(["--by", "service,model", "--of", "duration,ttft,cost", "--order", order, "--top", "4"])
    #expect(top.map { $0["row"] } == ["group", "group", "group", "group", "rest", "all"])
    #expect(figures(top) == Array(falling.prefix(4)))
    #expect(top[4]["groups"] == "\(falling.count - 4)")
    #expect(top[5]["groups"] == "\(falling.count)")
    for counter in ["calls", "errors", "input_tokens", "duration_seconds_count", "cost_usd_per_call_count"] {
      let parts = top.dropLast().compactMap { $0[counter].flatMap { Int($0) } }
      #expect(parts.reduce(0, +) == top[5][counter].flatMap { Int($0) }, "\(counter)")
    }
  }

  private func csv(_ options: [String]) throws -> [[String: String]] {
    let outcome = try run(options + ["--format", "csv"])
    #expect(outcome.status == 0, "\(outcome.messageText)")
    let lines = text(outcome.output).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// Scenario: tokens and money of single calls over a night.
  /// Guarantees: count and mean of each make up the sums beside them, since a night's calls are all calls of their own.
  @Test func `tokens and money of calls add up to the sums`() throws {
    let found = try object(
      try run([
        "--by", "service,model", "--format", "json", "--of",
        "input_tokens,uncached_input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,reasoning_tokens,cost,"
          + "reported_cost",
      ]).output)
    let groups = try #require(found["groups"] as? [[String: Any]])
    var compared = 0
    for group in groups {
      for name in ["input_tokens", "cache_read_tokens", "output_tokens", "reasoning_tokens", "cost_usd"] {
        let sum = (group[name] as? NSNumber)?.doubleValue ?? (group[name] as? String).flatMap { Double($0) }
        guard let known = group["\(name)_per_call"] as? [String: Any] else {
          #expect(sum == nil, "\(name)")
          continue
        }
        let mean = (known["mean"] as? NSNumber)?.doubleValue ?? (known["mean"] as? String).flatMap { Double($0) }
        let count = try #require((known["count"] as? NSNumber)?.doubleValue)
        // The mean is rounded to a whole token, or pico-dollar.
        let rounding = name == "cost_usd" ? 1e-12 : 0.5
        #expect(abs(try #require(mean) * count - (try #require(sum))) <= rounding * count + 1e-9, "\(name)")
        compared += 1
      }
    }
    #expect(compared > 40)
  }

  /// Scenario: histograms of every kind beside the distributions of a night, with a row of others.
  /// Guarantees: counts add up to the values there are, and those of groups and others to those of all; edges hold all
  /// values, and rise.
  @Test(arguments: ["linear", "log", "exponential"]) func `histograms add up`(kind: String) throws {
    let found = try object(
      try run([
        "--by", "service", "--top", "3", "--of", "duration,output_tokens,cost", "--format", "json", "--histogram", kind,
      ]).output)
    #expect((found["settings"] as? [String: Any])?["histogram"] as? String == kind)
    let groups = try #require(found["groups"] as? [[String: Any]])
    let rest = try #require(found["rest"] as? [String: Any])
    let totals = try #require(found["totals"] as? [String: Any])
    for measure in ["duration_seconds", "output_tokens_per_call", "cost_usd_per_call"] {
      func histogram(_ row: [String: Any]) -> [String: Any]? {
        (row["histograms"] as? [String: Any])?[measure] as? [String: Any]
      }
      func counts(_ histogram: [String: Any]) -> [Int] {
        if let counts = histogram["counts"] as? [Int] { return counts }
        let positive = (histogram["positive"] as? [String: Any])?["bucket_counts"] as? [Int] ?? []
        return positive + [histogram["zero_count"] as? Int ?? -1]
      }
      for row in groups + [rest, totals] {
        let distribution = row[measure] as? [String: Any]
        #expect((distribution == nil) == (histogram(row) == nil))
        guard let own = histogram(row) else { continue }
        #expect(counts(own).reduce(0, +) == distribution?["count"] as? Int, "\(measure)")
      }
      if kind == "exponential" { continue }
      let whole = try #require(histogram(totals))
      let parts = (groups + [rest]).compactMap(histogram)
      let sums = counts(whole).indices.map { bucket in parts.reduce(0) { $0 + counts($1)[bucket] } }
      #expect(sums == counts(whole))
      let edges = try #require(whole["edges"] as? [Any]).compactMap(number)
      #expect(edges == edges.sorted() && edges.count + 1 == sums.count && edges.count > 5)
      let known = try #require(totals[measure] as? [String: Any])
      let (least, most) = (number(known["min"]) ?? -1, number(known["max"]) ?? -1)
      // Below the first edge there is nothing but zeros, which have no power of ten.
      #expect(sums[0] == 0 || kind == "log" && least == 0)
      #expect(sums[sums.count - 1] == 0)
      #expect(edges[0] <= least || least == 0)
      #expect(most < edges[edges.count - 1])
    }
  }

  private func number(_ value: Any?) -> Double? {
    (value as? NSNumber)?.doubleValue ?? (value as? String).flatMap { Double($0) }
  }

  /// Scenario: the verb's help.
  /// Guarantees: letter by letter what it says of itself, and status 0.
  @Test func `help says what can be grouped by`() throws {
    let help = try BuiltCommand().run(["latency", "--help"])
    #expect(help.status == 0)
    let difference = GoldenFile("fixtures/latency/help.txt").difference(to: help.output)
    #expect(difference == nil)
  }

  /// Scenario: the examples of docs/latency.md that show what comes out.
  /// Guarantees: that is what comes out. (Recording writes the page anew.)
  @Test func `the page shows what is printed`() throws {
    let page = Repository.root.appendingPathComponent("docs/latency.md")
    let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```\n")
    let shown = try blocks.enumerated().map { number, block -> String in
      guard number % 2 == 1, block.hasPrefix("$ spanledger latency ") else { return block }
      let command = block.prefix { $0 != "\n" }
      let arguments = command.split(separator: " ").dropFirst(3).map {
        $0.hasPrefix("fixtures/") ? Repository.root.appendingPathComponent(String($0)).path : String($0)
      }
      let outcome = try run(arguments, inputs: [])
      #expect(outcome.status == 0, "\(outcome.messageText)")
      return command + "\n" + text(outcome.output)
    }
    #expect(blocks.count == 9)
    let difference = GoldenFile("docs/latency.md").difference(to: shown.joined(separator: "```\n"))
    #expect(difference == nil)
  }

  /// Scenario: keys, percentiles and measures that do not exist, or are given twice.
  /// Guarantees: status 2, nothing on standard output, and a text that says what there is.
  @Test(arguments: [
    (
      ["--by", "model,colour"],
      "The value 'model,colour' is invalid for '--by <keys>': 'colour' is no key. Keys of calls are service, "
        + "provider, operation, request_model, response_model, model, environment, agent, tool, user, session, hour, "
        + "day, error_type, stream, scope, status, and attr:NAME for any attribute. Keys of spans are "
        + "service, name, kind, status, error_type, scope, environment, hour, day, and attr:NAME for any attribute."
    ),
    (
      ["--by", "attr:gen_ai.input.messages"],
      "The value 'attr:gen_ai.input.messages' is invalid for '--by <keys>': 'attr:gen_ai.input.messages' holds "
        + "captured content (prompts, answers, what tools were given), which is never shown or compared. Choose an "
        + "attribute that names, counts or classifies."
    ),
    (
      ["--where", "attr:gen_ai.prompt=what I asked"],
      "'attr:gen_ai.prompt' holds captured content (prompts, answers, what tools were given), which is never shown or "
        + "compared. Choose an attribute that names, counts or classifies."
    ),
    (
      ["--where", "model"],
      "--where: a condition is KEY=VALUE or KEY!=VALUE, such as model=gpt-4o or agent!=absent."
    ),
    (["--where", "stream=maybe"], "--where: 'stream' is true, false or absent."),
    (["--verbose"], "--verbose and --quiet contradict each other."),
    (
      ["--percentiles", "50,101"],
      "The value '50,101' is invalid for '--percentiles <percentiles>': '101' is no percentile. A percentile is a "
        + "decimal number from 0 to 100, such as 99.9, with up to twelve places."
    ),
    (
      ["--percentiles", "50,,90"],
      "The value '50,,90' is invalid for '--percentiles <percentiles>': '' is no percentile. A percentile is a "
        + "decimal number from 0 to 100, such as 99.9, with up to twelve places."
    ),
    (
      ["--of", "price"],
      "The value 'price' is invalid for '--of <measures>': 'price' is no measure. Measures are duration, ttft, "
        + "time_per_output_token, tokens_per_second, input_tokens, uncached_input_tokens, cache_read_tokens, "
        + "cache_write_tokens, output_tokens, reasoning_tokens, cost, reported_cost."
    ),
    (
      ["--by", "model,model"],
      "The value 'model,model' is invalid for '--by <keys>': 'model' is given twice."
    ),
    (
      ["--by", "kind"],
      "'kind' is a key of spans, not of calls: add --spans all, or choose another. Keys of calls are service, "
        + "provider, operation, request_model, response_model, model, environment, agent, tool, user, session, hour, "
        + "day, error_type, stream, scope, status, and attr:NAME for any attribute."
    ),
    (
      ["--spans", "all", "--by", "name,model"],
      "'model' is a key of calls, not of spans: leave --spans all out, or choose another. Keys of spans are "
        + "service, name, kind, status, error_type, scope, environment, hour, day, and attr:NAME for any attribute."
    ),
    (
      ["--spans", "all", "--by", "attr:gen_ai.input.messages"],
      "The value 'attr:gen_ai.input.messages' is invalid for '--by <keys>': 'attr:gen_ai.input.messages' holds "
        + "captured content (prompts, answers, what tools were given), which is never shown or compared. Choose an "
        + "attribute that names, counts or classifies."
    ),
    (
      ["--spans", "all", "--where", "model=gpt-4o"],
      "'model' is a key of calls, not of spans: leave --spans all out, or choose another. Keys of spans are service, "
        + "name, kind, status, error_type, scope, environment, hour, day, and attr:NAME for any attribute."
    ),
    (
      ["--where", "name=what I asked"],
      "'name' is a key of spans, not of calls: add --spans all, or choose another. Keys of calls are service, "
        + "provider, operation, request_model, response_model, model, environment, agent, tool, user, session, hour, "
        + "day, error_type, stream, scope, status, and attr:NAME for any attribute."
    ),
    (
      ["--where", "colour=red"],
      "--where: 'colour' is no key. Keys of calls are service, provider, operation, request_model, response_model, "
        + "model, environment, agent, tool, user, session, hour, day, error_type, stream, scope, status, and attr:NAME "
        + "for any attribute."
    ),
    (
      ["--spans", "all", "--where", "name"],
      "--where: a condition is KEY=VALUE or KEY!=VALUE, such as service=checkout or error_type!=absent."
    ),
    (
      ["--spans", "all", "--where", "kind=red"],
      "--where: 'kind' is unspecified, internal, server, client, producer or consumer."
    ),
    (
      ["--spans", "all", "--where", "attr:gen_ai.prompt=what I asked"],
      "'attr:gen_ai.prompt' holds captured content (prompts, answers, what tools were given), which is never shown or "
        + "compared. Choose an attribute that names, counts or classifies."
    ),
    (["--histogram", "log"], "--histogram goes with --format json."),
    (
      ["--histogram", "log", "--adjusted", "--format", "json"],
      "--histogram goes without --adjusted: it counts the calls that were kept."
    ),
    (
      ["--spans", "all", "--of", "duration,cost"],
      "'cost' is a measure of calls, not of spans: leave --spans all out, or ask for duration."
    ),
    (
      ["--spans", "all", "--order", "max:ttft"],
      "'ttft' is a measure of calls, not of spans: with --spans all, order by a figure of duration."
    ),
    (
      ["--spans", "all", "--order", "cost"],
      "'cost' is a sum of calls, not of spans: with --spans all, order by count or errors."
    ),
    (["--spans", "all", "--adjusted"], "--adjusted goes with calls: leave --spans all out."),
    (
      ["--spans", "some"],
      "The value 'some' is invalid for '--spans <spans>'. Please provide one of 'calls' and 'all'."
    ),
    (
      ["--order", "p99"],
      "The value 'p99' is invalid for '--order <order>': 'p99' is no order. Write key, count, errors, "
        + "input_tokens, output_tokens, cost, or a figure and its measure, such as p99:duration: count, min, max, mean or "
        + "a percentile of duration, ttft, time_per_output_token, tokens_per_second, input_tokens, "
        + "uncached_input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost, "
        + "reported_cost."
    ),
    (["--ascending"], "--ascending goes with an --order by figures, such as count."),
    (["--top", "0"], "The value '0' is invalid for '--top <count>': A whole number from 1 on is needed."),
    (["--top", "some"], "The value 'some' is invalid for '--top <count>': A whole number from 1 on is needed."),
    (["--chart", "ascii", "--format", "csv"], "--chart goes with --format text."),
    (
      ["--adjusted", "--intervals"],
      "--intervals goes without --adjusted, which has intervals of its own in csv and json."
    ),
  ])
  func `what is not there is wrong usage`(options: [String], message: String) throws {
    let outcome = try run(options)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messageText.split(separator: "\n").first.map(String.init) == "Error: \(message)")
  }

  /// Scenario: an input that does not exist, alone and beside a night; a strict run.
  /// Guarantees: statuses 4, 3 and 4, as with every verb.
  @Test func `inputs that cannot be used count as with every verb`() throws {
    let missing = Repository.fixture("night/no-such-service/traces.jsonl")
    #expect(try run([], inputs: [missing]).status == 4)
    let beside = try run(["--format", "csv"], inputs: [missing, Repository.fixture("night/deck-notes")])
    #expect(beside.status == 3)
    #expect(beside.messageText.contains("no-such-service"))
    #expect(text(beside.output).contains("\r\nall,,21,"))
    #expect(try run(["--strict"], inputs: [missing, Repository.fixture("night/deck-notes")]).status == 4)
  }
}

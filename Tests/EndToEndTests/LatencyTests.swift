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
    for (name, value) in found {
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

  /// Scenario: the verb's help.
  /// Guarantees: letter by letter what it says of itself, and status 0.
  @Test func `help says what can be grouped by`() throws {
    let help = try BuiltCommand().run(["latency", "--help"])
    #expect(help.status == 0)
    let difference = GoldenFile("fixtures/latency/help.txt").difference(to: help.output)
    #expect(difference == nil)
  }

  /// Scenario: keys, percentiles and measures that do not exist, or are given twice.
  /// Guarantees: status 2, nothing on standard output, and a text that says what there is.
  @Test(arguments: [
    (
      ["--by", "model,colour"],
      "The value 'model,colour' is invalid for '--by <keys>': there is no 'colour'. Calls can be grouped by service, "
        + "provider, operation, request_model, response_model, model, environment, agent, tool, user, session, hour, "
        + "day, error_type, stream, scope, status, or attr:NAME for any attribute."
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
      "The value '50,101' is invalid for '--percentiles <percentiles>': there is no '101'. A percentile is a decimal "
        + "number from 0 to 100, such as 99.9."
    ),
    (
      ["--percentiles", "50,,90"],
      "The value '50,,90' is invalid for '--percentiles <percentiles>': there is no ''. A percentile is a decimal "
        + "number from 0 to 100, such as 99.9."
    ),
    (
      ["--of", "cost"],
      "The value 'cost' is invalid for '--of <measures>': there is no 'cost'. There are duration, ttft, "
        + "time_per_output_token, tokens_per_second."
    ),
    (
      ["--by", "model,model"],
      "The value 'model,model' is invalid for '--by <keys>': 'model' is given twice."
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

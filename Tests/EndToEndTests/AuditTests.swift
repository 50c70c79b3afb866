import Foundation
import LedgerTestSupport
import Testing

@Suite
struct AuditTests {
  private static let folder = Repository.root.appendingPathComponent("fixtures/audit")

  private func run(_ options: [String], inputs: [URL]) throws -> BuiltCommand.Outcome {
    try BuiltCommand().run(["audit"] + inputs.map(\.path) + ["--quiet"] + options)
  }

  private func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  /// The part of the JSON that tests read, in the contract's spelling.
  struct Answer: Decodable {
    struct Cause: Decodable, Equatable {
      var code: String
      var calls: Int
      var usd: String
    }
    struct State: Decodable {
      var code: String
      var calls: Int
    }
    struct Audit: Decodable {
      var reported_usd: String?
      var list_usd: String?
      var difference_usd: String?
      var unexplained_share: Double?
      var compared_calls: Int
      var causes: [Cause]
      var states: [State]
    }
    struct Against: Decodable {
      var formula_usd: String?
      var list_usd: String?
      var difference_usd: String?
      var causes: [Cause]
    }
    struct Finding: Decodable, Equatable {
      var code: String
      var severity: String
    }
    var calls: Int
    var audit: Audit
    var against: Against?
    var findings: [Finding]
  }

  struct Expected: Decodable {
    struct Part: Decodable {
      var calls: Int
      var usd: String
    }
    var reported_usd: String?
    var list_usd: String?
    var difference_usd: String?
    var causes: [String: Part]
  }

  private func answer(_ inputs: [URL], _ options: [String] = []) throws -> Answer {
    let outcome = try run(["--format", "json"] + options, inputs: inputs)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    return try JSONDecoder().decode(Answer.self, from: outcome.output)
  }

  /// Dollars as pico-dollars.
  private func pico(_ text: String) -> Int64 {
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    let digits = parts[0] + parts[1].padding(toLength: 12, withPad: "0", startingAt: 0)
    return (Int64(digits) ?? .max) * (text.hasPrefix("-") ? -1 : 1)
  }

  private static let expected: [String: Expected] = {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("expected.json")),
      let expected = try? JSONDecoder().decode([String: Expected].self, from: data)
    else { return [:] }
    return expected
  }()

  static let cases = expected.keys.sorted()

  @Test func `there are planted cases`() { #expect(AuditTests.cases.count == 31) }

  /// Scenario: calls whose reported cost is wrong for one known cause each, and for several at once.
  /// Guarantees: the causes, and how many calls and dollars each of them makes, are those that were planted, to the last
  /// pico-dollar; the same for any number of workers.
  @Test(arguments: cases)
  func `planted causes are found`(name: String) throws {
    let input = [AuditTests.folder.appendingPathComponent(name + ".jsonl")]
    let expected = try #require(AuditTests.expected[name])
    let found = try answer(input).audit
    #expect(found.reported_usd == expected.reported_usd)
    #expect(found.list_usd == expected.list_usd)
    #expect(found.difference_usd == expected.difference_usd)
    #expect(Set(found.causes.map(\.code)) == Set(expected.causes.keys))
    for cause in found.causes {
      #expect(cause.calls == expected.causes[cause.code]?.calls, "\(cause.code)")
      #expect(cause.usd == expected.causes[cause.code]?.usd, "\(cause.code)")
    }
    let one = try run(["--format", "json", "--jobs", "1"], inputs: input)
    let three = try run(["--format", "json", "--jobs", "3"], inputs: input)
    #expect(firstDifference(expected: one.output, found: three.output) == nil)
  }

  /// Scenario: real telemetry of libraries that report costs.
  /// Guarantees: reported minus list is the sum of its parts; nothing is unexplained; the causes are those that the
  /// libraries are known for.
  @Test(arguments: [
    ("openlit-openai", ["cache-discount-ignored"]), ("litellm-otel", []), ("logfire-openai", []),
    ("logfire-pydantic-ai", []), ("langfuse-openai", ["cache-unbilled", "not-reported"]),
    ("tutorial-rag", ["not-reported"]),
  ])
  func `every difference of a capture has a cause`(capture: String, causes: [String]) throws {
    let folder = Repository.root.appendingPathComponent("fixtures/dialects/\(capture)")
    for encoding in ["json", "protobuf"] {
      let found = try answer([folder.appendingPathComponent(encoding)]).audit
      #expect(found.causes.map(\.code).sorted() == causes)
      #expect(found.compared_calls > 0)
      #expect(found.unexplained_share ?? 0 < 0.001)
      let reported = try #require(found.reported_usd.map(pico))
      let list = try #require(found.list_usd.map(pico))
      #expect(reported - list == found.causes.reduce(0) { $0 + pico($1.usd) })
      #expect(found.difference_usd.map(pico) == reported - list)
    }
  }

  /// Calls of gpt-4o, one a second, as the article's example has them.
  private func articleNight(_ start: UInt64, in folder: URL) throws -> URL {
    let spans = (0..<1000).map { number -> String in
      let begin = start + UInt64(number) * 1_000_000_000
      return """
        {"traceId":"\(String(format: "%032x", number + 1))","spanId":"\(String(format: "%016x", number + 1))",\
        "name":"chat gpt-4o","startTimeUnixNano":"\(begin)","endTimeUnixNano":"\(begin + 500_000_000)","attributes":[\
        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\
        {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},\
        {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},\
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"1500"}},\
        {"key":"gen_ai.usage.output_tokens","value":{"intValue":"800"}}]}
        """
    }
    let document = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[\(spans.joined(separator: ","))]}]}]}"
    let file = folder.appendingPathComponent("night.json")
    try document.write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  /// Scenario: a thousand calls of 1,500 and 800 tokens by a map with 0.005 and 0.015 USD per thousand tokens; in November
  /// 2026, and in July 2024, when these were the prices.
  /// Guarantees: the formula gives 19.50 USD both times. By the dated book the later calls cost 11.75 USD, the difference is
  /// one of dates; the earlier ones cost 19.50 USD.
  @Test func `the formula of the article is held against the dated book`() throws {
    let folder = try TemporaryDirectory()
    let table = AuditTests.folder.appendingPathComponent("rates.yaml").path
    let late = try answer([articleNight(1_795_000_000_000_000_000, in: folder.url)], ["--against", table])
    #expect(late.calls == 1000)
    #expect(late.against?.formula_usd == "19.50")
    #expect(late.audit.list_usd == "11.75")
    #expect(late.against?.difference_usd == "7.75")
    #expect(late.against?.causes == [Answer.Cause(code: "stale-price", calls: 1000, usd: "7.75")])
    #expect(late.audit.reported_usd == nil)
    #expect(late.audit.difference_usd == nil)
    let early = try answer([articleNight(1_721_000_000_000_000_000, in: folder.url)], ["--against", table])
    #expect(early.against?.formula_usd == "19.50")
    #expect(early.audit.list_usd == "19.50")
    #expect(early.against?.causes == [])
  }

  /// Scenario: every format, with a formula beside.
  @Test(arguments: ["txt", "md", "csv", "json"])
  func `an audit looks as it was agreed`(format: String) throws {
    let inputs = ["everything-at-once.jsonl", "one-side-only.jsonl", "wrappers.jsonl"].map {
      AuditTests.folder.appendingPathComponent($0)
    }
    let table = AuditTests.folder.appendingPathComponent("rates.yaml").path
    let rules = AuditTests.folder.appendingPathComponent("rules.yaml").path
    let options = ["--against", table, "--what-if", rules, "--format", format == "txt" ? "text" : format]
    let one = try run(options + ["--jobs", "1"], inputs: inputs)
    #expect(one.status == 0, "\(one.messageText)")
    let shown = withoutPaths(text(one.output), format)
    #expect(GoldenFile("fixtures/audit/golden.\(format)").difference(to: shown) == nil)
    #expect(shown.split(separator: "\n").allSatisfy { format != "txt" || $0.count <= 80 })
    let three = try run(options + ["--jobs", "3"], inputs: inputs)
    #expect(firstDifference(expected: one.output, found: three.output) == nil)
  }

  /// The repository's own path, which differs from machine to machine, and what JSON says of inputs.
  private func withoutPaths(_ output: String, _ format: String) -> String {
    let text = output.replacingOccurrences(of: Repository.root.path + "/", with: "")
    guard format == "json", let settings = text.range(of: "  \"settings\"") else { return text }
    return String(text[settings.lowerBound...])
  }

  /// Scenario: a row for each call.
  /// Guarantees: the file looks as it was agreed, whoever read it; its list costs and differences add up to the totals.
  @Test func `there is a row for each call`() throws {
    let folder = try TemporaryDirectory()
    let inputs = ["everything-at-once.jsonl", "one-side-only.jsonl"].map {
      AuditTests.folder.appendingPathComponent($0)
    }
    let file = folder.url.appendingPathComponent("rows.csv")
    let found = try answer(inputs, ["--rows", file.path, "--jobs", "1"])
    let rows = try Data(contentsOf: file)
    #expect(GoldenFile("fixtures/audit/rows.csv").difference(to: rows) == nil)
    let lines = text(rows).components(separatedBy: "\r\n").filter { !$0.isEmpty }.map {
      $0.components(separatedBy: ",")
    }
    #expect(lines.count == found.calls + 1)
    #expect(Set(lines.map(\.count)).count == 1)
    let list = try #require(lines[0].firstIndex(of: "list_usd"))
    let sum = lines.dropFirst().reduce(Int64(0)) { $0 + ($1[list].isEmpty ? 0 : pico($1[list])) }
    #expect(sum == found.audit.list_usd.map(pico))
    let other = folder.url.appendingPathComponent("others.csv")
    _ = try answer(inputs.reversed(), ["--rows", other.path, "--jobs", "3"])
    #expect(firstDifference(expected: rows, found: try Data(contentsOf: other)) == nil)
  }

  /// Scenario: a night with captured content, and its rows.
  /// Guarantees: nothing that was captured is in any form of the audit.
  @Test func `captured content is never shown`() throws {
    let folder = try TemporaryDirectory()
    let file = folder.url.appendingPathComponent("rows.csv")
    let inputs = [Repository.root.appendingPathComponent("fixtures/dialects/otel-genai-openai-content/json")]
    for format in ["text", "md", "csv", "json"] {
      let outcome = try run(["--format", format, "--rows", file.path], inputs: inputs)
      let shown = text(outcome.output) + text(try Data(contentsOf: file))
      // Prompts carry a tag in brackets where content was captured.
      #expect(!shown.contains("[plain/"))
      #expect(!shown.contains("harbour master"))
    }
  }

  /// Scenario: an archive without a call, and one whose calls report nothing.
  @Test func `nothing to compare is said in words`() throws {
    let nothing = try run(["--service", "nobody"], inputs: [AuditTests.folder.appendingPathComponent("zero.jsonl")])
    #expect(nothing.status == 0)
    #expect(text(nothing.output).hasSuffix("No call to a model in this archive.\n"))
    let found = try answer([Repository.root.appendingPathComponent("fixtures/dialects/openinference-openai/json")])
    #expect(found.audit.reported_usd == nil && found.audit.difference_usd == nil && found.audit.causes.isEmpty)
    #expect(found.audit.list_usd != nil)
  }

  /// Scenario: gates on what the audit finds.
  /// Guarantees: status 1 and a line for each finding where there is one; status 0 where there is none.
  @Test func `gates end an audit with status 1`() throws {
    let wrong = [AuditTests.folder.appendingPathComponent("discount-ignored.jsonl")]
    let tripped = try run(["--fail-on", "reported-cost-differs"], inputs: wrong)
    #expect(tripped.status == 1)
    #expect(tripped.messageText.hasPrefix("spanledger: warning reported-cost-differs: "))
    #expect(try answer(wrong).findings == [.init(code: "reported-cost-differs", severity: "warning")])
    #expect(try run(["--fail-on", "unpriced-model"], inputs: wrong).status == 0)
    let right = [AuditTests.folder.appendingPathComponent("nothing-wrong.jsonl")]
    #expect(try run(["--fail-on", "warning"], inputs: right).status == 0)
    #expect(try answer(right).findings.isEmpty)
    for code in ["no-such-code", "budget-exceeded"] {
      let unknown = try run(["--fail-on", code], inputs: right)
      #expect(unknown.status == 2 && unknown.output.isEmpty)
      #expect(unknown.messageText.contains("or one of: reported-cost-differs, unpriced-model, price-stale."))
    }
  }

  /// Scenario: a gate on something worse than any finding of an audit.
  /// Guarantees: it is no wrong usage and does not trip, which standard error says unless it is to be quiet.
  @Test func `a gate that never trips is told`() throws {
    let wrong = AuditTests.folder.appendingPathComponent("discount-ignored.jsonl")
    let idle = try BuiltCommand().run(["audit", wrong.path, "--fail-on", "error"])
    #expect(idle.status == 0 && !idle.output.isEmpty)
    #expect(
      idle.messageText
        == "spanledger: --fail-on error never trips here: no finding of this verb is worse than warning; give --fail-on "
        + "warning to be told of these\n")
    let quiet = try run(["--fail-on", "error"], inputs: [wrong])
    #expect(quiet.status == 0 && quiet.messageText.isEmpty)
  }

  /// Scenario: fixtures of everything that is wrong with costs.
  /// Guarantees: no finding is worse than what gates are told to be the worst.
  @Test func `findings of an audit are warnings`() throws {
    let inputs = try FileManager.default.contentsOfDirectory(at: AuditTests.folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "jsonl" }
    let found = try answer(inputs)
    #expect(!found.findings.isEmpty && found.findings.allSatisfy { $0.severity == "warning" })
  }

  /// Scenario: an archive with calls to a model that no book has.
  /// Guarantees: the text and the document name what the JSON has as findings, with why and what to do.
  @Test func `findings stand in text and document`() throws {
    let inputs = [AuditTests.folder.appendingPathComponent("one-side-only.jsonl")]
    #expect(try answer(inputs).findings == [.init(code: "unpriced-model", severity: "warning")])
    let shown = text(try run([], inputs: inputs).output)
    #expect(
      shown.hasSuffix(
        """
        Findings
          warning unpriced-model
            Calls have no price (provider openai, model no-such-model-7). Their tokens
            are known and no price applies, so they are in no cost: no price book has
            the model. Add the price to a price book of your own.

        """))
    let document = text(try run(["--format", "md"], inputs: inputs).output)
    #expect(document.contains("Findings\n") && document.contains("unpriced-model: Their tokens are known"))
    let fine = [AuditTests.folder.appendingPathComponent("nothing-wrong.jsonl")]
    #expect(!text(try run([], inputs: fine).output).contains("Findings"))
  }

  /// Scenario: the verb's help.
  @Test func `help says what can be asked`() throws {
    let help = try BuiltCommand().run(["audit", "--help"])
    #expect(help.status == 0)
    #expect(GoldenFile("fixtures/audit/help.txt").difference(to: help.output) == nil)
  }

  /// Scenario: formulas that cannot be read.
  /// Guarantees: status 2, nothing on standard output, and a text that names file, line and what was expected.
  @Test(arguments: [
    ("", "bad.yaml:1:1: the file is empty; it needs 'unit' and 'models'"),
    ("models: {}\n", "bad.yaml:1:1: 'unit' is missing: write unit: per-token, per-1k-tokens or per-million-tokens"),
    ("unit: per-1k-tokens\n", "bad.yaml:1:1: 'models' is missing: a mapping of names to rates"),
    (
      "unit: per-1k\nmodels:\n  a: 1\n",
      "bad.yaml:1:7: there is no unit 'per-1k'; there are per-token, per-1k-tokens and per-million-tokens"
    ),
    (
      "unit: per-token\nmodels:\n  gpt-4o: { input: 0.005 }\n",
      "bad.yaml:3:11: the model 'gpt-4o' needs 'input' and 'output', or one number for both"
    ),
    (
      "unit: per-token\nmodels:\n  gpt-4o: { input: five, output: 1 }\n",
      "bad.yaml:3:20: 'input' of the model 'gpt-4o' must be a number of dollars, such as 0.005"
    ),
    (
      "unit: per-token\nmodels:\n  gpt-4o: 0.0000000000001\n",
      "bad.yaml:3:11: the model 'gpt-4o' has more digits than a rate can have: twelve places of dollars per token"
    ),
    (
      "unit: per-token\nmodels:\n  gpt-4o: 1\nmodel: 3\n",
      "bad.yaml:4:1: there is no member of a rate table 'model'; did you mean 'models'?"
    ),
    ("unit: per-token\nmodels:\n  A: 1\n  a: 1\n", "bad.yaml:4:3: the model 'a' stands twice"),
  ])
  func `formulas that cannot be used are told`(content: String, message: String) throws {
    let folder = try TemporaryDirectory()
    let file = folder.url.appendingPathComponent("bad.yaml")
    try content.write(to: file, atomically: true, encoding: .utf8)
    let outcome = try run(["--against", file.path], inputs: [AuditTests.folder.appendingPathComponent("zero.jsonl")])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messageText == "spanledger: \(folder.url.path)/\(message)\n")
  }

  @Test func `a formula that is not there is told`() throws {
    let outcome = try run(
      ["--against", "/nowhere/rates.yaml"], inputs: [AuditTests.folder.appendingPathComponent("zero.jsonl")])
    #expect(outcome.status == 2)
    #expect(outcome.messageText == "spanledger: /nowhere/rates.yaml cannot be read: No such file or directory\n")
  }

  /// Scenario: a contract with a discount on everything.
  /// Guarantees: list costs and causes are as they were; the contract total has the discount, in the verb and in the report,
  /// and rows have both.
  @Test func `contract costs stand beside list costs`() throws {
    let folder = try TemporaryDirectory()
    let book = folder.url.appendingPathComponent("ours.prices")
    try """
    spanledger-prices 2
    name ours
    revision 1
    as-of 2026-11-01
    layer contract
    unit USD-per-million-tokens
    adjust discount x=0.8
    """.write(to: book, atomically: true, encoding: .utf8)
    let input = [AuditTests.folder.appendingPathComponent("nothing-wrong.jsonl")]
    struct Document: Decodable {
      struct Audit: Decodable {
        var list_usd: String?
        var contract_usd: String?
        var causes: [Answer.Cause]
      }
      var audit: Audit
    }
    let rows = folder.url.appendingPathComponent("rows.csv")
    let outcome = try run(["--prices", book.path, "--format", "json", "--rows", rows.path], inputs: input)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    let found = try JSONDecoder().decode(Document.self, from: outcome.output).audit
    let list = try #require(found.list_usd.map(pico))
    #expect(found.list_usd == AuditTests.expected["nothing-wrong"]?.list_usd)
    #expect(found.contract_usd.map(pico) == list * 8 / 10)
    #expect(found.causes.isEmpty)
    let report = try ReportRun(input, options: ["--prices", book.path])
    let shown = try JSONDecoder().decode(Document.self, from: report.json).audit
    #expect(shown.contract_usd == found.contract_usd && shown.list_usd == found.list_usd)
    let first = try #require(text(try Data(contentsOf: rows)).components(separatedBy: "\r\n").dropFirst().first)
    let fields = first.components(separatedBy: ",")
    #expect(pico(fields[21]) == pico(fields[20]) * 8 / 10)
  }

  /// Scenario: rules for models, a batch and caches.
  /// Guarantees: eligible calls and both prices are what tokens times published prices come to; the others have a reason.
  @Test func `what changes would cost is worked out`() throws {
    let inputs = ["stale-price.jsonl", "writes-as-input.jsonl"].map { AuditTests.folder.appendingPathComponent($0) }
    let rules = AuditTests.folder.appendingPathComponent("rules.yaml").path
    struct Document: Decodable {
      struct Rule: Decodable {
        var calls: Int
        var eligible_calls: Int
        var before_usd: String
        var after_usd: String
        var not_eligible: [String: Int]
      }
      struct WhatIf: Decodable {
        var rules: [Rule]
        var together: Rule
      }
      var what_if: WhatIf
    }
    let outcome = try run(["--what-if", rules, "--format", "json"], inputs: inputs)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    let found = try JSONDecoder().decode(Document.self, from: outcome.output).what_if
    // The smaller model costs 0.06 of the larger one's price, for input and output alike.
    let small = found.rules[0]
    #expect(small.calls == 12 && small.eligible_calls == 12)
    #expect(small.before_usd == AuditTests.expected["stale-price"]?.list_usd)
    #expect(pico(small.after_usd) == pico(small.before_usd) * 6 / 100)
    let batch = found.rules[1]
    #expect(batch.calls == 24)
    #expect(batch.eligible_calls + batch.not_eligible.values.reduce(0, +) == 24)
    // Writes for an hour cost twice what input costs, writes for five minutes 1.25 times as much.
    let caches = found.rules[2]
    #expect(caches.eligible_calls == 12 && caches.not_eligible == ["no-cached-tokens": 12])
    #expect(caches.before_usd == AuditTests.expected["writes-as-input"]?.list_usd)
    #expect(pico(caches.after_usd) > pico(caches.before_usd))
    #expect(found.together.eligible_calls == 24)
  }

  @Test(arguments: [
    ("", "bad.yaml:1:1: the file is empty; it needs 'rules'"),
    ("rules: []\n", "bad.yaml:1:1: there is no rule; 'rules' is a list of them"),
    ("rules:\n  - then: { model: x }\n", "bad.yaml:2:5: the rule has no 'name'"),
    (
      "rules:\n  - name: one\n",
      "bad.yaml:2:5: the rule 'one' changes nothing: 'then' needs model, provider, service_tier or cache_lifetime"
    ),
    (
      "rules:\n  - name: one\n    then: { modle: x }\n",
      "bad.yaml:3:13: there is no change 'modle'; did you mean 'model'?"
    ),
    (
      "rules:\n  - name: one\n    where: { stream: yes }\n    then: { model: x }\n",
      "bad.yaml:3:22: 'stream' is true or false"
    ),
    (
      "rules:\n  - name: one\n    then: { cache_lifetime: 2h }\n",
      "bad.yaml:3:29: there is no cache lifetime '2h'; did you mean '1h'?"
    ),
    (
      "rules:\n  - name: one\n    then: { model: x }\n  - name: one\n    then: { model: y }\n",
      "bad.yaml:4:1: two rules are named 'one'; give one another name"
    ),
  ])
  func `rules that cannot be used are told`(content: String, message: String) throws {
    let folder = try TemporaryDirectory()
    let file = folder.url.appendingPathComponent("bad.yaml")
    try content.write(to: file, atomically: true, encoding: .utf8)
    let outcome = try run(["--what-if", file.path], inputs: [AuditTests.folder.appendingPathComponent("zero.jsonl")])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messageText == "spanledger: \(folder.url.path)/\(message)\n")
  }

  /// Scenario: the examples of docs/audit.md that show what comes out.
  /// Guarantees: that is what comes out. (Recording writes the page anew.)
  @Test func `the page shows what is printed`() throws {
    let page = Repository.root.appendingPathComponent("docs/audit.md")
    let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```\n")
    let shown = try blocks.enumerated().map { number, block -> String in
      guard number % 2 == 1, block.hasPrefix("$ spanledger audit ") else { return block }
      let command = block.prefix { $0 != "\n" }
      let arguments = command.split(separator: " ").dropFirst(3).map {
        $0.hasPrefix("fixtures/") ? Repository.root.appendingPathComponent(String($0)).path : String($0)
      }
      let outcome = try run(arguments, inputs: [])
      #expect(outcome.status == 0, "\(outcome.messageText)")
      return command + "\n" + withoutPaths(text(outcome.output), "txt")
    }
    #expect(blocks.count == 7)
    #expect(GoldenFile("docs/audit.md").difference(to: shown.joined(separator: "```\n")) == nil)
  }

  /// Scenario: the report over the same night.
  /// Guarantees: its audit is the verb's, and what differs or has no price is a finding.
  @Test func `the report has the same audit`() throws {
    let inputs = [
      AuditTests.folder.appendingPathComponent("everything-at-once.jsonl"),
      AuditTests.folder.appendingPathComponent("one-side-only.jsonl"),
    ]
    let verb = try answer(inputs).audit
    let report = try ReportRun(inputs)
    struct Document: Decodable {
      struct Finding: Decodable {
        var code: String
        var remedy: String?
      }
      var audit: Answer.Audit
      var findings: [Finding]
    }
    let document = try JSONDecoder().decode(Document.self, from: report.json)
    #expect(document.audit.causes == verb.causes)
    #expect(document.audit.reported_usd == verb.reported_usd)
    #expect(document.audit.difference_usd == verb.difference_usd)
    let differing = document.findings.filter { $0.code == "reported-cost-differs" }
    #expect(differing.count == 3)
    #expect(differing.allSatisfy { $0.remedy != nil })
    #expect(document.findings.contains { $0.code == "unpriced-model" })
    let page = text(report.html)
    #expect(page.contains("cache-discount-ignored") && page.contains("The difference by cause"))
  }
}

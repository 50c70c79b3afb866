import Foundation
import LedgerTestSupport
import Testing

/// Keys beyond those that every store has, and conditions.
@Suite
struct LatencyKeyTests {
  private func run(_ options: [String], _ inputs: [URL] = [NightTests.folder]) throws -> BuiltCommand.Outcome {
    try BuiltCommand().run(["latency"] + inputs.map(\.path) + options)
  }

  private func csv(_ options: [String], _ inputs: [URL] = [NightTests.folder]) throws -> String {
    let outcome = try run(["--quiet", "--format", "csv"] + options, inputs)
    #expect(outcome.status == 0, "\(outcome.messageText)")
    return String(decoding: outcome.output, as: UTF8.self)
  }

  /// The fields of the lines of a table, without its head.
  private func rows(_ csv: String) -> [[String]] {
    csv.split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Scenario: attributes of all types, of spans and of resources, known to dialects and unknown, from the same requests
  /// in every way of writing files.
  /// Guarantees: each gives the same table.
  @Test(arguments: LayoutExpectation.all)
  func `attributes are the same in every layout`(layout: LayoutExpectation) throws {
    let keys = [
      "attr:server.port", "attr:gen_ai.response.finish_reasons", "attr:telemetry.sdk.language", "attr:service.version",
      "attr:gen_ai.request.temperature", "attr:gen_ai.openai.response.service_tier", "session",
    ]
    func table(_ name: String) throws -> String {
      try csv(["--by", keys.joined(separator: ",")], [Repository.fixture("layouts/\(name)")])
    }
    let reference = try table("json-lines")
    #expect(reference.contains("group,8801,stop,python,1.4.2,"))
    #expect(try table(layout.name) == reference)
  }

  /// Scenario: values of each type, with escapes, in compact JSON, in pretty JSON with the value before the key, and as
  /// parts of resources; a list, a structure, an empty text.
  /// Guarantees: numbers, truth values, lists and structures come out in one way; the span's word beats its resource's;
  /// an empty text is no word.
  @Test func `typed values are written in one way`() throws {
    let folder = try TemporaryDirectory()
    func span(_ id: Int, _ attributes: [(String, String)], isTurned: Bool) -> String {
      let all = [
        ("gen_ai.operation.name", #"{"stringValue":"chat"}"#), ("gen_ai.request.model", #"{"stringValue":"m"}"#),
      ]
      let pairs = (all + attributes).map { key, value in
        isTurned ? "{ \"value\" : \(value),\n \"key\" : \"\(key)\" }" : "{\"key\":\"\(key)\",\"value\":\(value)}"
      }
      let digits = String(repeating: "0", count: 15) + "\(id)"
      return """
        {"traceId":"\(digits)\(digits)","spanId":"\(digits)","name":"chat m","startTimeUnixNano":"1795478400000000000",\
        "endTimeUnixNano":"179547840000000\(id)000","attributes":[\(pairs.joined(separator: ","))]}
        """
    }
    let values: [(String, String)] = [
      (#"{"stringValue":"a \"b\" \u00fc"}"#, #""a ""b"" ü""#), (#"{"intValue":"-12"}"#, "-12"),
      (#"{"doubleValue":0.5}"#, "0.5"), (#"{"boolValue":true}"#, "true"), (#"{"bytesValue":"TWFu"}"#, "TWFu"),
      (#"{"arrayValue":{"values":[{"stringValue":"x"},{"intValue":"2"}]}}"#, "\"x,2\""),
      (#"{"kvlistValue":{"values":[{"key":"k","value":{"intValue":"1"}}]}}"#, #""{""k"":1}""#),
      (#"{"stringValue":""}"#, "of resource"), ("{}", "of resource"),
    ]
    for isTurned in [false, true] {
      let spans = values.enumerated().map { span($0 + 1, [("my.key", $1.0)], isTurned: isTurned) }
      let request = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"my.key","value":{"stringValue":"of resource"}}]},\
        "scopeSpans":[{"scope":{"name":"s"},"spans":[\(spans.joined(separator: ","))]}]}]}
        """
      let file = try folder.write(Data(request.utf8), to: "\(isTurned).json")
      let found = try csv(["--by", "attr:my.key"], [file]).split(separator: "\r\n").dropFirst().dropLast().map(
        String.init)
      for (_, text) in values where text != "of resource" {
        #expect(found.filter { $0.hasPrefix("group,\(text),1,") }.count == 1, "\(text) \(found)")
      }
      #expect(found.filter { $0.hasPrefix("group,of resource,2,") }.count == 1)
      #expect(found.count == values.count - 1)
    }
  }

  /// Scenario: an agent's log record of a request, with an attribute of its own and one of its resource, and one without.
  /// Guarantees: a call that only a log record tells of says what the record says.
  @Test func `a log record that tells of a call speaks for itself`() throws {
    let folder = try TemporaryDirectory()
    func record(_ number: Int, _ tenant: String?) -> String {
      let more = tenant.map { #",{"key":"tenant","value":{"stringValue":"\#($0)"}}"# } ?? ""
      return """
        {"timeUnixNano":"179547840000000\(number)000","body":{"stringValue":"claude_code.api_request"},"attributes":[\
        {"key":"event.name","value":{"stringValue":"api_request"}},{"key":"model","value":{"stringValue":"claude-sonnet-4-5"}},\
        {"key":"input_tokens","value":{"stringValue":"\(number)0"}},{"key":"output_tokens","value":{"stringValue":"7"}},\
        {"key":"user.id","value":{"stringValue":"u\(number)"}},\
        {"key":"duration_ms","value":{"stringValue":"900"}}\(more)]}
        """
    }
    let request = """
      {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}},\
      {"key":"pod","value":{"stringValue":"pod-1"}}]},"scopeLogs":[{"scope":{"name":"com.anthropic.claude_code.events"},\
      "logRecords":[\(record(1, "red")),\(record(2, nil))]}]}]}
      """
    let file = try folder.write(Data(request.utf8), to: "logs.json")
    let found = rows(try csv(["--by", "attr:tenant,attr:pod,user,tool"], [file]))
    #expect(
      found.map { Array($0.prefix(6)) } == [
        ["group", "", "pod-1", "u2", "", "1"], ["group", "red", "pod-1", "u1", "", "1"], ["all", "", "", "", "", "2"],
      ])
  }

  /// Scenario: a night by model; then each model alone, two of them, all but one; names that bodies of log records have as
  /// members.
  /// Guarantees: each row is what its own condition gives; conditions on one key add up; what is asked changes nothing else.
  @Test func `conditions give the rows that groups give`() throws {
    let groups = rows(try csv(["--by", "model"]))
    let models = groups.dropLast().map { $0[1] }
    #expect(models.count > 5)
    func calls(_ options: [String]) throws -> Int { Int(rows(try csv(options)).last?[2] ?? "") ?? -1 }
    for row in groups.dropLast().prefix(4) {
      let model = row[1].isEmpty ? "absent" : row[1]
      let alone = rows(try csv(["--by", "model", "--where", "model=\(model)"]))
      #expect(alone.first == row)
      #expect(alone.last.map { Array($0.dropFirst(2)) } == Array(row.dropFirst(2)))
    }
    let (first, second) = (groups[groups.count - 2], groups[groups.count - 3])
    let total = try #require(Int(groups.last?[2] ?? ""))
    let two = try calls(["--where", "model=\(first[1])", "--where", "model=\(second[1])"])
    #expect(two == (Int(first[2]) ?? 0) + (Int(second[2]) ?? 0))
    #expect(try calls(["--where", "model!=\(first[1])"]) == total - (Int(first[2]) ?? 0))
    #expect(try calls(["--where", "model=\(first[1])", "--where", "service=nobody"]) == 0)
    for key in ["attr:id", "attr:usage", "attr:model", "attr:response.model", "attr:tokens"] {
      #expect(rows(try csv(["--by", "model", "--where", "\(key)!=never"])) == groups)
    }
  }

  /// Scenario: a run with conditions, in JSON.
  /// Guarantees: what was asked stands among the filters, as it is written.
  @Test func `conditions stand among the filters`() throws {
    let outcome = try run(["--quiet", "--format", "json", "--where", "agent!=absent", "--where", "stream=true"])
    let filters = try JSONValue(parsing: outcome.output)["settings"]?["filters"]?.elements ?? []
    #expect(filters.compactMap { $0["key"]?.text } == ["where", "where"])
    #expect(filters.compactMap { $0["value"]?.text } == ["agent!=absent", "stream=true"])
  }

  /// Scenario: an attribute with captured content, in a condition.
  /// Guarantees: status 2, and not a word of the value.
  @Test func `the value of refused content is not repeated`() throws {
    let outcome = try run(["--where", "attr:gen_ai.prompt=what I asked"])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.messageText.contains("what I asked"))
  }

  /// Scenario: `--verbose` of both verbs over a night.
  /// Guarantees: a line for each table, on standard error; standard output is as without.
  @Test func `tables say what they take`() throws {
    let folder = try TemporaryDirectory()
    for (verb, options) in [("latency", []), ("report", ["--out", folder.url.path])] {
      let all = [verb, NightTests.folder.path] + options
      let told = try BuiltCommand().run(all + ["--verbose"])
      #expect(told.status == 0)
      let lines = told.messageText.split(separator: "\n").filter { $0.hasPrefix("table ") }
      #expect(lines.contains { $0.hasPrefix("table spans: ") && $0.hasSuffix(" a row") })
      for name in ["call candidates", "dictionaries", "settled calls", "selected calls"] {
        #expect(lines.contains { $0.hasPrefix("table \(name): ") }, "\(verb): \(name)")
      }
      #expect(try BuiltCommand().run(all + ["--quiet"]).output == told.output)
    }
  }
}

import Foundation
import LedgerTestSupport
import Testing

/// A span as its JSON says it.
private struct PlainSpan: Hashable {
  var trace: String
  var id: String
  var service: String
  var name: String
  var kind: Int
  var status: Int
  var start: UInt64
  var end: UInt64
  var errorType: String?
}

@Suite
struct SpanLatencyTests {
  private static let services = ["ferry-desk/traces.jsonl", "harbour-handbook/telemetry.jsonl"]

  private var inputs: [URL] { SpanLatencyTests.services.map { Repository.fixture("night/\($0)") } }

  private func rows(_ options: [String], _ inputs: [URL]) throws -> [[String: String]] {
    let run = try BuiltCommand().run(
      ["latency", "--spans", "all", "--format", "csv", "--quiet"] + options + inputs.map(\.path))
    #expect(run.status == 0, "\(run.messageText)")
    let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The spans of the inputs, each once, read by nothing of the program.
  private func spans() throws -> Set<PlainSpan> {
    var spans: [String: PlainSpan] = [:]
    for input in inputs {
      for line in try String(contentsOf: input, encoding: .utf8).split(separator: "\n") {
        let request = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        for resource in request["resourceSpans"] as? [[String: Any]] ?? [] {
          let attributes = (resource["resource"] as? [String: Any])?["attributes"]
          let service = text("service.name", attributes) ?? ""
          for scope in resource["scopeSpans"] as? [[String: Any]] ?? [] {
            for span in scope["spans"] as? [[String: Any]] ?? [] {
              let plain = try plain(span, service)
              spans[plain.trace + plain.id] = plain
            }
          }
        }
      }
    }
    return Set(spans.values)
  }

  private func plain(_ span: [String: Any], _ service: String) throws -> PlainSpan {
    let status = span["status"] as? [String: Any]
    func nanos(_ name: String) throws -> UInt64 { try #require((span[name] as? String).flatMap { UInt64($0) }) }
    let events = span["events"] as? [[String: Any]] ?? []
    let code = status?["code"] as? Int ?? 0
    let exception = events.compactMap { text("exception.type", $0["attributes"]) }.last
    let said = text("error.type", span["attributes"])
    return PlainSpan(
      trace: try #require(span["traceId"] as? String), id: try #require(span["spanId"] as? String), service: service,
      name: span["name"] as? String ?? "", kind: span["kind"] as? Int ?? 0, status: code,
      start: try nanos("startTimeUnixNano"), end: try nanos("endTimeUnixNano"),
      errorType: code == 2 ? said ?? exception ?? "_OTHER" : nil)
  }

  private func text(_ key: String, _ attributes: Any?) -> String? {
    let found = (attributes as? [[String: Any]] ?? []).first { $0["key"] as? String == key }
    return (found?["value"] as? [String: Any])?["stringValue"] as? String
  }

  private func seconds(_ nanos: UInt64) -> String {
    let fraction = String(nanos % 1_000_000_000)
    var text = "\(nanos / 1_000_000_000)." + String(repeating: "0", count: 9 - fraction.count) + fraction
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// Scenario: spans of two services by name, kind, status and error type, with JSON read by Foundation beside it.
  /// Guarantees: the same groups, counts and percentiles as sorting the durations by hand gives.
  @Test func `percentiles of spans are those of a sorted list`() throws {
    let kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"]
    let groups = Dictionary(grouping: try spans()) { span in
      [span.service, span.name, kinds[span.kind], ["unset", "ok", "error"][span.status], span.errorType ?? ""]
    }
    #expect(groups.count > 15)
    let rows = try rows(["--by", "service,name,kind,status,error_type", "--percentiles", "25,50,99"], inputs)
    #expect(rows.count == groups.count + 1)
    var seen: Set<[String]> = []
    for row in rows where row["row"] == "group" {
      let key = ["service", "name", "kind", "status", "error_type"].compactMap { row[$0] }
      let durations = (groups[key] ?? []).map { $0.end - $0.start }.sorted()
      #expect(!durations.isEmpty, "\(key)")
      if durations.isEmpty { continue }
      seen.insert(key)
      #expect(row["spans"] == "\(durations.count)", "\(key)")
      #expect(row["errors"] == "\(key[3] == "error" ? durations.count : 0)")
      for (name, percent) in [("p25", 25), ("p50", 50), ("p99", 99)] {
        let rank = max(1, (percent * durations.count + 99) / 100)
        #expect(row["duration_seconds_\(name)"] == seconds(durations[rank - 1]), "\(key) \(name)")
      }
      #expect(row["duration_seconds_max"] == seconds(durations[durations.count - 1]))
    }
    #expect(seen.count == groups.count)
    #expect(rows.last?["spans"] == "\(try spans().count)")
  }

  /// Scenario: the same files twice, and with every number of workers.
  /// Guarantees: copies count once; nothing depends on workers or on the order of files.
  @Test func `a span seen twice counts once`() throws {
    let folder = try TemporaryDirectory()
    for (number, input) in (inputs + inputs).enumerated() {
      try FileManager.default.copyItem(at: input, to: folder.url.appendingPathComponent("\(9 - number).jsonl"))
    }
    let once = try rows(["--by", "hour,name,error_type"], inputs)
    for jobs in ["1", "2", "5"] {
      #expect(try rows(["--by", "hour,name,error_type", "--jobs", jobs], [folder.url]) == once)
    }
  }

  /// Scenario: the filters of calls, over spans.
  /// Guarantees: services and times select spans; models and providers those spans that name them.
  @Test func `filters select spans`() throws {
    let all = try spans()
    let service = try rows(["--service", "ferry-desk"], [NightTests.folder])
    #expect(service.last?["spans"] == "\(all.filter { $0.service == "ferry-desk" }.count)")
    let starts = all.map(\.start).sorted()
    let middle = starts[starts.count / 2]
    let instant = "2026-11-24T06:00:00Z"
    let whole = try #require(rows([], inputs).last?["spans"].flatMap { Int($0) })
    let before = try #require(rows(["--to", instant], inputs).last?["spans"].flatMap { Int($0) })
    let after = try #require(rows(["--from", instant], inputs).last?["spans"].flatMap { Int($0) })
    #expect(before + after == whole && whole == all.count && middle > 0)
    let model = try rows(["--model", "gpt-4o-mini-2024-07-18", "--by", "name"], [NightTests.folder])
    #expect((model.last?["spans"].flatMap { Int($0) } ?? 0) > 300)
    #expect(!model.contains { $0["name"] == "rag.retrieve" })
    #expect(try rows(["--model", "no-such-model"], [NightTests.folder]).last?["spans"] == "0")
  }

  /// Scenario: each group of spans alone, by a condition on each of its keys; conditions that exclude, and several on one
  /// key; counted in JSON read by Foundation where that has the key.
  /// Guarantees: a condition gives the row that its group has, whatever the key, for any number of workers.
  @Test func `conditions give the rows that groups of spans give`() throws {
    let all = try spans()
    func count(_ options: String...) throws -> Int {
      let conditions = options.flatMap { ["--where", $0] }
      return try #require(try rows(conditions, inputs).last?["spans"].flatMap { Int($0) })
    }
    #expect(try count("name=rag.retrieve") == all.filter { $0.name == "rag.retrieve" }.count)
    #expect(try count("name=rag.retrieve") > 10)
    #expect(try count("kind=client", "status!=error") == all.filter { $0.kind == 3 && $0.status != 2 }.count)
    #expect(try count("error_type!=absent") == all.filter { $0.errorType != nil }.count)
    #expect(
      try count("name=rag.retrieve", "name=openai.chat", "service=harbour-handbook")
        == all.filter { ["rag.retrieve", "openai.chat"].contains($0.name) && $0.service == "harbour-handbook" }.count)
    #expect(try count("name!=rag.retrieve") == all.filter { $0.name != "rag.retrieve" }.count)
    let keys = [
      "service", "name", "kind", "status", "error_type", "scope", "environment", "hour", "day",
      "attr:gen_ai.request.model",
    ]
    for key in keys {
      let groups = try rows(["--by", key], [NightTests.folder])
      for (number, group) in groups.dropLast().prefix(3).enumerated() {
        let text = try #require(group[key])
        let condition = "\(key)=\(text.isEmpty ? "absent" : text)"
        let alone = try rows(
          ["--by", key, "--where", condition, "--jobs", "\(number + 1)"], [NightTests.folder])
        #expect(alone.count == 2, "\(condition)")
        #expect(alone.first == group, "\(condition)")
        #expect(alone.last?["spans"] == group["spans"])
      }
    }
  }

  /// Scenario: an archive of a web shop, without any request to a model.
  /// Guarantees: percentiles of its spans, zero lengths included; a lost end is no duration.
  @Test func `an archive without models has percentiles, too`() throws {
    let folder = try TemporaryDirectory()
    func span(_ id: Int, _ name: String, _ length: Int?, _ more: String = "") -> String {
      let end = length.map { "\(1_795_392_000_000_000_000 + $0)" } ?? "0"
      return """
        {"traceId":"000000000000000000000000000000aa","spanId":"00000000000000\(10 + id)","name":"\(name)","kind":2,\
        "startTimeUnixNano":"1795392000000000000","endTimeUnixNano":"\(end)"\(more)}
        """
    }
    let failed = #","status":{"code":2},"attributes":[{"key":"error.type","value":{"stringValue":"timeout"}}]"#
    let thrown =
      #","status":{"code":2},"events":[{"name":"exception","attributes":[{"key":"exception.type","#
      + #""value":{"stringValue":"IOError"}}]}]"#
    let spans = [
      span(1, "GET /cart", 3_000_000), span(2, "GET /cart", 0), span(3, "GET /cart", nil),
      span(4, "GET /cart", 5_000_000, failed), span(5, "POST /order", 7_000_000, thrown),
      span(6, "POST /order", 9_000_000, #","status":{"code":2}"#),
      span(
        7, "POST /order", 9_000_000,
        #","status":{"code":1},"attributes":[{"key":"error.type","value":{"stringValue":"x"}}]"#),
    ]
    let file = folder.url.appendingPathComponent("shop.jsonl")
    try Data(
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},\
      "scopeSpans":[{"spans":[\(spans.joined(separator: ","))]}]}]}

      """.utf8
    ).write(to: file)
    let routes = try rows(["--by", "attr:error.type"], [file])
    #expect(routes.map { $0["attr:error.type"] } == ["", "timeout", "x", ""])
    #expect(routes.map { $0["spans"] } == ["5", "1", "1", "7"])
    let found = try rows(["--by", "name,kind,error_type", "--percentiles", "0,50,100"], [file])
    func row(_ name: String, _ type: String) -> [String: String] {
      found.first { $0["name"] == name && $0["error_type"] == type } ?? [:]
    }
    #expect(row("GET /cart", "")["spans"] == "3")
    #expect(row("GET /cart", "")["spans_without_duration"] == "1")
    #expect(row("GET /cart", "")["duration_seconds_count"] == "2")
    #expect(row("GET /cart", "")["duration_seconds_min"] == "0")
    #expect(row("GET /cart", "timeout")["duration_seconds_p50"] == "0.005")
    #expect(row("POST /order", "IOError")["errors"] == "1")
    #expect(row("POST /order", "_OTHER")["errors"] == "1")
    #expect(row("POST /order", "")["errors"] == "0")
    #expect(found.count == 6)
    #expect(Set(found.dropLast().map { $0["kind"] }) == ["server"])
  }
}

import Foundation
import Testing

@testable import CorpusMaker

@Suite struct CorpusTests {
  @Test func `the same seed gives the same bytes, another seed others`() throws {
    try withFolder { folder in
      let formats: [CorpusFormat] = [.json, .proto]
      for (name, seed) in [("a", 5), ("b", 5), ("c", 6)] as [(String, UInt64)] {
        _ = try Corpus(jsonBytes: 300_000, seed: seed, formats: formats).write(to: "\(folder)/\(name)")
      }
      for file in ["truth.json", "json/traces.jsonl", "json/metrics.jsonl", "proto/traces.pb", "proto/metrics.pb"] {
        let first = try read("\(folder)/a/\(file)")
        #expect(try first == read("\(folder)/b/\(file)"), "\(file)")
        #expect(try first != read("\(folder)/c/\(file)"), "\(file)")
      }
    }
  }

  @Test func `the formats asked for do not change the content`() throws {
    try withFolder { folder in
      let both = try Corpus(jsonBytes: 200_000, seed: 1, formats: [.json, .proto]).write(to: folder + "/both")
      let alone = try Corpus(jsonBytes: 200_000, seed: 1, formats: [.json]).write(to: folder + "/alone")
      #expect(try read(folder + "/both/json/traces.jsonl") == read(folder + "/alone/json/traces.jsonl"))
      #expect(both.totals == alone.totals)
    }
  }

  @Test func `spans counted from the JSON agree with the truth`() throws {
    try withFolder { folder in
      let truth = try Corpus(jsonBytes: 1_500_000, seed: 3, formats: [.json]).write(to: folder)
      var spans = 0
      var wrappers = 0
      var found = Truth.Counters()
      for span in try requests(folder + "/json/traces.jsonl").flatMap(spansOf) {
        spans += 1
        let attributes = attributesOf(span)
        let kind = attributes["openinference.span.kind"] as? String
        let operation = attributes["gen_ai.operation.name"] as? String
        let name = span["name"] as? String
        if operation == "invoke_agent" {
          wrappers += attributes["gen_ai.usage.input_tokens"] == nil ? 0 : 1
          continue
        }
        let isCall =
          kind == "LLM" || kind == "EMBEDDING" || operation == "chat" || operation == "embeddings"
          || attributes["llm.request.type"] != nil || name == "gen_ai.client.chat"
        guard isCall else { continue }
        found.calls += 1
        let status = span["status"] as? [String: Any]
        if status?["code"] as? Int == 2 { found.errors += 1 }
        func tokens(_ keys: String...) -> Int? { keys.compactMap { attributes[$0] as? Int }.first }
        let input = tokens("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt")
        let output = tokens(
          "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion")
        if input ?? 0 == 0 { found.callsWithoutUsage += 1 }
        found.inputTokens += input ?? 0
        found.outputTokens += output ?? 0
        found.cacheReadTokens +=
          tokens(
            "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens",
            "llm.token_count.prompt_details.cache_read") ?? 0
        found.cacheWriteTokens +=
          tokens("gen_ai.usage.cache_creation.input_tokens", "llm.token_count.prompt_details.cache_write") ?? 0
        found.reasoningTokens +=
          tokens("gen_ai.usage.reasoning.output_tokens", "llm.token_count.completion_details.reasoning") ?? 0
        if attributes["gen_ai.request.stream"] as? Bool == true || attributes["llm.is_streaming"] as? Bool == true {
          found.streamingCalls += 1
        }
        let start = try #require((span["startTimeUnixNano"] as? String).flatMap { Int($0) })
        let end = try #require((span["endTimeUnixNano"] as? String).flatMap { Int($0) })
        #expect(start <= end)
        found.durationNanos += end - start
      }
      #expect(spans == truth.spans)
      #expect(wrappers == truth.wrapperSpans)
      #expect(found == truth.totals)
      var models = Truth.Counters()
      for counters in truth.models.values { models.add(counters) }
      #expect(models == truth.totals)
    }
  }

  @Test func `the metrics' increments agree with the truth`() throws {
    try withFolder { folder in
      let truth = try Corpus(jsonBytes: 20_000_000, seed: 4, formats: [.json]).write(to: folder)
      // A cumulative series counts with its last point, a delta series with all.
      var last: [String: (type: String, value: Double)] = [:]
      var found = Truth.MetricTotals()
      for request in try requests(folder + "/json/metrics.jsonl") {
        for (service, metric) in metricsOf(request) {
          let name = try #require(metric["name"] as? String)
          let data = try #require((metric["histogram"] ?? metric["sum"]) as? [String: Any])
          for point in data["dataPoints"] as? [[String: Any]] ?? [] {
            found.dataPoints += 1
            let attributes = attributesOf(point)
            let type = name == "gen_ai.client.token.usage" ? "\(attributes["gen_ai.token.type"] ?? "")" : "duration"
            let value: Double =
              if type == "duration" {
                Double(point["count"] as? String ?? "") ?? .nan
              } else {
                point["sum"] as? Double ?? Double(point["asInt"] as? String ?? "") ?? .nan
              }
            var key = "\(service) \(name) \(attributes.sorted { $0.key < $1.key })"
            if data["aggregationTemporality"] as? Int == 1 { key += " \(last.count)" }
            last[key] = (type, value)
          }
        }
      }
      for (type, value) in last.values {
        switch type {
        case "input": found.inputTokens += Int(value)
        case "output": found.outputTokens += Int(value)
        default: found.durationCount += Int(value)
        }
      }
      #expect(found == truth.metrics)
    }
  }

  @Test func `protobuf messages fill their frames, one for each line`() throws {
    try withFolder { folder in
      let truth = try Corpus(jsonBytes: 500_000, seed: 7, formats: [.json, .proto]).write(to: folder)
      let bytes = try read(folder + "/proto/traces.pb")
      var at = 0
      var frames = 0
      while at < bytes.count {
        let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
        at += 4 + length
        frames += 1
      }
      #expect(at == bytes.count)
      #expect(frames == truth.requests)
      #expect(try frames == requests(folder + "/json/traces.jsonl").count)
    }
  }

  @Test func `sizes are read in powers of ten`() {
    #expect(parseSize("20MB") == 20_000_000)
    #expect(parseSize("1.5GB") == 1_500_000_000)
    #expect(parseSize("512") == 512)
    #expect(parseSize("0MB") == nil)
    #expect(parseSize("many") == nil)
  }

  @Test func `escapes outside ASCII are UTF-16 units`() {
    #expect(jsonEscaped("a\"\\\n\u{1}é🚢", asciiOnly: true) == "a\\\"\\\\\\n\\u0001\\u00e9\\ud83d\\udea2")
    #expect(jsonEscaped("é🚢\u{1F}", asciiOnly: false) == "é🚢\\u001f")
  }

  // MARK: Reading back

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "corpus-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func read(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  private func requests(_ path: String) throws -> [[String: Any]] {
    try read(path).split(separator: 0x0A).compactMap { try JSONSerialization.jsonObject(with: $0) as? [String: Any] }
  }

  private func spansOf(_ request: [String: Any]) -> [[String: Any]] {
    lists(request, "resourceSpans").flatMap { lists($0, "scopeSpans") }.flatMap { lists($0, "spans") }
  }

  private func metricsOf(_ request: [String: Any]) -> [(service: String, metric: [String: Any])] {
    lists(request, "resourceMetrics").flatMap { resource in
      let service = attributesOf(resource["resource"] as? [String: Any] ?? [:])["service.name"]
      return lists(resource, "scopeMetrics").flatMap { lists($0, "metrics") }.map { ("\(service ?? "")", $0) }
    }
  }

  private func lists(_ object: [String: Any], _ key: String) -> [[String: Any]] {
    object[key] as? [[String: Any]] ?? []
  }

  private func attributesOf(_ object: [String: Any]) -> [String: Any] {
    var attributes: [String: Any] = [:]
    for attribute in lists(object, "attributes") {
      guard let key = attribute["key"] as? String, let value = attribute["value"] as? [String: Any] else { continue }
      if let number = value["intValue"] as? String {
        attributes[key] = Int(number)
      } else {
        attributes[key] = value.values.first
      }
    }
    return attributes
  }
}

import Foundation
import LedgerTestSupport
import Testing

/// One run of `spanledger report`, with what it wrote.
struct ReportRun {
  /// Exit status and streams.
  var outcome: BuiltCommand.Outcome
  /// The bytes of the three reports.
  var html: Data
  var markdown: Data
  var json: Data
  /// report.json as a value, and as the contract has it.
  var document: JSONValue
  var report: ContractReport

  /// Runs the command over inputs. Throws where it writes no report that can be read.
  init(_ inputs: [URL], options: [String] = [], standardInput: URL? = nil) throws {
    let folder = try TemporaryDirectory()
    let target = folder.url.appendingPathComponent("out")
    let arguments = ["report"] + inputs.map(\.path) + (standardInput == nil ? [] : ["-"])
    outcome = try BuiltCommand().run(
      arguments + ["--out", target.path, "--quiet"] + options, input: standardInput)
    do {
      html = try Data(contentsOf: target.appendingPathComponent("report.html"))
      markdown = try Data(contentsOf: target.appendingPathComponent("report.md"))
      json = try Data(contentsOf: target.appendingPathComponent("report.json"))
    } catch {
      throw NoReport(status: outcome.status, messages: outcome.messageText)
    }
    document = try JSONValue(parsing: json)
    report = try JSONDecoder().decode(ContractReport.self, from: json)
  }

  /// Everything in report.json that does not speak of files.
  var figures: JSONValue { document.without("inputs", "problems") }
}

/// A run that wrote no report.
struct NoReport: Error, CustomStringConvertible {
  var status: Int32
  var messages: String
  var description: String { "no report was written; exit status \(status); \(messages)" }
}

/// The part of report.json that the tests read, in the contract's spelling. A missing member fails the decoding.
struct ContractReport: Decodable {
  struct Inputs: Decodable {
    struct Source: Decodable {
      var path: String
      var format: String?
      var framing: String?
      var compression: String?
      var spans: Int64
      var metric_points: Int64
      var log_records: Int64
    }
    var files: Int64
    var spans: Int64
    var metric_points: Int64
    var log_records: Int64
    var sources: [Source]
  }

  struct Problem: Decodable {
    var code: String
    var source: String
    var message: String
    var count: Int64
  }

  struct Counters: Decodable {
    var spans: Int64
    var calls: Int64
    var errors: Int64
    var calls_without_usage: Int64
    var streaming_calls: Int64?
    var input_tokens: Count?
    var uncached_input_tokens: Count?
    var cache_read_tokens: Count?
    var cache_write_tokens: Count?
    var output_tokens: Count?
    var reasoning_tokens: Count?
    var duplicate_spans: Int64

    /// A counter by the contract's name.
    func value(_ name: String) -> Int64? {
      switch name {
      case "calls": calls
      case "errors": errors
      case "calls_without_usage": calls_without_usage
      case "streaming_calls": streaming_calls
      case "input_tokens": input_tokens?.value
      case "cache_read_tokens": cache_read_tokens?.value
      case "cache_write_tokens": cache_write_tokens?.value
      case "output_tokens": output_tokens?.value
      case "reasoning_tokens": reasoning_tokens?.value
      default: nil
      }
    }
  }

  /// A count: an integer, or beyond 2^53 a string.
  struct Count: Decodable {
    var value: Int64

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self), let value = Int64(text) {
        self.value = value
      } else {
        value = try container.decode(Int64.self)
      }
    }
  }

  struct Distribution: Decodable {
    var count: Int64
    var min: Double
    var max: Double
    var mean: Double
    var p50: Double
    var p75: Double
    var p90: Double
    var p95: Double
    var p99: Double
    var p99_9: Double
  }

  struct Key: Decodable {
    var service: String?
    var provider: String?
    var operation: String?
    var request_model: String?
    var response_model: String?

    /// A part of the key by name; `model` is the answering model where known, else the requested one.
    func part(_ name: String) -> String? {
      switch name {
      case "service": service
      case "request_model": request_model
      case "response_model": response_model
      case "model": response_model ?? request_model
      default: nil
      }
    }
  }

  struct Group: Decodable {
    var key: Key
    var counters: Counters
    var duration_seconds: Distribution?
    var time_to_first_token_seconds: Distribution?

    private enum CodingKeys: String, CodingKey { case key, duration_seconds, time_to_first_token_seconds }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      key = try container.decode(Key.self, forKey: .key)
      duration_seconds = try container.decodeIfPresent(Distribution.self, forKey: .duration_seconds)
      time_to_first_token_seconds = try container.decodeIfPresent(
        Distribution.self, forKey: .time_to_first_token_seconds)
      counters = try Counters(from: decoder)
    }
  }

  struct Window: Decodable {
    var start: String
    var end: String
    var counters: Counters

    private enum CodingKeys: String, CodingKey { case start, end }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      start = try container.decode(String.self, forKey: .start)
      end = try container.decode(String.self, forKey: .end)
      counters = try Counters(from: decoder)
    }
  }

  var schema: String
  var inputs: Inputs
  var problems: [Problem]
  var totals: Counters
  var groups: [Group]
  var windows: [Window]
}

/// The figures in which counters part from what is expected. A figure that no span reports may be null or 0.
func differences(of counters: [ContractReport.Counters], from expected: ExpectedFigures) -> [String] {
  expected.byName.compactMap { name, value in
    let found = counters.compactMap { $0.value(name) }.reduce(0, +)
    return found == value ?? 0 ? nil : "\(name) is \(found), expected \(value.map(String.init) ?? "none")"
  }
}

/// The groups in which a report parts from what is expected, in the names that `keys` lists.
///
/// Where the key is the model alone, calls that name no model cannot be compared, and only tokens are.
func differences(of groups: [ContractReport.Group], from expected: [ExpectedGroup], keys: [String]) -> [String] {
  var found: [String] = []
  var matched = 0
  for group in expected {
    let same = groups.filter { candidate in
      group.key.allSatisfy { name, value in candidate.key.part(name) == value }
    }
    matched += same.count
    var figures = group.figures
    if keys == ["model"] {
      figures.calls = same.reduce(0) { $0 + $1.counters.calls }
      figures.errors = same.reduce(0) { $0 + $1.counters.errors }
      figures.callsWithoutUsage = same.reduce(0) { $0 + $1.counters.calls_without_usage }
      figures.streamingCalls = same.compactMap(\.counters.streaming_calls).reduce(0, +)
    }
    found += differences(of: same.map(\.counters), from: figures).map { "\(group.key): \($0)" }
  }
  if keys != ["model"], matched != groups.count {
    found.append("the report has \(groups.count) groups, of which \(matched) were expected")
  }
  return found
}

/// Seconds since 1970 of an RFC 3339 time in UTC; `nil` where it is none.
func seconds(_ text: String) -> Int? {
  let digits = text.prefix(19).split { "-T:".contains($0) }.compactMap { Int($0) }
  guard digits.count == 6, text.hasSuffix("Z") || text.hasSuffix("+00:00") else { return nil }
  var parts = DateComponents()
  (parts.year, parts.month, parts.day) = (digits[0], digits[1], digits[2])
  (parts.hour, parts.minute, parts.second) = (digits[3], digits[4], digits[5])
  var calendar = Calendar(identifier: .gregorian)
  guard let utc = TimeZone(secondsFromGMT: 0) else { return nil }
  calendar.timeZone = utc
  return calendar.date(from: parts).map { Int($0.timeIntervalSince1970) }
}

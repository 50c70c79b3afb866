import Foundation

/// The counters that a fixture fixes; each absent where no span reports it.
public struct ExpectedFigures: Codable, Hashable, Sendable {
  /// Requests to a model.
  public var calls: Int64?
  /// Calls that failed.
  public var errors: Int64?
  /// Calls without any token count.
  public var callsWithoutUsage: Int64?
  /// Calls of which something says that the response was streamed.
  public var streamingCalls: Int64?
  /// Everything the models read.
  public var inputTokens: Int64?
  /// Input from a cache.
  public var cacheReadTokens: Int64?
  /// Input into a cache.
  public var cacheWriteTokens: Int64?
  /// Everything the models wrote.
  public var outputTokens: Int64?
  /// Output spent on reasoning.
  public var reasoningTokens: Int64?

  private enum CodingKeys: String, CodingKey {
    case calls, errors
    case callsWithoutUsage = "calls_without_usage"
    case streamingCalls = "streaming_calls"
    case inputTokens = "input_tokens"
    case cacheReadTokens = "cache_read_tokens"
    case cacheWriteTokens = "cache_write_tokens"
    case outputTokens = "output_tokens"
    case reasoningTokens = "reasoning_tokens"
  }

  /// The figures by the names of the contract.
  public var byName: [(name: String, value: Int64?)] {
    [
      ("calls", calls), ("errors", errors), ("calls_without_usage", callsWithoutUsage),
      ("streaming_calls", streamingCalls),
      ("input_tokens", inputTokens), ("cache_read_tokens", cacheReadTokens), ("cache_write_tokens", cacheWriteTokens),
      ("output_tokens", outputTokens), ("reasoning_tokens", reasoningTokens),
    ]
  }
}

/// Why telemetry says more or less than the server knows: one figure, one reason.
public struct ServedDifference: Decodable, Sendable {
  /// The counter.
  public var figure: String
  /// Of how many calls.
  public var calls: Int64
  /// What they add up to; negative where telemetry says less.
  public var difference: Int64
  /// The reason.
  public var reason: String
}

/// A group of `expected.json`: its key, and its figures.
public struct ExpectedGroup: Decodable, Sendable {
  /// Names and values of the key; a value is absent where the spans do not name it.
  public var key: [String: String?]
  /// Which names make up the key, besides the service; only the night's groups say so themselves.
  public var keys: [String]?
  /// The figures.
  public var figures: ExpectedFigures

  private enum CodingKeys: String, CodingKey { case key, keys }

  /// Reads the key, and the figures from beside it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = try container.decode([String: String?].self, forKey: .key)
    keys = try container.decodeIfPresent([String].self, forKey: .keys)
    figures = try ExpectedFigures(from: decoder)
  }
}

/// A window of the night: its bounds as written, and its figures.
public struct ExpectedWindow: Decodable, Sendable {
  /// The start, RFC 3339 in UTC.
  public var start: String
  /// The end, which the window does not hold.
  public var end: String
  /// The figures of the calls that start in it.
  public var figures: ExpectedFigures

  private enum CodingKeys: String, CodingKey { case start, end }

  /// Reads the bounds, and the figures from beside them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    start = try container.decode(String.self, forKey: .start)
    end = try container.decode(String.self, forKey: .end)
    figures = try ExpectedFigures(from: decoder)
  }
}

/// How many records the inputs of a fixture hold.
public struct ExpectedInputs: Decodable, Sendable {
  /// Spans, copies included.
  public var spans: Int64
  /// Spans without copies.
  public var distinctSpans: Int64
  /// Data points.
  public var metricPoints: Int64
  /// Log records.
  public var logRecords: Int64

  private enum CodingKeys: String, CodingKey {
    case spans
    case distinctSpans = "distinct_spans"
    case metricPoints = "metric_points"
    case logRecords = "log_records"
  }
}

/// What `expected.json` of a dialect says.
public struct DialectExpectation: Decodable, Sendable {
  /// Figures that are right too.
  public struct Tolerated: Decodable, Sendable {
    /// Why.
    public var because: String
    /// The counters.
    public var figures: ExpectedFigures
    /// The groups.
    public var groups: [ExpectedGroup]
  }

  /// The capture.
  public var capture: String
  /// `now` where the dialect is read, `later` where it is not yet.
  public var scope: String
  /// The records of its inputs.
  public var inputs: ExpectedInputs
  /// The counters; absent for `later`.
  public var figures: ExpectedFigures?
  /// The names that make up a group's key; absent for `later`.
  public var groupKeys: [String]?
  /// The groups; absent for `later`.
  public var groups: [ExpectedGroup]?
  /// Other right answers.
  public var tolerated: [Tolerated]?
  /// The counters that telemetry would show if it missed nothing; absent for `later`.
  public var served: ExpectedFigures?
  /// Why the figures are not those, by figure and reason; absent for `later`.
  public var differences: [ServedDifference]?
  /// The median time from request to first token as served, in milliseconds, over streams that ended well.
  public var firstTokenMedianMillis: Double?

  private enum CodingKeys: String, CodingKey {
    case capture, scope, inputs, figures, groups, tolerated, served, differences
    case groupKeys = "group_keys"
    case firstTokenMedianMillis = "first_token_median_millis"
  }

  /// Reads the expectation of a capture. Throws where it is missing or not readable.
  public init(capture: String) throws {
    let data = try Data(contentsOf: Repository.fixture("dialects/\(capture)/expected.json"))
    self = try JSONDecoder().decode(DialectExpectation.self, from: data)
  }

  /// The captures in `fixtures/dialects`, in order.
  public static var captures: [String] { Repository.names(in: Repository.fixture("dialects")) }

  /// The captures whose figures are asserted.
  public static let capturesInScope = captures.filter { (try? DialectExpectation(capture: $0))?.scope == "now" }
}

/// What `night.expected.json` says.
public struct NightExpectation: Decodable, Sendable {
  /// One service of the night.
  public struct Service: Decodable, Sendable {
    /// Its name.
    public var service: String
    /// Its figures.
    public var figures: ExpectedFigures

    private enum CodingKeys: String, CodingKey { case service }

    /// Reads the name, and the figures from beside it.
    public init(from decoder: any Decoder) throws {
      service = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .service)
      figures = try ExpectedFigures(from: decoder)
    }
  }

  /// The records of all inputs.
  public var inputs: ExpectedInputs
  /// The services.
  public var services: [Service]
  /// The groups of all services.
  public var groups: [ExpectedGroup]
  /// The counters of the whole night.
  public var figures: ExpectedFigures
  /// The windows by their length, `1h` and `5m`.
  public var windows: [String: [ExpectedWindow]]

  /// Reads the night's expectation. Throws where it is missing or not readable.
  public init() throws {
    let data = try Data(contentsOf: Repository.fixture("night.expected.json"))
    self = try JSONDecoder().decode(NightExpectation.self, from: data)
  }
}

/// What `layouts.json` says of a layout.
public struct LayoutExpectation: Decodable, Sendable, CustomStringConvertible {
  /// The folder.
  public var name: String
  /// Its files.
  public var files: [String]
  /// `json` or `protobuf`.
  public var format: String
  /// The words for the framing that are right.
  public var framing: [String]
  /// `gzip`, `zstd`, or absent for none.
  public var compression: String?
  /// Whether it must be read; others may be refused.
  public var required: Bool

  /// The layouts, in the order of the table; none where it cannot be read.
  public static let all: [LayoutExpectation] = {
    guard let data = try? Data(contentsOf: Repository.fixture("layouts/layouts.json")) else { return [] }
    return (try? JSONDecoder().decode([LayoutExpectation].self, from: data)) ?? []
  }()

  /// The name, for the list of tests.
  public var description: String { name }
}

/// What `broken.json` says of a damaged file.
public struct BrokenExpectation: Decodable, Sendable, CustomStringConvertible {
  /// The path from `fixtures/broken`.
  public var file: String
  /// The least and the largest number of its spans that may be used.
  public var spans: [Int64]
  /// The problem codes of which at least one must be listed.
  public var codes: [String]
  /// Whether a problem must be listed.
  public var mustBeListed: Bool
  /// The exit statuses of a run over the good file and this one.
  public var statuses: [Int32]
  /// The exit statuses of a run over this one alone.
  public var statusesAlone: [Int32]

  private enum CodingKeys: String, CodingKey {
    case file, spans, codes, statuses
    case mustBeListed = "must_be_listed"
    case statusesAlone = "statuses_alone"
  }

  private struct Table: Decodable {
    var inputs: [BrokenExpectation]
    var good_spans: Int64
  }

  private static let table: Table? = {
    guard let data = try? Data(contentsOf: Repository.fixture("broken/broken.json")) else { return nil }
    return try? JSONDecoder().decode(Table.self, from: data)
  }()

  /// The damaged files, in order; none where the table cannot be read.
  public static var all: [BrokenExpectation] { table?.inputs ?? [] }

  /// The spans of the good file.
  public static var goodSpans: Int64 { table?.good_spans ?? -1 }

  /// The name, for the list of tests.
  public var description: String { file }
}

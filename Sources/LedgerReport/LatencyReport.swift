import LedgerModel

/// Percentiles of calls by groups, for `latency`: every figure is computed, only the drawing is left.
///
/// Absent is `nil`: `null` in JSON, an empty field in CSV, a dash elsewhere.
public struct LatencyReport: Hashable, Sendable {
  /// The layout of the JSON form.
  public static let schema = "spanledger.latency/1"

  /// What is measured.
  public enum Measure: String, Hashable, Sendable {
    /// Start to end of a call.
    case duration = "duration_seconds"
    /// Start of a call to its first token.
    case timeToFirstToken = "time_to_first_token_seconds"
    /// The time spent on output divided by its tokens.
    case timePerOutputToken = "time_per_output_token_seconds"
    /// Output tokens divided by the time spent on them.
    case outputTokensPerSecond = "output_tokens_per_second"

    /// What people call it.
    var title: String {
      switch self {
      case .duration: "duration"
      case .timeToFirstToken: "time to first token"
      case .timePerOutputToken: "time per output token"
      case .outputTokensPerSecond: "tokens per second"
      }
    }
  }

  /// One group, or all calls.
  public struct Row: Hashable, Sendable {
    /// What the group has in common, in the order of ``LatencyReport/keys``; `nil` where its calls do not say. Empty for
    /// all calls.
    public var key: [String?]
    /// What its calls add up to; nothing about spans.
    public var counters: Report.Counters
    /// One for each measure; `nil` where no call has a value. Empty where calls are weighed by their sampling.
    public var distributions: [Distribution?]
    /// The same where calls are weighed by their sampling; else empty.
    public var estimates: [EstimatedDistribution?] = []

    /// A row from its parts.
    public init(key: [String?], counters: Report.Counters, distributions: [Distribution?]) {
      self.key = key
      self.counters = counters
      self.distributions = distributions
    }
  }

  /// Who made the report.
  public var generator: Report.Generator
  /// How figures were made; windows play no part.
  public var settings: Report.Settings
  /// What calls are grouped by, in the contract's spelling.
  public var keys: [String]
  /// Which percentiles, in the order asked for.
  public var percentiles: [Percentile]
  /// What a percentile is.
  public var definition: PercentileDefinition
  /// Of what, in the order asked for.
  public var measures: [Measure]
  /// Where calls are weighed by their sampling: how many of them say how they were sampled; `nil` otherwise.
  public var sampling: Report.Sampling?
  /// What was read.
  public var inputs = Report.Inputs()
  /// What could not be used, in order of source and position. Positions refer to rows of ``Report/Inputs/sources``.
  public var problems: [Problem] = []
  /// The groups: by the first key, then the second, and so on; absent first, then texts by their bytes, hours and days by
  /// time.
  public var groups: [Row] = []
  /// All calls.
  public var all: Row

  /// A report without calls.
  public init(
    generator: Report.Generator, settings: Report.Settings, keys: [String], percentiles: [Percentile],
    definition: PercentileDefinition, measures: [Measure]
  ) {
    self.generator = generator
    self.settings = settings
    self.keys = keys
    self.percentiles = percentiles
    self.definition = definition
    self.measures = measures
    all = Row(key: [], counters: Report.Counters(), distributions: measures.map { _ in nil })
  }

  /// The percentiles as people call them: `p50`, `p99.9`.
  var percentileTitles: [String] { percentiles.map { "p\($0.text)" } }

  /// The percentiles as members and columns are named: `p50`, `p99_9`.
  var percentileNames: [String] { percentiles.map { "p" + $0.text.replacing(".", with: "_") } }
}

extension LatencyReport {
  /// A distribution as it is drawn: of the calls that were kept, or estimated for all there were.
  struct Drawn {
    var unit: MeasureUnit
    var count: Int
    var min: Int64
    var max: Int64
    var mean: Int64
    var percentiles: [Int64]
    var estimate: EstimatedDistribution?

    init(_ known: Distribution) {
      (unit, count, min, max, mean) = (known.unit, known.count, known.min, known.max, known.mean)
      percentiles = known.percentiles
    }

    init(_ known: EstimatedDistribution) {
      (unit, count, min, max, mean) = (known.unit, known.count, known.min, known.max, known.mean)
      percentiles = known.percentiles.map(\.value)
      estimate = known
    }

    func decimal(_ value: Int64) -> String { decimalText(value, places: unit.decimalPlaces) }

    /// How many calls they stand for, as a decimal number.
    var population: String {
      exactDecimal(Estimate.integer(estimate?.populationQ32 ?? 0, times: 1_000_000, .nearest), places: 6)
    }
  }
}

extension LatencyReport.Row {
  /// What is drawn for each measure.
  var drawn: [LatencyReport.Drawn?] {
    estimates.isEmpty
      ? distributions.map { $0.map { LatencyReport.Drawn($0) } } : estimates.map { $0.map { LatencyReport.Drawn($0) } }
  }
}

// MARK: JSON

extension LatencyReport {
  /// The report as JSON, in the units and with the names of `report.json`.
  public func json() -> String {
    JSONValue.object(
      [
        ("schema", .string(LatencyReport.schema)),
        ("generator", .object([("name", .string(generator.name)), ("version", .string(generator.version))])),
        ("inputs", inputs.json),
        ("problems", .array(problems.map { $0.json(path: inputs.path(of: $0)) })),
        (
          "settings",
          .object(
            [
              ("by", .inline(.array(keys.map { .string($0) }))),
              ("of", .inline(.array(measures.map { .string($0.rawValue) }))),
              ("percentiles", .inline(.array(percentiles.map { .number($0.text) }))),
              ("percentile_method", .string(definition.rawValue)),
              ("zone", .string("UTC")),
              ("from", .string(settings.from?.description)),
              ("to", .string(settings.to?.description)),
            ] + settings.shownParts)
        ),
        (
          "groups",
          .array(
            groups.map { row in
              let key = zip(keys, row.key).map { ($0, JSONValue.string($1)) }
              return .object([("key", .inline(.object(key)))] + members(of: row))
            })
        ),
        ("totals", .object(members(of: all))),
      ] + (sampling.map { [("sampling", .object($0.counts))] } ?? [])
    ).document()
  }

  private func members(of row: Row) -> [(String, JSONValue)] {
    let counters = row.counters
    let sums: [(String, JSONValue)] = [
      ("calls", .integer(counters.calls)),
      ("errors", .integer(counters.errors)),
      ("calls_without_usage", .integer(counters.callsWithoutUsage)),
      ("calls_unpriced", .integer(counters.callsUnpriced)),
      ("calls_priced", .integer(counters.callsPriced)),
      ("streaming_calls", .integer(counters.streamingCalls)),
      ("input_tokens", .integer(counters.inputTokens)),
      ("uncached_input_tokens", .integer(counters.uncachedInputTokens)),
      ("cache_read_tokens", .integer(counters.cacheReadTokens)),
      ("cache_write_tokens", .integer(counters.cacheWriteTokens)),
      ("output_tokens", .integer(counters.outputTokens)),
      ("reasoning_tokens", .integer(counters.reasoningTokens)),
      ("cost_usd", .string(counters.costUSD?.description)),
      ("reported_cost_usd", .string(counters.reportedCostUSD?.description)),
    ]
    return sums + (sampling == nil ? [] : adjusted(counters))
      + zip(measures, row.drawn).map { ($0.rawValue, json($1)) }
  }

  private func adjusted(_ counters: Report.Counters) -> [(String, JSONValue)] {
    [
      ("adjusted_calls", counters.adjustedCallsMicros.map { .number(decimalText($0, places: 6)) } ?? .null),
      ("adjusted_cost_usd", .string(counters.adjustedCostUSD?.description)),
    ]
  }

  private func json(_ distribution: Drawn?) -> JSONValue {
    guard let distribution else { return .null }
    func number(_ value: Int64?) -> JSONValue { value.map { .number(distribution.decimal($0)) } ?? .null }
    if let estimate = distribution.estimate {
      return .inline(
        .object(
          [
            ("count", .integer(distribution.count)), ("adjusted_count", .number(distribution.population)),
            ("min", number(distribution.min)), ("max", number(distribution.max)), ("mean", number(distribution.mean)),
          ]
            + zip(percentileNames, estimate.percentiles).flatMap { name, percentile in
              [
                (name, number(percentile.value)), ("\(name)_low", number(percentile.low)),
                ("\(name)_high", number(percentile.high)),
              ]
            }))
    }
    return .inline(
      .object(
        [
          ("count", .integer(distribution.count)), ("min", number(distribution.min)),
          ("max", number(distribution.max)), ("mean", number(distribution.mean)),
        ] + zip(percentileNames, distribution.percentiles).map { ($0, number($1)) }))
  }
}

extension Report.Inputs {
  /// The path of the source that a problem belongs to; `nil` where the position names no source.
  func path(of problem: Problem) -> String? {
    sources.indices.contains(problem.position.source) ? sources[problem.position.source].path : nil
  }
}

// MARK: CSV

extension LatencyReport {
  /// The report as comma-separated values (RFC 4180, lines end in CR LF): one row per group and a last one for all calls,
  /// told apart by the first column. Exact figures; absent values are empty. Times are seconds, money is USD.
  public func csv() -> String {
    var text = ""
    func add(_ fields: [String]) { text += fields.map(CSV.field).joined(separator: ",") + "\r\n" }
    let isAdjusted = sampling != nil
    let statistics =
      isAdjusted
      ? ["count", "adjusted_count", "min", "max", "mean"] + percentileNames.flatMap { [$0, "\($0)_low", "\($0)_high"] }
      : ["count", "min", "max", "mean"] + percentileNames
    add(
      ["row"] + keys + [
        "calls", "errors", "calls_without_usage", "calls_unpriced", "calls_priced", "streaming_calls", "input_tokens",
        "uncached_input_tokens", "cache_read_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens",
        "cost_usd", "reported_cost_usd",
      ] + (isAdjusted ? ["adjusted_calls", "adjusted_cost_usd"] : [])
        + measures.flatMap { measure in statistics.map { "\(measure.rawValue)_\($0)" } })
    for row in groups { add(["group"] + row.key.map { $0 ?? "" } + fields(row)) }
    add(["all"] + keys.map { _ in "" } + fields(all))
    return text
  }

  private func fields(_ row: Row) -> [String] {
    let counters = row.counters
    let counts = [
      counters.calls, counters.errors, counters.callsWithoutUsage, counters.callsUnpriced, counters.callsPriced,
    ].map { String($0) }
    let tokens = [
      counters.streamingCalls, counters.inputTokens, counters.uncachedInputTokens, counters.cacheReadTokens,
      counters.cacheWriteTokens,
      counters.outputTokens, counters.reasoningTokens,
    ].map { $0.map { String($0) } ?? "" }
    let money = [counters.costUSD, counters.reportedCostUSD].map { $0?.description ?? "" }
    let adjusted =
      sampling == nil
      ? []
      : [
        counters.adjustedCallsMicros.map { decimalText($0, places: 6) } ?? "",
        counters.adjustedCostUSD?.description ?? "",
      ]
    let measured = row.drawn.flatMap { distribution -> [String] in
      guard let distribution else {
        return Array(repeating: "", count: sampling == nil ? 4 + percentiles.count : 5 + 3 * percentiles.count)
      }
      if let estimate = distribution.estimate {
        return [String(distribution.count), distribution.population]
          + [distribution.min, distribution.max, distribution.mean].map { distribution.decimal($0) }
          + estimate.percentiles.flatMap { [$0.value, $0.low, $0.high].map { $0.map(distribution.decimal) ?? "" } }
      }
      let values = [distribution.min, distribution.max, distribution.mean] + distribution.percentiles
      return [String(distribution.count)] + values.map { distribution.decimal($0) }
    }
    return counts + tokens + money + adjusted + measured
  }
}

import LedgerModel

/// The counters of the contract in its order, by the names that JSON and CSV give them: the one list of them, so that no form of a
/// report lacks what another one has.
enum CounterColumn: String, CaseIterable {
  case spans, calls, errors
  case callsWithoutUsage = "calls_without_usage"
  case callsUnpriced = "calls_unpriced"
  case callsPriced = "calls_priced"
  case streamingCalls = "streaming_calls"
  case inputTokens = "input_tokens"
  case uncachedInputTokens = "uncached_input_tokens"
  case cacheReadTokens = "cache_read_tokens"
  case cacheWriteTokens = "cache_write_tokens"
  case outputTokens = "output_tokens"
  case reasoningTokens = "reasoning_tokens"
  case costUSD = "cost_usd"
  case reportedCostUSD = "reported_cost_usd"
  case wrapperSpans = "wrapper_spans"
  case duplicateSpans = "duplicate_spans"
  case adjustedCalls = "adjusted_calls"
  case adjustedCostUSD = "adjusted_cost_usd"

  /// A counter's value; `nil` where it is not known.
  enum Figure {
    case count(Int64?)
    /// Millionths of a count.
    case micros(Int64?)
    case money(PicoUSD?)

    var json: JSONValue {
      switch self {
      case .count(let count): .integer(count)
      case .micros(let micros): micros.map { .number(decimalText($0, places: 6)) } ?? .null
      case .money(let amount): .string(amount?.description)
      }
    }

    /// As a field of CSV; empty where it is not known.
    var field: String {
      switch self {
      case .count(let count): count.map { String($0) } ?? ""
      case .micros(let micros): micros.map { decimalText($0, places: 6) } ?? ""
      case .money(let amount): amount?.description ?? ""
      }
    }
  }

  func figure(_ counters: Report.Counters) -> Figure {
    switch self {
    case .spans: .count(Int64(counters.spans))
    case .calls: .count(Int64(counters.calls))
    case .errors: .count(Int64(counters.errors))
    case .callsWithoutUsage: .count(Int64(counters.callsWithoutUsage))
    case .callsUnpriced: .count(Int64(counters.callsUnpriced))
    case .callsPriced: .count(Int64(counters.callsPriced))
    case .streamingCalls: .count(counters.streamingCalls)
    case .inputTokens: .count(counters.inputTokens)
    case .uncachedInputTokens: .count(counters.uncachedInputTokens)
    case .cacheReadTokens: .count(counters.cacheReadTokens)
    case .cacheWriteTokens: .count(counters.cacheWriteTokens)
    case .outputTokens: .count(counters.outputTokens)
    case .reasoningTokens: .count(counters.reasoningTokens)
    case .costUSD: .money(counters.costUSD)
    case .reportedCostUSD: .money(counters.reportedCostUSD)
    case .wrapperSpans: .count(Int64(counters.wrapperSpans))
    case .duplicateSpans: .count(Int64(counters.duplicateSpans))
    case .adjustedCalls: .micros(counters.adjustedCallsMicros)
    case .adjustedCostUSD: .money(counters.adjustedCostUSD)
    }
  }
}

extension [CounterColumn] {
  /// The members of a JSON object.
  func members(of counters: Report.Counters) -> [(String, JSONValue)] {
    map { ($0.rawValue, $0.figure(counters).json) }
  }

  /// The fields of a line of CSV.
  func fields(of counters: Report.Counters) -> [String] { map { $0.figure(counters).field } }
}

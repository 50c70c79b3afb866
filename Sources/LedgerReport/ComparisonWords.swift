import LedgerModel

// How the lines of traces against metrics are worded, wherever they are shown.

extension Report.Comparison {
  /// What is counted.
  var quantityWords: String {
    switch quantity {
    case .tokens:
      switch tokenType {
      case "cache_read": "cache read tokens"
      case "cache_write": "cache write tokens"
      default: tokenType.map { "\(Shown.line($0)) tokens" } ?? "tokens"
      }
    case .calls: "calls"
    case .failedCalls: "failed calls"
    case .duration: "duration"
    case .firstTokens: "calls with first token"
    case .timeToFirstToken: "time to first token"
    case .cost: costIsListed == true ? "cost (list price)" : "cost"
    case .evaluations: "evaluations"
    case .scores: "scores"
    case .hallucinations: "hallucinations"
    }
  }

  /// Metrics minus traces. A side that is absent counts as nothing, so that what one side alone has shows as a
  /// difference; `nil` where the metrics say nothing and no cause does, and of times that spans do not tell.
  var shownDifference: Int128? {
    guard isCompared else { return nil }
    return (metrics ?? 0) - (traces ?? 0)
  }

  /// Whether there is anything to compare.
  var isCompared: Bool {
    if !causes.isEmpty { return true }
    switch quantity {
    case .duration, .firstTokens, .timeToFirstToken: return traces != nil && metrics != nil
    default: return metrics != nil
    }
  }

  /// An amount in the unit of the line.
  func shown(_ value: Int128) -> String {
    switch unit {
    case .nanoseconds, .picoseconds: Figures.seconds(value, places: unit.decimalPlaces)
    case .count: Figures.count(value)
    case .micros, .microTokensPerSecond: Figures.decimal(value, places: 6, shown: 1)
    case .picoUSD: Figures.dollars(PicoUSD(value))
    }
  }

  /// The unit in words of UCUM, as metrics have it.
  var unitWord: String {
    switch quantity {
    case .duration, .timeToFirstToken: "s"
    case .tokens: "{token}"
    case .cost: "USD"
    case .scores: "1"
    case .evaluations, .hallucinations: "{evaluation}"
    case .calls, .failedCalls, .firstTokens: "{call}"
    }
  }
}

/// The names of lines, as short as tells them apart.
struct LineNames {
  private struct Place: Hashable {
    var service: String?
    var model: String?
    var quantity: Report.ComparedQuantity
    var tokenType: String?
  }
  private var providers: [Place: Set<String?>] = [:]
  private var operations: [Place: Set<String?>] = [:]

  init(_ rows: [Report.Comparison]) {
    for row in rows {
      providers[LineNames.place(row), default: []].insert(row.provider)
      operations[LineNames.place(row), default: []].insert(row.operation)
    }
  }

  private static func place(_ row: Report.Comparison) -> Place {
    Place(service: row.service, model: row.model, quantity: row.quantity, tokenType: row.tokenType)
  }

  /// The model, with provider and operation where other lines of the model have others; what was judged, for results of
  /// evaluations; `nil` where there is nothing to say.
  func name(_ row: Report.Comparison) -> String? {
    if let evaluation = row.evaluation { return "evaluation \(evaluation)" }
    let place = LineNames.place(row)
    let parts = [
      row.model, providers[place].map { $0.count > 1 } == true ? row.provider : nil,
      operations[place].map { $0.count > 1 } == true ? row.operation : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

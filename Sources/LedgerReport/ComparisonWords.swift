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

extension Report.Comparison {
  /// Whether both sides say something.
  fileprivate var hasBothSides: Bool { traces != nil && metrics != nil }

  /// Whether both sides must agree: times are measured twice, and price lists are no fault of either side.
  fileprivate var isJudged: Bool {
    switch quantity {
    case .duration, .firstTokens, .timeToFirstToken: false
    case .cost: costIsListed != true
    case .tokens, .calls, .failedCalls, .evaluations, .scores, .hallucinations: true
    }
  }
}

extension Report.Reconciliation {
  /// What came of the comparison, true of every line below it: the main thing, then what it does not hold.
  ///
  /// - Parameter isNarrowed: whether only a part of the inputs was asked for.
  func verdict(isNarrowed: Bool) -> [String] {
    var sentences = [lead(isNarrowed: isNarrowed)]
    let unlike = series.filter { !$0.hasBothSides }.count
    if causes.isEmpty, unlike > 0, unlike < series.count {
      sentences.append(
        unlike == 1
          ? "1 of \(Figures.count(series.count)) lines is told by one side alone."
          : "\(Figures.count(unlike)) of \(Figures.count(series.count)) lines are told by one side alone.")
    }
    return sentences + unreadSentences + lostSentences
  }

  /// The main thing.
  func lead(isNarrowed: Bool) -> String {
    let place = isNarrowed ? "in what was asked for" : "in these inputs"
    // Where one side is absent, no difference is one that could be explained.
    let count = causes.isEmpty ? "" : " \(Figures.plural(causes.count, "finding"))."
    if !series.contains(where: { $0.metrics != nil }) {
      switch seriesRead {
      case 0: return "Nothing to compare: no metric \(place) is known to count calls or tokens." + count
      case 1: return "Nothing to compare: the only metric series \(place) has no figure that can be used." + count
      default:
        return
          "Nothing to compare: none of the \(Figures.count(seriesRead)) metric series \(place) has a figure that can be used."
          + count
      }
    }
    if !series.contains(where: { $0.traces != nil }) {
      return "Nothing to compare the metrics with: no span or log record tells of a call \(place)." + count
    }
    if !causes.isEmpty { return findingWords }
    let both = series.filter(\.hasBothSides)
    if both.isEmpty { return "Nothing to compare: no figure is told by both sides." }
    guard both.contains(where: \.isJudged) else {
      return "Nothing that both sides tell of must agree: times are measured twice, and price lists differ."
    }
    return "Both sides agree: what differs is within the bounds that windows, export intervals and clocks leave open."
  }

  private var findingWords: String {
    // Less than a hundredth that is left is in the figures alone.
    let isUnexplained = findings.contains("unexplained-difference") || (explainedShareMicros ?? 0) < 990_000
    let share = Figures.percent(explainedShareMicros ?? 0, of: 1_000_000) ?? "0 %"
    return "\(Figures.plural(causes.count, "finding")); "
      + (isUnexplained ? "\(share) of all differences are explained." : "all differences are explained.")
  }

  /// Names what may count tokens or money and is not read, where no metric is; and how to have it read.
  private var unreadSentences: [String] {
    if seriesRead > 0 || unreadMetrics.isEmpty { return [] }
    return [
      "Not read: \(ComparisonWords.names(unreadMetrics)), by \(unreadMetrics.count == 1 ? "its name or unit a metric" : "their names or units metrics") "
        + "of tokens or money. The configuration file can say what they count (docs/configuration.md, Metrics)."
    ]
  }

  /// Says of which points nothing was used that nothing else may tell, why, and what to do: a sentence or two for each
  /// reason.
  var lostSentences: [String] {
    var reasons: [String] = []
    var rows: [String: [Report.IgnoredSeries]] = [:]
    for row in ignoredSeries where row.isLost {
      if rows[row.reason] == nil { reasons.append(row.reason) }
      rows[row.reason, default: []].append(row)
    }
    return reasons.map { reason in
      let lost = rows[reason] ?? []
      let metrics = Set(lost.map(\.metric)).sorted()
      let points = lost.reduce(0) { $0 + $1.points }
      let series = lost.reduce(0) { $0 + $1.series }
      let names = ComparisonWords.names(metrics)
      return
        "Not used: \(Figures.plural(points, "point")) in \(Figures.plural(series, "series", "series")) of \(names) "
        + "(\(reason))." + (lost.first?.remedy.map { " " + $0 } ?? "")
    }
  }
}

private enum ComparisonWords {
  /// The first names of metrics, and how many others there are.
  static func names(_ metrics: [String]) -> String {
    let others = metrics.count - 3
    return metrics.prefix(3).map { Shown.line($0) }.joined(separator: ", ")
      + (others > 0 ? " and \(Figures.plural(others, "other metric"))" : "")
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

import LedgerModel

// Percentiles of traces beside those of histograms, in words that all forms share.

extension Report.PercentileComparison {
  /// What was measured, in words.
  var quantityWords: String {
    switch quantity {
    case .duration: "duration"
    case .timeToFirstToken: "time to first token"
    case .inputTokens: "input tokens"
    case .outputTokens: "output tokens"
    case .tokens: "tokens"
    }
  }

  /// An end of an interval: bounds are mostly round.
  func end(_ value: Int64) -> String {
    if quantity.unit != .nanoseconds { return Figures.count(value) }
    if value < 1_000_000_000, value % 1_000_000 == 0 { return value == 0 ? "0 s" : Figures.shortSeconds(value) }
    if value % 10_000_000 == 0 { return exactDecimal(Int128(value), places: 9) + " s" }
    return Figures.seconds(Int128(value), places: 9)
  }

  /// Whether a value of the traces is outside for no other reason than that two clocks were read.
  func isAtEdge(_ row: Report.ComparedPercentile) -> Bool { quantity.unit == .nanoseconds && row.isAtEdge }

  /// `[0 s, 5 s]`, or `≥ 10 s` where nothing says how large the values are.
  func interval(_ row: Report.ComparedPercentile) -> String {
    guard let high = row.high else { return "≥ \(end(row.low))" }
    return "[\(end(row.low)), \(end(high))]"
  }

  /// What the two sides say of each other.
  func words(_ row: Report.ComparedPercentile) -> String {
    var words: String
    switch row.isInside {
    case true: words = "inside"
    case false where isAtEdge(row): words = "at the edge"
    case false: words = (row.traces ?? 0) < row.low ? "traces are below" : "traces are above"
    default: words = "no traces"
    }
    if row.isCoarse { words += "; " + coarseWords(row) }
    return words
  }

  /// That the bounds are too wide to answer.
  func coarseWords(_ row: Report.ComparedPercentile) -> String {
    "p\(row.percentile.text) \(row.high == nil ? "" : "in ")\(interval(row)); "
      + "the histogram's bounds cannot tell more"
  }
}

extension Report.Reconciliation {
  /// What is to be known of the table of percentiles.
  var percentileNotes: [String] {
    let rows = percentiles.flatMap { comparison in comparison.percentiles.map { (comparison, $0) } }
    let inside = rows.count { $0.1.isInside == true }
    let compared = rows.count { $0.1.isInside != nil }
    let edge = rows.count { $0.0.isAtEdge($0.1) }
    let coarse = rows.count { $0.1.isCoarse }
    var notes = [
      "Metrics are histograms: their percentile lies between the bounds of the bucket that holds its rank, and nothing"
        + " tells where. Traces are exact, by nearest rank."
    ]
    if compared > 0 {
      notes.append(
        "\(Figures.count(inside)) of \(Figures.plural(compared, "percentile")) of the traces"
          + " \(inside == 1 ? "lies" : "lie") within the bounds of the metrics"
          + (edge == 0
            ? "."
            : ", \(Figures.count(edge)) more at their edge: no further off than five milliseconds or a fiftieth, as two"
              + " clocks may be."))
    }
    if coarse > 0 {
      notes.append(
        "\(Figures.plural(coarse, "percentile")) of the metrics \(coarse == 1 ? "is" : "are") known to no order of"
          + " magnitude: buckets that fit the values would tell.")
    }
    if percentiles.contains(where: { $0.possibleMetricValues > 0 }) {
      notes.append("Values of intervals that cross the range's borders may count or not: the bounds hold either way.")
    }
    return notes
  }
}

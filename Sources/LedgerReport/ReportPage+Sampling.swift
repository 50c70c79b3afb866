import LedgerModel

// What the kept calls stand for: only where their sampling is known; otherwise a sentence says that nothing was
// extrapolated.

extension ReportPage {
  /// What the calls stand for, where their sampling is known.
  var adjustedCards: [Card] {
    guard let calls = report.sampling.totals?.calls else { return [] }
    var details = ["95 %: \(count(calls.lowQ32, .down)) to \(count(calls.highQ32, .up))"]
    if let cost = report.sampling.totals?.cost {
      details.append("cost \(Figures.dollars(PicoUSD(Estimate.integer(cost.totalQ32, .nearest))))")
    }
    if report.sampling.unweightedCalls > 0 {
      details.append("without \(Figures.plural(report.sampling.unweightedCalls, "call")) of unknown sampling")
    }
    return [
      Card(label: "Calls before sampling", value: .number("≈ " + count(calls.totalQ32, .nearest)), details: details)
    ]
  }

  var samplingSection: FactSection {
    let sampling = report.sampling
    guard sampling.totals != nil else {
      let none =
        "No call says how it was sampled, so nothing is extrapolated: all figures are of the calls that were kept."
      return FactSection(id: "sampling", title: "Sampling", lead: [none] + samplingRemarks)
    }
    return FactSection(
      id: "sampling", title: "Sampling", lead: [samplingSentence] + samplingRemarks,
      tables: [adjustedTotals, adjustedLatency, adjustedModels, adjustedServices])
  }

  private var samplingSentence: String {
    let sampling = report.sampling
    var text = "\(Figures.plural(sampling.weightedCalls, "call")) of \(Figures.plural(sampling.traces, "trace"))"
    let isOne = sampling.weightedCalls == 1
    text += isOne ? " says how it was sampled" : " say how they were sampled"
    if let calls = sampling.totals?.calls {
      text += " and \(isOne ? "stands" : "stand") for an estimated \(count(calls.totalQ32, .nearest)) calls"
      if calls.lowQ32 != calls.highQ32 {
        text += ", with 95 % confidence \(count(calls.lowQ32, .down)) to \(count(calls.highQ32, .up))"
      }
    }
    text += "."
    if sampling.unweightedCalls > 0 {
      text += " \(Figures.plural(sampling.unweightedCalls, "call"))"
      text += sampling.unweightedCalls == 1 ? " says nothing, and is" : " say nothing, and are"
      text += " in no estimate: the estimates are of the rest alone."
    }
    return text
  }

  /// What is to be known beside the estimates.
  private var samplingRemarks: [String] {
    let sampling = report.sampling
    var remarks: [String] = []
    let sources = [
      (sampling.fromThreshold, "a threshold in the trace state"), (sampling.fromPower, "a power in the trace state"),
      (sampling.fromAttribute, "an attribute"), (sampling.fromConfiguration, "a configured rate"),
    ].filter { $0.0 > 0 }
    if !sources.isEmpty {
      remarks.append(
        "Weights are from \(sources.map { "\($1) (\(Figures.plural($0, "call")))" }.joined(separator: ", ")).")
    }
    for rate in sampling.configuredRates where rate.calls == 0 {
      let service = Shown.clipped(Shown.line(rate.service), to: limits.nameLength)
      remarks.append("The rate configured for \(service) was used for no call.")
    }
    if sampling.zeroWeightCalls > 0 {
      remarks.append(
        "\(Figures.plural(sampling.zeroWeightCalls, "call")) of weight 0 stand for nothing: chance did not keep them.")
    }
    if sampling.inconsistent > 0 {
      remarks.append(
        "\(Figures.plural(sampling.inconsistent, "call")) have a threshold that cannot have kept them; it is not used.")
    }
    if sampling.tailSampledCalls > 0 {
      remarks.append(
        "\(Figures.plural(sampling.tailSampledCalls, "call")) were kept by a tail sampler "
          + "(\(Figures.plural(sampling.tailPolicies, "policy", "policies"))), "
          + "which prefers errors and slow traces: a single rate for all of them would be wrong.")
    }
    return remarks
  }

  // MARK: Tables

  private var adjustedTotals: FactTable {
    let totals = report.totals
    let figures = report.sampling.totals ?? AdjustedFigures()
    let unknown = Cell.absent("unknown")
    func row(_ title: String, _ all: Cell, _ estimate: Estimate?, _ write: (Int128, Estimate.Rounding) -> Cell)
      -> [Cell]
    {
      guard let estimate else { return [.plain(title), all, unknown, unknown, unknown, unknown] }
      return [
        .plain(title), all, write(estimate.seenQ32, .nearest), write(estimate.totalQ32, .nearest),
        write(estimate.lowQ32, .down), write(estimate.highQ32, .up),
      ]
    }
    func number(_ q32: Int128, _ rounding: Estimate.Rounding) -> Cell { .number(count(q32, rounding)) }
    return FactTable(
      id: "adjusted-totals", title: "What the calls stand for",
      columns: [
        .text("Figure"), .number("All kept", "as in the other tables"),
        .number("Of known weight", "the part that the estimate rests on"),
        .number("Estimate", "weight × figure, added up"),
        .number("From", "where the 95 % interval begins"), .number("To", "where it ends"),
      ],
      rows: [
        row("Calls", .count(totals.calls), figures.calls, number),
        row("Failed calls", .count(totals.errors), figures.errors, number),
        row("Input tokens", tokens(totals.inputTokens, of: totals), figures.inputTokens, number),
        row("Output tokens", tokens(totals.outputTokens, of: totals), figures.outputTokens, number),
        row("Cost", cost(totals, places: nil), figures.cost, dollars),
      ],
      notes: [
        "The 95 % intervals take all calls of a trace for kept by one draw. With fewer than some thirty traces, or a few "
          + "that outweigh all others, they are too narrow."
      ], emptyText: "")
  }

  private var adjustedLatency: FactTable {
    let percentiles: [StandardPercentile] = [.p50, .p90, .p95, .p99]
    var table = FactTable(
      id: "adjusted-latency", title: "Weighted percentiles",
      columns: [.text("Measure"), .number("n", "calls with a value and a weight")]
        + percentiles.map { .number($0.name) },
      notes: [
        "By weighted nearest rank; in brackets the 95 % interval. A dash: no call that was kept bounds it."
      ],
      emptyText: "No call of known weight has a duration.")
    for (title, known) in [
      ("Duration", report.sampling.duration), ("Time to first token", report.sampling.timeToFirstToken),
    ] {
      guard let known, known.percentiles.count == Percentile.standard.count else { continue }
      table.rows.append(
        [.plain(title), .count(known.count)] + percentiles.map { cell(known.percentiles[$0.rawValue], known.unit) })
    }
    return table
  }

  private func cell(_ percentile: EstimatedPercentile, _ unit: MeasureUnit) -> Cell {
    func text(_ value: Int64?) -> String { value.map { Figures.measure($0, unit) } ?? "–" }
    return .number(
      text(percentile.value), note: "\(text(percentile.low)) to \(text(percentile.high))",
      exact: Figures.exact(percentile.value, unit))
  }

  private var adjustedColumns: [Column] {
    [
      .number("Seen", "calls of known weight"), .number("Calls", "estimate"), .number("From"), .number("To"),
      .number("Cost", "estimate, USD at \(priceKind)"), .number("From"), .number("To"),
    ]
  }

  private func adjustedCells(_ figures: AdjustedFigures) -> [Cell] {
    func cells(_ estimate: Estimate?, _ write: (Int128, Estimate.Rounding) -> Cell) -> [Cell] {
      guard let estimate else { return Array(repeating: .absent("unknown"), count: 3) }
      return [
        write(estimate.totalQ32, .nearest), write(estimate.lowQ32, .down), write(estimate.highQ32, .up),
      ]
    }
    return [.count(figures.calls?.seen ?? 0)] + cells(figures.calls) { .number(count($0, $1)) }
      + cells(figures.cost, dollars)
  }

  private var adjustedModels: FactTable {
    var table = FactTable(
      id: "adjusted-models", title: "Estimates by model",
      columns: [.text("Model"), .text("Provider")] + adjustedColumns,
      emptyText: "No model has a call of known weight.")
    table.rows = largest(report.sampling.models, by: \.figures).map {
      [name($0.key.model), name($0.key.provider)] + adjustedCells($0.figures)
    }
    let rest = report.sampling.models.count - table.rows.count
    if rest > 0 { table.notes = ["\(Figures.plural(rest, "other model")) in report.json."] }
    return table
  }

  private var adjustedServices: FactTable {
    var table = FactTable(
      id: "adjusted-services", title: "Estimates by service",
      columns: [.text("Service")] + adjustedColumns,
      emptyText: "No service has a call of known weight.")
    table.rows = largest(report.sampling.services, by: \.figures).map { [name($0.key)] + adjustedCells($0.figures) }
    let rest = report.sampling.services.count - table.rows.count
    if rest > 0 { table.notes = ["\(Figures.plural(rest, "other service")) in report.json."] }
    return table
  }

  /// The rows with the largest estimates of cost, then of calls; intervals of several rows do not add up, so there is no row
  /// for the others.
  private func largest<Row>(_ rows: [Row], by figures: (Row) -> AdjustedFigures) -> [Row] {
    let keyed = rows.enumerated().map { (place: $0.offset, figures: figures($0.element)) }
    return keyed.sorted { left, right in
      let (a, b) = (left.figures, right.figures)
      if a.cost?.totalQ32 != b.cost?.totalQ32 { return a.cost?.totalQ32 ?? -1 > b.cost?.totalQ32 ?? -1 }
      if a.calls?.totalQ32 != b.calls?.totalQ32 { return a.calls?.totalQ32 ?? -1 > b.calls?.totalQ32 ?? -1 }
      return left.place < right.place
    }.prefix(limits.tableRows).map { rows[$0.place] }
  }

  private func count(_ q32: Int128, _ rounding: Estimate.Rounding) -> String {
    Figures.count(Estimate.integer(q32, rounding))
  }

  private func dollars(_ q32: Int128, _ rounding: Estimate.Rounding) -> Cell {
    dollars(PicoUSD(Estimate.integer(q32, rounding)), absent: "unpriced")
  }
}

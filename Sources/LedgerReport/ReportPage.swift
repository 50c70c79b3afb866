import LedgerModel

/// What HTML and Markdown say: the verdict, the headline figures and the sections, in words and rounded figures.
struct ReportPage {
  let report: Report
  let limits: ReportLimits
  /// The models that have a colour of their own in the charts, most expensive first.
  let chartModels: [Report.ModelName]

  init(_ report: Report, limits: ReportLimits) {
    self.report = report
    self.limits = limits
    var slices: [Report.ModelName: Report.Counters] = [:]
    var order: [Report.ModelName] = []
    for slice in report.windows.lazy.flatMap(\.models) {
      if slices[slice.name] == nil { order.append(slice.name) }
      slices[slice.name, default: Report.Counters()].add(slice.counters)
    }
    let ranked = choose(order.map { ($0, slices[$0] ?? Report.Counters()) }, limit: Chart.seriesLimit, by: \.1)
    chartModels = ranked.shown.map(\.0)
  }

  // MARK: Headline

  var title: String { "Calls to language models" }

  /// The time range, in words.
  var period: String {
    guard let earliest = report.inputs.earliest, let latest = report.inputs.latest else { return "no time range" }
    let start = report.instants.date(earliest) + ", " + report.instants.full(earliest).suffix(8)
    let end = report.instants.full(latest).suffix(8)
    let endDate = report.instants.date(latest)
    return endDate == report.instants.date(earliest)
      ? "\(start) to \(end) \(report.instants.name)" : "\(start) to \(endDate), \(end) \(report.instants.name)"
  }

  /// What was read, in words.
  var reading: String {
    let inputs = report.inputs
    guard inputs.files > 0 else { return "Nothing was read." }
    var size = Figures.bytes(inputs.bytes)
    if inputs.bytesDecompressed != inputs.bytes {
      size += " (\(Figures.bytes(inputs.bytesDecompressed)) decompressed)"
    }
    return [
      Figures.plural(inputs.files, "file"), size, Figures.plural(inputs.spans, "span"),
      Figures.plural(inputs.metricPoints, "metric point"), Figures.plural(inputs.logRecords, "log record"),
    ].joined(separator: ", ") + "."
  }

  /// The verdict: one sentence of figures, then what weakens them.
  var verdict: [String] {
    let totals = report.totals
    guard report.inputs.files > 0 else { return ["Nothing was read, so there is nothing to report."] }
    guard totals.calls > 0 else {
      return ["No call to a model was found in \(Figures.plural(report.inputs.files, "file"))."] + metricOnlySentence
        + problemSentence
    }
    var subject = Figures.plural(totals.calls, "call")
    if !report.models.isEmpty { subject += " to " + Figures.plural(report.models.count, "model") }
    if !report.services.isEmpty { subject += " from " + Figures.plural(report.services.count, "service") }
    var sentences: [String] = []
    // Of what a span above tells, nothing is missing; of a call that failed, there may have been nothing.
    func calls(_ state: String) -> Int { report.usageStates.reduce(0) { $0 + ($1.state == state ? $1.calls : 0) } }
    let toldAbove = calls("counted_above")
    let withoutUsage = totals.callsWithoutUsage - toldAbove
    if let cost = totals.costUSD {
      let hasGaps = totals.callsPriced + toldAbove < totals.calls
      sentences.append("\(subject) cost \(hasGaps ? "at least " : "")\(Figures.dollars(cost)).")
    } else {
      sentences.append("\(subject); none of them could be priced.")
    }
    var gaps: [String] = []
    if totals.callsUnpriced > 0, totals.costUSD != nil {
      gaps.append("\(Figures.plural(totals.callsUnpriced, "call")) could not be priced")
    }
    let isCertain = !gaps.isEmpty || withoutUsage > calls("failed")
    if withoutUsage > 0 { gaps.append("\(Figures.plural(withoutUsage, "call")) reported no token counts") }
    if !gaps.isEmpty {
      let text = gaps.joined(separator: " and ")
      sentences.append("The true figures \(isCertain ? "are" : "may be") higher: \(text).")
    }
    if totals.errors > 0 {
      let share = Figures.percent(totals.errors, of: totals.calls) ?? ""
      sentences.append("\(Figures.plural(totals.errors, "call")) failed (\(share)).")
    }
    return sentences + metricOnlySentence + problemSentence
  }

  private var problemSentence: [String] {
    guard !report.problems.isEmpty else { return [] }
    let count = report.problems.reduce(into: UInt64(0)) { $0 += $1.count }
    let sources = Set(report.problems.map(\.position.source)).count
    return [
      "\(Figures.plural(count, "problem")) in \(Figures.plural(sources, "file")): "
        + "what could not be read is not in these figures."
    ]
  }

  /// The headline figures.
  var cards: [Card] {
    [costCard, callsCard] + adjustedCards + [
      tokensCard, cacheCard, latencyCard, firstTokenCard, hallucinationCard, comparisonCard,
    ]
  }

  private var costCard: Card {
    let totals = report.totals
    var details: [String] = []
    if totals.calls > 0 {
      details.append(
        "\(Figures.count(totals.callsPriced)) of \(Figures.plural(totals.calls, "call")) priced")
    }
    if let reported = totals.reportedCostUSD {
      details.append("emitters reported \(Figures.dollars(reported))")
    }
    var value = cost(totals, places: nil)
    if totals.costUSD != nil, totals.callsUnpriced > 0 {
      value.note = "+ \(Figures.plural(totals.callsUnpriced, "unpriced call"))"
    }
    if hasContract, let list = report.audit.listUSD { details.append("\(Figures.dollars(list)) at list prices") }
    return Card(label: "Cost at \(priceKind)", value: value, details: details)
  }

  /// Whether calls are priced by books of one's own before those that anybody has.
  private var hasContract: Bool {
    report.settings.priceBooks.compactMap(\.layer).contains { !["shipped", "catalogue"].contains($0) }
  }

  /// What costs are by: `list prices`, or `contract prices` where there are any.
  var priceKind: String { hasContract ? "contract prices" : "list prices" }

  private var callsCard: Card {
    let totals = report.totals
    var details: [String] = []
    if let share = Figures.percent(totals.errors, of: totals.calls) {
      details.append("\(Figures.count(totals.errors)) failed (\(share))")
      let streamed = totals.streamingCalls.map { "\(Figures.count($0)) streamed" }
      details.append(streamed ?? "streaming unknown")
    }
    return Card(label: "Calls", value: .count(totals.calls), details: details)
  }

  private var tokensCard: Card {
    let totals = report.totals
    func side(_ name: String, _ value: Int64?) -> String {
      "\(name) " + (value.map { Figures.compact(Int128($0)) } ?? "unknown")
    }
    guard let tokens = totals.tokens else {
      return Card(label: "Tokens", value: .absent(totals.calls == 0 ? "no calls" : "unknown"))
    }
    return Card(
      label: "Tokens",
      value: .number(Figures.compact(Int128(tokens)), exact: Figures.plural(tokens, "token")),
      details: ["\(side("input", totals.inputTokens)), \(side("output", totals.outputTokens))"]
        + (totals.reasoningTokens.map { ["of which reasoning \(Figures.compact(Int128($0)))"] } ?? []))
  }

  private var cacheCard: Card {
    let totals = report.totals
    guard let read = totals.cacheReadTokens, let input = totals.inputTokens, read <= input,
      let share = Figures.percent(read, of: input)
    else {
      // Calls may tell what they read from a cache, and not what they read in all.
      let why = totals.cacheReadTokens == nil ? "no call reported cached input" : "calls with cached input say no input"
      return Card(
        label: "Input served from cache", value: .absent(totals.calls == 0 ? "no calls" : "unknown"),
        details: totals.calls == 0 ? [] : [why])
    }
    return Card(
      label: "Input served from cache", value: .number(share, exact: "\(read) of \(input) tokens"),
      details: ["\(Figures.compact(Int128(read))) of \(Figures.compact(Int128(input))) tokens"])
  }

  private var latencyCard: Card {
    distributionCard(
      "Duration of a call, median", report.distributions.duration, absent: "unknown", why: "no durations")
  }

  private var firstTokenCard: Card {
    let isStreamed = report.totals.streamingCalls != 0
    return distributionCard(
      "Time to first token, median", report.distributions.timeToFirstToken,
      absent: isStreamed ? "unknown" : "not streamed",
      why: isStreamed ? "no first token reported" : "no streaming call in this archive")
  }

  private func distributionCard(_ label: String, _ distribution: Distribution?, absent: String, why: String) -> Card {
    guard let distribution, distribution.percentiles.count == Percentile.standard.count else {
      let isEmpty = report.totals.calls == 0
      return Card(label: label, value: .absent(isEmpty ? "no calls" : absent), details: isEmpty ? [] : [why])
    }
    let p99 = percentile(distribution, .p99)
    return Card(
      label: label, value: percentile(distribution, .p50),
      details: [
        "p95 \(percentile(distribution, .p95).text), p99 \(p99.text)",
        "n = \(Figures.count(distribution.count)), nearest rank",
      ])
  }

  private var hallucinationCard: Card {
    guard let hallucination = report.quality.hallucination,
      let share = Figures.percent(hallucination.hallucinations, of: hallucination.judged)
    else {
      return Card(
        label: "Hallucination rate", value: .absent("not judged"),
        details: ["no verdict on hallucinations in this archive"])
    }
    return Card(
      label: "Hallucination rate", value: .number(share),
      details: [
        "\(Figures.count(hallucination.hallucinations)) of \(Figures.count(hallucination.judged)) judged answers"
      ])
  }

  private var comparisonCard: Card {
    let compared = report.reconciliation.series.filter { $0.difference != nil }
    guard !compared.isEmpty else {
      return Card(
        label: "Traces against metrics", value: .absent("not compared"),
        details: ["no figure is in both traces and metrics"])
    }
    let agreeing = compared.filter { $0.difference == 0 }.count
    let oneSided = report.reconciliation.series.count - compared.count
    return Card(
      label: "Traces against metrics",
      value: .number("\(Figures.count(agreeing)) of \(Figures.count(compared.count))"),
      details: ["series agree exactly"] + (oneSided > 0 ? ["\(Figures.count(oneSided)) on one side only"] : []))
  }

  /// What the figures rest on: shown beside the money.
  var dataQuality: FactTable {
    let totals = report.totals
    let problems = report.problems.reduce(into: UInt64(0)) { $0 += $1.count }
    func ofCalls(_ value: Int) -> String? {
      value == 0 ? nil : Figures.percent(value, of: totals.calls).map { "\($0) of calls" }
    }
    var rows: [[Cell]] = [
      [.plain("Problems in the input"), .count(problems, look: .bad)],
      [
        .plain("Calls without a price"),
        .count(totals.callsUnpriced, look: .warning, note: ofCalls(totals.callsUnpriced)),
      ],
      [
        .plain("Calls without token counts"),
        .count(totals.callsWithoutUsage, look: .warning, note: ofCalls(totals.callsWithoutUsage)),
      ],
    ]
    if let missing = report.traces.withMissingParent {
      rows.append([.plain("Traces with a missing parent"), .count(missing, look: .warning)])
    }
    rows += [
      [.plain("Wrapper spans, not counted"), .count(report.notCounted.wrapperSpans)],
      [.plain("Duplicate spans, not counted"), .count(report.notCounted.duplicateSpans)],
      [.plain("Merged spans, not counted"), .count(report.notCounted.mergedResponses)],
    ]
    return FactTable(
      id: "data-quality", title: "What the figures rest on",
      columns: [.text("Fact"), .number("Count")], rows: rows, notes: naiveSentence.map { [$0] } ?? [], emptyText: "")
  }

  /// What adding up every span would have given, where that differs from what counts.
  var naiveSentence: String? {
    let naive = report.notCounted
    guard naive.spans > 0, let tokens = sum(naive.naiveInputTokens, naive.naiveOutputTokens) else { return nil }
    var text = "Adding up every span would have given \(Figures.plural(tokens, "token"))"
    if let counted = report.totals.tokens { text += " instead of \(Figures.count(counted))" }
    return text + "."
  }

  // MARK: Cells

  /// A name from the archive, or the word for its absence.
  func name(_ text: String?, absent: String = "unknown") -> Cell {
    guard let text, !text.isEmpty else { return .absent(absent) }
    return .name(Shown.clipped(Shown.line(text), to: limits.nameLength))
  }

  /// A count of tokens of `counters`, or the word for its absence.
  func tokens(_ value: Int64?, of counters: Report.Counters) -> Cell {
    guard let value else { return .absent(counters.calls == 0 ? "no calls" : "unknown") }
    return .count(value)
  }

  /// The cost of `counters`: an amount, *unpriced*, or *no calls*.
  func cost(_ counters: Report.Counters, places: Int?) -> Cell {
    guard let amount = counters.costUSD else {
      if counters.calls == 0 { return .absent("no calls") }
      // A price would not help where nobody said how many tokens there were.
      return counters.callsUnpriced == 0 ? .absent("unknown") : .unpriced
    }
    let shown = Figures.dollars(amount, places: places ?? Figures.places(for: amount))
    return .number(shown, exact: Figures.exact(amount))
  }

  /// An amount, or the word for its absence.
  func dollars(_ amount: PicoUSD?, absent: String) -> Cell {
    guard let amount else { return absent == "unpriced" ? .unpriced : .absent(absent) }
    return .number(Figures.dollars(amount), exact: Figures.exact(amount))
  }

  /// So many places that a column of amounts can be compared.
  func places(_ amounts: [PicoUSD?]) -> Int {
    guard let largest = amounts.compactMap({ $0 }).max() else { return 2 }
    return largest.value >= powerOfTen(14) ? 2 : largest.value >= powerOfTen(11) ? 4 : 6
  }

  /// A percentile; in words where there are too few values for it.
  func percentile(_ distribution: Distribution?, _ percentile: StandardPercentile, absent: String = "unknown") -> Cell {
    guard let distribution, let value = distribution.at(percentile) else { return .absent(absent) }
    guard distribution.count >= percentile.leastCount else {
      return Cell(
        text: "n too small", exact: "needs \(percentile.leastCount) values, there are \(distribution.count)",
        look: .absent)
    }
    return measure(value, distribution)
  }

  /// A value of a distribution.
  func measure(_ value: Int64, _ distribution: Distribution) -> Cell {
    .number(Figures.measure(value, distribution.unit), exact: Figures.exact(value, distribution.unit))
  }

  /// How many values a distribution has.
  func population(_ distribution: Distribution?) -> Cell { .count(distribution?.count ?? 0) }
}

/// The rows to show, and the rest: largest cost first, then most tokens, then most calls, then as given.
///
/// Unpriced rows stand behind priced ones. The order is a total one, so the same report gives the same page.
func choose<Row>(
  _ rows: [Row], limit: Int, by counters: (Row) -> Report.Counters
) -> (shown: [Row], others: [Row]) {
  let keyed = rows.enumerated().map { (index: $0.offset, counters: counters($0.element)) }
  let order = keyed.sorted { left, right in
    let (a, b) = (left.counters, right.counters)
    if a.costUSD != b.costUSD {
      guard let first = a.costUSD else { return false }
      guard let second = b.costUSD else { return true }
      return first > second
    }
    if a.tokens ?? -1 != b.tokens ?? -1 { return a.tokens ?? -1 > b.tokens ?? -1 }
    if a.calls != b.calls { return a.calls > b.calls }
    return left.index < right.index
  }
  // One row too many is shown rather than called "others".
  let cut = order.count <= limit + 1 ? order.count : limit
  return (order[..<cut].map { rows[$0.index] }, order[cut...].map { rows[$0.index] })
}

/// The sum of rows.
func total(_ counters: some Sequence<Report.Counters>) -> Report.Counters {
  counters.reduce(into: Report.Counters()) { $0.add($1) }
}

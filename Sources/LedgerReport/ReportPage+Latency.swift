import LedgerModel

// Latency and windows.

extension ReportPage {
  // MARK: Latency

  var latencySection: FactSection {
    let timed = report.models.filter { $0.distributions.duration != nil }
    let models = choose(timed, limit: limits.tableRows, by: \.counters)
    let drawn = models.shown.map(\.distributions.duration) + [report.distributions.duration]
    let scale = DurationScale(
      drawn.flatMap { duration -> [Int64] in
        guard let duration else { return [] }
        let longest = duration.count >= StandardPercentile.p99.leastCount ? StandardPercentile.p99 : .p90
        return [duration.at(.p50), duration.at(longest)].compactMap { $0 }
      })
    var range = Column.text("p50 – p90 – p99", "thick bar from p50 to p90, thin bar on to p99")
    range.axis = scale.ticks.map { (scale.label($0), scale.permille($0)) }

    func rangeCell(_ duration: Distribution?) -> Cell {
      guard let duration, let p50 = duration.at(.p50), let p90 = duration.at(.p90) else { return .empty }
      let p99 = duration.count >= StandardPercentile.p99.leastCount ? duration.at(.p99) : nil
      var cell = Cell.empty
      cell.drawing = .range(p50: scale.permille(p50), p90: scale.permille(p90), p99: p99.map { scale.permille($0) })
      return cell
    }
    func durationCells(_ duration: Distribution?) -> [Cell] {
      [
        population(duration), rangeCell(duration), percentile(duration, .p50), percentile(duration, .p90),
        percentile(duration, .p95), percentile(duration, .p99), percentile(duration, .p999),
        duration.map { measure($0.max, $0) } ?? .absent("unknown"),
        duration.map { measure($0.mean, $0) } ?? .absent("unknown"),
      ]
    }
    var durations = FactTable(
      id: "durations", title: "Duration of a call, by model",
      columns: [
        .text("Model"), .number("n", "calls with a duration"), range, .number("p50"), .number("p90"), .number("p95"),
        .number("p99"), .number("p99.9"), .number("Longest"), .number("Mean"),
      ],
      notes: [methodNote] + (scale.isLogarithmic ? ["The scale of the bars is logarithmic."] : []),
      emptyText: "No call with a duration in this archive.")
    durations.rows = models.shown.map { [name($0.name.model)] + durationCells($0.distributions.duration) }
    if !models.others.isEmpty {
      durations.footer.append(
        [.plain(Figures.plural(models.others.count, "other model"))]
          + [.count(models.others.reduce(0) { $0 + ($1.distributions.duration?.count ?? 0) }), .empty]
          + Array(repeating: .absent("not additive"), count: 7))
    }
    if !timed.isEmpty, let all = report.distributions.duration {
      durations.footer.append([.plain("All calls")] + durationCells(all))
    }

    let streams = report.models.filter {
      $0.distributions.timeToFirstToken != nil || $0.distributions.outputTokensPerSecond != nil
        || $0.distributions.timePerOutputToken != nil
    }
    let streamed = choose(streams, limit: limits.tableRows, by: \.counters)
    var speeds = FactTable(
      id: "speeds", title: "First token and output speed, by model",
      columns: [
        .text("Model"), .number("n", "calls that say when their first token came"), .number("First token p50"),
        .number("p95"), .number("p99"), .number("n", "calls with an output speed"), .number("Speed p50"),
        .number("p95"), .number("n", "calls with a time per token"), .number("Time per token p50"), .number("p95"),
      ],
      notes: [methodNote], emptyText: "No streaming call in this archive.")
    func speedCells(_ all: Report.Distributions) -> [Cell] {
      [
        population(all.timeToFirstToken), percentile(all.timeToFirstToken, .p50),
        percentile(all.timeToFirstToken, .p95), percentile(all.timeToFirstToken, .p99),
        population(all.outputTokensPerSecond),
        percentile(all.outputTokensPerSecond, .p50), percentile(all.outputTokensPerSecond, .p95),
        population(all.timePerOutputToken), percentile(all.timePerOutputToken, .p50),
        percentile(all.timePerOutputToken, .p95),
      ]
    }
    speeds.rows = streamed.shown.map { [name($0.name.model)] + speedCells($0.distributions) }
    if !streamed.others.isEmpty {
      speeds.footer.append(
        [.plain(Figures.plural(streamed.others.count, "other model"))]
          + Array(repeating: .absent("not additive"), count: 10))
    }
    if !streams.isEmpty { speeds.footer.append([.plain("All calls")] + speedCells(report.distributions)) }
    if streams.isEmpty, report.totals.streamingCalls != 0 {
      speeds.emptyText = "No call says when its first token came."
    }
    return FactSection(id: "latency", title: "Latency", charts: [.latency, .durations], tables: [durations, speeds])
  }

  /// How percentiles were made.
  var methodNote: String {
    "Percentiles are exact, by nearest rank: each is a value that occurred. p99 is shown from 100 values on, p99.9 from 1,000."
  }

  // MARK: Windows

  var windowsSection: FactSection {
    let chosen = choose(report.windows, limit: limits.windowRows, by: \.counters)
    let shown = chosen.shown.sorted { $0.window < $1.window }
    let amount = places(report.windows.map(\.counters.costUSD))
    func cells(_ counters: Report.Counters, _ duration: Distribution?, isSum: Bool) -> [Cell] {
      let absent = isSum ? "not additive" : counters.calls == 0 ? "no calls" : "unknown"
      return [
        .count(counters.spans), .count(counters.calls), .count(counters.errors, look: .bad),
        .count(counters.callsWithoutUsage, look: .warning), tokens(counters.inputTokens, of: counters),
        tokens(counters.cacheReadTokens, of: counters), tokens(counters.outputTokens, of: counters),
        cost(counters, places: amount), .count(counters.callsUnpriced, look: .warning),
        percentile(duration, .p50, absent: absent), percentile(duration, .p95, absent: absent),
      ]
    }
    var table = FactTable(
      id: "windows", title: "Windows of \(report.windowWords)",
      columns: [
        .text("Window", "half-open: an instant at its end belongs to the next"), .number("Spans"), .number("Calls"),
        .number("Failed"), .number("No usage", "calls without token counts"), .number("Input"), .number("from cache"),
        .number("Output"), .number("Cost"), .number("Unpriced", "calls whose cost is not in the column before"),
        .number("p50", "duration of a call"),
        .number("p95", "duration of a call"),
      ],
      notes: report.windows.isEmpty ? [] : ["Tokens and USD as above. " + methodNote],
      emptyText: "No window holds anything.")
    table.rows = shown.map {
      [.plain(report.instants.window($0.window))] + cells($0.counters, $0.duration, isSum: false)
    }
    if !chosen.others.isEmpty {
      table.footer.append(
        [.plain(Figures.plural(chosen.others.count, "other window"))]
          + cells(total(chosen.others.lazy.map(\.counters)), nil, isSum: true))
    }
    if !report.windows.isEmpty {
      table.footer.append(
        [.plain("All")] + cells(report.totals, report.distributions.duration, isSum: false))
    }
    return FactSection(id: "windows-section", title: "Windows", tables: [table])
  }
}

import LedgerModel

extension ReportPage {
  /// All sections, in the order of the page.
  var sections: [FactSection] {
    var sections: [FactSection] = []
    let hasCalls = report.totals.calls > 0
    if !report.findings.isEmpty || !report.budgets.isEmpty { sections.append(findingsSection) }
    // Without a call, six sections would say so six times; the headline has said it.
    if hasCalls { sections += [spendSection, tokensSection, modelsSection, latencySection] }
    if hasCalls { sections.append(samplingSection) }
    sections += [windowsSection, stagesSection, qualitySection, comparisonSection]
    if hasCalls { sections.append(auditSection) }
    if hasCalls { sections += [countingSection, conventionsSection, driftSection] }
    if let withoutSpansSection { sections.append(withoutSpansSection) }
    sections.append(emittersSection)
    if hasCalls { sections.append(groupsSection) }
    return sections + [inputsSection]
  }

  // MARK: Findings, budgets

  private var findingsSection: FactSection {
    var tables: [FactTable] = []
    if !report.budgets.isEmpty {
      tables.append(
        FactTable(
          id: "budgets", title: "Budgets",
          columns: [
            .text("Budget"), .text("Period"), .number("Limit"), .number("Spent"), .number("Used"), .text("State"),
          ],
          rows: report.budgets.map { budget in
            let used = budget.spentUSD.flatMap { Figures.percent($0.value, of: budget.limitUSD.value) }
            return [
              name(budget.name), .plain(budget.period), dollars(budget.limitUSD, absent: ""),
              dollars(budget.spentUSD, absent: "unpriced"), used.map { .number($0) } ?? .absent("unknown"),
              Cell(
                text: budget.state.rawValue,
                look: budget.state == .ok ? .plain : budget.state == .warning ? .warning : .bad),
            ]
          }, emptyText: ""))
    }
    if !report.findings.isEmpty {
      tables.append(
        FactTable(
          id: "findings", title: "Findings",
          columns: [.text("Severity"), .text("Finding"), .text("Where"), .text("Evidence"), .text("Remedy")],
          rows: report.findings.map { finding in
            [
              Cell(
                text: finding.severity.rawValue, note: "confidence \(finding.confidence.rawValue)",
                look: finding.severity == .error ? .bad : finding.severity == .warning ? .warning : .plain),
              Cell(text: sentence(finding.title), note: "\(finding.code): \(sentence(finding.message))"),
              .plain(facts(finding.place)), .plain(facts(finding.evidence)),
              finding.remedy.map { .plain(sentence($0)) } ?? .absent("none known"),
            ]
          }, emptyText: ""))
    }
    return FactSection(id: "verdict", title: "Budgets and findings", tables: tables)
  }

  /// Sentences of a report are ours, yet they may name things of the archive.
  func sentence(_ text: String) -> String { Shown.clipped(Shown.line(text), to: limits.sentenceLength) }

  private func facts(_ facts: [Report.NamedFact]) -> String {
    facts.map { fact in
      let value =
        switch fact.fact {
        case .text(let text): Shown.clipped(Shown.line(text), to: limits.nameLength)
        case .count(let count): Figures.count(count)
        case .measure(let value, let unit): Figures.measure(value, unit)
        case .money(let amount): Figures.dollars(amount)
        case .flag(let flag): flag ? "yes" : "no"
        case .unknown: "unknown"
        }
      return "\(fact.name.split(separator: "_").joined(separator: " ")) \(value)"
    }.joined(separator: ", ")
  }

  // MARK: Spend, tokens, models

  private var spendSection: FactSection {
    FactSection(id: "spend", title: "Spend", charts: [.spend])
  }

  private var tokensSection: FactSection {
    let totals = report.totals
    var lead: [String] = []
    if let output = totals.outputTokens, let reasoning = totals.reasoningTokens,
      let share = Figures.percent(reasoning, of: output)
    {
      lead.append("Reasoning is a part of output: \(Figures.count(reasoning)) of it, \(share).")
    }
    let share = { (part: Int64?) -> Cell in
      guard let part, let whole = totals.tokens, let text = Figures.percent(part, of: whole) else { return .empty }
      return .number(text)
    }
    func row(_ title: String, _ value: Int64?) -> [Cell] {
      [.plain(title), tokens(value, of: totals), share(value)]
    }
    let table = FactTable(
      id: "token-classes", title: "Tokens by class",
      columns: [.text("Class"), .number("Tokens"), .number("Share of all")],
      rows: totals.calls == 0
        ? []
        : [
          row("Input, not cached", totals.uncachedInputTokens), row("Input read from cache", totals.cacheReadTokens),
          row("Input written to cache", totals.cacheWriteTokens), row("Output", totals.outputTokens),
          [
            .plain("Reasoning, a part of output"), tokens(totals.reasoningTokens, of: totals),
            share(totals.reasoningTokens),
          ],
        ],
      footer: totals.calls == 0 ? [] : [row("All", totals.tokens)],
      emptyText: "No call to a model in this archive.")
    return FactSection(id: "tokens", title: "Tokens", lead: lead, charts: [.tokens], tables: [table])
  }

  private static let counterColumns: [Column] = [
    .number("Calls", "requests to a model, each counted once"), .number("Failed"),
    .number("No usage", "calls without token counts"),
    .number("Input", "tokens read, cached input included"), .number("from cache", "part of input served from a cache"),
    .number("to cache", "part of input written into a cache"), .number("Output", "tokens written, reasoning included"),
    .number("reasoning", "part of output"), .number("Cost", "USD at list prices"),
    .number("Unpriced", "calls whose cost is not in the column before"),
  ]

  private func counterCells(_ counters: Report.Counters, places: Int) -> [Cell] {
    [
      .count(counters.calls), .count(counters.errors, look: .bad), .count(counters.callsWithoutUsage, look: .warning),
      tokens(counters.inputTokens, of: counters), tokens(counters.cacheReadTokens, of: counters),
      tokens(counters.cacheWriteTokens, of: counters), tokens(counters.outputTokens, of: counters),
      tokens(counters.reasoningTokens, of: counters), cost(counters, places: places),
      .count(counters.callsUnpriced, look: .warning),
    ]
  }

  private func shareCell(_ counters: Report.Counters) -> Cell {
    guard let amount = counters.costUSD, let whole = report.totals.costUSD,
      let text = Figures.percent(amount.value, of: whole.value)
    else { return cost(counters, places: nil) }
    return Cell(
      text: text, look: .number, drawing: .bar(permille(amount.value, of: whole.value)))
  }

  private func permille(_ part: Int128, of whole: Int128) -> Int {
    guard whole > 0 else { return 0 }
    return max(0, min(1000, Int(clamping: roundedQuotient(part * 1000, whole))))
  }

  private var modelsSection: FactSection {
    let models = choose(report.models, limit: limits.tableRows, by: \.counters)
    let amount = places(report.models.map(\.counters.costUSD))
    var modelTable = FactTable(
      id: "models", title: "Models",
      columns: [.text("Model"), .text("Provider")] + ReportPage.counterColumns + [.number("Share", "of all cost")],
      emptyText: "No call to a model in this archive.")
    modelTable.rows = models.shown.map { row in
      var cell = name(row.name.model)
      if let series = chartModels.firstIndex(of: row.name) { cell.drawing = .mark(series: series) }
      return [cell, name(row.name.provider)] + counterCells(row.counters, places: amount)
        + [shareCell(row.counters)]
    }
    if !models.others.isEmpty {
      let others = total(models.others.lazy.map(\.counters))
      modelTable.footer.append(
        [.plain(Figures.plural(models.others.count, "other model")), .empty]
          + counterCells(others, places: amount) + [shareCell(others)])
    }
    if !report.models.isEmpty {
      modelTable.footer.append([.plain("All"), .empty] + counterCells(report.totals, places: amount) + [.empty])
    }

    let services = choose(report.services, limit: limits.tableRows, by: \.counters)
    var serviceTable = FactTable(
      id: "services", title: "Services",
      columns: [.text("Service")] + ReportPage.counterColumns + [.number("Share", "of all cost")],
      emptyText: "No call to a model in this archive.")
    serviceTable.rows = services.shown.map {
      [name($0.service)] + counterCells($0.counters, places: amount) + [shareCell($0.counters)]
    }
    if !services.others.isEmpty {
      let others = total(services.others.lazy.map(\.counters))
      serviceTable.footer.append(
        [.plain(Figures.plural(services.others.count, "other service"))]
          + counterCells(others, places: amount) + [shareCell(others)])
    }
    if !report.services.isEmpty {
      serviceTable.footer.append([.plain("All")] + counterCells(report.totals, places: amount) + [.empty])
    }

    var errorTable = FactTable(
      id: "errors", title: "Failed calls",
      columns: [.text("Error"), .text("Model"), .text("Provider"), .number("Calls")],
      emptyText: report.totals.errors == 0 ? "No call failed." : "The kinds of errors are not known.")
    let errors = report.errorTypes
    errorTable.rows = errors.prefix(limits.tableRows).map {
      [name($0.errorType, absent: "not said"), name($0.name.model), name($0.name.provider), .count($0.calls)]
    }
    if errors.count > limits.tableRows {
      let rest = errors.dropFirst(limits.tableRows).reduce(0) { $0 + $1.calls }
      errorTable.footer.append([
        .plain(Figures.plural(errors.count - limits.tableRows, "other kind")), .empty, .empty, .count(rest),
      ])
    }
    return FactSection(
      id: "models-section", title: "Models and services", tables: [modelTable, serviceTable, errorTable])
  }

  // MARK: Latency

  private var latencySection: FactSection {
    let timed = report.models.filter { $0.distributions.duration != nil }
    let models = choose(timed, limit: limits.tableRows, by: \.counters)
    let drawn = models.shown.map(\.distributions.duration) + [report.distributions.duration]
    let top = drawn.compactMap { duration -> Int64? in
      guard let duration, duration.percentiles.count >= 5 else { return nil }
      return duration.percentiles[duration.count >= 100 ? 4 : 2]
    }.max()
    let axis = Axis(max: Int128(top ?? 0), places: 9, ticks: 4)
    var range = Column.text("p50 – p90 – p99", "thick bar from p50 to p90, thin bar on to p99")
    range.axis = axis.ticks.map { (axis.secondsLabel($0), permille($0, of: axis.top)) }

    func rangeCell(_ duration: Distribution?) -> Cell {
      guard let duration, duration.percentiles.count >= 5 else { return .empty }
      let at = duration.percentiles.map { permille(Int128($0), of: axis.top) }
      var cell = Cell.empty
      cell.drawing = .range(p50: at[0], p90: at[2], p99: duration.count >= 100 ? at[4] : nil)
      return cell
    }
    func durationCells(_ duration: Distribution?) -> [Cell] {
      [
        population(duration), rangeCell(duration), percentile(duration, 0), percentile(duration, 2),
        percentile(duration, 3), percentile(duration, 4), percentile(duration, 5),
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
      notes: [methodNote], emptyText: "No call with a duration in this archive.")
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
        population(all.timeToFirstToken), percentile(all.timeToFirstToken, 0), percentile(all.timeToFirstToken, 3),
        percentile(all.timeToFirstToken, 4), population(all.outputTokensPerSecond),
        percentile(all.outputTokensPerSecond, 0), percentile(all.outputTokensPerSecond, 3),
        population(all.timePerOutputToken), percentile(all.timePerOutputToken, 0),
        percentile(all.timePerOutputToken, 3),
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
    return FactSection(id: "latency", title: "Latency", charts: [.latency], tables: [durations, speeds])
  }

  /// How percentiles were made.
  var methodNote: String {
    let method =
      report.settings.percentileMethod == "nearest-rank"
      ? "Percentiles are exact, by nearest rank: each is a value that occurred."
      : "Percentiles are exact, method \(Shown.line(report.settings.percentileMethod))."
    return method + " p99 is shown from 100 values on, p99.9 from 1,000."
  }

  // MARK: Windows

  private var windowsSection: FactSection {
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
        percentile(duration, 0, absent: absent), percentile(duration, 3, absent: absent),
      ]
    }
    var table = FactTable(
      id: "windows", title: "Windows of \(report.settings.window.rawValue), UTC",
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
      [.plain(Instants.window($0.window))] + cells($0.counters, $0.duration, isSum: false)
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

  // MARK: Stages, quality

  private var stagesSection: FactSection {
    let stages = report.stages.prefix(limits.tableRows)
    var table = FactTable(
      id: "stages", title: "Stages of pipelines",
      columns: [
        .text("Stage"), .number("Spans"), .number("Failed"), .number("n", "spans with a duration"),
        .number("Duration p50"), .number("p90"), .number("p95"), .number("p99"), .number("Longest"),
        .number("Documents, mean", "documents that a retrieval brought"),
      ],
      notes: report.stages.isEmpty ? [] : [methodNote],
      emptyText: "No stage of a pipeline (retrieval, reranking, agent step, …) in this archive.")
    table.rows = stages.map { stage in
      let duration = stage.distributions.duration
      let documents =
        stage.retrievedDocuments.map { documents in
          Cell.number(
            Figures.decimal(
              roundedQuotient(documents.sum * 10, Int128(documents.count)), places: 1 + documents.unit.decimalPlaces,
              shown: 1),
            note: "n = \(Figures.count(documents.count))")
        } ?? .absent("not reported")
      return [name(stage.name), .count(stage.spans), .count(stage.errors, look: .bad), population(duration)]
        + [0, 2, 3, 4].map { percentile(duration, $0) }
        + [duration.map { measure($0.max, $0) } ?? .absent("unknown"), documents]
    }
    if report.stages.count > limits.tableRows {
      let rest = report.stages.dropFirst(limits.tableRows)
      table.footer.append(
        [
          .plain(Figures.plural(rest.count, "other stage")), .count(rest.reduce(0) { $0 + $1.spans }),
          .count(rest.reduce(0) { $0 + $1.errors }, look: .bad),
        ] + Array(repeating: .absent("not additive"), count: 7))
    }
    return FactSection(id: "stages-section", title: "Stages", tables: [table])
  }

  private var qualitySection: FactSection {
    let quality = report.quality
    var lead: [String] = []
    if let hallucination = quality.hallucination,
      let share = Figures.percent(hallucination.hallucinations, of: hallucination.judged)
    {
      lead.append(
        "\(Figures.count(hallucination.hallucinations)) of \(Figures.plural(hallucination.judged, "judged answer")) "
          + "\(hallucination.hallucinations == 1 ? "was" : "were") judged to be made up: \(share).")
    }
    let columns: [Column] = [
      .number("Results"), .number("Failed", "evaluations that failed; they do not count"), .number("Scored"),
      .number("Mean"), .number("Lowest"), .number("Median"), .number("Highest"), .text("Labels"),
    ]
    func cells(_ row: Report.Evaluation) -> [Cell] {
      let scores = row.scores
      let labels = row.labelCounts.prefix(8).map {
        "\(Shown.clipped(Shown.line($0.label), to: 40)) \(Figures.count($0.count))"
      }
      let more = row.labelCounts.count > 8 ? ["\(row.labelCounts.count - 8) more"] : []
      return [
        .count(row.count), .count(row.failed, look: .warning), population(scores),
        scores.map { measure($0.mean, $0) } ?? .absent("no scores"),
        scores.map { measure($0.min, $0) } ?? .absent("no scores"), percentile(scores, 0, absent: "no scores"),
        scores.map { measure($0.max, $0) } ?? .absent("no scores"),
        labels.isEmpty ? .absent("no labels") : .plain((labels + more).joined(separator: ", ")),
      ]
    }
    var tables = [
      FactTable(
        id: "evaluations", title: "Evaluations", columns: [.text("Evaluation")] + columns,
        rows: quality.evaluations.prefix(limits.tableRows).map { [name($0.name)] + cells($0) },
        notes: more(quality.evaluations.count, "evaluation"),
        emptyText: "No evaluation of an answer in this archive.")
    ]
    if !quality.evaluationsByModel.isEmpty {
      tables.append(
        FactTable(
          id: "evaluations-by-model", title: "Evaluations by model of the judged answer",
          columns: [.text("Evaluation"), .text("Model")] + columns,
          rows: quality.evaluationsByModel.prefix(limits.tableRows).map {
            [name($0.name), name($0.model?.model)] + cells($0)
          },
          notes: more(quality.evaluationsByModel.count, "row"), emptyText: ""))
    }
    if !quality.hallucinationByModel.isEmpty {
      tables.append(
        FactTable(
          id: "hallucinations", title: "Hallucination rate by model of the judged answer",
          columns: [
            .text("Model"), .text("Provider"), .number("Judged", "answers that were judged"), .number("Made up"),
            .number("Rate"),
          ],
          rows: quality.hallucinationByModel.prefix(limits.tableRows).map {
            [
              name($0.model?.model), name($0.model?.provider), .count($0.judged), .count($0.hallucinations),
              Figures.percent($0.hallucinations, of: $0.judged).map { .number($0) } ?? .absent("unknown"),
            ]
          },
          notes: more(quality.hallucinationByModel.count, "model"), emptyText: ""))
    }
    return FactSection(id: "quality", title: "Quality", lead: lead, tables: tables)
  }

  private func more(_ count: Int, _ noun: String, limit: Int? = nil) -> [String] {
    let limit = limit ?? limits.tableRows
    guard count > limit else { return [] }
    let many = noun == "series" ? noun : noun + "s"
    return ["\(Figures.plural(count - limit, "further \(noun)", "further \(many)")) in report.json."]
  }

  // MARK: Traces and metrics

  private var comparisonSection: FactSection {
    let reconciliation = report.reconciliation
    var lead: [String] = []
    if !reconciliation.series.isEmpty {
      lead.append("A difference is what the metrics say minus what the traces say.")
      if let share = reconciliation.explainedShareMicros {
        lead.append("\(Figures.percent(share, of: 1_000_000) ?? "") of all differences are explained.")
      }
    }
    let columns: [Column] = [
      .text("Service"), .text("Model"), .text("Quantity"), .number("Traces"), .number("Metrics"),
      .number("Difference"), .number("of traces"), .text("In words"),
    ]
    // The largest differences first, then what is on one side only, then what agrees; else as given.
    let series = reconciliation.series.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a != b ? a > b : left.offset < right.offset
    }.map(\.element)
    var tables = [
      FactTable(
        id: "comparison", title: "Over the whole run", columns: columns,
        rows: series.prefix(limits.tableRows).map(comparisonCells),
        notes: more(series.count, "series", limit: limits.tableRows),
        emptyText: "Nothing to compare: no metric of calls in this archive.")
    ]
    if !reconciliation.windows.isEmpty {
      let differing = reconciliation.windows.filter { $0.comparison.difference != 0 }
      let agreeing = reconciliation.windows.count - differing.count
      var notes = more(differing.count, "row", limit: limits.windowRows)
      if agreeing > 0, !differing.isEmpty {
        notes.append("\(Figures.plural(agreeing, "row")) in which both sides agree are left out.")
      }
      tables.append(
        FactTable(
          id: "comparison-windows", title: "By window, where the sides differ",
          columns: [.text("Window, UTC")] + columns,
          rows: differing.prefix(limits.windowRows).map {
            [.plain(Instants.window($0.window))] + comparisonCells($0.comparison)
          },
          notes: notes, emptyText: "Both sides agree in every window."))
    }
    if !reconciliation.ignoredSeries.isEmpty {
      tables.append(
        FactTable(
          id: "ignored-series", title: "Metric series that take no part",
          columns: [.text("Metric"), .text("Service"), .text("Model"), .text("Tokens"), .text("Why")],
          rows: reconciliation.ignoredSeries.prefix(limits.tableRows).map {
            [
              name($0.metric), name($0.service), name($0.model), name($0.tokenType, absent: "not said"),
              .plain(sentence($0.reason)),
            ]
          },
          notes: more(reconciliation.ignoredSeries.count, "series"), emptyText: ""))
    }
    return FactSection(id: "reconciliation", title: "Traces against metrics", lead: lead, tables: tables)
  }

  private func rank(_ row: Report.Comparison) -> Int128 {
    guard let difference = row.difference else { return 0 }
    guard difference != 0 else { return -1 }
    // In millionths of the traced value, so that rows of different units can be ordered.
    if row.isWithinBounds { return 1 }
    guard let traces = row.traces, traces != 0 else { return .max }
    return 2 + Int128(difference.magnitude) * 1_000_000 / Int128(traces.magnitude)
  }

  private func comparisonCells(_ row: Report.Comparison) -> [Cell] {
    func side(_ value: Int128?) -> Cell {
      guard let value else { return .absent("not reported") }
      return .number(amount(value, row), exact: exactDecimal(value, places: row.unit.decimalPlaces))
    }
    let quantity =
      switch row.quantity {
      case .tokens: row.tokenType.map { "\(name($0).text) tokens" } ?? "tokens"
      case .calls: "calls"
      case .failedCalls: "failed calls"
      case .duration: "duration"
      }
    var difference = Cell.absent("not compared")
    var share = Cell.absent("not compared")
    if let value = row.difference {
      let sign = value > 0 ? "+" : ""
      difference = .number(sign + amount(value, row), exact: exactDecimal(value, places: row.unit.decimalPlaces))
      difference.look = value == 0 || row.isWithinBounds ? .number : .warning
      if let traces = row.traces, let text = Figures.percent(value, of: traces) {
        // Too small a share to have a sign; the difference beside it has one.
        let isTiny = text.contains("<") || text.contains(">")
        share = .number(isTiny ? text.filter { $0 != "−" } : (value > 0 ? "+" : "") + text)
      } else {
        share = .absent("traces have none")
      }
    }
    return [
      name(row.service), name(row.model), .plain(quantity), side(row.traces), side(row.metrics), difference, share,
      .plain(words(row)),
    ]
  }

  private func amount(_ value: Int128, _ row: Report.Comparison) -> String {
    switch row.unit {
    case .nanoseconds, .picoseconds: Figures.seconds(value, places: row.unit.decimalPlaces)
    case .count: Figures.count(value)
    case .micros, .microTokensPerSecond: Figures.decimal(value, places: 6, shown: 1)
    }
  }

  /// A difference in words.
  func words(_ row: Report.Comparison) -> String {
    guard let difference = row.difference else {
      switch (row.traces, row.metrics) {
      case (nil, nil): return "neither side reports it"
      case (nil, _): return "traces do not report it"
      default: return "metrics do not report it"
      }
    }
    guard difference != 0 else { return "both agree" }
    let isTime = row.quantity == .duration
    let words = "metrics count \(amount(abs(difference), row)) \(difference > 0 ? "more" : isTime ? "less" : "fewer")"
    return row.isWithinBounds ? words + "; window borders can explain it" : words
  }

  // MARK: Money

  private var auditSection: FactSection {
    let audit = report.audit
    var lead: [String] = []
    if let difference = audit.differenceUSD {
      let compared = audit.comparedCalls.map { "Over \(Figures.plural($0, "call")) with both figures, emitters" }
      let size = Figures.dollars(PicoUSD(Int128(difference.value.magnitude)))
      let relation =
        difference.value == 0
        ? "reported exactly the list cost"
        : "reported \(size) \(difference.value > 0 ? "more" : "less") than list prices give"
      lead.append("\(compared ?? "Emitters") \(relation).")
    } else if audit.reportedUSD == nil {
      lead.append("No call carries a cost that its emitter reported, so there is nothing to compare with.")
    }
    let sums = FactTable(
      id: "audit", title: "Reported and recomputed cost",
      columns: [.text("Figure"), .number("USD")],
      rows: [
        [.plain("Reported by emitters"), dollars(audit.reportedUSD, absent: "not reported")],
        [.plain("At list prices"), dollars(audit.listUSD, absent: "unpriced")],
        [.plain("At contract prices"), dollars(audit.contractUSD, absent: "no contract prices")],
        [.plain("Reported minus list, calls with both"), dollars(audit.differenceUSD, absent: "not compared")],
      ], emptyText: "")
    var tables = [sums]
    if !audit.causes.isEmpty {
      tables.append(
        FactTable(
          id: "causes", title: "The difference by cause", columns: [.text("Cause"), .number("Calls"), .number("USD")],
          rows: audit.causes.map { [.name($0.code), .count($0.calls), dollars($0.usd, absent: "")] }, emptyText: ""))
    }
    var unpriced = FactTable(
      id: "unpriced", title: "Calls that could not be priced",
      columns: [
        .text("Model"), .text("Provider"), .text("Why"), .number("Calls"), .number("Input"), .number("Output"),
      ],
      emptyText: report.totals.calls == 0
        ? "No call to a model in this archive."
        : report.totals.callsUnpriced == 0
          ? "Every call with token counts could be priced." : "The reasons are not known.")
    unpriced.rows = audit.unpriced.prefix(limits.tableRows).map {
      [
        name($0.name.model), name($0.name.provider), .plain(sentence($0.reason)), .count($0.calls, look: .warning),
        $0.inputTokens.map { .count($0) } ?? .absent("unknown"),
        $0.outputTokens.map { .count($0) } ?? .absent("unknown"),
      ]
    }
    if audit.unpriced.count > limits.tableRows {
      let rest = audit.unpriced.dropFirst(limits.tableRows)
      let input = rest.reduce(nil as Int64?) { sum($0, $1.inputTokens) }
      let output = rest.reduce(nil as Int64?) { sum($0, $1.outputTokens) }
      unpriced.footer.append([
        .plain(Figures.plural(rest.count, "other row")), .empty, .empty, .count(rest.reduce(0) { $0 + $1.calls }),
        input.map { .count($0) } ?? .absent("unknown"), output.map { .count($0) } ?? .absent("unknown"),
      ])
    }
    return FactSection(id: "money", title: "Cost audit", lead: lead, tables: tables + [unpriced])
  }

  // MARK: Emitters, groups, inputs

  private var emittersSection: FactSection {
    var table = FactTable(
      id: "libraries", title: "Instrumentation libraries",
      columns: [
        .text("Scope"), .text("Version"), .text("Dialect"), .number("Spans"), .number("Calls"),
        .text("Not counted, and why"),
      ],
      notes: naiveSentence.map { [$0] } ?? [], emptyText: "No instrumentation library emitted a span.")
    func reasons(_ reasons: [Report.Library.Reason]) -> Cell {
      let parts = reasons.filter { $0.spans > 0 }.map { "\(Figures.count($0.spans)) \(sentence($0.reason))" }
      return parts.isEmpty ? .plain("all counted") : .plain(parts.joined(separator: ", "))
    }
    table.rows = report.libraries.prefix(limits.tableRows).map {
      [
        name($0.scopeName, absent: "no name"), name($0.scopeVersion, absent: "no version"),
        name($0.dialect, absent: "none known"), .count($0.spans), .count($0.calls), reasons($0.notCounted),
      ]
    }
    if report.libraries.count > limits.tableRows {
      let rest = report.libraries.dropFirst(limits.tableRows)
      let left = rest.reduce(0) { $0 + $1.notCounted.reduce(0) { $0 + $1.spans } }
      table.footer.append([
        .plain(Figures.plural(rest.count, "other scope")), .empty, .empty, .count(rest.reduce(0) { $0 + $1.spans }),
        .count(rest.reduce(0) { $0 + $1.calls }), .plain("\(Figures.plural(left, "span")), various reasons"),
      ])
    }
    let traces = report.traces
    var lead: [String] = []
    if let count = traces.count {
      var parts: [String] = []
      if let rooted = traces.rooted { parts.append("\(Figures.count(rooted)) with their root") }
      if let missing = traces.withMissingParent { parts.append("\(Figures.count(missing)) with a missing parent") }
      if let multi = traces.multiFile { parts.append("\(Figures.count(multi)) spread over several files") }
      if let multi = traces.multiRoot, multi > 0 { parts.append("\(Figures.count(multi)) with several roots") }
      lead.append(
        Figures.plural(count, "trace") + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + ".")
    }
    if let loose = traces.spansWithoutTrace, loose > 0 {
      lead.append("\(Figures.plural(loose, "span")) without a usable trace id.")
    }
    return FactSection(id: "emitters-section", title: "Emitters and traces", lead: lead, tables: [table])
  }

  private var groupsSection: FactSection {
    let groups = choose(report.groups, limit: limits.tableRows, by: \.counters)
    let amount = places(report.groups.map(\.counters.costUSD))
    func cells(_ counters: Report.Counters, _ duration: Distribution?, absent: String = "unknown") -> [Cell] {
      [
        .count(counters.calls), .count(counters.errors, look: .bad), tokens(counters.inputTokens, of: counters),
        tokens(counters.outputTokens, of: counters), cost(counters, places: amount),
        .count(counters.callsUnpriced, look: .warning), percentile(duration, 0, absent: absent),
        percentile(duration, 3, absent: absent),
      ]
    }
    var table = FactTable(
      id: "groups", title: "By service, provider, operation and model",
      columns: [
        .text("Service"), .text("Provider"), .text("Operation"), .text("Requested model"), .text("Answering model"),
        .number("Calls"), .number("Failed"), .number("Input"), .number("Output"), .number("Cost"), .number("Unpriced"),
        .number("p50"), .number("p95"),
      ],
      notes: report.groups.isEmpty ? [] : [methodNote], emptyText: "No call to a model in this archive.")
    table.rows = groups.shown.map {
      [
        name($0.key.service), name($0.key.provider), name($0.key.operation), name($0.key.requestModel),
        name($0.key.responseModel, absent: "not said"),
      ] + cells($0.counters, $0.distributions.duration)
    }
    if !groups.others.isEmpty {
      table.footer.append(
        [.plain(Figures.plural(groups.others.count, "other group")), .empty, .empty, .empty, .empty]
          + cells(total(groups.others.lazy.map(\.counters)), nil, absent: "not additive"))
    }
    if !report.groups.isEmpty {
      table.footer.append(
        [.plain("All"), .empty, .empty, .empty, .empty] + cells(report.totals, report.distributions.duration))
    }
    return FactSection(id: "groups-section", title: "All groups", tables: [table])
  }

  private var inputsSection: FactSection {
    let sources = report.inputs.sources
    var sourceTable = FactTable(
      id: "sources", title: "Sources",
      columns: [
        .text("Path"), .text("Format"), .text("Framing"), .text("Compression"), .number("Size"), .number("Records"),
        .number("Spans"), .number("Points"), .number("Logs"), .number("Problems"),
      ], emptyText: "No file was read.")
    sourceTable.rows = sources.prefix(limits.inputRows).map {
      [
        name($0.path), name($0.format), name($0.framing), name($0.compression, absent: "none"),
        .number(Figures.bytes($0.bytes), exact: "\($0.bytes) bytes"), .count($0.records), .count($0.spans),
        .count($0.metricPoints), .count($0.logRecords), .count($0.problems, look: .bad),
      ]
    }
    if sources.count > limits.inputRows {
      let rest = sources.dropFirst(limits.inputRows)
      let bytes = rest.reduce(into: UInt64(0)) { $0 += $1.bytes }
      sourceTable.footer.append([
        .plain(Figures.plural(rest.count, "other source")), .empty, .empty, .empty,
        .number(Figures.bytes(bytes), exact: "\(bytes) bytes"), .count(rest.reduce(0) { $0 + $1.records }),
        .count(rest.reduce(0) { $0 + $1.spans }), .count(rest.reduce(0) { $0 + $1.metricPoints }),
        .count(rest.reduce(0) { $0 + $1.logRecords }),
        .count(rest.reduce(into: UInt64(0)) { $0 += $1.problems }, look: .bad),
      ])
    }
    var problemTable = FactTable(
      id: "problems", title: "Problems",
      columns: [
        .text("Problem"), .text("Source"), .number("Line or record"), .number("Byte offset"), .text("What was found"),
        .number("Cases"),
      ],
      notes: report.problems.isEmpty
        ? []
        : ["Positions are those of the first case: lines from 1, records and bytes from 0, after decompression."],
      emptyText: report.inputs.files == 0 ? "No file was read." : "Everything that was read could be used.")
    problemTable.rows = report.problems.prefix(limits.inputRows).map { problem in
      let place =
        problem.position.line.map { Cell.number("line \(Figures.count($0))") }
        ?? problem.position.record.map { .number("record \(Figures.count($0))") } ?? .absent("whole file")
      return [
        Cell(text: problem.code.rawValue, look: .bad), name(path(of: problem)), place,
        .count(problem.position.byteOffset), .plain(sentence(problem.message)),
        .count(problem.count),
      ]
    }
    if report.problems.count > limits.inputRows {
      let rest = report.problems.dropFirst(limits.inputRows)
      problemTable.footer.append([
        .plain(Figures.plural(rest.count, "other problem")), .empty, .empty, .empty, .plain("see report.json"),
        .count(rest.reduce(into: UInt64(0)) { $0 += $1.count }),
      ])
    }
    return FactSection(id: "inputs", title: "Input", tables: [problemTable, sourceTable, settingsTable])
  }

  private func path(of problem: Problem) -> String? { report.path(of: problem) }

  private var settingsTable: FactTable {
    let settings = report.settings
    var rows: [[Cell]] = [
      [.plain("Windows"), .plain("\(settings.window.rawValue), aligned to UTC")],
      [.plain("Percentiles"), .plain(Shown.line(settings.percentileMethod))],
      [
        .plain("Time range"),
        .plain(
          settings.from == nil && settings.to == nil
            ? "everything that was read"
            : "from \(settings.from.map { Instants.short($0) } ?? "the start") to before "
              + "\(settings.to.map { Instants.short($0) } ?? "the end") UTC"),
      ],
      [
        .plain("Filters"),
        .plain(
          settings.filters.isEmpty
            ? "none"
            : settings.filters.map { "\(name($0.key).text) = \(name($0.value).text)" }.joined(separator: ", ")),
      ],
    ]
    for book in settings.priceBooks {
      let digest = book.sha256.map { ", SHA-256 \($0.prefix(16))…" } ?? ""
      let date = book.asOf.map { ", as of \(Shown.line($0))" } ?? ", no date"
      rows.append([.plain("Price book"), .plain("\(name(book.name).text)\(date)\(digest)")])
    }
    if settings.priceBooks.isEmpty { rows.append([.plain("Price book"), .absent("none")]) }
    return FactTable(
      id: "settings", title: "Settings", columns: [.text("Setting"), .text("Value")], rows: rows, emptyText: "")
  }

  /// What the words mean.
  static let definitions: [(term: String, meaning: String)] = [
    (
      "call",
      "one request to a model: chat, text completion, generated content, embeddings. Counted once, however many "
        + "spans tell of it."
    ),
    ("input", "everything the model read, cached input included; unit: tokens."),
    ("output", "everything the model wrote, reasoning included; unit: tokens."),
    (
      "cost",
      "tokens of the calls multiplied by the prices of the price book on the day of the call, in USD, exact. "
        + "Rounded here; the exact amount is in report.json and behind each figure."
    ),
    (
      "unpriced",
      "the cost is not known, because the price book has no price or the call reports no usage. It is not "
        + "zero, and not in any sum."
    ),
    ("unknown", "no emitter reported it. It is not zero, and not in any sum."),
    ("wrapper span", "a span that repeats the usage of the calls below it. Not counted."),
    ("duplicate span", "a span that the archive holds more than once. Counted once."),
    ("merged span", "a span that tells of the same response as another one. Counted once."),
    (
      "p50, p95, …",
      "percentiles: p95 is the smallest value that at least 95 % of all values do not exceed. Over n "
        + "values it is the one at rank ⌈0.95 · n⌉."
    ),
    ("n too small", "fewer than 100 values for p99, or 1,000 for p99.9: it would only be the largest value."),
    ("not additive", "percentiles of parts do not add up to a percentile of the whole, so none is given."),
    ("time to first token", "from the start of a call to the first piece of its answer."),
    ("window", "half-open in UTC: an instant at its end belongs to the next window."),
    (
      "window borders",
      "a metric tells of an interval, and an interval may reach over the border of a window. Where the traces lie "
        + "between the least and the most that the metric can mean in a window, the borders alone can explain a difference."
    ),
  ]
}

import LedgerModel

// Emitters, groups, inputs, settings.

extension ReportPage {
  // MARK: Emitters, groups, inputs

  var emittersSection: FactSection {
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
      lead.append(
        Figures.plural(count, "trace") + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + ".")
    }
    if let loose = traces.spansWithoutTrace, loose > 0 {
      lead.append("\(Figures.plural(loose, "span")) without a usable trace id.")
    }
    return FactSection(id: "emitters-section", title: "Emitters and traces", lead: lead, tables: [table])
  }

  var groupsSection: FactSection {
    let groups = choose(report.groups, limit: limits.tableRows, by: \.counters)
    let amount = places(report.groups.map(\.counters.costUSD))
    func cells(_ counters: Report.Counters, _ duration: Distribution?, absent: String = "unknown") -> [Cell] {
      [
        .count(counters.calls), .count(counters.errors, look: .bad), tokens(counters.inputTokens, of: counters),
        tokens(counters.outputTokens, of: counters), cost(counters, places: amount),
        .count(counters.callsUnpriced, look: .warning), percentile(duration, .p50, absent: absent),
        percentile(duration, .p95, absent: absent),
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

  var inputsSection: FactSection {
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

  private func path(of problem: Problem) -> String? { report.inputs.path(of: problem) }

  private var settingsTable: FactTable {
    let settings = report.settings
    var rows: [[Cell]] = [
      [
        .plain("Windows"),
        .plain(
          "\(settings.window.rawValue), aligned to UTC"
            + (settings.zone == .utc ? "" : "; times are shown in \(settings.zone.name)")),
      ],
      [.plain("Percentiles"), .plain(PercentileDefinition.nearestRank.rawValue)],
      [
        .plain("Time range"),
        .plain(
          settings.from == nil && settings.to == nil
            ? "everything that was read"
            : "from \(settings.from.map { report.instants.short($0) } ?? "the start") to before "
              + "\(settings.to.map { report.instants.short($0) } ?? "the end") \(report.instants.name)"),
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
      let revision = book.revision.map { ", revision \($0)" } ?? ""
      let layer = book.layer.map { " (\(Shown.line($0)))" } ?? ""
      rows.append([.plain("Price book"), .plain("\(name(book.name).text)\(layer)\(revision)\(date)\(digest)")])
    }
    if let day = settings.bookAsOf { rows.append([.plain("Prices as known on"), .plain(Shown.line(day))]) }
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
    ("in flight", "from a call's start up to its end; calls that touch are not in flight at the same time."),
    ("window", "half-open in UTC: an instant at its end belongs to the next window."),
    (
      "window borders",
      "a metric tells of an interval, and an interval may reach over the border of a window. Where the traces lie "
        + "between the least and the most that the metric can mean in a window, the borders alone can explain a difference."
    ),
  ]
}

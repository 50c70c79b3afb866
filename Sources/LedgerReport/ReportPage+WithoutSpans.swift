import LedgerModel

extension ReportPage {
  /// Calls that no span tells of: those of log records, which are in all figures, and the sums of services of which only
  /// metrics tell, which are in none. `nil` where there are neither.
  var withoutSpansSection: FactSection? {
    var section = FactSection(id: "without-spans", title: "Calls without spans", lead: logSentences)
    if !report.metricOnly.isEmpty {
      section.lead.append(
        "Of \(Figures.plural(Set(report.metricOnly.map(\.service)).count, "service")) only metrics tell. "
          + "Their sums stand here and are in no other figure.")
      section.tables.append(metricOnlyTable)
    }
    return section.lead.isEmpty ? nil : section
  }

  /// Says that there is more than the figures hold; empty where there is not.
  var metricOnlySentence: [String] {
    if report.metricOnly.isEmpty { return [] }
    let services = Set(report.metricOnly.map(\.service)).count
    return ["Of \(Figures.plural(services, "service")) only metrics tell: their calls are not in these figures."]
  }

  private var logSentences: [String] {
    let logs = report.logCalls
    guard logs.records > 0 else { return [] }
    var parts: [String] = []
    if logs.repeated > 0 { parts.append("\(Figures.count(logs.repeated)) repeat a call that is told of elsewhere") }
    if logs.attempts > 0 { parts.append("\(Figures.count(logs.attempts)) tell of attempts at calls that went on") }
    if logs.duplicates > 0 { parts.append("\(Figures.count(logs.duplicates)) are copies") }
    return [
      "\(Figures.plural(logs.records, "log record")) \(logs.records == 1 ? "tells" : "tell") of a call; "
        + "\(Figures.plural(logs.calls, "call")) in all figures \(logs.calls == 1 ? "is" : "are") known from log records alone."
    ] + (parts.isEmpty ? [] : ["Of these records " + parts.joined(separator: ", ") + "."])
  }

  private var metricOnlyTable: FactTable {
    var table = FactTable(
      id: "metric-only", title: "Services with metrics only",
      columns: [
        .text("Service"), .text("Provider"), .text("Model"), .number("Calls"), .number("Input"), .number("Output"),
        .number("Cost, as estimated by the emitter"), .text("From"), .text("To"), .text("Metrics"),
      ],
      notes: ["One family of metrics per service. Calls are counted durations."], emptyText: "")
    func count(_ value: Int128?, absent: String = "not reported") -> Cell {
      value.map { .count($0) } ?? .absent(absent)
    }
    let amount = places(report.metricOnly.map(\.costUSD))
    table.rows = report.metricOnly.prefix(limits.tableRows).map { row in
      let total = row.totalTokens.map { "in a total of \(Figures.count($0))" }
      return [
        name(row.service), name(row.provider), name(row.model, absent: "not said"), count(row.calls),
        count(row.inputTokens, absent: total ?? "not reported"),
        count(row.outputTokens, absent: total ?? "not reported"),
        row.costUSD.map { .number(Figures.dollars($0, places: amount)) } ?? .absent("not reported"),
        .plain(report.instants.full(row.start)), .plain(report.instants.full(row.end)),
        name(row.metrics.joined(separator: ", ")),
      ]
    }
    if report.metricOnly.count > limits.tableRows {
      let rest = report.metricOnly.count - limits.tableRows
      table.footer.append([.plain(Figures.plural(rest, "other row"))] + Array(repeating: .empty, count: 9))
    }
    return table
  }
}

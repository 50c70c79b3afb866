import LedgerModel

// Which names emitters use for what.

extension ReportPage {
  /// How far emitters say each field, and under which names.
  var driftSection: FactSection {
    FactSection(id: "drift", title: "Which names emitters use", tables: [coverageTable, namesTable])
  }

  private static let coverage: [(field: String, title: String)] = [
    ("request_model", "Asked for"), ("response_model", "Answering"), ("response_id", "Id"), ("input_tokens", "Input"),
    ("output_tokens", "Output"), ("cache_read_tokens", "Cached"), ("reasoning_tokens", "Reasoning"),
    ("time_to_first_token", "First token"), ("finish_reason", "Finish"), ("session", "Session"),
    ("reported_cost", "Cost"),
  ]

  private var coverageTable: FactTable {
    var table = FactTable(
      id: "coverage", title: "What spans of each emitter say",
      columns: [.text("Scope"), .text("Provider"), .text("Conventions"), .number("Spans")]
        + ReportPage.coverage.map { .number($0.title) },
      notes: [
        "Spans that may be calls, copies apart. Shares of them that say the field, under any name: the model asked for and "
          + "answering, the response's id, tokens, and so on; what follows from other facts is not in them."
      ], emptyText: "Nobody wrote a call.")
    // What log records tell under which names is not kept.
    let emitters = report.emitters.filter { $0.drift.spans > 0 || $0.drift.logRecords == 0 }
    table.rows = emitters.prefix(limits.tableRows).map { emitter in
      let drift = emitter.drift
      let generations = drift.generations.map { $0.name ?? "no telling name" }.joined(separator: ", ")
      return [name(emitter.scope, absent: "no name"), name(emitter.provider), .plain(generations), .count(drift.spans)]
        + ReportPage.coverage.map { entry in
          let field = drift.fields.first { $0.name == entry.field }
          guard let field, field.spans > field.derived else { return .absent("none") }
          return .number(Figures.percent(field.spans - field.derived, of: drift.spans) ?? "")
        }
    }
    if emitters.count > limits.tableRows {
      let rest = emitters.dropFirst(limits.tableRows)
      table.footer.append(
        [.plain(Figures.plural(rest.count, "other emitter")), .empty, .empty]
          + [.count(rest.reduce(0) { $0 + $1.drift.spans })] + ReportPage.coverage.map { _ in .empty })
    }
    return table
  }

  /// Names of counts: there they decide the totals.
  private var namesTable: FactTable {
    var table = FactTable(
      id: "names", title: "Under which names tokens are counted",
      columns: [
        .text("Scope"), .text("Field"), .text("Name"), .text("Conventions"), .number("Spans"),
        .number("Without another", "spans in which no other name says the same"),
        .number("Conflicts", "spans in which another name says another number"),
        .number("Tokens", "what the totals would lose without the name"),
      ],
      notes: [
        "Of several names for one count the first of its list is taken and nothing is added up. Replaced: the conventions "
          + "have another name by now."
      ], emptyText: "No span reports tokens.")
    let rows: [[Cell]] = report.emitters.flatMap { emitter in
      emitter.drift.fields.flatMap { field in
        field.sources.filter { $0.alone != nil }.map { source in
          let note = source.isReplaced ? "replaced" : nil
          return [
            name(emitter.scope, absent: "no name"), .plain(field.name), .name(source.name),
            Cell(
              text: source.generation ?? (source.isConventional ? "any" : "own name"), note: note,
              look: source.isReplaced ? .warning : .plain),
            .count(source.spans), .count(source.alone ?? 0), .count(source.conflicts ?? 0, look: .warning),
            source.tokensAlone.map { .count($0) } ?? .absent("no part of totals"),
          ]
        }
      }
    }
    table.rows = Array(rows.prefix(limits.tableRows))
    if rows.count > limits.tableRows {
      table.footer.append(
        [.plain("\(Figures.plural(rows.count - limits.tableRows, "other name")), in report.json")]
          + Array(repeating: .empty, count: table.columns.count - 1))
    }
    return table
  }
}

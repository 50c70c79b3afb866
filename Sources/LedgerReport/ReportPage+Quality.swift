import LedgerModel

// Stages and quality.

extension ReportPage {
  // MARK: Stages, quality

  var stagesSection: FactSection {
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
        + [.p50, .p90, .p95, .p99].map { percentile(duration, $0) }
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

  var qualitySection: FactSection {
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
        scores.map { measure($0.min, $0) } ?? .absent("no scores"), percentile(scores, .p50, absent: "no scores"),
        scores.map { measure($0.max, $0) } ?? .absent("no scores"),
        labels.isEmpty ? .absent("no labels") : .plain((labels + more).joined(separator: ", ")),
      ]
    }
    let table = FactTable(
      id: "evaluations", title: "Evaluations", columns: [.text("Evaluation")] + columns,
      rows: quality.evaluations.prefix(limits.tableRows).map { [name($0.name)] + cells($0) },
      notes: more(quality.evaluations.count, "evaluation"),
      emptyText: "No evaluation of an answer in this archive.")
    return FactSection(id: "quality", title: "Quality", lead: lead, tables: [table])
  }

  func more(_ count: Int, _ noun: String, limit: Int? = nil) -> [String] {
    let limit = limit ?? limits.tableRows
    guard count > limit else { return [] }
    let many = noun == "series" ? noun : noun + "s"
    return ["\(Figures.plural(count - limit, "further \(noun)", "further \(many)")) in report.json."]
  }
}

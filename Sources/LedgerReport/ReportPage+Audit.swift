import LedgerModel

// The cost audit.

extension ReportPage {
  // MARK: Money

  var auditSection: FactSection {
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
}

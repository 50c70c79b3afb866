import LedgerModel

// The audit as tables, for pages and documents.

extension Report.Audit {
  private static func money(_ amount: PicoUSD?, absent: String) -> Cell {
    guard let amount else { return .absent(absent) }
    return .number(Figures.dollars(amount), exact: Figures.exact(amount))
  }

  /// A part of a difference, with its sign.
  private static func part(_ amount: PicoUSD) -> Cell {
    .number(AuditReport.signed(amount), exact: Figures.exact(amount))
  }

  private static func text(_ text: String?) -> Cell { text.map { .name(Shown.line($0)) } ?? .absent("not said") }

  /// The three totals and the difference.
  var sumsTable: FactTable {
    var rows: [[Cell]] = [
      [.plain("Reported"), Self.money(reportedUSD, absent: "not reported")]
    ]
    if countedReportedUSD != reportedUSD {
      rows.append([.plain("of it, by calls that count"), Self.money(countedReportedUSD, absent: "not reported")])
    }
    rows += [
      [.plain("At list prices"), Self.money(listUSD, absent: "unpriced")],
      [.plain("At contract prices"), Self.money(contractUSD, absent: "no contract prices")],
      [.plain("Reported minus list"), Self.money(differenceUSD, absent: "not reported")],
    ]
    if comparedDifferenceUSD != nil, comparedDifferenceUSD != differenceUSD {
      rows.append([
        .plain("of it, over calls with both"), Self.money(comparedDifferenceUSD, absent: "not compared"),
      ])
    }
    if metricsUSD != nil {
      rows.append([.plain("Reported by metrics, in no sum"), Self.money(metricsUSD, absent: "not reported")])
    }
    return FactTable(
      id: "audit", title: "Reported and recomputed cost", columns: [.text("Figure"), .number("USD")], rows: rows,
      emptyText: "")
  }

  /// What a formula gives beside the list.
  var formulaTable: FactTable {
    FactTable(
      id: "against", title: "Formula and list",
      columns: [.text("Figure"), .number("USD")],
      rows: [
        [.plain("By the formula"), Self.money(reportedUSD, absent: "no price")],
        [.plain("At list prices"), Self.money(listUSD, absent: "unpriced")],
        [.plain("Formula minus list"), Self.money(differenceUSD, absent: "nothing to compare")],
      ], emptyText: "")
  }

  /// What a formula gets wrong, in a sentence.
  var formulaLead: String {
    guard let difference = differenceUSD else { return "The formula has no price for any of the calls." }
    if causes.isEmpty { return "The formula gives exactly what list prices give." }
    let size = Figures.dollars(PicoUSD(Int128(difference.value.magnitude)))
    let relation =
      difference.value == 0
      ? "as much as list prices in all" : "\(size) \(difference.value > 0 ? "more" : "less") than list prices"
    let first = causes.compactMap { $0.code == AuditCode.rounding ? nil : $0.since }.min()
    let since = first.map { " The first call that it gets wrong began at \(Instants.utc.full($0))." } ?? ""
    return "The formula gives \(relation).\(since)"
  }

  /// The difference by cause.
  var causesTable: FactTable {
    var table = FactTable(
      id: "causes", title: "The difference by cause",
      columns: [
        .text("Cause"), .number("Calls", "calls, or other spans with a claim"),
        .number("USD", "part of the difference"),
        .text("What it means"), .text("What to do"),
      ],
      emptyText: "")
    table.rows = causes.map { cause in
      [
        .name(cause.code), .count(cause.calls, look: cause.code == AuditCode.unexplained ? .warning : .number),
        Self.part(cause.usd), .plain(sentence(AuditWords.meaning(cause.code))),
        .plain(AuditWords.remedy(cause.code)),
      ]
    }
    if let differenceUSD, !causes.isEmpty {
      table.footer = [[.plain("All"), .empty, Self.part(differenceUSD), .empty, .empty]]
    }
    return table
  }

  /// The worst examples of each cause.
  func examplesTable(most: Int) -> FactTable {
    var table = FactTable(
      id: "audit-examples", title: "Worst examples",
      columns: [
        .text("Cause"), .text("Start"), .text("Trace"), .text("Span"), .text("Model"), .number("Reported"),
        .number("List"), .number("Part", "what the cause makes of it"),
      ],
      emptyText: "")
    for cause in causes where cause.code != AuditCode.notReported {
      table.rows += cause.examples.prefix(most).map { example in
        [
          .name(cause.code), example.start.map { .plain(Instants.utc.full($0)) } ?? .absent("not known"),
          Self.text(example.trace), Self.text(example.span), Self.text(example.model),
          Self.money(example.reportedUSD, absent: "not reported"), Self.money(example.listUSD, absent: "none"),
          Self.part(example.usd),
        ]
      }
    }
    return table
  }

  /// What explains the calls of each emitter and model.
  func groupsTable(most: Int) -> FactTable {
    var table = FactTable(
      id: "audit-groups", title: "What explains the difference, by emitter and model",
      columns: [
        .text("Emitter"), .text("Provider"), .text("Model"), .number("Calls"), .number("Reported"), .number("List"),
        .text("Explained by"), .text("What shows it"),
      ],
      emptyText: "")
    let order = groups.indices.sorted {
      ((groups[$1].reportedUSD - groups[$1].listUSD).value.magnitude, $0)
        < ((groups[$0].reportedUSD - groups[$0].listUSD).value.magnitude, $1)
    }
    for group in order.prefix(most).map({ groups[$0] }) {
      let changed = group.explanations.filter { !$0.causes.isEmpty }
      let causes = changed.map { explanation in
        let own = explanation.causes.joined(separator: " + ")
        let others = explanation.alternatives.map { " or " + $0.joined(separator: " + ") }.joined()
        return "\(Figures.plural(explanation.calls, "call")): \(own)\(others)"
      }
      table.rows.append([
        Self.text(group.scope), Self.text(group.provider), Self.text(group.responseModel ?? group.requestModel),
        .count(group.calls), Self.money(group.reportedUSD, absent: ""), Self.money(group.listUSD, absent: ""),
        .plain(causes.isEmpty ? "rounding" : causes.joined(separator: "; ")),
        .plain(Shown.line(changed.flatMap(\.evidence).joined(separator: "; "))),
      ])
    }
    if groups.count > most {
      table.footer.append(
        [.plain(Figures.plural(groups.count - most, "other row"))] + Array(repeating: .empty, count: 7))
    }
    return table
  }

  /// The calls that are in no total, by state.
  var statesTable: FactTable {
    var table = FactTable(
      id: "audit-states", title: "Calls without an amount, and what they may have cost",
      columns: [
        .text("State"), .number("Calls"), .number("Bounded", "calls that the bounds are over"),
        .number("At least", "in no total"), .number("At most", "in no total"), .number("Reported"),
      ],
      notes: [
        "Bounds are in no total. An unpriced model lies between the cheapest and the dearest model of its seller, calls of "
          + "unknown usage between the 5th and the 95th percentile of like calls."
      ],
      emptyText: "Every call has an amount.")
    table.rows = states.map { state in
      [
        .plain(AuditWords.state(state.code)), .count(state.calls), .count(state.boundedCalls),
        Self.money(state.bounds?.lowerBound, absent: "unknown"),
        Self.money(state.bounds?.upperBound, absent: "unknown"),
        Self.money(state.reportedUSD, absent: "not reported"),
      ]
    }
    return table
  }

  /// What the difference is, in a sentence.
  var lead: String {
    guard let difference = differenceUSD else {
      return "No call carries a cost that its emitter reported, so there is nothing to compare with."
    }
    let size = Figures.dollars(PicoUSD(Int128(difference.value.magnitude)))
    let relation =
      difference.value == 0
      ? "exactly what list prices give" : "\(size) \(difference.value > 0 ? "more" : "less") than list prices give"
    let compared =
      comparedCalls.map { " \(Figures.plural($0, "call")) \($0 == 1 ? "has" : "have") both figures." } ?? ""
    return "What emitters report comes to \(relation).\(compared)"
  }

  /// How much nothing explains, in a sentence; `nil` where nothing differs.
  var explained: String? {
    guard let share = unexplainedMillionths else { return nil }
    if unexplainedUSD.value == 0 { return "Every part of the difference has a cause." }
    let percent = Figures.percent(unexplainedUSD.value, of: partsUSD.value) ?? "\(share) ppm"
    return "Of all parts, whatever their sign, \(percent) are unexplained."
  }

  private func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

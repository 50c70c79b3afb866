import LedgerModel

// What a plain sum would have said, what is not known, and how emitters count.

extension ReportPage {
  // MARK: Counted once

  /// From the sum of all spans to what counts, and what is not in it.
  var countingSection: FactSection {
    let counting = report.counting
    var lead: [String] = []
    if let naive = total(counting.naive), let counted = total(counting.counted) {
      lead.append(
        naive == counted
          ? "Adding up every span gives the same tokens as counting every call once."
          : "A plain sum over \(Figures.plural(counting.naive.spans, "span")) with usage would have said "
            + "\(Figures.count(naive)) tokens; \(Figures.count(counted)) count.")
    }
    let gap = counting.aggregateGap
    if gap.spans > 0 {
      lead.append(
        "\(Figures.plural(gap.spans, "aggregate span")) tell of \(Figures.count(gap.inputTokens ?? 0)) input and "
          + "\(Figures.count(gap.outputTokens ?? 0)) output tokens more than what counts below them: spans are missing, "
          + "or did not tell their usage. These tokens are not added.")
    }
    return FactSection(
      id: "counted-once", title: "What a plain sum would have said", lead: lead,
      tables: [differenceTable] + (report.usageStates.isEmpty ? [] : [statesTable]))
  }

  private func total(_ sums: Report.UsageSums) -> Int128? {
    guard let input = sums.inputTokens else { return sums.outputTokens }
    return input + (sums.outputTokens ?? 0)
  }

  private var differenceTable: FactTable {
    let counting = report.counting
    func cells(_ title: String, _ sums: Report.UsageSums, sign: String = "", absent: String = "none") -> [Cell] {
      func tokens(_ value: Int128?) -> Cell {
        value.map { $0 == 0 ? .count(0) : .number(sign + Figures.count($0)) } ?? .absent(absent)
      }
      let cost =
        sums.reportedCostUSD.map {
          Cell.number(($0.value == 0 ? "" : sign) + Figures.dollars($0), exact: Figures.exact($0))
        } ?? .absent(absent)
      return [.plain(title), .count(sums.spans), tokens(sums.inputTokens), tokens(sums.outputTokens), cost]
    }
    var rows = [cells("Every span as it reports", counting.naive, absent: "not reported")]
    rows += counting.notCounted.map { cells(ReportPage.leftOutTitle($0.reason), $0.sums, sign: "−") }
    rows += counting.adjustments.map { cells(ReportPage.adjustmentTitle($0.reason), $0.sums, sign: "+") }
    var table = FactTable(
      id: "counting", title: "From every span to every call",
      columns: [.text("What"), .number("Spans"), .number("Input"), .number("Output"), .number("Reported cost")],
      rows: rows,
      notes: [
        "Spans with usage or cost. The rows add up to the last one exactly; added rows change no number of spans."
      ],
      emptyText: "")
    table.footer = [cells("What counts", counting.counted, absent: "not reported")]
    return table
  }

  /// A reason for leaving out usage, in words.
  static func leftOutTitle(_ reason: String) -> String {
    switch reason {
    case "duplicate": "Copies of spans"
    case "nested_request": "Requests around the same request"
    case "wrapper": "Agents, workflows and steps above their requests"
    case "same_response": "The same response, by its id"
    case "same_request": "The same request, from another library"
    case "failed_attempt": "Failed attempts of a call"
    case "repetition": "Repetitions by nature"
    case "part_of_request": "Steps inside a request"
    case "partial": "Partial usage below the whole"
    case "estimated": "Estimates of the instrumentation"
    default: reason
    }
  }

  /// A reason for counting more than was reported, in words.
  static func adjustmentTitle(_ reason: String) -> String {
    switch reason {
    case "cache_apart": "Cached input counted beside input"
    case "reasoning_apart": "Reasoning counted beside output"
    case "taken_over": "Taken over from a span left out, or a log record"
    case "logged_only": "Calls that log records alone tell of"
    default: reason
    }
  }

  // MARK: Not known

  private var statesTable: FactTable {
    func range(_ range: ClosedRange<Int128>?) -> Cell {
      guard let range else { return .absent("no like calls") }
      return .number("\(Figures.count(range.lowerBound)) to \(Figures.count(range.upperBound))")
    }
    return FactTable(
      id: "usage-states", title: "Calls whose usage is not known",
      columns: [
        .text("Why"), .number("Calls"), .number("With bounds"), .number("Input, likely"), .number("Output, likely"),
        .number("Cost, likely"),
      ],
      rows: report.usageStates.map { row in
        if row.state == "counted_above" {
          let none = Cell.absent("nothing missing")
          return [
            .plain(ReportPage.stateTitle(row.state)), .count(row.calls), .count(row.boundedCalls), none, none, none,
          ]
        }
        let cost =
          row.costUSD.map {
            Cell.number("\(Figures.dollars($0.lowerBound)) to \(Figures.dollars($0.upperBound))")
          } ?? .absent("unknown")
        return [
          .plain(ReportPage.stateTitle(row.state)), .count(row.calls, look: .warning), .count(row.boundedCalls),
          range(row.inputTokens), range(row.outputTokens), cost,
        ]
      },
      notes: [
        "In no total. The bounds are the 5th and 95th percentile of calls with the same service, operation and model, "
          + "times the calls."
      ] + estimateNotes, emptyText: "")
  }

  /// What instrumentation estimated, beside the bounds.
  private var estimateNotes: [String] {
    report.usageStates.compactMap { row in
      let estimates = [
        row.estimatedInputTokens.map { "\(Figures.count($0)) input" },
        row.estimatedOutputTokens.map { "\(Figures.count($0)) output" },
      ].compactMap { $0 }
      if estimates.isEmpty { return nil }
      return "Of \(Figures.plural(row.calls, "call")) the instrumentation says that it estimated the tokens: "
        + "\(estimates.joined(separator: " and ")) in all."
    }
  }

  /// A state of unknown usage, in words.
  static func stateTitle(_ state: String) -> String {
    switch state {
    case "counted_above": "Told by a span above, and counted there"
    case "estimated": "Estimated by the instrumentation"
    case "zero": "Reported as 0 and 0"
    case "total_only": "Only a total reported"
    case "failed": "Failed before usage"
    case "stream": "A stream without usage"
    case "stripped": "Lost: like calls have it"
    case "absent": "Not reported"
    default: state
    }
  }

  // MARK: How emitters count

  /// The convention of each emitter with what it rests on.
  var conventionsSection: FactSection {
    var lead: [String] = []
    func say(_ what: String, _ bounds: Report.Bounded?) {
      guard let bounds, bounds.high > bounds.low else { return }
      lead.append(
        "Whether \(what) is not known of every emitter: the total lies between \(Figures.count(bounds.low)) and "
          + "\(Figures.count(bounds.high)) tokens.")
    }
    say("input includes cached tokens", report.inputBounds)
    say("output includes reasoning", report.outputBounds)
    func includes(_ value: Bool?, _ basis: String, _ parts: Report.Evidence...) -> Cell {
      if parts.allSatisfy({ $0.calls == 0 }) { return .absent("none reported") }
      return Cell(
        text: value.map { $0 ? "inside" : "beside" } ?? "reads and writes differ", note: basis,
        look: basis == "default" ? .warning : .plain)
    }
    func evidence(_ emitter: Report.Emitter) -> Cell {
      let convention = emitter.convention
      var parts: [String] = []
      func say(_ name: String, _ side: Report.Evidence) {
        if side.provesApart > 0 { parts.append("\(name) beside in \(Figures.count(side.provesApart))") }
        if side.suggestsInside > 0 { parts.append("\(name) inside in \(Figures.count(side.suggestsInside))") }
      }
      say("reads", convention.cacheRead)
      say("writes", convention.cacheWrite)
      if convention.eitherCacheApart > 0 {
        parts.append("reads or writes beside in \(Figures.count(convention.eitherCacheApart))")
      }
      say("reasoning", convention.reasoning)
      if emitter.inconsistentCalls > 0 { parts.append("\(Figures.count(emitter.inconsistentCalls)) inconsistent") }
      let look = Figures.plural(convention.calls, "span") + " looked at"
      return .plain(parts.isEmpty ? look : look + ": " + parts.joined(separator: ", "))
    }
    var table = FactTable(
      id: "emitters", title: "How emitters count",
      columns: [
        .text("Scope"), .text("Version"), .text("Dialect"), .text("Provider"), .number("Calls"),
        .text("Cached tokens in input", "and how that became known"),
        .text("Reasoning in output", "and how that became known"), .text("What the numbers show"),
      ],
      notes: [
        "arithmetic: the numbers of its calls. dialect: documented for it. spec: its schema asks for it. provider: the "
          + "provider counts so. default: not known, taken as the conventions ask."
      ], emptyText: "Nobody wrote a call.")
    table.rows = report.emitters.prefix(limits.tableRows).map {
      let convention = $0.convention
      return [
        name($0.scope, absent: "no name"), name($0.version, absent: "no version"),
        name($0.dialect, absent: "none known"), name($0.provider), .count($0.calls),
        includes(
          convention.inputIncludesCache, convention.inputBasis, convention.cacheRead, convention.cacheWrite),
        includes(convention.outputIncludesReasoning, convention.outputBasis, convention.reasoning), evidence($0),
      ]
    }
    if report.emitters.count > limits.tableRows {
      let rest = report.emitters.dropFirst(limits.tableRows)
      table.footer.append(
        [.plain(Figures.plural(rest.count, "other emitter")), .empty, .empty, .empty]
          + [.count(rest.reduce(0) { $0 + $1.calls }), .empty, .empty, .empty])
    }
    return FactSection(id: "conventions", title: "How tokens are counted", lead: lead, tables: [table])
  }
}

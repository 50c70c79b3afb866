import LedgerModel

// How much went on at the same time.

extension ReportPage {
  var throughputSection: FactSection {
    let flow = report.throughput
    let counters = Dictionary(report.models.map { ($0.name, $0.counters) }) { first, _ in first }
    let models = choose(flow.models, limit: limits.tableRows) { counters[$0.name] ?? Report.Counters() }
    var table = FactTable(
      id: "throughput-models", title: "Calls at the same time, by model",
      columns: [
        .text("Model"), .number("Calls", "with a start and a duration"),
        .number("Most at once", "calls in flight at one instant"), .text("first at, \(report.instants.name)"),
        .number("Mean at once", "while at least one was in flight"),
        .number("Busy", "how long at least one call was in flight"),
        .number("Output speed", "output tokens per second while busy, all calls in flight together"),
      ],
      notes: [
        "A call is in flight from its start up to its end. While busy means: while at least one call of the row was in flight."
      ], emptyText: "No call with a start and a duration in this archive.")
    table.rows = models.shown.map { [name($0.name.model)] + cells($0.flow) }
    if !models.others.isEmpty {
      table.footer.append(
        [
          .plain(Figures.plural(models.others.count, "other model")),
          .count(models.others.reduce(0) { $0 + $1.flow.calls }),
        ]
          + Array(repeating: .absent("not additive"), count: 5))
    }
    if flow.total.calls > 0 { table.footer.append([.plain("All calls")] + cells(flow.total)) }
    if flow.callsWithoutTimes > 0 {
      table.notes.append(
        "\(Figures.plural(flow.callsWithoutTimes, "call")) without a start or a duration: not in here.")
    }
    return FactSection(id: "throughput", title: "Throughput", charts: [.inFlight, .outputSpeed], tables: [table])
  }

  private func cells(_ flow: Report.Throughput.Flow) -> [Cell] {
    [
      .count(flow.calls), .count(flow.peak), flow.peakAt.map { .plain(report.instants.full($0)) } ?? .absent("unknown"),
      decimal(flow.meanInFlightMicros(over: flow.busyNanos), unit: ""),
      .number(Figures.seconds(flow.busyNanos, places: 9), exact: exactDecimal(flow.busyNanos, places: 9) + " s"),
      decimal(flow.tokensPerSecondMicros(over: flow.busyNanos), unit: " tok/s"),
    ]
  }

  private func decimal(_ micros: Int128?, unit: String) -> Cell {
    guard let micros else { return .absent("unknown") }
    return .number(Figures.significant(micros, places: 6) + unit, exact: exactDecimal(micros, places: 6) + unit)
  }

  // MARK: Charts

  /// Calls in flight over time: on average and at most.
  func inFlightChart(limit: Int) -> Lines {
    let slots = flowSlots(limit: limit)
    return Lines(
      instants: report.instants, title: "Calls in flight", unit: "calls at the same time", series: ["mean", "most"],
      points: slots.map { slot in
        let mean = slot.flow.meanInFlightMicros(over: length(slot.window)) ?? 0
        return Lines.Point(
          window: slot.window, values: [Int64(clamping: mean), Int64(slot.flow.peak) * 1_000_000],
          description: [
            report.instants.window(slot.window) + " " + report.instants.name, "most \(Figures.count(slot.flow.peak))",
            "mean \(Figures.significant(mean, places: 6))", "\(Figures.plural(slot.flow.calls, "call")) started",
          ].joined(separator: "\n"))
      }, places: 6, label: { $0.decimalLabel($1) }, emptyText: "No call with a start and a duration in this archive.",
      notes: [flowNote(slots)])
  }

  /// Output tokens per second over time.
  func outputSpeedChart(limit: Int) -> Lines {
    let slots = flowSlots(limit: limit)
    return Lines(
      instants: report.instants, title: "Output tokens per second, all calls together", unit: "tokens per second",
      series: ["tok/s"],
      points: slots.compactMap { slot in
        guard let speed = slot.flow.tokensPerSecondMicros(over: length(slot.window)) else { return nil }
        return Lines.Point(
          window: slot.window, values: [Int64(clamping: speed)],
          description: [
            report.instants.window(slot.window) + " " + report.instants.name,
            "\(Figures.significant(speed, places: 6)) tok/s",
            Figures.plural(slot.flow.outputTokens ?? 0, "output token"),
          ].joined(separator: "\n"))
      }, places: 6, label: { $0.decimalLabel($1) },
      emptyText: "No call says how many output tokens it wrote, and when.",
      notes: ["Tokens are spread evenly from a call's first token, where it is known, to its end. " + flowNote(slots)])
  }

  private func length(_ window: TimeWindow) -> Int128 { Int128(window.end.value) - Int128(window.start.value) }

  /// The windows as they are drawn: each on its own, or several as one where there would be more than `limit` of them.
  private func flowSlots(limit: Int) -> [Report.Throughput.Window] {
    let windows = report.throughput.windows
    guard let first = windows.first, let last = windows.last, let size = report.throughput.windowNanos else {
      return []
    }
    let length = Chart.length(of: size, from: first.window.start, to: last.window.end, limit: limit)
    var slots: [Report.Throughput.Window] = []
    for window in windows {
      let start = window.window.start.value - window.window.start.value % length
      if let slot = slots.last, slot.window.start.value == start {
        slots[slots.count - 1].flow.join(window.flow)
      } else {
        slots.append(
          Report.Throughput.Window(window: Chart.window(from: start, length: length), flow: window.flow))
      }
    }
    return slots
  }

  private func flowNote(_ slots: [Report.Throughput.Window]) -> String {
    guard let slot = slots.first else { return "" }
    return "One point per \(Chart.words(of: slot.window)), \(report.instants.name)."
  }
}

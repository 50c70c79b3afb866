import LedgerModel

extension Chart {
  /// How many series have a colour of their own; the rest are drawn as one.
  static let seriesLimit = 5
}

/// Bars over time, each made of parts that add up.
struct StackedBars {
  /// One bar.
  struct Bar {
    var window: TimeWindow
    /// One part per series; nothing where it is not known.
    var parts: [Int128]
    /// What it says on request.
    var description: String
    /// Whether something is missing in it.
    var isIncomplete: Bool
  }

  var instants: Instants
  var title: String
  var unit: String
  /// Names of the series with their sums in words, bottom first.
  var series: [(name: String, sum: String, gap: String)]
  var bars: [Bar]
  var places: Int
  var label: (Axis, Int128) -> String
  /// What the mark below an incomplete bar means.
  var incompleteMeaning: String
  var emptyText: String
  var notes: [String]

  /// Whether there is anything to draw.
  var isEmpty: Bool { !bars.contains { $0.parts.contains { $0 > 0 } } }
}

/// Lines over time.
struct Lines {
  /// What is drawn at one place.
  struct Point {
    var window: TimeWindow
    /// One value per series.
    var values: [Int64]
    /// What it says on request.
    var description: String
  }

  var instants: Instants
  var title: String
  var unit: String
  var series: [String]
  var points: [Point]
  var places: Int
  var label: (Axis, Int128) -> String
  var emptyText: String
  var notes: [String]
}

/// Neighbouring windows that are drawn as one.
struct ChartSlot {
  var window: TimeWindow
  var windows: [Report.Window]
}

extension Chart {
  /// How long the slots of a chart are, so that there are at most `limit` of them over a stretch of time.
  static func length(of size: UInt64, from start: UnixNanos, to end: UnixNanos, limit: Int) -> UInt64 {
    var length = size
    for factor in [1, 2, 3, 4, 6, 8, 12, 24, 48, 96, 168, 288, 336, 672, 2016, 4032, 8064] as [UInt64] {
      length = size * factor
      if (end.value - start.value) / length < UInt64(limit) { break }
    }
    while (end.value - start.value) / length >= UInt64(limit) { length *= 2 }
    return length
  }

  /// The slot from an instant on.
  static func window(from start: UInt64, length: UInt64) -> TimeWindow {
    let (end, overflow) = start.addingReportingOverflow(length)
    return TimeWindow(start: UnixNanos(start), end: UnixNanos(overflow ? .max : end))
  }

  /// How long a slot is, in words.
  static func words(of window: TimeWindow) -> String {
    let minutes = (window.end.value - window.start.value) / 60_000_000_000
    let parts = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "min")]
    return parts.filter { $0.0 > 0 }.map { "\($0) \($1)" }.joined(separator: " ")
  }
}

extension ReportPage {
  /// The windows as they are drawn: each on its own, or several as one where there would be more than `limit` of them.
  func chartSlots(limit: Int) -> [ChartSlot] {
    let sorted = report.windows.sorted { $0.window < $1.window }
    guard let first = sorted.first, let last = sorted.map(\.window.end).max() else { return [] }
    let length = Chart.length(
      of: report.settings.window.nanos, from: first.window.start, to: last, limit: limit)
    var slots: [ChartSlot] = []
    for window in sorted {
      let start = window.window.start.value - window.window.start.value % length
      if let slot = slots.last, slot.window.start.value == start {
        slots[slots.count - 1].windows.append(window)
      } else {
        slots.append(ChartSlot(window: Chart.window(from: start, length: length), windows: [window]))
      }
    }
    return slots
  }

  private func joined(_ slots: [ChartSlot]) -> [String] {
    guard let slot = slots.first, slot.window.end.value - slot.window.start.value != report.settings.window.nanos else {
      return ["One bar per window of \(report.windowWords)."]
    }
    let length = Chart.words(of: slot.window)
    return [
      "One bar per \(length): neighbouring windows of \(report.settings.window.rawValue) are drawn as one, \(report.instants.name)."
    ]
  }

  /// Cost per window, by model.
  func spendChart(limit: Int) -> StackedBars {
    let slots = chartSlots(limit: limit)
    let hasOthers = Set(report.windows.lazy.flatMap(\.models).map(\.name)).count > chartModels.count
    var sums: [PicoUSD?] = Array(repeating: nil, count: chartModels.count + 1)
    var unpriced = Array(repeating: 0, count: chartModels.count + 1)
    let bars = slots.map { slot in
      var costs: [PicoUSD?] = Array(repeating: nil, count: chartModels.count + 1)
      for slice in slot.windows.lazy.flatMap(\.models) {
        let series = chartModels.firstIndex(of: slice.name) ?? chartModels.count
        costs[series] = sum(costs[series], slice.counters.costUSD)
        sums[series] = sum(sums[series], slice.counters.costUSD)
        unpriced[series] += slice.counters.callsUnpriced
      }
      let all = total(slot.windows.lazy.map(\.counters))
      var lines = [
        report.instants.window(slot.window) + " " + report.instants.name, "all " + cost(all, places: nil).text,
      ]
      for (series, amount) in costs.enumerated() {
        if let amount { lines.append("\(seriesName(series)) \(Figures.dollars(amount))") }
      }
      if all.callsUnpriced > 0 { lines.append("\(Figures.plural(all.callsUnpriced, "call")) unpriced") }
      return StackedBars.Bar(
        window: slot.window, parts: costs.map { max(0, $0?.value ?? 0) }, description: lines.joined(separator: "\n"),
        isIncomplete: all.callsUnpriced > 0)
    }
    let shown = min(places(sums), 4)
    let series = (0..<chartModels.count + (hasOthers ? 1 : 0)).map { index in
      let amount = sums[index].map { Figures.dollars($0, places: shown) } ?? "unpriced"
      let gap = sums[index] != nil && unpriced[index] > 0 ? " + \(Figures.count(unpriced[index])) unpriced" : ""
      return (name: seriesName(index), sum: amount, gap: gap)
    }
    return StackedBars(
      instants: report.instants, title: "Cost per window, by model", unit: "USD", series: series, bars: bars,
      places: 12,
      label: { $0.dollarsLabel($1) }, incompleteMeaning: "unpriced calls in this window",
      emptyText: report.totals.calls == 0
        ? "No call to a model in this archive." : "No call could be priced, so there is no spend to draw.",
      notes: joined(slots))
  }

  private func seriesName(_ index: Int) -> String {
    guard chartModels.indices.contains(index) else { return "other models" }
    return name(chartModels[index].model, absent: "unknown model").text
  }

  /// Tokens per window, by class.
  func tokensChart(limit: Int) -> StackedBars {
    let slots = chartSlots(limit: limit)
    let classes = ["input, not cached", "input from cache", "input to cache", "output"]
    let all = total(report.windows.lazy.map(\.counters))
    let bars = slots.map { slot in
      let counters = total(slot.windows.lazy.map(\.counters))
      let parts = ReportPage.classes(of: counters)
      var lines = [report.instants.window(slot.window) + " " + report.instants.name]
      for (name, value) in zip(classes, parts) {
        lines.append("\(name) " + (value.map { Figures.count($0) } ?? "unknown"))
      }
      if counters.callsWithoutUsage > 0 {
        lines.append("\(Figures.plural(counters.callsWithoutUsage, "call")) without token counts")
      }
      return StackedBars.Bar(
        window: slot.window, parts: parts.map { Int128(max(0, $0 ?? 0)) }, description: lines.joined(separator: "\n"),
        isIncomplete: counters.callsWithoutUsage > 0)
    }
    let sums = ReportPage.classes(of: all)
    return StackedBars(
      instants: report.instants, title: "Tokens per window, by class", unit: "tokens",
      series: zip(classes, sums).map { ($0, $1.map { Figures.compact(Int128($0)) } ?? "unknown", "") }, bars: bars,
      places: 0, label: { $0.countLabel($1) }, incompleteMeaning: "calls without token counts in this window",
      emptyText: report.totals.calls == 0
        ? "No call to a model in this archive." : "No call reported token counts, so there is nothing to draw.",
      notes: joined(slots))
  }

  /// Input not cached, read from and written to the cache, output. Input of which nobody says whether it was cached is
  /// drawn as not cached.
  private static func classes(of counters: Report.Counters) -> [Int64?] {
    [
      counters.uncachedInputTokens ?? counters.inputTokens, counters.cacheReadTokens, counters.cacheWriteTokens,
      counters.outputTokens,
    ]
  }

  /// The median and the 95th percentile of call durations per window.
  func latencyChart(limit: Int) -> Lines {
    let slots = chartSlots(limit: limit)
    let points = slots.compactMap { slot -> Lines.Point? in
      let durations = slot.windows.compactMap(\.duration).filter { $0.at(.p95) != nil }
      guard let median = durations.compactMap({ $0.at(.p50) }).max(),
        let high = durations.compactMap({ $0.at(.p95) }).max()
      else { return nil }
      let count = durations.reduce(0) { $0 + $1.count }
      let highest = slot.windows.count > 1 ? "highest " : ""
      return Lines.Point(
        window: slot.window, values: [median, high],
        description: [
          report.instants.window(slot.window) + " " + report.instants.name,
          "\(highest)p50 \(Figures.measure(median, .nanoseconds))",
          "\(highest)p95 \(Figures.measure(high, .nanoseconds))", "n = \(Figures.count(count))",
        ].joined(separator: "\n"))
    }
    var notes = ["Nearest rank over the calls of each window of \(report.windowWords)."]
    if slots.contains(where: { $0.windows.count > 1 }) {
      notes.append("Where neighbouring windows are drawn as one, the highest p50 and the highest p95 among them.")
    }
    return Lines(
      instants: report.instants, title: "Duration of a call per window", unit: "", series: ["p50", "p95"],
      points: points, places: 9,
      label: { $0.secondsLabel($1) }, emptyText: "No call with a duration in this archive.", notes: notes)
  }

  /// How long calls took over time: how many of each window fall between two borders.
  func durationsChart(limit: Int) -> HeatMap {
    let edges = report.durationEdges
    let strips = chartSlots(limit: limit).compactMap { slot -> HeatMap.Strip? in
      var counts = [Int](repeating: 0, count: max(0, edges.count - 1))
      for window in slot.windows {
        for (bucket, count) in window.durationCounts.enumerated() { counts[bucket] += count }
      }
      let all = counts.reduce(0, +)
      guard all > 0 else { return nil }
      var lines = [report.instants.window(slot.window) + " " + report.instants.name, "n = \(Figures.count(all))"]
      for (bucket, count) in counts.enumerated().reversed() where count > 0 {
        lines.append("from \(Figures.measure(edges[bucket], .nanoseconds)): \(Figures.count(count))")
      }
      return HeatMap.Strip(window: slot.window, counts: counts, description: lines.joined(separator: "\n"))
    }
    let decades = edges.indices.filter {
      String(edges[$0]).dropFirst().allSatisfy { $0 == "0" } && String(edges[$0]).first == "1"
    }
    let shown = decades.count > 1 ? decades : Array(edges.indices)
    return HeatMap(
      instants: report.instants, title: "How long calls took, over time", unit: "calls per field", edges: edges,
      labels: shown.map { ($0, Figures.shortSeconds(edges[$0])) }, strips: strips,
      emptyText: "No call with a duration in this archive.",
      notes: [
        "Fields between durations of 1, 2 and 5 times a power of ten; the scale is logarithmic. A darker field holds more calls."
      ])
  }
}

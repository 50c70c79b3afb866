import LedgerModel

/// How large a chart is drawn, in tenths of a CSS pixel. Each chart is drawn twice, for wide and for narrow pages, so
/// that its text is hardly scaled.
struct ChartFrame {
  let width: Int
  let height: Int
  let left: Int
  let right: Int
  let top: Int
  let bottom: Int
  let timeTicks: Int
  /// The class that shows it at its width only.
  let role: String

  static let wide = ChartFrame(
    width: 10400, height: 2600, left: 560, right: 60, top: 140, bottom: 340, timeTicks: 12, role: "wide")
  static let wideWithLabels = ChartFrame(
    width: 10400, height: 2600, left: 560, right: 580, top: 140, bottom: 340, timeTicks: 12, role: "wide")
  static let narrowWithLabels = ChartFrame(
    width: 3400, height: 2200, left: 480, right: 580, top: 140, bottom: 340, timeTicks: 4, role: "narrow")
  static let narrow = ChartFrame(
    width: 3400, height: 2200, left: 480, right: 40, top: 140, bottom: 340, timeTicks: 4, role: "narrow")

  var plotWidth: Int { width - left - right }
  var plotHeight: Int { height - top - bottom }
  var base: Int { height - bottom }

  func x(_ instant: UnixNanos, _ axis: TimeAxis) -> Int { left + axis.position(instant, width: plotWidth) }

  func y(_ value: Int128, _ axis: Axis) -> Int {
    base - Int(clamping: roundedQuotient(value * Int128(plotHeight), axis.top))
  }
}

extension Markup {
  /// Draws bars over time with their legend.
  mutating func chart(id: String, wide: StackedBars, narrow: StackedBars) {
    figure(wide.title, unit: wide.unit, notes: wide.notes, emptyText: wide.isEmpty ? wide.emptyText : nil) { page in
      page.element(.ul, .classes("legend")) { list in
        for (index, series) in wide.series.enumerated() {
          list.element(.li) { item in
            item.element(.i, .classes("mark s\(index)"))
            item.element(.bdi, text: series.name)
            item.text(" ")
            item.element(.b, text: series.sum)
            if !series.gap.isEmpty { item.element(.small, text: series.gap) }
          }
        }
        if wide.bars.contains(where: \.isIncomplete) {
          list.element(.li) { item in
            item.element(.i, .classes("mark gap"))
            item.text(wide.incompleteMeaning)
          }
        }
      }
      page.bars(wide, .wide, id: id)
      page.bars(narrow, .narrow, id: id)
    }
  }

  /// Draws lines over time, labelled at their ends.
  mutating func chart(_ id: String, wide: Lines, narrow: Lines) {
    figure(wide.title, unit: wide.unit, notes: wide.notes, emptyText: wide.points.isEmpty ? wide.emptyText : nil) {
      page in
      page.lines(wide, .wideWithLabels)
      page.lines(narrow, .narrowWithLabels)
    }
  }

  mutating func figure(
    _ title: String, unit: String, notes: [String], emptyText: String?, content: (inout Markup) -> Void
  ) {
    element(.figure) { page in
      page.element(.figcaption) { caption in
        caption.element(.b, text: title)
        if !unit.isEmpty { caption.element(.span, .classes("unit"), text: unit) }
      }
      if let emptyText {
        page.element(.p, .classes("empty"), text: emptyText)
      } else {
        content(&page)
        page.element(.p, .classes("note"), text: notes.joined(separator: " "))
      }
    }
  }

  mutating func drawing(
    _ frame: ChartFrame, label: String, content: (inout Markup) -> Void
  ) {
    element(
      .svg, .classes("chart \(frame.role)"), .viewBox(width: frame.width / 10, height: frame.height / 10),
      .aria(.role, "img"), .aria(.label, label + "; the figures are in the tables of this page")
    ) { content(&$0) }
  }

  private mutating func grid(_ frame: ChartFrame, _ axis: Axis, _ time: TimeAxis, label: (Int128) -> String) {
    for tick in axis.ticks {
      let y = frame.y(tick, axis)
      element(
        .line, .classes(tick == 0 ? "base" : "grid"), .tenths(.x1, frame.left), .tenths(.x2, frame.width - frame.right),
        .tenths(.y1, y), .tenths(.y2, y))
      element(
        .text, .classes("tick"), .tenths(.x, frame.left - 80), .tenths(.y, y + 38), .anchor("end"), text: label(tick))
    }
    timeTicks(frame, time)
  }

  /// The line at the bottom with the ticks of time.
  mutating func timeTicks(_ frame: ChartFrame, _ time: TimeAxis) {
    for tick in time.ticks {
      let x = frame.x(tick.at, time)
      element(
        .line, .classes("base"), .tenths(.x1, x), .tenths(.x2, x), .tenths(.y1, frame.base),
        .tenths(.y2, frame.base + 45))
      let isNearEnd = x > frame.width - frame.right - 300
      let isNearStart = x < frame.left + 200
      element(
        .text, .classes("tick"), .tenths(.x, x), .tenths(.y, frame.base + 230),
        .anchor(isNearEnd ? "end" : isNearStart ? "start" : "middle"), text: tick.label)
    }
  }

  private mutating func bars(_ chart: StackedBars, _ frame: ChartFrame, id: String) {
    guard let first = chart.bars.first, let last = chart.bars.last else { return }
    let highest = chart.bars.map { $0.parts.reduce(0, +) }.max() ?? 0
    let axis = Axis(max: highest, places: chart.places, ticks: 4)
    let time = TimeAxis(
      range: TimeWindow(start: first.window.start, end: last.window.end), most: frame.timeTicks,
      chart.instants)
    drawing(frame, label: chart.title) { drawing in
      drawing.grid(frame, axis, time) { chart.label(axis, $0) }
      var paths = Array(repeating: "", count: chart.series.count)
      var gaps = ""
      for bar in chart.bars {
        let from = frame.x(bar.window.start, time)
        let width = max(8, frame.x(bar.window.end, time) - from)
        // A bar keeps a gap to its neighbour while it is wide enough, and never becomes a wall.
        let gap = width > 60 ? min(width / 5, 60) : 0
        let drawn = min(width - gap, 480)
        let x = from + (width - drawn) / 2
        var below: Int128 = 0
        for (series, part) in bar.parts.enumerated() where part > 0 && series < paths.count {
          let bottom = frame.y(below, axis)
          below += part
          var top = frame.y(below, axis)
          // A hair of paper between parts that are high enough to spare it.
          if bottom - top > 40, below < bar.parts.reduce(0, +) { top += 8 }
          if bottom > top {
            paths[series] +=
              "M\(decimalTenths(x)) \(decimalTenths(bottom))V\(decimalTenths(top))h\(decimalTenths(drawn))"
              + "V\(decimalTenths(bottom))z"
          }
        }
        if bar.isIncomplete {
          gaps +=
            "M\(decimalTenths(x)) \(decimalTenths(frame.base + 20))h\(decimalTenths(drawn))v4h-\(decimalTenths(drawn))z"
        }
      }
      for (series, path) in paths.enumerated() where !path.isEmpty {
        drawing.element(.path, .classes("s\(series)"), .data(path))
      }
      if !gaps.isEmpty { drawing.element(.path, .classes("gap"), .data(gaps)) }
      drawing.hints(chart.bars.map { ($0.window, $0.description) }, frame, time)
    }
  }

  private mutating func lines(_ chart: Lines, _ frame: ChartFrame) {
    guard let first = chart.points.first, let last = chart.points.last else { return }
    let highest = chart.points.flatMap(\.values).max() ?? 0
    let axis = Axis(max: Int128(highest), places: chart.places, ticks: 4)
    let time = TimeAxis(
      range: TimeWindow(start: first.window.start, end: last.window.end), most: frame.timeTicks,
      chart.instants)
    drawing(frame, label: chart.title) { drawing in
      drawing.grid(frame, axis, time) { chart.label(axis, $0) }
      let slot = first.window.end.value - first.window.start.value
      let slots = (time.range.end.value - time.range.start.value) / max(1, slot)
      // A window without calls breaks the lines.
      var runs: [[Lines.Point]] = []
      for point in chart.points {
        if runs.last?.last?.window.end == point.window.start {
          runs[runs.count - 1].append(point)
        } else {
          runs.append([point])
        }
      }
      func place(_ point: Lines.Point, _ series: Int) -> String {
        let x = (frame.x(point.window.start, time) + frame.x(point.window.end, time)) / 2
        return "\(decimalTenths(x)) \(decimalTenths(frame.y(Int128(point.values[series]), axis)))"
      }
      // Between two lines lies a band.
      let band =
        chart.series.count < 2
        ? ""
        : runs.filter { $0.count > 1 }.map { run in
          "M" + (run.map { place($0, 0) } + run.reversed().map { place($0, 1) }).joined(separator: "L") + "z"
        }.joined()
      if !band.isEmpty { drawing.element(.path, .classes("band"), .data(band)) }
      let hasDots = frame.plotWidth / max(1, Int(clamping: slots)) > 70
      var labelTop = Int.max
      for series in chart.series.indices {
        let path = runs.map { "M" + $0.map { place($0, series) }.joined(separator: "L") }.joined()
        drawing.element(.path, .classes("line l\(series)"), .data(path))
        // A window between two empty ones is no line: it needs a dot to be seen.
        for point in hasDots ? chart.points : runs.filter({ $0.count == 1 }).flatMap({ $0 }) {
          drawing.element(
            .circle, .classes("l\(series)"),
            .tenths(.cx, (frame.x(point.window.start, time) + frame.x(point.window.end, time)) / 2),
            .tenths(.cy, frame.y(Int128(point.values[series]), axis)), .tenths(.r, 26))
        }
        // Labels stand at the end of their lines, the lower one first, and never on each other.
        let y = min(frame.y(Int128(last.values[series]), axis) + 38, labelTop == .max ? .max : labelTop - 140)
        labelTop = y
        // A dot says whose it is where lines end together.
        let x = frame.width - frame.right + 60
        drawing.element(
          .circle, .classes("l\(series)"), .tenths(.cx, x), .tenths(.cy, y - 38), .tenths(.r, 26))
        drawing.element(
          .text, .classes("label"), .tenths(.x, x + 50), .tenths(.y, y), text: chart.series[series])
      }
      drawing.hints(chart.points.map { ($0.window, $0.description) }, frame, time)
    }
  }

  /// Invisible areas over the plot that say their figures on request.
  mutating func hints(_ areas: [(TimeWindow, String)], _ frame: ChartFrame, _ time: TimeAxis) {
    guard frame.role == "wide" else { return }
    for (window, description) in areas {
      let x = frame.x(window.start, time)
      element(
        .rect, .classes("hint"), .tenths(.x, x), .tenths(.y, frame.top),
        .tenths(.width, max(8, frame.x(window.end, time) - x)), .tenths(.height, frame.plotHeight)
      ) { $0.element(.title, text: description) }
    }
  }

  /// A small drawing in a cell.
  mutating func drawing(_ drawing: Cell.Drawing) {
    switch drawing {
    case .mark(let series): element(.i, .classes("mark s\(series)"))
    case .bar(let permille):
      element(.svg, .classes("share"), .viewBox(width: 100, height: 4), .stretched, .aria(.hidden, "true")) {
        $0.element(
          .rect, .tenths(.x, 0), .tenths(.y, 0), .tenths(.width, max(permille, 5)), .tenths(.height, 40))
      }
    case .range(let p50, let p90, let p99):
      element(.svg, .classes("range"), .viewBox(width: 100, height: 12), .stretched, .aria(.hidden, "true")) { bar in
        bar.element(
          .rect, .classes("rail"), .tenths(.x, 0), .tenths(.y, 57), .tenths(.width, 1000), .tenths(.height, 6))
        if let p99 {
          bar.element(
            .rect, .classes("tail"), .tenths(.x, p90), .tenths(.y, 45), .tenths(.width, max(2, p99 - p90)),
            .tenths(.height, 30))
        }
        bar.element(
          .rect, .classes("body"), .tenths(.x, p50), .tenths(.y, 22), .tenths(.width, max(3, p90 - p50)),
          .tenths(.height, 76))
        bar.element(
          .rect, .classes("median"), .tenths(.x, max(0, p50 - 4)), .tenths(.y, 6), .tenths(.width, 8),
          .tenths(.height, 108))
      }
    }
  }
}

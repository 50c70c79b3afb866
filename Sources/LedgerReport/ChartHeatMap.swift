import LedgerModel

/// How many values lie where, over time: a darker field holds more.
struct HeatMap {
  /// The fields of one stretch of time.
  struct Strip {
    var window: TimeWindow
    /// From the lowest bucket on.
    var counts: [Int]
    /// What it says on request.
    var description: String
  }

  var instants: Instants
  var title: String
  var unit: String
  /// The borders of the buckets; one more than there are buckets.
  var edges: [Int64]
  /// Which borders have a label.
  var labels: [(edge: Int, text: String)]
  var strips: [Strip]
  var emptyText: String
  var notes: [String]

  /// How many shades there are.
  static let shades = 5

  /// The largest count of a field.
  var most: Int { strips.lazy.flatMap(\.counts).max() ?? 0 }

  /// The largest count that has a shade, from 1 on: the shades follow the square root, so that a few stragglers are seen
  /// beside the crowd.
  func bound(ofShade shade: Int) -> Int { most * shade * shade / (HeatMap.shades * HeatMap.shades) }

  /// The shade of a count; 0 for nothing.
  func shade(_ count: Int) -> Int {
    count <= 0 ? 0 : (1...HeatMap.shades).first { count <= bound(ofShade: $0) } ?? HeatMap.shades
  }

  /// The shades that any count has, and which counts have them.
  var legend: [(shade: Int, text: String)] {
    (1...HeatMap.shades).compactMap { shade in
      let (low, high) = (bound(ofShade: shade - 1) + 1, bound(ofShade: shade))
      guard low <= high else { return nil }
      return (shade, low == high ? Figures.count(low) : "\(Figures.count(low)) to \(Figures.count(high))")
    }
  }
}

extension Markup {
  /// Draws a heat map with its legend.
  mutating func chart(wide: HeatMap, narrow: HeatMap) {
    figure(wide.title, unit: wide.unit, notes: wide.notes, emptyText: wide.strips.isEmpty ? wide.emptyText : nil) {
      page in
      page.element(.ul, .classes("legend")) { list in
        for entry in wide.legend {
          list.element(.li) { item in
            item.element(.i, .classes("mark h\(entry.shade)"))
            item.text(entry.text)
          }
        }
      }
      page.fields(wide, .wide)
      page.fields(narrow, .narrow)
    }
  }

  private mutating func fields(_ map: HeatMap, _ frame: ChartFrame) {
    guard let first = map.strips.first, let last = map.strips.last, map.edges.count > 1 else { return }
    let time = TimeAxis(
      range: TimeWindow(start: first.window.start, end: last.window.end), most: frame.timeTicks,
      map.instants)
    let buckets = map.edges.count - 1
    func y(_ edge: Int) -> Int { frame.base - frame.plotHeight * edge / buckets }
    drawing(frame, label: map.title) { drawing in
      var paths = Array(repeating: "", count: HeatMap.shades + 1)
      for strip in map.strips {
        let x = frame.x(strip.window.start, time)
        let width = max(8, frame.x(strip.window.end, time) - x)
        for (bucket, count) in strip.counts.enumerated() where count > 0 {
          paths[map.shade(count)] +=
            "M\(decimalTenths(x)) \(decimalTenths(y(bucket)))V\(decimalTenths(y(bucket + 1)))h\(decimalTenths(width))"
            + "V\(decimalTenths(y(bucket)))z"
        }
      }
      for (shade, path) in paths.enumerated() where !path.isEmpty {
        drawing.element(.path, .classes("h\(shade)"), .data(path))
      }
      for label in map.labels {
        drawing.element(
          .line, .classes("grid"), .tenths(.x1, frame.left), .tenths(.x2, frame.width - frame.right),
          .tenths(.y1, y(label.edge)), .tenths(.y2, y(label.edge)))
        drawing.element(
          .text, .classes("tick"), .tenths(.x, frame.left - 80), .tenths(.y, y(label.edge) + 38), .anchor("end"),
          text: label.text)
      }
      drawing.timeTicks(frame, time)
      drawing.hints(map.strips.map { ($0.window, $0.description) }, frame, time)
    }
  }
}

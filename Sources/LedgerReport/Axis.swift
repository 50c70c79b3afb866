import LedgerModel

/// The scale of a chart: from 0 to a round number above everything, with round steps.
struct Axis {
  /// The step between ticks, in units of 10^-places.
  let step: Int128
  /// The end of the scale; at least one step.
  let top: Int128
  /// How many decimal places the integers carry.
  let places: Int

  /// A scale that reaches `max`, with about `ticks` steps of 1, 2 or 5 times a power of ten.
  init(max: Int128, places: Int, ticks: Int) {
    let most = Swift.max(max, 1)
    var power: Int128 = 1
    var step: Int128 = 1
    outer: while true {
      for factor in [1, 2, 5] as [Int128] {
        step = power * factor
        if step * Int128(ticks) >= most { break outer }
      }
      power *= 10
    }
    self.step = step
    self.top = (most + step - 1) / step * step
    self.places = places
  }

  /// All ticks, 0 included.
  var ticks: [Int128] { (0...Int(top / step)).map { Int128($0) * step } }

  /// How many places a label needs so that neighbouring ticks differ, for integers of `places` places.
  private func shownPlaces(_ places: Int) -> Int {
    var shown = places
    var rest = step
    while shown > 0, rest % 10 == 0 {
      rest /= 10
      shown -= 1
    }
    return shown
  }

  /// A tick as a time: all ticks of one axis in one unit.
  func secondsLabel(_ tick: Int128) -> String {
    if tick == 0 { return "0" }
    let second = powerOfTen(places)
    if top >= second || places < 3 {
      return Figures.decimal(tick, places: places, shown: shownPlaces(places)) + " s"
    }
    return Figures.decimal(tick, places: places - 3, shown: shownPlaces(places - 3)) + " ms"
  }

  /// A tick as money.
  func dollarsLabel(_ tick: Int128) -> String {
    if tick == 0 { return "$0" }
    let shown = shownPlaces(places)
    // From ten thousand on the label would not fit beside the chart.
    if top >= 10_000 * powerOfTen(places) { return "$" + Figures.compact(roundedQuotient(tick, powerOfTen(places))) }
    return "$" + Figures.decimal(tick, places: places, shown: shown == 1 ? 2 : shown)
  }

  /// A tick as a number with as many places as tell ticks apart.
  func decimalLabel(_ tick: Int128) -> String {
    top >= 10_000 * powerOfTen(places)
      ? Figures.compact(roundedQuotient(tick, powerOfTen(places)))
      : Figures.decimal(tick, places: places, shown: shownPlaces(places))
  }

  /// A tick as a count.
  func countLabel(_ tick: Int128) -> String { Figures.compact(tick) }
}

/// The time axis of charts: instants that are round on the clocks of a zone.
struct TimeAxis {
  /// From the first window's start to the last one's end.
  let range: TimeWindow
  /// The ticks with their labels.
  let ticks: [(at: UnixNanos, label: String)]

  private static let minute: UInt64 = 60_000_000_000
  private static let hour = 60 * minute
  private static let day = 24 * hour

  /// Steps people count in.
  private static let steps: [UInt64] =
    [1, 5, 10, 15, 30].map { $0 * minute } + [1, 2, 3, 4, 6, 12].map { $0 * hour }
    + [1, 2, 4, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640].map { $0 * day }

  /// An axis over `range` with at most `most` ticks.
  init(range: TimeWindow, most: Int, _ instants: Instants) {
    self.range = range
    let length = max(1, range.end.value - range.start.value)
    var step = TimeAxis.steps.first { length / $0 < UInt64(most) } ?? TimeAxis.steps[TimeAxis.steps.count - 1]
    while length / step >= UInt64(most) { step *= 2 }
    var ticks: [(UnixNanos, String)] = []
    let past = instants.local(range.start).value % step
    var (at, isBeyond) = past == 0 ? (range.start.value, false) : range.start.value.addingReportingOverflow(step - past)
    let isLong = length > 300 * TimeAxis.day
    var isFirst = true
    while !isBeyond, at <= range.end.value {
      let instant = UnixNanos(at)
      let local = instants.local(instant)
      let isMidnight = local.value % TimeAxis.day == 0
      let label =
        isLong
        ? String(local.description.prefix(10))
        : step >= TimeAxis.day
          ? instants.day(instant)
          : isMidnight || isFirst ? instants.day(instant) + " " + instants.time(instant) : instants.time(instant)
      ticks.append((instant, label))
      isFirst = false
      (at, isBeyond) = at.addingReportingOverflow(step)
    }
    self.ticks = ticks
  }

  /// Where an instant lies, in units of `width` for the whole axis.
  func position(_ instant: UnixNanos, width: Int) -> Int {
    let length = Int128(max(1, range.end.value - range.start.value))
    return Int(clamping: (Int128(instant.value) - Int128(range.start.value)) * Int128(width) / length)
  }
}

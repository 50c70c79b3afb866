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

/// The scale of drawings that lie below each other in a column of durations: linear from 0, or logarithmic where the longest
/// would squeeze all others into its beginning.
struct DurationScale {
  /// Whether equal distances are equal factors.
  let isLogarithmic: Bool
  /// The ticks in nanoseconds, in order; the first is the beginning of the scale, the last its end.
  let ticks: [Int64]
  private let axis: Axis

  /// A scale from the shortest to the longest of all durations drawn; those below 1 make it linear.
  init(_ durations: [Int64]) {
    let (low, high) = (durations.min() ?? 0, durations.max() ?? 0)
    axis = Axis(max: Int128(high), places: 9, ticks: 4)
    isLogarithmic = BoxScale.isLogarithmic(from: low, to: high)
    guard isLogarithmic else {
      ticks = axis.ticks.map { Int64(clamping: $0) }
      return
    }
    var power: Int64 = 1
    while power <= low / 10 { power *= 10 }
    var decades = [power]
    func reach(_ isEnough: (Int64) -> Bool) {
      while !isEnough(power), power <= Int64.max / 10 {
        power *= 10
        decades.append(power)
      }
    }
    reach { $0 >= high }
    // Labels need room: at most about five, at equal distances, and one at the end.
    let step = (decades.count + 4) / 5
    reach { _ in (decades.count - 1) % step == 0 }
    let shown = stride(from: 0, to: decades.count, by: step).map { decades[$0] }
    ticks = shown.last == power ? shown : shown + [power]
  }

  /// What a tick shows.
  func label(_ tick: Int64) -> String {
    isLogarithmic ? Figures.shortSeconds(tick) : axis.secondsLabel(Int128(tick))
  }

  /// Where a duration lies, in thousandths of the scale.
  func permille(_ duration: Int64) -> Int {
    let place: (Int64) -> Int128 = { isLogarithmic ? BoxScale.logarithm(max($0, 1)) : Int128($0) }
    let (first, last) = (place(ticks[0]), place(ticks[ticks.count - 1]))
    guard last > first else { return 0 }
    return max(0, min(1000, Int(clamping: roundedQuotient((place(duration) - first) * 1000, last - first))))
  }
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

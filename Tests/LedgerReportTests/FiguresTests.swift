import LedgerModel
import Testing

@testable import LedgerReport

struct FiguresTests {
  @Test(
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-1_234_567, "−1,234,567"),
      (Int64.max, "9,223,372,036,854,775,807"),
    ] as [(Int64, String)])
  func `counts have a comma every three digits`(value: Int64, text: String) {
    #expect(Figures.count(value) == text)
  }

  @Test(
    arguments: [
      (0, "0 s"), (1, "1 ns"), (999, "999 ns"), (1000, "1.00 µs"), (12_345, "12.3 µs"), (999_499, "999 µs"),
      (999_500, "1.00 ms"), (12_300_000, "12.3 ms"), (999_499_999, "999 ms"), (999_500_000, "1.00 s"),
      (1_234_000_000, "1.23 s"), (9_996_000_000, "10.0 s"), (99_960_000_000, "100 s"), (75_400_000_000, "75.4 s"),
      (1_234_567_000_000, "1,235 s"), (-14_250_000_000, "−14.3 s"),
    ] as [(Int128, String)])
  func `times have three digits and a unit`(nanos: Int128, text: String) {
    #expect(Figures.seconds(nanos, places: 9) == text)
  }

  @Test(arguments: [
    ("0", "$0.00"), ("36.6896", "$36.69"), ("3.97561", "$3.98"), ("0.97561", "$0.9756"),
    ("0.0125", "$0.0125"), ("0.0000125", "$0.000013"),
    ("0.0000001", "<$0.000001"), ("1204.5", "$1,204.50"), ("-0.5623", "−$0.5623"), ("74940183.67", "$74,940,183.67"),
  ])
  func `money has as many places as it needs`(amount: String, text: String) throws {
    #expect(Figures.dollars(try #require(PicoUSD(decimal: amount))) == text)
  }

  @Test func `a small amount in a column of large ones is not nothing`() {
    #expect(Figures.dollars(PicoUSD(4_999_999_999), places: 2) == "<$0.01")
    #expect(Figures.dollars(PicoUSD(5_000_000_000), places: 2) == "$0.01")
    #expect(Figures.dollars(PicoUSD.zero, places: 2) == "$0.00")
  }

  @Test(
    arguments: [
      (0, 5, "0.0 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (1, 100_000, "<0.1 %"), (99_999, 100_000, ">99.9 %"),
      (5, 5, "100.0 %"), (12, 5, "240.0 %"), (-1, 8, "−12.5 %"), (1, 0, nil),
    ] as [(Int, Int, String?)])
  func `shares that would round to nothing or everything say so`(part: Int, whole: Int, text: String?) {
    #expect(Figures.percent(part, of: whole) == text)
  }

  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (36_300_000, "36.3 MB"), (999_600, "1.00 MB"),
      (UInt64.max, "18.4 EB"),
    ] as [(UInt64, String)])
  func `sizes are in powers of a thousand`(bytes: UInt64, text: String) { #expect(Figures.bytes(bytes) == text) }

  @Test(
    arguments: [(9999, "9,999"), (12_000, "12 k"), (1_500_000, "1.5 M"), (22_280_360, "22.3 M"), (999_999, "1,000 k")]
      as [(Int128, String)])
  func `compact counts keep three digits`(value: Int128, text: String) { #expect(Figures.compact(value) == text) }

  @Test func `quotients are rounded half away from zero`() {
    for (numerator, denominator, rounded) in [
      (5, 2, 3), (-5, 2, -3), (5, -2, -3), (4, 3, 1), (-4, 3, -1), (0, 7, 0), (7, 7, 1), (1, 3, 0), (2, 3, 1),
    ] as [(Int128, Int128, Int128)] {
      #expect(roundedQuotient(numerator, denominator) == rounded, "\(numerator) / \(denominator)")
    }
  }

  @Test func `axes reach over everything in at most five round steps`() {
    for highest in [0, 1, 2, 3, 9, 10, 11, 99, 1234, 567_890, 1_000_000, 2_147_483_648] as [Int128] {
      for ticks in 2...6 {
        let axis = Axis(max: highest, places: 0, ticks: ticks)
        #expect(axis.top >= highest && axis.top > 0)
        #expect(axis.ticks.count <= ticks + 1)
        #expect(axis.ticks.first == 0 && axis.ticks.last == axis.top)
        #expect(Set(axis.ticks.map { axis.countLabel($0) }).count == axis.ticks.count)
      }
    }
  }

  @Test func `durations that lie far apart are drawn on a logarithmic scale`() {
    let near = DurationScale([2_000_000, 31_000_000])
    #expect(!near.isLogarithmic)
    #expect(near.ticks.map(near.label) == ["0", "10 ms", "20 ms", "30 ms", "40 ms"])
    #expect(near.permille(20_000_000) == 500)
    let far = DurationScale([951_000, 21_000_000, 31_000_000_000])
    #expect(far.isLogarithmic)
    #expect(far.ticks.map(far.label) == ["100 µs", "10 ms", "1 s", "100 s"])
    // From 1 ms to 100 s there are six; a seventh puts a label at the end.
    let six = DurationScale([2_000_000, 21_000_000_000])
    #expect(six.ticks.map(six.label) == ["1 ms", "100 ms", "10 s", "1,000 s"])
    #expect(far.permille(100_000) == 0 && far.permille(100_000_000_000) == 1000)
    let places = far.ticks.map(far.permille)
    #expect(places == places.sorted() && Set(places).count == places.count)
    #expect(far.permille(100_000_000) > 470 && far.permille(100_000_000) < 530)
    // Nothing, and what has no logarithm.
    #expect(DurationScale([]).ticks.first == 0)
    #expect(!DurationScale([0, 5_000_000_000]).isLogarithmic)
    #expect(DurationScale([1, Int64.max]).ticks.last == 1_000_000_000_000_000_000)
  }

  @Test func `the length of a slot is told in days, hours and minutes`() {
    for (minutes, words) in [(5, "5 min"), (60, "1 h"), (90, "1 h 30 min"), (2016, "1 d 9 h 36 min"), (2880, "2 d")] {
      let window = TimeWindow(start: UnixNanos(0), end: UnixNanos(UInt64(minutes) * 60_000_000_000))
      #expect(Chart.words(of: window) == words)
    }
  }

  @Test func `time axes have few ticks, at round instants, in any range`() {
    let hour = WindowSize.hour.nanos
    for length in [hour / 12, hour, 8 * hour, 24 * hour, 31 * 24 * hour, 366 * 24 * hour, 500 * 365 * 24 * hour] {
      for most in [4, 12] {
        let range = TimeWindow(
          start: UnixNanos(ReportSample.nightStart), end: UnixNanos(ReportSample.nightStart + length))
        let axis = TimeAxis(range: range, most: most, .utc)
        #expect(axis.ticks.count <= most + 1, "\(length / hour) h")
        for tick in axis.ticks { #expect(tick.at >= range.start && tick.at <= range.end) }
      }
    }
  }

  @Test func `a zone shows its own clocks`() throws {
    let start = UnixNanos(ReportSample.nightStart)
    let kathmandu = Instants(zone: try #require(ZoneRules(fixed: "UTC+05:45")))
    #expect(kathmandu.full(start) == "2026-11-22 23:45:00")
    #expect(kathmandu.window(WindowSize.hour.window(holding: start)) == "2026-11-22 23:45 – 2026-11-23 00:45")
    // A day of UTC is no day of the zone; one that is, is named as a day.
    #expect(kathmandu.window(WindowSize.day.window(holding: start)) == "2026-11-22 05:45 – 2026-11-23 05:45")
    let west = Instants(zone: try #require(ZoneRules(fixed: "UTC-06:00")))
    #expect(west.window(WindowSize.quarterHour.window(holding: start)) == "2026-11-22 12:00–12:15")
    let quarter: UInt64 = 900_000_000_000
    let day = TimeWindow(
      start: UnixNanos(start.value + 24 * quarter), end: UnixNanos(start.value + 120 * quarter))
    #expect(west.date(day.start) == "22 Nov 2026")
    #expect(Instants(zone: try #require(ZoneRules(fixed: "UTC+00:00"))).window(day) == "2026-11-23")
    // Ticks are round where they are shown.
    let axis = TimeAxis(
      range: TimeWindow(start: start, end: UnixNanos(start.value + 96 * quarter)), most: 12, kathmandu)
    for tick in axis.ticks { #expect(tick.label.hasSuffix(":00"), "\(tick.label)") }
    // Before 1970 there is nothing to shift to.
    #expect(west.full(UnixNanos(1)) == "1970-01-01 00:00:00")
  }

  @Test func `windows are named as people name them`() {
    let start = ReportSample.nightStart
    #expect(Instants.utc.window(WindowSize.quarterHour.window(holding: UnixNanos(start))) == "2026-11-22 18:00–18:15")
    let last = UnixNanos(start + 6 * WindowSize.hour.nanos - 1)
    #expect(Instants.utc.window(WindowSize.hour.window(holding: last)) == "2026-11-22 23:00–24:00")
    #expect(Instants.utc.window(WindowSize.day.window(holding: last)) == "2026-11-22")
  }

  @Test func `exact numbers have all their digits, however large`() {
    #expect(exactDecimal(10_000_000_000_000_000_000, places: 0) == "10000000000000000000")
    #expect(exactDecimal(-10_000_000_000_000_000_001, places: 0) == "-10000000000000000001")
    #expect(exactDecimal(10_000_000_000_000_000_001, places: 9) == "10000000000.000000001")
    #expect(exactDecimal(10_000_000_000_000_000_000, places: 9) == "10000000000")
    #expect(exactDecimal(7, places: 0) == "7")
  }

  @Test func `text from an archive becomes one harmless line`() {
    #expect(Shown.line("plain") == "plain")
    #expect(Shown.line("a\nb\r\nc\td") == "a b c d")
    #expect(Shown.line("\u{1B}[31m\u{202E}x\u{0}") == "\\u{1B}[31m\\u{202E}x\\u{0}")
    #expect(Shown.line("نموذج 模型") == "نموذج 模型")
    #expect(Shown.clipped(String(repeating: "x", count: 100), to: 10) == "xxxxxx…xxx")
  }
}

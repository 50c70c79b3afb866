import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

// What makes ten million points fit and pass quickly, each beside the plain way to say the same.

@Suite struct IncrementListTests {
  @Test("a list gives back what was put in, whatever fits its small form")
  func roundTrip() {
    var random = SplitMix64(seed: 31)
    for round in 0..<200 {
      let increments = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        someIncrement(&random, isLarge: round % 2 == 1)
      }
      let list = IncrementList(increments)
      #expect(Array(list) == increments)
      #expect(list.indices.map { list.from($0) } == increments.map(\.from.value))
      #expect(list.indices.map { list.to($0) } == increments.map(\.to.value))
      #expect(list.indices.map { list.value($0) } == increments.map(\.value))
      #expect(list.indices.map { list.count($0) } == increments.map(\.count))
      #expect(list.indices.map { list.quality($0) } == increments.map(\.quality))
    }
  }

  @Test("amounts on the edge of the small form are kept")
  func edges() {
    let values: [Int128?] = [nil, 0, Int128(Int64.max), Int128(Int64.max) + 1, 1 << 100]
    let counts: [UInt64?] = [nil, 0, UInt64(UInt32.max), UInt64(UInt32.max) + 1, .max]
    for value in values {
      for count in counts {
        let increment = Increment(
          from: at(0), to: at(60), value: value, count: count, quality: [.sinceStart, .unspread])
        #expect(
          Array(IncrementList([grew(0, 1, by: 2, count: 3), increment])) == [grew(0, 1, by: 2, count: 3), increment])
      }
    }
  }

  @Test("a start can be moved in both forms, and lists are equal by content")
  func moves() {
    for value in [Int128(5), 1 << 90] {
      var list = IncrementList([grew(0, 60, by: value), grew(60, 120, by: 7)])
      list.setFrom(t(30), ofRow: 0)
      #expect(Array(list) == [grew(30, 60, by: value), grew(60, 120, by: 7)])
      #expect(list == IncrementList([grew(30, 60, by: value), grew(60, 120, by: 7)]))
    }
  }

  private func someIncrement(_ random: inout SplitMix64, isLarge: Bool) -> Increment {
    let from = Double.random(in: 0...1000, using: &random)
    let large = Int128(UInt64.random(in: 0 ... .max, using: &random)) << 30
    return grew(
      from, from + Double.random(in: 0...100, using: &random),
      by: Bool.random(using: &random)
        ? nil : isLarge && Bool.random(using: &random) ? large : Int128(Int.random(in: 0...1_000_000, using: &random)),
      count: Bool.random(using: &random) ? nil : UInt64.random(in: 0...9, using: &random),
      IncrementQuality(rawValue: UInt16.random(in: 0..<1024, using: &random)))
  }
}

@Suite struct MedianTests {
  @Test("medians are those of the sorted values")
  func medians() {
    var random = SplitMix64(seed: 32)
    #expect(lowerMedian([]) == 0)
    #expect(upperMedian([]) == nil)
    for _ in 0..<500 {
      let values = (0..<Int.random(in: 1...9, using: &random)).map { _ in UInt64.random(in: 1...3, using: &random) }
      #expect(lowerMedian(values) == values.sorted()[(values.count - 1) / 2])
      #expect(upperMedian(values) == values.sorted()[values.count / 2])
    }
  }

  @Test("distinct values are those of a set")
  func distinctValues() {
    var random = SplitMix64(seed: 33)
    for _ in 0..<200 {
      let values = (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt64.random(in: 0...9, using: &random) }
      #expect(distinct(values) == Set(values).sorted())
    }
  }
}

@Suite struct QuickScaleTests {
  @Test("where the quick way answers it says the same as the long one")
  func same() {
    var random = SplitMix64(seed: 34)
    var answered = 0
    let scales: [(Int64, Int64)] = [(1, 1), (1, 1000), (1000, 1), (1, 3), (60, 7), (.max, 1)]
    for _ in 0..<20_000 {
      let (numerator, denominator) = scales[Int.random(in: 0..<scales.count, using: &random)]
      let places = [0, 6, 9, 12][Int.random(in: 0..<4, using: &random)]
      let amount: MetricAmount =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .int(Int64.random(in: .min ... .max, using: &random))
        case 1: .int(Int64.random(in: -9...9, using: &random))
        case 2: .double(Double(bitPattern: UInt64.random(in: 0 ... .max, using: &random)))
        // Halves, so that ties are met.
        case 3: .double(Double(Int.random(in: -99...99, using: &random)) / 2)
        default: .double(Double.random(in: 0...1e6, using: &random))
        }
      let scale = FixedPointScale(numerator: numerator, denominator: denominator, places: places)
      guard let quick = scale.quick(amount) else { continue }
      answered += 1
      #expect(
        quick == FixedPoint(amount, numerator: numerator, denominator: denominator, places: places), "\(amount)")
    }
    #expect(answered > 5000)
  }
}

@Suite struct IncrementSpreadTests {
  /// The rule word for word: ⌊value · overlap / length⌋ everywhere, and one unit more for the largest remainders.
  private func shares(_ increment: Increment, size: UInt64, range: TimeWindow) -> [UInt64: Int128] {
    guard let value = increment.value else { return [:] }
    let (from, to) = (increment.from.value, increment.to.value)
    if from == to { return [to - to % size: value] }
    var borders = [from, to] + [range.start.value, range.end.value].filter { $0 > from && $0 < to }
    var border = from - from % size + size
    while border < to {
      borders.append(border)
      border += size
    }
    borders = Set(borders).sorted()
    // What lies in front of the range is one part, and what lies behind it.
    var parts: [(start: UInt64, length: UInt64)] = []
    for (start, end) in zip(borders, borders.dropFirst()) {
      let place =
        start < range.start.value ? 1 : start >= range.end.value ? 2 : start - start % size
      if let last = parts.last, last.start == place {
        parts[parts.count - 1].length += end - start
      } else {
        parts.append((place, end - start))
      }
    }
    let length = Int128(to - from)
    var shares = parts.map { value * Int128($0.length) / length }
    let left = Int(value - shares.reduce(0, +))
    let order = parts.indices.sorted {
      let (a, b) = (value * Int128(parts[$0].length) % length, value * Int128(parts[$1].length) % length)
      return (b, $0) < (a, $1)
    }
    for row in order.prefix(left) { shares[row] += 1 }
    return Dictionary(uniqueKeysWithValues: zip(parts.map(\.start), shares))
  }

  @Test("increments one after the other come to the shares that each has by itself")
  func likeTheRule() {
    var random = SplitMix64(seed: 35)
    let size = WindowSize.fiveMinutes
    let range = TimeWindow(start: at(250), end: at(4000))
    for _ in 0..<300 {
      var increments: [Increment] = []
      var time = Double.random(in: 0...400, using: &random)
      for _ in 0..<30 {
        let length = [0, 13.5, 60, 60, 60, 290, 900][Int.random(in: 0..<7, using: &random)]
        increments.append(grew(time, time + length, by: Int128(Int.random(in: 0...50, using: &random))))
        time += Bool.random(using: &random) ? length : Double.random(in: -100...200, using: &random)
        time = max(0, time)
      }
      var expected: [UInt64: Int128] = [:]
      for increment in increments {
        let isOutside =
          increment.from == increment.to && (increment.to < range.start || increment.to >= range.end)
        for (start, share) in shares(increment, size: size.nanos, range: range)
        where start > 2 && !isOutside { expected[start, default: 0] += share }
      }
      let found = attribute(increments, to: size, within: range)
      var windows: [UInt64: Int128] = [:]
      for window in found.windows { windows[window.window.start.value] = window.share.value?.value ?? 0 }
      #expect(windows.filter { $0.value != 0 } == expected.filter { $0.value != 0 })
      let whole = increments.reduce(Int128(0)) { $0 + ($1.value ?? 0) }
      #expect(
        [found.before, found.total, found.after].reduce(Int128(0)) { $0 + ($1.value?.value ?? 0) } == whole)
      for window in found.windows {
        guard let value = window.share.value else { continue }
        #expect(value.low <= value.value && value.value <= value.high)
      }
    }
  }

  @Test("an increment that says nothing still makes a window")
  func silent() {
    let found = attribute([grew(0, 60, by: nil)], to: .fiveMinutes)
    #expect(found.windows.map(\.share) == [IncrementShare()])
  }
}

@Suite struct FirstPointTests {
  /// The rule word for word: of each first point, the last earlier collection of its process and start.
  private func narrowed(_ judged: [JudgedSeries]) -> [[Increment]] {
    var collections: [String: Set<UInt64>] = [:]
    func origins(_ candidate: JudgedSeries) -> [(name: String, isFirst: Bool, increment: Increment)] {
      var name: String?
      return candidate.result.increments.map { increment in
        let isFirst = increment.quality.contains(.sinceStart)
        if isFirst { name = "\(candidate.series.instance ?? "") \(increment.from.value)" }
        return (name ?? "", isFirst, increment)
      }
    }
    for candidate in judged {
      for (name, _, increment) in origins(candidate) where !name.isEmpty {
        collections[name, default: []].insert(increment.to.value)
      }
    }
    return judged.map { candidate in
      origins(candidate).map { name, isFirst, increment in
        var increment = increment
        if isFirst, let before = collections[name]?.filter({ $0 < increment.to.value }).max() {
          increment.from = UnixNanos(before)
        }
        return increment
      }
    }
  }

  @Test("a first point covers what comes after the last collection without it")
  func likeTheRule() {
    var random = SplitMix64(seed: 36)
    for _ in 0..<300 {
      var judged: [JudgedSeries] = []
      for number in 0..<Int.random(in: 1...6, using: &random) {
        var points: [MetricPoint] = []
        var value: Int64 = 1
        for start in [0.0, 600] where Bool.random(using: &random) {
          var time = start + 60 * Double(Int.random(in: 1...5, using: &random))
          for _ in 0..<Int.random(in: 1...4, using: &random) {
            points.append(point(start, time, value))
            value += 3
            time += 60
          }
        }
        var series = counter(points)
        series.identity.low = UInt64(number)
        series.instance = number % 2 == 0 ? "a" : "b"
        judged.append(JudgedSeries(series: series, result: increments(of: series)))
      }
      let expected = narrowed(judged)
      narrowFirstPoints(&judged)
      #expect(judged.map(\.result.increments) == expected)
    }
  }
}

@Suite struct SharedJudgementTests {
  private func simulatedNight(seed: UInt64) -> SimulatedNight {
    var settings = SimulatedNight.Settings()
    settings.seed = seed
    settings.hours = 2
    return SimulatedNight(settings)
  }

  @Test("series that are judged once, by any number of workers, say the same to both sides")
  func workers() {
    let night = simulatedNight(seed: 5)
    let all = night.series
    let traces = night.traceSide(WindowSize.hour)
    let plain = compare(traces, with: all)
    let heads = all.map { series in
      var head = series
      head.points = []
      return head
    }
    for count in [1, 2, 5] {
      let pool = Workers(count: count)
      let judged = judge(heads, beside: traces, workers: pool) { all[$0].points }
      let found = compare(traces, with: judged, workers: pool)
      #expect(found.rows == plain.rows)
      #expect(found.totals == plain.totals)
      #expect(found.series == plain.series)
      #expect(found.range == plain.range)
      #expect(
        metricOnlySums(heads, workers: pool, points: { all[$0].points }) == metricOnlySums(all))
    }
  }

  @Test("what metrics mean in cells adds up to what they grew by")
  func cells() {
    let night = simulatedNight(seed: 6)
    let judged = judge(night.series, beside: night.traceSide(WindowSize.hour))
    let evidence = night.evidence
    for (service, part) in evidence.byService {
      let series = judged.series.filter { $0.series.service == service }
      let one = ServiceCase(
        service: service, kinds: part.kinds, calls: part.calls, series: series, joinings: judged.joinings,
        costBasis: .list, traceStart: 0, range: nil)
      let grid = CellGrid(one, shifts: [])
      var growth = [Int128](repeating: 0, count: grid.strands.count)
      grid.forEachGrowth(one) { growth[$0] += $1.value ?? 0 }
      #expect(growth == grid.metered.map { $0.reduce(0) { $0 + $1.value } })
      #expect(growth.contains { $0 > 0 })
      let calls = part.calls.filter { $0.end != 0 }.count
      var counted: Int128 = 0
      for atom in grid.atoms { counted += atom.calls }
      #expect(counted == Int128(calls))
    }
  }

  @Test("intervals of centuries do no harm")
  func centuries() {
    var series = counter(
      .delta,
      [
        MetricPoint(startUnixNano: 1, timeUnixNano: .max, amount: .int(7)),
        MetricPoint(startUnixNano: 2, timeUnixNano: .max - 1, amount: .int(8)),
      ])
    series.instance = "a"
    var evidence = CallEvidence()
    let kind = evidence.row(of: CallEvidence.Kind(service: "desk", instance: "a", requestModel: "m"))
    for end in [t(0), UInt64.max - 5] {
      evidence.calls.append(
        CallEvidence.Call(kind: kind, start: end - 1000, end: end, duration: 1000, tokens: .init(input: 4, output: 1)))
    }
    let found = diagnose(evidence, with: [series], traceStart: at(0))
    #expect(found.explainedShareMicros != nil)
  }
}

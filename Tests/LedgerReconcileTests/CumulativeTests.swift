import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

/// One test for each case of a cumulative point and its predecessor.
struct CumulativeTests {
  @Test func `a first point whose start is known counts whole since its start`() {
    let result = increments(of: counter([point(0, 60, 100)]))
    #expect(result.increments == [grew(0, 60, by: 100, .sinceStart)])
    #expect(result.facts.baselines == 0)
  }

  @Test func `a first point that starts at its own time is a baseline`() {
    let result = increments(of: counter([point(60, 60, 100), point(60, 120, 130)]))
    #expect(result.increments == [grew(60, 120, by: 30)])
    #expect(result.facts.baselines == 1)
  }

  @Test func `a first point without a start is a baseline`() {
    let result = increments(of: counter([point(nil, 60, 100), point(nil, 120, 130)]))
    #expect(result.increments == [grew(60, 120, by: 30)])
    #expect(result.facts.baselines == 1)
  }

  @Test func `a value that did not fall counts as the difference`() {
    let result = increments(of: counter([point(0, 60, 100), point(0, 120, 100), point(0, 180, 150)]))
    #expect(
      result.increments == [grew(0, 60, by: 100, .sinceStart), grew(60, 120, by: 0), grew(120, 180, by: 50)])
  }

  @Test func `a fall without a new start is a reset and counts whole`() {
    let result = increments(of: counter([point(0, 60, 100), point(0, 120, 40), point(0, 180, 70)]))
    #expect(
      result.increments
        == [grew(0, 60, by: 100, .sinceStart), grew(60, 120, by: 40, .reset), grew(120, 180, by: 30)])
    #expect(result.facts.resets == 1)
  }

  @Test func `a new start behind the last point is a restart and counts since the new start`() {
    let result = increments(of: counter([point(0, 60, 100), point(90, 120, 40), point(90, 180, 70)]))
    #expect(
      result.increments
        == [grew(0, 60, by: 100, .sinceStart), grew(90, 120, by: 40, .sinceStart), grew(120, 180, by: 30)])
    #expect(result.facts.restarts == 1)
    #expect(result.facts.resets == 0)
    #expect(!result.facts.hasSeveralWriters)
  }

  @Test func `a new start before the last point is another writer and is counted by itself`() {
    let result = increments(
      of: counter([
        point(0, 60, 100), point(0, 120, 150), point(0, 180, 220), point(30, 90, 10), point(30, 150, 25),
      ]))
    #expect(result.total == 245)
    #expect(
      result.increments == [
        grew(0, 60, by: 100, .sinceStart), grew(30, 90, by: 10, [.sinceStart, .overlapping]), grew(60, 120, by: 50),
        grew(90, 150, by: 15, .overlapping), grew(120, 180, by: 70),
      ])
    #expect(result.facts.overlaps == 1)
    #expect(result.facts.hasSeveralWriters)
  }

  @Test func `a late point of an older start belongs to the older sequence`() {
    let result = increments(of: counter([point(90, 150, 40), point(0, 60, 100), point(90, 120, 10), point(0, 30, 70)]))
    #expect(
      result.increments == [
        grew(0, 30, by: 70, .sinceStart), grew(30, 60, by: 30), grew(90, 120, by: 10, .sinceStart),
        grew(120, 150, by: 30),
      ])
  }

  @Test func `of different values for one start and time the larger is kept`() {
    for points in [[point(0, 60, 100), point(0, 60, 90)], [point(0, 60, 90), point(0, 60, 100)]] {
      let result = increments(of: counter(points + [point(0, 120, 130)]))
      #expect(result.increments == [grew(0, 60, by: 100, [.sinceStart, .conflict]), grew(60, 120, by: 30)])
      #expect(result.facts.conflicts == 1)
    }
  }

  @Test func `a point seen twice counts once`() {
    let result = increments(of: counter([point(0, 60, 100), point(0, 60, 100), point(0, 120, 130), point(0, 60, 100)]))
    #expect(result.increments == [grew(0, 60, by: 100, .sinceStart), grew(60, 120, by: 30)])
    #expect(result.facts.duplicates == 2)
    #expect(result.facts.points == 4)
  }

  @Test func `after a stale marker the same start goes on from the last value`() {
    let result = increments(of: counter([point(0, 60, 100), marker(0, 120), point(0, 180, 130)]))
    #expect(result.increments == [grew(0, 60, by: 100, .sinceStart), grew(60, 180, by: 30, .afterStaleMarker)])
    #expect(result.facts.staleMarkers == 1)
  }

  @Test func `a marker without a start is no writer of its own`() {
    let result = increments(of: counter([point(0, 60, 100), marker(nil, 61), point(0, 180, 130), marker(nil, 181)]))
    #expect(result.increments == [grew(0, 60, by: 100, .sinceStart), grew(60, 180, by: 30)])
    #expect(result.facts.staleMarkers == 2)
    #expect(result.facts.overlaps == 0)
    #expect(result.facts.restarts == 0)
  }

  @Test func `after a stale marker a new start counts from zero`() {
    let result = increments(of: counter([point(0, 60, 100), marker(0, 120), point(150, 180, 30)]))
    #expect(result.increments == [grew(0, 60, by: 100, .sinceStart), grew(150, 180, by: 30, .sinceStart)])
  }

  @Test func `a value that is not a number is a stale marker`() {
    let broken = MetricPoint(startUnixNano: t(0), timeUnixNano: t(120), amount: .double(.nan))
    let result = increments(of: counter([point(0, 60, 100), broken, point(0, 180, 130)]))
    #expect(result.increments == [grew(0, 60, by: 100, .sinceStart), grew(60, 180, by: 30, .afterStaleMarker)])
    #expect(result.facts.staleMarkers == 1)
  }

  @Test func `starts that wobble within a second are one writer as long as nothing falls`() {
    let result = increments(of: counter([point(0, 60, 100), point(0.004, 120, 130), point(0.002, 180, 190)]))
    #expect(result.total == 190)
    #expect(result.facts.adjustedStarts == 2)
  }

  @Test func `two processes that were started together are not taken for one`() {
    // Points in turns, at nearly the same times: both totals count.
    let result = increments(
      of: counter([point(0, 60, 100), point(0.3, 60.3, 110), point(0, 120, 150), point(0.3, 120.3, 170)]))
    #expect(result.total == 320)
    #expect(result.facts.adjustedStarts == 0)
    #expect(result.facts.hasSeveralWriters)
  }

  @Test func `two processes that fall below each other in turns are named`() {
    let values: [Int64] = [501, 52, 503, 54, 505, 56]
    let points = values.enumerated().map { point(nil, 30 * Double($0 + 1), $1) }
    let result = increments(of: counter(points))
    #expect(result.facts.resets == 3)
    #expect(result.facts.hasSeveralWriters)
  }

  @Test func `an interval longer than three others is a gap`() {
    let times: [Double] = [60, 120, 180, 240, 421, 481]
    let result = increments(of: counter(times.map { point(0, $0, Int64($0)) }))
    #expect(result.increments.filter { $0.quality.contains(.acrossGap) } == [grew(240, 421, by: 181, .acrossGap)])
    #expect(result.facts.gaps == 1)
    #expect(result.total == 481)
  }

  @Test func `levels have no increments`() {
    var gauge = counter([point(0, 60, 100)])
    gauge.kind = .gauge
    #expect(increments(of: gauge).standing == .level)
    var upDown = counter([point(0, 60, 100)])
    upDown.isMonotonic = false
    #expect(increments(of: upDown).standing == .level)
    #expect(increments(of: upDown).total == nil)
  }

  @Test func `a series that does not say how it counts has no increments`() {
    let result = increments(of: counter(.unspecified, [point(0, 60, 100)]))
    #expect(result.standing == .unknownTemporality)
    #expect(result.increments == [])
    // What says neither lacks its temporality first: nobody said that it may fall.
    var silent = counter(.unspecified, [point(0, 60, 100)])
    silent.isMonotonic = false
    #expect(increments(of: silent).standing == .unknownTemporality)
    #expect(increments(of: silent).facts.points == 1)
  }

  @Test func `points without a time or value or with a negative one are counted and left out`() {
    let result = increments(
      of: counter([
        MetricPoint(startUnixNano: t(0), timeUnixNano: 0, amount: .int(5)),
        MetricPoint(startUnixNano: t(0), timeUnixNano: t(60), amount: nil),
        MetricPoint(startUnixNano: t(0), timeUnixNano: t(60), amount: .int(-5)),
        MetricPoint(startUnixNano: t(0), timeUnixNano: t(60), amount: .double(.infinity)),
      ]))
    #expect(result.increments == [])
    #expect(result.facts.undated == 1)
    #expect(result.facts.unusable == 3)
  }

  @Test func `unsigned extremes do not trap`() {
    let top = UInt64.max
    let result = increments(
      of: counter([
        MetricPoint(startUnixNano: 0, timeUnixNano: top, amount: .int(.max)),
        MetricPoint(startUnixNano: top, timeUnixNano: top, amount: .int(.max)),
        MetricPoint(startUnixNano: top, timeUnixNano: 1, amount: .int(3)),
        MetricPoint(startUnixNano: 1, timeUnixNano: top, amount: .int(.max)),
        MetricPoint(startUnixNano: 1, timeUnixNano: top - 1, amount: .int(.min)),
      ]))
    let windows = attribute(result.increments, to: .fiveMinutes)
    #expect(windows.total.value?.value == result.total)
    #expect(result.facts.inverted == 1)
    let extreme = histogram([
      MetricPoint(startUnixNano: 1, timeUnixNano: 2, amount: .double(1e25), count: top),
      MetricPoint(startUnixNano: 1, timeUnixNano: top, amount: .double(1e300), count: top),
    ])
    #expect(increments(of: extreme).count == Int128(top))
  }

  @Test func `order, repetition and splitting of points change nothing`() {
    for seed in UInt64(0)..<200 {
      var random = SplitMix64(seed: seed)
      var points: [MetricPoint] = []
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let start = [nil, 0, 0.2, 50, 200, 200.5].randomElement(using: &random) ?? nil
        let time = Double(Int.random(in: 1...40, using: &random)) * 10
        let value = Int64.random(in: -2...500, using: &random)
        points.append(
          Int.random(in: 0..<10, using: &random) == 0 ? marker(start, time) : point(start, time, value))
      }
      for temporality in [Temporality.cumulative, .delta] {
        let once = increments(of: counter(temporality, points))
        let again = increments(of: counter(temporality, (points + points.prefix(7)).shuffled(using: &random)))
        #expect(once.increments == again.increments, "seed \(seed)")
        #expect(once.facts.resets == again.facts.resets, "seed \(seed)")
        #expect(once.facts.hasSeveralWriters == again.facts.hasSeveralWriters, "seed \(seed)")
      }
    }
  }

  @Test func `delta and cumulative points of one stream have the same increments`() {
    for seed in UInt64(0)..<200 {
      var random = SplitMix64(seed: seed)
      var delta: [MetricPoint] = []
      var cumulative: [MetricPoint] = []
      var start = 0.0
      var time = 0.0
      var sum: Int64 = 0
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        if Int.random(in: 0..<8, using: &random) == 0 {  // the process starts anew, a little later
          start = time + 5
          time = start
          sum = 0
        }
        let grown = Int64.random(in: 0...900, using: &random)
        sum += grown
        delta.append(point(time, time + 60, grown))
        time += 60
        cumulative.append(point(start, time, sum))
      }
      let fromDelta = increments(of: counter(.delta, delta.shuffled(using: &random))).increments
      let fromCumulative = increments(of: counter(.cumulative, cumulative.shuffled(using: &random))).increments
      #expect(fromDelta.map(\.from) == fromCumulative.map(\.from), "seed \(seed)")
      #expect(fromDelta.map(\.to) == fromCumulative.map(\.to), "seed \(seed)")
      #expect(fromDelta.map(\.value) == fromCumulative.map(\.value), "seed \(seed)")
    }
  }
}

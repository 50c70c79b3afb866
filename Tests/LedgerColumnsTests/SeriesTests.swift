import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct SeriesTests {
  /// Whatever makes a series, in all combinations.
  private struct Made: Hashable {
    var name: String
    var unit: String
    var kind: MetricKind
    var temporality: Temporality
    var isMonotonic: Bool
    var digest: UInt64
    var scope: String
  }

  @Test func `points belong to the series that they name, in whatever order they come`() {
    var arenas: [TextArena] = []
    func view(_ text: String) -> ByteView {
      let arena = TextArena()
      arenas.append(arena)
      return arena.append(atMost: text.utf8.count) { $0.append(text.utf8) }
    }
    var all: [Made] = []
    for name in ["a", "b"] {
      for unit in ["s", "ms"] {
        for kind in [MetricKind.sum, .histogram] {
          for temporality in [Temporality.delta, .cumulative] {
            for isMonotonic in [false, true] {
              for digest in [1, 2] as [UInt64] {
                for scope in ["x", "y"] {
                  all.append(
                    Made(
                      name: name, unit: unit, kind: kind, temporality: temporality, isMonotonic: isMonotonic,
                      digest: digest, scope: scope))
                }
              }
            }
          }
        }
      }
    }
    var random = SplitMix64(seed: 4)
    let points = (0..<3).flatMap { _ in all.shuffled(using: &random) }
    let builder = StoreBuilder()
    builder.beginSource(0)
    builder.beginResource(ResourceReading(), digest: AttributeDigest())
    for (number, made) in points.enumerated() {
      let scope = ScopeRecord()
      scope.name = view(made.scope)
      builder.beginScope(scope)
      var point = DataPointRecord()
      point.metricName = view(made.name)
      point.unit = view(made.unit)
      point.kind = made.kind
      point.temporality = made.temporality
      point.isMonotonic = made.isMonotonic
      point.digest.low = made.digest
      point.intValue = Int64(number)
      var reading = MetricReading()
      reading.family = .tokenUsage
      builder.append(point, reading)
    }
    let store = Store(joining: [builder])
    #expect(store.series.count == all.count)
    var found = 0
    for segment in store.points {
      for row in 0..<segment.count {
        let key = store.series[Int(segment.series[row])]
        let made = Made(
          name: key.name, unit: key.unit, kind: key.kind, temporality: key.temporality, isMonotonic: key.isMonotonic,
          digest: key.digest.low, scope: store.scopes[Int(key.scope)].name ?? "")
        #expect(made == points[Int(segment.intValue[row] ?? -1)])
        found += 1
      }
    }
    #expect(found == points.count)
  }
}

import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct ExemplarSetTests {
  private func point(_ metric: Int, _ exemplars: [Exemplar]) -> DataPointRecord {
    var record = DataPointRecord()
    record.digest.add(high: UInt64(metric) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(metric))
    record.exemplars = exemplars
    return record
  }

  private func exemplar(_ number: UInt64) -> Exemplar {
    var exemplar = Exemplar()
    exemplar.timeUnixNano = 1_795_471_200_000_000_000 + number
    exemplar.traceID = TraceID(high: 7, low: number)
    exemplar.spanID = SpanID(number)
    exemplar.value = .int(Int64(number % 5))
    return exemplar
  }

  @Test func `what is repeated from point to point is kept once`() {
    var set = ExemplarSet()
    for _ in 0..<50 { set.insert(contentsOf: point(1, [exemplar(1), exemplar(2)]), series: 0) }
    #expect(set.kept.count == 2)
    // Another series, time, span, trace or value is another exemplar.
    set.insert(contentsOf: point(2, [exemplar(1)]), series: 1)
    var others = [exemplar(1), exemplar(1), exemplar(1), exemplar(1), exemplar(1)]
    others[0].timeUnixNano += 1
    others[1].spanID = SpanID(99)
    others[2].traceID = TraceID(high: 8, low: 1)
    others[3].value = .double(1)
    others[4].value = .absent
    set.insert(contentsOf: point(1, others), series: 0)
    #expect(set.kept.count == 8)
    #expect(set.bits == 0)
  }

  @Test func `where there are too many, content decides which are kept, not order or workers`() {
    let all = (0..<3000).map { number in (metric: number % 3, exemplar: exemplar(UInt64(number))) }
    func kept(_ shares: [[(metric: Int, exemplar: Exemplar)]]) -> (Set<Exemplar>, UInt64) {
      let parts = shares.map { share -> (kept: Set<KeptExemplar>, bits: UInt64) in
        var set = ExemplarSet(most: 100)
        for (metric, exemplar) in share { set.insert(contentsOf: point(metric, [exemplar]), series: 0) }
        return (set.kept, set.bits)
      }
      let joined = ExemplarSet.join(parts, seriesMaps: shares.map { _ in [0] }, most: 100)
      return (Set(joined.kept.map(\.exemplar)), joined.bits)
    }
    let (whole, bits) = kept([all])
    #expect(whole.count <= 100 && whole.count >= 30)
    #expect(bits >= 5 && bits <= 7)
    var random = SplitMix64(seed: 3)
    for _ in 0..<5 {
      let shuffled = all.shuffled(using: &random)
      let cut = Int.random(in: 0...3000, using: &random)
      let halves = kept([Array(shuffled[..<cut]), Array(shuffled[cut...]), Array(all[..<500])])
      #expect(halves == (whole, bits))
    }
  }
}

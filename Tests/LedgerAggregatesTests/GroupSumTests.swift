import LedgerKernels
import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerAggregates
@testable import LedgerCalls
@testable import LedgerPricing

/// What one worker of a walk keeps: sums of groups, and values of a group together.
@Suite struct GroupSumTests {
  @Test(arguments: [1, 3]) func `values of a group stand together, wherever groups take turns`(_ writers: Int) {
    var random = SplitMix64(seed: 5)
    for (count, groupCount) in [(0, 0), (1, 1), (40, 40), (3000, 1), (20_000, 150), (30_000, 7)] {
      let values = GroupedValues(valueCount: count, groupCount: groupCount, workers: writers)
      var expected = [[Int64]](repeating: [], count: groupCount)
      var found = expected
      var stretches: [GroupedStretch] = []
      for writer in 0..<writers {
        // A writer knows the groups that it has come across.
        let all = GroupedValueWriter(values)
        var numbers: [Int: Int] = [:]
        var known: [Int] = []
        let own = count * writer / writers..<count * (writer + 1) / writers
        for start in stride(from: own.lowerBound, to: own.upperBound, by: 100) {
          let rows = min(100, own.upperBound - start)
          let column = MeasureColumn(count: 100)
          let groups = RowBuffer<UInt32>(zeroed: 100)
          for row in 0..<rows {
            let group = Int.random(in: 0..<groupCount, using: &random)
            if numbers[group] == nil {
              numbers[group] = known.count
              known.append(group)
              all.addGroup()
            }
            groups[row] = UInt32(numbers[group] ?? 0)
            let value = [nil, 0, Int64.random(in: 0...Int64.max, using: &random), -1].randomElement(using: &random)
            column[row] = value ?? nil
            if let value = column[row] { expected[group].append(value) }
          }
          all.write(rows, column, groups)
        }
        stretches += all.stretches.map {
          GroupedStretch(group: UInt32(known[Int($0.group)]), start: $0.start, count: $0.count)
        }
      }
      values.rows.withSpan { values in
        for stretch in stretches {
          for row in stretch.rows { found[Int(stretch.group)].append(values[row]) }
        }
      }
      #expect(found.map { $0.sorted() } == expected.map { $0.sorted() })
    }
  }

  @Test func `sums grow with groups and kinds`() {
    var random = SplitMix64(seed: 6)
    let count = 5000
    // Of a few kinds there are many; the rest is of all kinds, most of which cannot be.
    let kinds = (0..<count).map { _ in
      (Bool.random(using: &random) ? 0x93 | CallKind.ordinary : UInt16.random(in: 0...CallKind.all, using: &random))
        | CallKind.toldAbove
    }
    let places = (0..<count).map { _ in UInt32.random(in: 0..<150, using: &random) }
    let tokens = (0..<count).map { row in
      var counts = TokenCounts()
      let kind = CallKind(bits: kinds[row])
      counts.input = kind.knowsInput ? Int64.random(in: 0..<1 << 30, using: &random) : nil
      counts.output = kind.knowsOutput ? 3 : nil
      return counts
    }
    let stored = tokens.map { StoredCounts<UInt32>($0) { $0.map { UInt32($0) + 1 } ?? 0 } }
    var sums = GroupSums()
    for place in 0..<150 { #expect(sums.add(group: place, rates: place % 2) == place) }
    let rows = (0..<UInt32(count)).map { $0 }
    let rates = places.map { $0 % 2 }
    let all = [CallRates.none, .noPrice]
    let apart = RowBuffer<UInt32>(unset: count)
    let found = sums.add(
      kinds: kinds.span, candidates: rows.span, tokens: stored.span, places: places.span, rates: rates.span, all.span,
      apart: apart)
    #expect((0..<found).map { apart[$0] } == rows.filter { places[Int($0)] % 2 == 0 })
    var tallies = [CallTally](repeating: CallTally(), count: 150)
    sums.move(to: &tallies, all)
    for place in 0..<150 {
      let own = (0..<count).filter { places[$0] == UInt32(place) }
      let calls = own.filter { CallKind(bits: kinds[$0]).isCall }
      #expect(tallies[place].calls == calls.count)
      #expect(tallies[place].errors == calls.count { CallKind(bits: kinds[$0]).isError })
      #expect(tallies[place].callsWithCacheHit == calls.count { CallKind(bits: kinds[$0]).isCacheHit })
      #expect(tallies[place].callsWithoutUsage == calls.count { tokens[$0].isUnknown })
      #expect(tallies[place].callsUnpriced == (place % 2 == 0 ? 0 : calls.count { !tokens[$0].isUnknown }))
      #expect(tallies[place].input == own.compactMap { tokens[$0].input }.reduce(nil) { ($0 ?? 0) + $1 })
      #expect(tallies[place].output == own.compactMap { tokens[$0].output }.reduce(nil) { ($0 ?? 0) + $1 })
    }
    let before = tallies
    sums.move(to: &tallies, all)
    #expect(tallies == before)
  }

  @Test func `a kind tells that rates decide a price only where the tokens do`() {
    var random = SplitMix64(seed: 8)
    let limit = CallKind.ordinaryTokens
    func count() -> Int64? {
      [nil, 0, 1, 70_000, limit - 2, limit - 1, limit, limit + 1, 1 << 30 - 1].randomElement(using: &random) ?? nil
    }
    var all = [CallRates.none, .noPrice]
    for most in [0, 1000, limit - 1, limit, limit + 1, .max] {
      all.append(CallRates(SummedRates(.free, mostTokens: most)))
      all.append(CallRates(SummedRates(.elsewhere, mostTokens: most)))
    }
    var told = [Int](repeating: 0, count: all.count)
    for _ in 0..<20_000 {
      var tokens = TokenCounts()
      (tokens.input, tokens.output) = (count(), count())
      (tokens.cacheRead, tokens.cacheWrite, tokens.reasoning) = (count(), count(), count())
      let kind = CallKind(
        tokens: tokens.kindBits, isCall: Bool.random(using: &random), isError: Bool.random(using: &random),
        isToldAbove: Bool.random(using: &random), isStreaming: nil)
      let small = StoredCounts<UInt32>(tokens) { $0.map { UInt32($0) + 1 } ?? 0 }.small
      #expect(kind.isCacheHit == (tokens.cacheRead ?? 0 > 0))
      for (number, rates) in all.enumerated() where rates.price(kind) {
        told[number] += 1
        #expect(rates.price(small, of: kind) && small.cachedBeyondInput == 0)
      }
    }
    // Where a tier begins within what is ordinary, and where nothing has a price, kinds tell nothing.
    #expect(told.map { $0 > 0 } == [false, true] + [false, false, false, true, true, true].flatMap { [$0, $0] })
  }

  @Test func `kinds are counted at few places and at many, of few kinds and of all`() {
    var random = SplitMix64(seed: 7)
    for (places, codes) in [(1, 1), (64, 2000), (700, 16), (700, 2000), (40_000, 2000), (70_000, 3)] {
      var counts = KindCounts()
      var expected: [Int: [Int: Int]] = [:]
      var room = 64
      for round in 0..<2 {
        expected = [:]
        for call in 0..<60_000 {
          // Places come one after the other, as those of new groups do.
          let place = Int.random(in: 0...min(call, places - 1), using: &random)
          while room <= place { room *= 2 }
          counts.reserve(places: room)
          let code = Int.random(in: 0..<codes, using: &random)
          counts.add(CallKind(bits: UInt16(code >> 1)), isByRates: code & 1 != 0, at: place)
          expected[place, default: [:]][code, default: 0] += 1
        }
        var found: [Int: [Int: Int]] = [:]
        counts.forEach { place, kinds in
          #expect(found[place] == nil)
          found[place] = Dictionary(
            uniqueKeysWithValues: kinds.map { (Int($0.kind.bits) << 1 | ($0.isByRates ? 1 : 0), $0.count) })
        }
        #expect(found == expected, "\(places) places, \(codes) codes, round \(round)")
        counts.clear()
      }
    }
  }
}

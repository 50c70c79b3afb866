import LedgerModel
import LedgerPricing
import Testing

@Suite struct PreparedSheetTests {
  /// Scenario: every sheet of the shipped book, counts of all sizes, unknown ones among them, around every tier.
  /// Guarantees: where the layout answers, its answer is the sheet's; for counts of a night it always answers, but where
  /// tokens have no price.
  @Test func `the layout of a sheet says what the sheet says`() {
    var random: UInt64 = 9  // A linear congruential sequence (Knuth's MMIX): the same counts on every run.
    func count(_ bits: [UInt64]) -> Int64? {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let shift = bits[Int(random >> 33) % bits.count]
      return shift == 0 ? nil : shift == 1 ? 0 : Int64(bitPattern: random &* 0x9E37_79B9_7F4A_7C15) >> Int64(64 - shift)
    }
    var answered = 0
    var flats = 0
    var others = [FlatTier]()
    for sheet in PriceBook.shipped.sheets { _ = PreparedSheet(sheet).flat(tiers: &others) }
    #expect(!others.isEmpty)
    for sheet in PriceBook.shipped.sheets {
      let prepared = PreparedSheet(sheet)
      for _ in 0..<200 {
        let bits: [UInt64] = [0, 1, 8, 14, 19, 19, 22, 40, 63]
        var counts = [count(bits), count(bits), count(bits), count(bits)]
        if random & 1 << 40 != 0 { counts = counts.map { $0.map { $0.magnitude & 0x3F_FFFF }.map(Int64.init) } }
        let usage = TokenUsage(
          uncachedInput: counts[0], cacheRead: counts[1], cacheWrite: counts[2], output: counts[3])
        let answer = prepared.cost(
          uncachedInput: counts[0], cacheRead: counts[1], cacheWrite: counts[2], output: counts[3])
        var tiers = others
        do {
          let flat = prepared.flat(tiers: &tiers)
          // In a row of its own kind, behind the tiers of another sheet.
          let flatAnswer = flat.cost(
            uncachedInput: counts[0], cacheRead: counts[1], cacheWrite: counts[2], output: counts[3], tiers: tiers.span)
          #expect(flatAnswer == answer)
          flats += 1
        }
        switch (answer, sheet.cost(of: usage)) {
        case (.picoUSD(let amount), .priced(let expected)): #expect(PicoUSD(Int128(amount)) == expected)
        case (.picoUSD(let amount), .free): #expect(amount == 0)
        case (.unknownUsage, .unknownUsage): break
        case (.notPlain, let expected):
          let isOfANight = counts.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? 0) < 1 << 31 }
          if isOfANight, case .partial = expected { continue }
          // Prices by the hour are no layout for all hours.
          if sheet.steps.contains(where: { $0.conditions.hours != nil }) { continue }
          #expect(!isOfANight, "\(sheet.model): \(usage)")
          continue
        case (_, let expected): Issue.record("\(sheet.model): \(usage) is \(answer), expected \(expected)")
        }
        answered += 1
      }
      if let from = sheet.from {
        #expect(prepared.holds(at: from.value) && !prepared.holds(at: from.value - 1))
      }
      if let until = sheet.until { #expect(!prepared.holds(at: until.value)) }
      var tiers = [FlatTier]()
      do {
        let flat = prepared.flat(tiers: &tiers)
        for instant in [sheet.from?.value, sheet.until?.value, 0, .max].compactMap({ $0 }) {
          for near in [instant &- 1, instant, instant &+ 1] {
            #expect(flat.holds(at: near) == prepared.holds(at: near))
          }
        }
      }
    }
    #expect(flats > 5000)
    #expect(answered > 5000)
  }

  /// Scenario: every sheet of the shipped book, calls of a night's sizes, around every tier.
  /// Guarantees: where the rates for sums apply, a call costs what the sheet says; what many such calls come to together is
  /// the sum of what each of them costs; wherever the sheet has no tiers and prices of all classes, they apply.
  @Test func `what calls cost together is the sum of what they cost`() {
    var random: UInt64 = 17
    func count(_ most: UInt64) -> Int64 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return random >> 60 == 0 ? 0 : Int64((random >> 20) % most)
    }
    var (withTiers, applied, refused) = (0, 0, 0)
    for sheet in PriceBook.shipped.sheets {
      var tiers: [FlatTier] = []
      let flat = PreparedSheet(sheet).flat(tiers: &tiers)
      guard let rates = flat.summed(tiers) else { continue }
      if !tiers.isEmpty { withTiers += 1 }
      var sums: [Int128] = [0, 0, 0, 0]
      var expected: Int128 = 0
      for _ in 0..<200 {
        let (input, read, write, output) = (count(300_000), count(200_000), count(2_000), count(9_000))
        guard rates.apply(uncachedInput: input, cacheRead: read, cacheWrite: write, output: output) else {
          refused += 1
          continue
        }
        applied += 1
        let answer = flat.cost(
          uncachedInput: input, cacheRead: read, cacheWrite: write, output: output, tiers: tiers.span)
        let alone = rates.cost(uncachedInput: input, cacheRead: read, cacheWrite: write, output: output)
        #expect(answer == .picoUSD(alone), "\(sheet.model)")
        expected += Int128(alone)
        for (place, count) in [input, read, write, output].enumerated() { sums[place] += Int128(count) }
      }
      #expect(
        rates.cost(uncachedInput: sums[0], cacheRead: sums[1], cacheWrite: sums[2], output: sums[3]) == expected)
    }
    #expect(withTiers > 0 && applied > 10_000 && refused > 100)
    #expect(!SummedRates.none.apply(uncachedInput: 0, cacheRead: 0, cacheWrite: 0, output: 0))
  }

  /// Scenario: the sheets of each model of the shipped book, in both orders, asked at and around each of their ends.
  /// Guarantees: the first sheet that holds is found, and throughout the period that is told the same one is.
  @Test func `the sheet that holds is told with how long it does`() {
    var periods = 0
    for (_, sheets) in Dictionary(grouping: PriceBook.shipped.sheets, by: \.model) {
      var tiers: [FlatTier] = []
      let inOrder = sheets.map { PreparedSheet($0).flat(tiers: &tiers) }
      let instants: [UInt64] =
        sheets.flatMap { [$0.from?.value, $0.until?.value].compactMap { $0 } } + [5, .max - 5]
      for (flats, sheets) in [(inOrder, sheets), (inOrder.reversed(), sheets.reversed())] {
        func first(_ instant: UInt64) -> Int? { flats.firstIndex { $0.holds(at: instant) } }
        for instant in instants.flatMap({ [$0 - 1, $0, $0 + 1] as [UInt64] }) {
          let (sheet, period) = FlatSheet.holding(at: instant, flats[...])
          #expect(sheet == first(instant) && period.contains(instant))
          #expect(first(period.lowerBound) == sheet && first(period.upperBound - 1) == sheet)
          for other in instants where period.contains(other) { #expect(first(other) == sheet) }
          periods += 1
        }
        // An instant that is not known is only in a sheet that always holds, and says nothing of others.
        let (sheet, period) = FlatSheet.holding(at: 0, flats[...])
        #expect(sheet == sheets.firstIndex { $0.from == nil && $0.until == nil } && period == 0..<1)
        #expect(sheets.allSatisfy { $0.holds(at: UnixNanos(0)) == ($0.from == nil && $0.until == nil) })
        #expect(sheets.allSatisfy { PreparedSheet($0).holds(at: 0) == $0.holds(at: UnixNanos(0)) })
      }
    }
    #expect(periods > 100)
  }
}

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
}

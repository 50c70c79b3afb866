import LedgerCalls
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAudit

@Suite struct CauseTests {
  /// One planted cause each: its name, the calls, the causes that are to be found, and nothing else.
  struct Planted: Sendable, CustomTestStringConvertible {
    var name: String
    var shape = Shape()
    var count = 40
    var asked = "swift-1"
    var answered = "swift-1"
    var causes: Set<AuditCause>
    var list: @Sendable (TokenCounts) -> Int64 = { Rates.list.cost($0) }
    var formula: @Sendable (TokenCounts, Int) -> Int64

    var testDescription: String { name }
  }

  private static let long = { @Sendable (tokens: TokenCounts) -> Int64 in
    (tokens.input ?? 0 > 200_000
      ? Rates(input: 2_500_000, cacheRead: 625_000, cacheWrite: 1_250_000, output: 15_000_000) : base).cost(tokens)
  }
  private static let base = Rates(input: 1_250_000, cacheRead: 310_000, cacheWrite: 1_250_000, output: 10_000_000)
  private static let embed = { @Sendable (tokens: TokenCounts) -> Int64 in (tokens.input ?? 0) * 20_000 }

  static let planted: [Planted] = [
    Planted(name: "the sheet of last year", causes: [.stalePrice]) { tokens, _ in Rates.of2025.cost(tokens) },
    Planted(name: "the sheet before that, from one call on", causes: [.stalePrice]) { tokens, number in
      number < 20 ? Rates.list.cost(tokens) : Rates.of2024.cost(tokens)
    },
    Planted(name: "cached tokens on top", shape: Shape(hasWrite: false), causes: [.cacheConvention]) { tokens, _ in
      Rates.list.cost(tokens) + (tokens.cacheRead ?? 0) * 2_500_000
    },
    Planted(name: "written tokens on top", shape: Shape(hasRead: false), causes: [.cacheConvention]) { tokens, _ in
      Rates.list.cost(tokens) + (tokens.cacheWrite ?? 0) * 2_500_000
    },
    Planted(name: "cached tokens taken off twice", shape: Shape(hasWrite: false), causes: [.cacheConvention]) {
      tokens, _ in
      var tokens = tokens
      tokens.input = max(tokens.cacheRead ?? 0, (tokens.input ?? 0) - (tokens.cacheRead ?? 0))
      return Rates.list.cost(tokens)
    },
    Planted(name: "the discount ignored", shape: Shape(hasWrite: false), causes: [.cacheDiscountIgnored]) { tokens, _ in
      (tokens.input ?? 0) * 2_500_000 + (tokens.output ?? 0) * 10_000_000
    },
    Planted(name: "caches ignored altogether", causes: [.cacheDiscountIgnored, .cacheWritePrice]) { tokens, _ in
      (tokens.input ?? 0) * 2_500_000 + (tokens.output ?? 0) * 10_000_000
    },
    Planted(name: "writes for an hour", shape: Shape(hasRead: false), causes: [.cacheWritePrice]) { tokens, _ in
      var rates = Rates.list
      rates.cacheWrite = 5_000_000
      return rates.cost(tokens)
    },
    Planted(name: "cached tokens left out", causes: [.cacheUnbilled]) { tokens, _ in
      (tokens.uncachedInput ?? 0) * 2_500_000 + (tokens.output ?? 0) * 10_000_000
    },
    Planted(name: "reasoning added", causes: [.reasoning]) { tokens, _ in
      Rates.list.cost(tokens) + (tokens.reasoning ?? 0) * 10_000_000
    },
    Planted(name: "reasoning left out", causes: [.reasoning]) { tokens, _ in
      Rates.list.cost(tokens) - (tokens.reasoning ?? 0) * 10_000_000
    },
    Planted(
      name: "the tier ignored", shape: Shape(hasWrite: false, input: 150_000...300_000), asked: "swift-1-long",
      answered: "swift-1-long", causes: [.contextTier], list: long
    ) { tokens, _ in base.cost(tokens) },
    Planted(
      name: "the tier for everybody", shape: Shape(hasWrite: false, input: 150_000...300_000), asked: "swift-1-long",
      answered: "swift-1-long", causes: [.contextTier], list: long
    ) { tokens, _ in Rates(input: 2_500_000, cacheRead: 625_000, cacheWrite: 0, output: 15_000_000).cost(tokens) },
    Planted(
      name: "the tier by fresh input", shape: Shape(hasWrite: false, input: 150_000...300_000), asked: "swift-1-long",
      answered: "swift-1-long", causes: [.contextTier], list: long
    ) { tokens, _ in
      (tokens.uncachedInput ?? 0 > 200_000
        ? Rates(input: 2_500_000, cacheRead: 625_000, cacheWrite: 0, output: 15_000_000) : base).cost(tokens)
    },
    Planted(name: "the model that was asked for", asked: "swift-1-mini", causes: [.modelMismatch]) { tokens, _ in
      Rates.mini.cost(tokens)
    },
    Planted(name: "a third model, in one call", count: 1, causes: [.modelMismatch]) { tokens, _ in
      Rates.other.cost(tokens)
    },
    Planted(name: "one rate for all", causes: [.flatBlendedRate]) { tokens, _ in
      ((tokens.input ?? 0) + (tokens.output ?? 0)) * 4_000_000
    },
    Planted(name: "rates of nobody", shape: Shape(hasRead: false, hasWrite: false), causes: [.otherRates]) {
      tokens, _ in
      (tokens.input ?? 0) * 2_230_000 + (tokens.output ?? 0) * 9_010_000
    },
    Planted(name: "rates of nobody, cached ones too", causes: [.otherRates]) { tokens, _ in
      Rates(input: 2_230_000, cacheRead: 410_000, cacheWrite: 2_790_000, output: 9_010_000).cost(tokens)
    },
    Planted(name: "a margin of a tenth", shape: Shape(hasWrite: false), causes: [.markup]) { tokens, _ in
      Rates.list.cost(tokens) * 11 / 10
    },
    Planted(name: "half of everything", shape: Shape(hasWrite: false), causes: [.serviceTier]) { tokens, _ in
      Rates.list.cost(tokens) / 2
    },
    Planted(name: "a thousand times too much", causes: [.unitSlip]) { tokens, _ in Rates.list.cost(tokens) * 1000 },
    Planted(
      name: "embeddings a thousand times too cheap",
      shape: Shape(hasRead: false, hasWrite: false, hasReasoning: false, hasOutput: false),
      asked: "embed-1", answered: "embed-1", causes: [.unitSlip], list: embed
    ) { tokens, _ in (tokens.input ?? 0) * 20 },
    Planted(name: "zero for something", causes: [.reportedZero]) { _, _ in 0 },
    Planted(name: "four digits", causes: [.rounding]) { tokens, _ in
      (Rates.list.cost(tokens) + 50_000_000) / 100_000_000 * 100_000_000
    },
    Planted(name: "cut off after six digits", causes: [.rounding]) { tokens, _ in
      Rates.list.cost(tokens) / 1_000_000 * 1_000_000
    },
    Planted(
      name: "cached tokens that nobody tells", shape: Shape(hasRead: false, hasWrite: false),
      causes: [.cacheSplitMissing]
    ) { tokens, number in Rates.list.cost(tokens) - Int64(number % 5 + 1) * 64 * 1_875_000 },
    Planted(
      name: "written tokens that nobody tells", shape: Shape(hasRead: false, hasWrite: false),
      causes: [.cacheSplitMissing]
    ) { tokens, number in Rates.list.cost(tokens) + Int64(number % 5 + 1) * 64 * 625_000 },
    Planted(name: "last year's sheet, the discount ignored", causes: [.stalePrice, .cacheDiscountIgnored]) {
      tokens, _ in
      var rates = Rates.of2025
      rates.cacheRead = rates.input
      return rates.cost(tokens)
    },
    Planted(
      name: "last year's sheet, caches on top, reasoning added", causes: [.stalePrice, .cacheConvention, .reasoning]
    ) { tokens, _ in
      Rates.of2025.cost(tokens) + ((tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0)) * 3_500_000
        + (tokens.reasoning ?? 0) * 11_000_000
    },
    Planted(
      name: "the model that was asked for, reasoning left out", asked: "swift-1-mini",
      causes: [.modelMismatch, .reasoning]
    ) { tokens, _ in Rates.mini.cost(tokens) - (tokens.reasoning ?? 0) * 600_000 },
    Planted(name: "some of this, some of that", causes: [.stalePrice, .reasoning, .reportedZero]) { tokens, number in
      switch number % 4 {
      case 0: Rates.list.cost(tokens)
      case 1: Rates.of2024.cost(tokens)
      case 2: Rates.list.cost(tokens) + (tokens.reasoning ?? 0) * 10_000_000
      default: 0
      }
    },
    Planted(name: "nothing wrong", causes: []) { tokens, _ in Rates.list.cost(tokens) },
  ]

  /// Scenario: calls whose reported cost follows from the list computation by one change or several.
  /// Guarantees: the changes are named and nothing else; the parts of each call add up to its difference exactly.
  @Test(arguments: planted)
  func `a planted cause is named`(_ planted: Planted) {
    for seed in UInt64(1)...2 {
      let calls = plantedCalls(planted.count, planted.shape, seed: seed, list: planted.list, planted.formula)
      let found = fit(calls, asked: planted.asked, answered: planted.answered)
      let (sums, isExact) = parts(calls, found)
      #expect(isExact)
      let causes = Set(sums.keys)
      #expect(causes == planted.causes, "seed \(seed): \(causes.map(\.code).sorted())")
    }
  }

  /// Scenario: figures that follow from nothing.
  /// Guarantees: they are called unexplained, with all of their difference; of the other models whose prices were tried
  /// nothing is kept.
  @Test func `what follows from nothing is unexplained`() {
    var random = SplitMix64(seed: 11)
    let noise = (0..<40).map { _ in Int64.random(in: 1...900_000_000_007, using: &random) }
    let calls = plantedCalls(40) { _, number in noise[number] }
    let fit = fit(calls)
    let (sums, isExact) = parts(calls, fit)
    #expect(isExact)
    #expect(Set(sums.keys) == [.unexplained])
    #expect(fit.ways.count == 1)
  }

  /// Scenario: cached input at the price of a sheet from before there were discounts.
  /// Guarantees: both readings are named where they fit alike.
  @Test func `two sets that fit alike are both named`() {
    let calls = plantedCalls(20, Shape(hasRead: false, hasReasoning: false)) { tokens, _ in
      var tokens = tokens
      tokens.cacheWrite = 0
      return Rates.list.cost(tokens)
    }
    let found = fit(calls)
    let explanation = found.explanations.first { !$0.causes.isEmpty }
    #expect(explanation?.causes == [.cacheWritePrice])
    #expect(explanation?.alternatives == [])
    // Without reads, an input taken off twice and one that is left out are one and the same where input is all cached.
    let all = plantedCalls(20, Shape(hasWrite: false, hasReasoning: false)) { tokens, _ in
      (tokens.output ?? 0) * 10_000_000 + (tokens.uncachedInput ?? 0) * 2_500_000
    }.map { call in
      var call = call
      call.tokens.cacheRead = call.tokens.input
      call.list = Rates.list.cost(call.tokens)
      call.reported = (call.tokens.output ?? 0) * 10_000_000
      return call
    }
    #expect(Set(parts(all, fit(all)).sums.keys) == [.cacheUnbilled])
  }

  /// Scenario: rates that nobody has, and rates of a model in the book.
  /// Guarantees: the rates are solved for exactly, and the model is named.
  @Test func `implied rates are exact`() throws {
    let calls = plantedCalls(4, Shape(hasRead: false, hasWrite: false)) { tokens, _ in
      (tokens.input ?? 0) * 2_234_567 + (tokens.output ?? 0) * 9_012_345
    }
    let step = try #require(fit(calls).explanations.first { !$0.causes.isEmpty }?.steps.first)
    guard case .rates(let rates) = step.evidence else {
      Issue.record("no rates")
      return
    }
    #expect(rates.input == 2_234_567)
    #expect(rates.output == 9_012_345)
    #expect(
      AuditPrices(PriceShelf(only: smallBook)).models(with: ImpliedRates(input: 900_000, output: 2_700_000)) == [
        "other-7"
      ])
  }

  /// Scenario: a gateway's own answer, reported at the price of a real one, and reported as nothing.
  @Test func `an answer from a gateway's cache has no cost`() {
    let calls = plantedCalls(6) { tokens, number in number < 3 ? Rates.list.cost(tokens) : 0 }.map { call in
      var call = call
      call.list = 0
      call.isResponseCacheHit = true
      return call
    }
    let (sums, isExact) = parts(calls, fit(calls))
    #expect(isExact)
    #expect(Set(sums.keys) == [.responseCache])
    #expect(sums[.responseCache] == calls.reduce(0) { $0 + Int128($1.reported) })
  }

  /// Scenario: a cost that was made from the span's own counts, which another source corrects; some are estimates.
  @Test func `counts of its own explain a cost`() {
    let calls = plantedCalls(8) { tokens, _ in Rates.list.cost(tokens) }.enumerated().map { number, call in
      var call = call
      call.ownTokens = call.tokens
      call.isOwnEstimated = number < 4
      call.tokens.input = 20_000 + Int64(number)
      call.list = Rates.list.cost(call.tokens)
      return call
    }
    let (sums, isExact) = parts(calls, fit(calls))
    #expect(isExact)
    #expect(Set(sums.keys) == [.otherCounts, .estimatedUsage])
  }

  /// Scenario: a group in any order.
  /// Guarantees: the same explanations for the same calls.
  @Test func `the order of calls does not matter`() {
    let calls = plantedCalls(600) { tokens, number in
      number % 3 == 0 ? Rates.of2024.cost(tokens) : number % 3 == 1 ? Rates.other.cost(tokens) : Int64(number) * 77_777
    }
    let turned = Array(calls.reversed())
    let (one, other) = (fit(calls), fit(turned))
    for number in calls.indices {
      let left = one.explanations[Int(one.assignment[number])].causes
      let right = other.explanations[Int(other.assignment[calls.count - 1 - number])].causes
      #expect(left == right)
    }
  }
}

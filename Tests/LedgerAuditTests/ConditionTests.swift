import LedgerCalls
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAudit

/// A book with routes and service tiers.
private let routedBook: PriceBook = {
  let text = """
    spanledger-prices 2
    name routed
    revision 1
    as-of 2026-11-01
    unit USD-per-million-tokens
    source page vendor-page checked=2026-10-30 https://example.com/prices
    seller cloud reseller page=https://example.com
      provider cloud
      route global default
      route eu prefix=eu.
    model swift-1
      price from=* route=global input=2.5 cache-read=0.625 cache-write=3.125 output=10 source=page
        when service-tier=batch x=0.4
        when service-tier=priority input=4 output=17
      price from=* route=eu input=2.75 cache-read=0.6875 cache-write=3.4375 output=11 source=page
    """
  do {
    return try PriceBook(parsing: Array(text.utf8), from: "routed.prices", layer: .shipped)
  } catch {
    preconditionFailure("\(error)")
  }
}()

@Suite struct ConditionTests {
  private func causes(_ calls: [AuditedCall], model: String = "swift-1", tier: String? = nil) -> [AuditCause: Int128] {
    let prices = AuditPrices(PriceShelf(only: routedBook))
    let (near, distant) = prices.ways(provider: "cloud", requestModel: model, responseModel: model, serviceTier: tier)
    var fitter = GroupFitter(
      ways: near, distantWays: distant, tolerance: .exact, modelsWithRates: { prices.models(with: $0) })
    let found = fitter.fit(count: calls.count, call: { calls[$0] })
    let (sums, isExact) = parts(calls, found)
    #expect(isExact)
    return sums
  }

  private static let eu = Rates(input: 2_750_000, cacheRead: 687_500, cacheWrite: 3_437_500, output: 11_000_000)
  private static let priority = Rates(input: 4_000_000, cacheRead: 625_000, cacheWrite: 3_125_000, output: 17_000_000)
  private static let batch = Rates(input: 1_000_000, cacheRead: 250_000, cacheWrite: 1_250_000, output: 4_000_000)

  @Test func `the price of another route`() {
    let calls = plantedCalls(20) { tokens, _ in ConditionTests.eu.cost(tokens) }
    #expect(Set(causes(calls).keys) == [.route])
    let back = plantedCalls(20, list: ConditionTests.eu.cost) { tokens, _ in Rates.list.cost(tokens) }
    #expect(Set(causes(back, model: "eu.swift-1").keys) == [.route])
  }

  @Test func `the price of another service tier`() {
    let priority = plantedCalls(20) { tokens, _ in ConditionTests.priority.cost(tokens) }
    #expect(Set(causes(priority).keys) == [.serviceTier])
    // A batch that was priced as if it were none.
    let batch = plantedCalls(20, list: ConditionTests.batch.cost) { tokens, _ in Rates.list.cost(tokens) }
    #expect(Set(causes(batch, tier: "batch").keys) == [.serviceTier])
  }

  @Test func `another tier with the discount ignored`() {
    let calls = plantedCalls(20, Shape(hasWrite: false)) { tokens, _ in
      (tokens.input ?? 0) * 4_000_000 + (tokens.output ?? 0) * 17_000_000
    }
    #expect(Set(causes(calls).keys) == [.serviceTier, .cacheDiscountIgnored])
  }
}

import LedgerCalls
import LedgerModel
import LedgerPricing
import LedgerTestSupport

@testable import LedgerAudit

/// A book for tests.
let smallBook: PriceBook = {
  let text = """
    spanledger-prices 1
    name small
    revision 1
    as-of 2026-11-01
    unit USD-per-million-tokens
    source page vendor-page checked=2026-10-30 https://example.com/prices
    seller acme vendor page=https://example.com
      provider acme
    model swift-1
      price from=2024-01-01 until=2025-01-01 input=5 cache-read=2.5 cache-write=6.25 cache-write-1h=10 output=15 source=page
      price from=2025-01-01 until=2026-01-01 input=3.5 cache-read=1.75 cache-write=4 cache-write-1h=7 output=11 source=page
      price from=2026-01-01 input=2.5 cache-read=0.625 cache-write=3.125 cache-write-1h=5 output=10 source=page
    model swift-1-mini
      price from=* input=0.15 cache-read=0.075 cache-write=input output=0.6 source=page
    model swift-1-long
      price from=* input=1.25 cache-read=0.31 cache-write=input output=10 source=page
        tier above=200000 basis=prompt scope=request input=2.5 cache-read=0.625 output=15
    model other-7
      price from=* input=0.9 cache-read=0.33 cache-write=input output=2.7 source=page
    model embed-1
      price from=* input=0.02 cache-read=input cache-write=input output=none source=page
    """
  do {
    return try PriceBook(parsing: Array(text.utf8), from: "small.prices", layer: .shipped)
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// 1 March 2026, in Unix nanoseconds.
let march: UInt64 = 1_772_323_200_000_000_000

/// Rates in pico-dollars per token.
struct Rates {
  var input: Int64
  var cacheRead: Int64
  var cacheWrite: Int64
  var output: Int64

  static let list = Rates(input: 2_500_000, cacheRead: 625_000, cacheWrite: 3_125_000, output: 10_000_000)
  static let of2025 = Rates(input: 3_500_000, cacheRead: 1_750_000, cacheWrite: 4_000_000, output: 11_000_000)
  static let of2024 = Rates(input: 5_000_000, cacheRead: 2_500_000, cacheWrite: 6_250_000, output: 15_000_000)
  static let mini = Rates(input: 150_000, cacheRead: 75_000, cacheWrite: 150_000, output: 600_000)
  static let other = Rates(input: 900_000, cacheRead: 330_000, cacheWrite: 900_000, output: 2_700_000)

  func cost(_ tokens: TokenCounts) -> Int64 {
    (tokens.uncachedInput ?? 0) * input + (tokens.cacheRead ?? 0) * cacheRead + (tokens.cacheWrite ?? 0) * cacheWrite
      + (tokens.output ?? 0) * output
  }
}

/// What calls of a test use.
struct Shape {
  var hasRead = true
  var hasWrite = true
  var hasReasoning = true
  var hasOutput = true
  var input: ClosedRange<Int64> = 400...9000
}

/// Calls with random tokens, and what a planted formula makes of each.
func plantedCalls(
  _ count: Int, _ shape: Shape = Shape(), seed: UInt64 = 7, list: (TokenCounts) -> Int64 = Rates.list.cost,
  _ formula: (TokenCounts, Int) -> Int64
) -> [AuditedCall] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { number in
    var tokens = TokenCounts()
    let input = Int64.random(in: shape.input, using: &random)
    tokens.input = input
    tokens.cacheRead = shape.hasRead ? (number % 3 == 0 ? 0 : Int64.random(in: 1...input / 2, using: &random)) : nil
    tokens.cacheWrite = shape.hasWrite ? (number % 4 == 1 ? Int64.random(in: 1...input / 3, using: &random) : 0) : nil
    let output = shape.hasOutput ? Int64.random(in: 20...900, using: &random) : 0
    tokens.output = output
    tokens.reasoning = shape.hasReasoning ? (number % 2 == 0 ? Int64.random(in: 1...output, using: &random) : 0) : nil
    return AuditedCall(
      tokens: tokens, start: march + UInt64(number) * 1_000_000_000, reported: formula(tokens, number),
      list: list(tokens))
  }
}

/// Explains calls as a ledger would.
func fit(_ calls: [AuditedCall], asked: String = "swift-1", answered: String = "swift-1") -> GroupFit {
  var digits = DigitCount()
  for call in calls { digits.add(reported: call.reported, list: call.list) }
  let prices = AuditPrices(PriceShelf(only: smallBook))
  let (near, distant) = prices.ways(provider: "acme", requestModel: asked, responseModel: answered)
  var fitter = GroupFitter(
    ways: near, distantWays: distant, tolerance: digits.tolerance, modelsWithRates: { prices.models(with: $0) })
  return fitter.fit(count: calls.count, call: { calls[$0] })
}

/// The parts of all calls by cause; those of each call are held against its difference.
func parts(_ calls: [AuditedCall], _ fit: GroupFit) -> (sums: [AuditCause: Int128], isExact: Bool) {
  var sums: [AuditCause: Int128] = [:]
  var isExact = true
  for (number, call) in calls.enumerated() {
    var own: Int128 = 0
    fit.parts(of: call, number: number) { cause, amount in
      sums[cause, default: 0] += amount
      own += amount
    }
    if own != Int128(call.reported) - Int128(call.list) { isExact = false }
  }
  return (sums, isExact)
}

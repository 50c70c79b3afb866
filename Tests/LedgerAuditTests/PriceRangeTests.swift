import LedgerModel
import LedgerPricing
import Testing

@testable import LedgerAudit

/// What models that no book knows may have cost.
struct PriceRangeTests {
  private static let shelf = PriceShelf.shipped

  private func sums(at instant: UnixNanos) -> UnpricedSums {
    var sums = UnpricedSums()
    (sums.calls, sums.input, sums.output, sums.latest) = (1, 1_000, 100, instant.value)
    return sums
  }

  /// The plain way: all sheets, one after the other.
  private func oracle(_ sums: UnpricedSums, seller: String?) -> [Int128] {
    let sheets = Self.shelf.books(.list).flatMap(\.sheets).filter { seller == nil || $0.seller == seller }
    let current = sheets.filter { $0.holds(at: UnixNanos(sums.latest)) }
    let costs = (current.isEmpty ? sheets : current).compactMap { sums.cost($0.base) }
    return [costs.min(), costs.max()].compactMap { $0 }
  }

  @Test func `bounds are those of the sheets that hold at the time`() throws {
    var ranges = PriceRanges(Self.shelf)
    for day in ["2020-01-01", "2023-07-01", "2024-05-13", "2024-12-31", "2025-08-07", "2026-06-30", "2090-01-01"] {
      let sums = sums(at: try #require(UnixNanos(rfc3339: day + "T00:00:00Z")))
      for (provider, seller) in [("", nil), ("OpenAI", "openai"), ("anthropic", "anthropic")] {
        let bounds = ranges.bounds(
          of: sums, code: "unknown-model", provider: provider, requestModel: "no-such-model-\(day)", responseModel: nil)
        #expect([bounds?.low, bounds?.high].compactMap { $0 } == oracle(sums, seller: seller), "\(day) \(provider)")
      }
    }
  }

  /// Going through all sheets for each of them took minutes.
  @Test(.timeLimit(.minutes(1)))
  func `thousands of models that no book knows are bounded in seconds`() throws {
    var ranges = PriceRanges(Self.shelf)
    let sums = sums(at: try #require(UnixNanos(rfc3339: "2026-06-30T00:00:00Z")))
    let expected = oracle(sums, seller: nil)
    for number in 0..<4_000 {
      let bounds = ranges.bounds(
        of: sums, code: "unknown-model", provider: "", requestModel: "no-such-model-\(number)", responseModel: nil)
      if [bounds?.low, bounds?.high] != expected { Issue.record("model \(number)") }
    }
  }
}

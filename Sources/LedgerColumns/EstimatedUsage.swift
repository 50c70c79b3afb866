import LedgerModel

// Token counts that the instrumentation says it estimated: reported, and nothing that was counted.

extension CallSegment {
  /// The rows whose token counts are estimates by their instrumentation's own word, in order; nearly always none.
  public var estimatedRows: [Int] {
    if details.count == 0 { return [] }
    return details.rows(with: .isUsageEstimated).filter { $0.value == 1 }.map(\.row)
  }

  /// Whether the token counts of a row are estimates; found by halving, so to be asked of few.
  public func isUsageEstimated(_ row: Int) -> Bool {
    details.count > 0 && details.value(row, .isUsageEstimated) == 1
  }
}

import LedgerModel

/// The percentiles of ``Percentile/standard``, by name.
enum StandardPercentile: Int, CaseIterable {
  case p50, p75, p90, p95, p99, p999

  /// What JSON and CSV call it.
  var name: String {
    switch self {
    case .p50: "p50"
    case .p75: "p75"
    case .p90: "p90"
    case .p95: "p95"
    case .p99: "p99"
    case .p999: "p99_9"
    }
  }

  /// How many values there must be for pages to show it: p99 and p99.9 of fewer are only another word for the largest value.
  var leastCount: Int {
    switch self {
    case .p50, .p75, .p90, .p95: 1
    case .p99, .p999: Percentile.standard[rawValue].leastCount ?? 1
    }
  }
}

extension Distribution {
  /// The value at a percentile; `nil` where the distribution was made without it.
  func at(_ percentile: StandardPercentile) -> Int64? {
    percentiles.indices.contains(percentile.rawValue) ? percentiles[percentile.rawValue] : nil
  }
}

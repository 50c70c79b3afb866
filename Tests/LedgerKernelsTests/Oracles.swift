import LedgerModel
import LedgerTestSupport

@testable import LedgerKernels

// The plainest loops that could be right. Slow on purpose; do not make them faster.

enum Oracle {
  static func sum(_ values: [Int64]) -> Int128 { values.reduce(0) { $0 + Int128($1) } }

  static func groupedSums(_ values: [Int64], _ groups: [UInt32], _ groupCount: Int) -> [Int128] {
    (0..<groupCount).map { sum(rows(values, groups, of: $0)) }
  }

  static func rows(_ values: [Int64], _ groups: [UInt32], of group: Int) -> [Int64] {
    zip(values, groups).filter { $0.1 == UInt32(group) }.map { $0.0 }
  }

  static func valid(_ values: [Int64], _ validity: [Bool]) -> [Int64] {
    zip(values, validity).filter { $0.1 }.map { $0.0 }
  }

  static func percentile(_ values: [Int64], _ percentile: Percentile) -> Int64 {
    values.sorted()[percentile.nearestRank(of: values.count) - 1]
  }

  static func distributions(
    _ values: [Int64], _ groups: [UInt32], _ groupCount: Int, _ percentiles: [Percentile]
  ) -> [Distribution?] {
    // One sort for all groups, so that many groups stay affordable.
    var rows = [[Int64]](repeating: [], count: groupCount)
    for (value, group) in zip(values, groups) where group != noGroup { rows[Int(group)].append(value) }
    return rows.map { values in
      let sorted = values.sorted()
      guard let low = sorted.first, let high = sorted.last else { return nil }
      return Distribution(
        unit: .nanoseconds, count: sorted.count, min: low, max: high, sum: sum(sorted),
        percentiles: percentiles.map { sorted[$0.nearestRank(of: sorted.count) - 1] })
    }
  }

  static func words(_ validity: [Bool]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (validity.count + 63) / 64)
    for (row, isValid) in validity.enumerated() where isValid { words[row / 64] |= 1 << UInt64(row % 64) }
    return words
  }
}

/// Kinds of columns that kernels meet, some of them unkind.
enum Shape: CaseIterable {
  case zeros, equal, ties, tokens, durations, longTail, full63Bits, extremes, negative, ascending, adversarial

  func values(_ count: Int, seed: UInt64) -> [Int64] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { row in
      let bits = Int64(truncatingIfNeeded: random.next() >> 1)
      return switch self {
      case .zeros: 0
      case .equal: 30_000_000_000
      case .ties: [0, 1, 127, 128, 129, 1 << 40][Int(bits % 6)]
      case .tokens: bits % 5000
      case .durations: 1_000_000 + bits % 4_000_000_000
      case .longTail: 1 << (bits % 62)
      case .full63Bits: bits
      case .extremes: [0, 1, .max, .max - 1, 1 << 62][Int(bits % 5)]
      case .negative: [.min, .max, -1, 0, 1, -bits, bits][Int(bits % 7)]
      case .ascending: Int64(row) &* 1_000_003
      // All in one bucket of leading bits, and in one part of each further split but for one value.
      case .adversarial: row == 0 ? 1 << 50 : (1 << 50) + 1 + bits % 3 << (Int64(row) % 3 * 10)
      }
    }
  }
}

let counts = [0, 1, 2, 63, 64, 65, 127, 128, 129, 1000, 4095, 4096, 4097, 65_537]

import LedgerMemory
import LedgerModel

/// What is measured of a call.
public enum CallMeasure: String, CaseIterable, Sendable {
  /// Start to end.
  case duration
  /// Start to first token.
  case timeToFirstToken = "ttft"
  /// Generation time per output token after the first.
  case timePerOutputToken = "time_per_output_token"
  /// Output tokens per second of generation.
  case outputTokensPerSecond = "tokens_per_second"
  /// Everything the call read.
  case inputTokens = "input_tokens"
  /// Of it, what no cache held or took.
  case uncachedInputTokens = "uncached_input_tokens"
  /// Of it, what a cache held.
  case cacheReadTokens = "cache_read_tokens"
  /// Of it, what a cache took.
  case cacheWriteTokens = "cache_write_tokens"
  /// Everything the call wrote.
  case outputTokens = "output_tokens"
  /// Of it, what was spent on reasoning.
  case reasoningTokens = "reasoning_tokens"
  /// What the call costs by the price book.
  case cost
  /// What the emitter says that the call cost.
  case reportedCost = "reported_cost"

  /// The measures of time, which every report shows.
  public static let times: [CallMeasure] = [.duration, .timeToFirstToken, .timePerOutputToken, .outputTokensPerSecond]

  /// What its integers count.
  public var unit: MeasureUnit {
    switch self {
    case .duration, .timeToFirstToken: .nanoseconds
    case .timePerOutputToken: .picoseconds
    case .outputTokensPerSecond: .microTokensPerSecond
    case .inputTokens, .uncachedInputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens, .reasoningTokens:
      .count
    case .cost, .reportedCost: .picoUSD
    }
  }
}

/// A measure of each call in 8 bytes; absent where it is not known or means nothing.
public final class MeasureColumn: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// The values themselves, so that kernels can read most columns as they are; 0 absent, and the smallest integer for zero.
  @usableFromInline let stored: RowBuffer<Int64>

  /// A column of absent values.
  public init(count: Int) { stored = RowBuffer(zeroed: count) }

  /// A column that holds anything: each row has to be set before it is read.
  init(unset count: Int) { stored = RowBuffer(unset: count) }

  /// A column of these values.
  public init(arrayLiteral elements: Int64?...) {
    stored = RowBuffer(zeroed: elements.count)
    for (row, value) in elements.enumerated() { self[row] = value }
  }

  /// How many rows there are, those without a value included.
  public var count: Int { stored.count }

  /// The value of a row; the smallest integer stands for *absent* and cannot be a value.
  @inlinable @inline(__always)
  public subscript(row: Int) -> Int64? {
    get {
      let value = stored[row]
      return value == 0 ? nil : value == .min ? 0 : value
    }
    set { stored[row] = newValue.map { $0 == 0 ? .min : $0 == .min ? 0 : $0 } ?? 0 }
  }

  /// Calls `body` with the values of some rows and their codes, in which `.max` stands for rows that have no value.
  @inline(__always)
  func withKnown(_ rows: Range<Int>, codes: Span<UInt32>, _ body: (Span<Int64>, Span<UInt32>) -> Void) {
    stored.withSpan { stored in
      let values = stored.extracting(rows)
      // Negative where any value is negative or stands for something else.
      var signs: Int64 = 0
      for row in values.indices { signs |= values[row] | (values[row] &- 1) }
      if signs >= 0 {
        body(values, codes)
        return
      }
      let known = RowBuffer<Int64>(unset: values.count)
      let knownCodes = RowBuffer<UInt32>(unset: values.count)
      fillKnown(values, codes: codes, into: known, codes: knownCodes)
      known.withSpan { known in knownCodes.withSpan { body(known, $0) } }
    }
  }

  /// Whether two columns have the same values.
  public static func == (left: MeasureColumn, right: MeasureColumn) -> Bool {
    left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
  }
}

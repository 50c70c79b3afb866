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
  private let values: RowBuffer<Int64>  // with the sign bit turned; 0 absent

  /// A column of absent values.
  init(count: Int) { values = RowBuffer(zeroed: count) }

  /// A column of these values.
  public init(arrayLiteral elements: Int64?...) {
    values = RowBuffer(zeroed: elements.count)
    for (row, value) in elements.enumerated() { self[row] = value }
  }

  /// How many rows there are, those without a value included.
  public var count: Int { values.count }

  /// The value of a row; the smallest integer stands for *absent* and cannot be a value.
  @inline(__always)
  public internal(set) subscript(row: Int) -> Int64? {
    get { values[row] == 0 ? nil : values[row] ^ .min }
    set { values[row] = newValue.map { $0 ^ .min } ?? 0 }
  }

  /// Whether two columns have the same values.
  public static func == (left: MeasureColumn, right: MeasureColumn) -> Bool {
    left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
  }
}

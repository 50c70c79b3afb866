/// A fact about a call of which it is remembered which attribute said it.
public enum TracedField: UInt8, CaseIterable, Sendable {
  // Counts come first: of these the second source is remembered, too.
  case inputTokens
  case outputTokens
  case totalTokens
  case cacheReadTokens
  case cacheWriteTokens
  case reasoningTokens
  case operation
  case provider
  case requestModel
  case responseModel
  /// One name for the model that was asked for or answered.
  case model
  case responseID
  case reportedCost
  case timeToFirstToken
  case isStreaming
  case finishReason
  case errorType
  case serviceTier
  case session
  case user
  case agent
  case temperature
  case maxTokens
  case contextWindow

  /// The counts.
  public static let counts: [TracedField] = [
    .inputTokens, .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens,
  ]

  /// Whether it is a count of tokens.
  public var isCount: Bool { rawValue <= TracedField.reasoningTokens.rawValue }

  /// The name in reports.
  public var name: String {
    switch self {
    case .inputTokens: "input_tokens"
    case .outputTokens: "output_tokens"
    case .totalTokens: "total_tokens"
    case .cacheReadTokens: "cache_read_tokens"
    case .cacheWriteTokens: "cache_write_tokens"
    case .reasoningTokens: "reasoning_tokens"
    case .operation: "operation"
    case .provider: "provider"
    case .requestModel: "request_model"
    case .responseModel: "response_model"
    case .model: "model"
    case .responseID: "response_id"
    case .reportedCost: "reported_cost"
    case .timeToFirstToken: "time_to_first_token"
    case .isStreaming: "stream"
    case .finishReason: "finish_reason"
    case .errorType: "error_type"
    case .serviceTier: "service_tier"
    case .session: "session"
    case .user: "user"
    case .agent: "agent"
    case .temperature: "temperature"
    case .maxTokens: "max_tokens"
    case .contextWindow: "context_window"
    }
  }
}

/// Which attribute said each fact about a call: a number per field, which the dialects' tables turn into a name.
///
/// Spans of one emitter share a few of these, so that they are kept once and calls refer to them.
public struct FieldSources: Hashable, Sendable {
  // A byte a field; of counts the second source, a byte each, and in the last byte a bit for those that differ.
  private var ordinals: (UInt64, UInt64, UInt64)
  private var seconds: UInt64

  /// The number of what no attribute said, but the span's name, another fact, or an event.
  public static let derived: UInt8 = 255

  /// Nothing was said.
  public init() {
    ordinals = (0, 0, 0)
    seconds = 0
  }

  /// Sources by their words: a byte a field, the eight fields of the lowest numbers in the first one.
  public init(words: (UInt64, UInt64, UInt64)) {
    ordinals = words
    seconds = 0
  }

  /// Whether nothing was said.
  public var isEmpty: Bool { ordinals == (0, 0, 0) }

  /// The number of the source of a field; 0 where it is not known, ``derived`` where no attribute said it.
  public subscript(field: TracedField) -> UInt8 {
    @inline(__always) get {
      let shift = UInt64(field.rawValue & 7) * 8
      switch field.rawValue >> 3 {
      case 0: return UInt8(truncatingIfNeeded: ordinals.0 >> shift)
      case 1: return UInt8(truncatingIfNeeded: ordinals.1 >> shift)
      default: return UInt8(truncatingIfNeeded: ordinals.2 >> shift)
      }
    }
    @inline(__always) set {
      let shift = UInt64(field.rawValue & 7) * 8
      let (mask, bits) = (~(UInt64(0xFF) << shift), UInt64(newValue) << shift)
      switch field.rawValue >> 3 {
      case 0: ordinals.0 = ordinals.0 & mask | bits
      case 1: ordinals.1 = ordinals.1 & mask | bits
      default: ordinals.2 = ordinals.2 & mask | bits
      }
    }
  }

  /// The number of the best source of a count that was not taken, 0 for none: what would be said without the one taken.
  public func second(_ field: TracedField) -> UInt8 {
    field.isCount ? UInt8(truncatingIfNeeded: seconds >> (UInt64(field.rawValue) * 8)) : 0
  }

  /// Whether that source said something else.
  public func differs(_ field: TracedField) -> Bool {
    field.isCount && seconds >> (56 + UInt64(field.rawValue)) & 1 == 1
  }

  /// Says which source of a count was not taken, and whether it said something else.
  public mutating func setSecond(_ field: TracedField, _ ordinal: UInt8, differs: Bool) {
    guard field.isCount else { return }
    let shift = UInt64(field.rawValue) * 8
    seconds = seconds & ~(0xFF << shift) | UInt64(ordinal) << shift
    let bit = UInt64(1) << (56 + UInt64(field.rawValue))
    seconds = differs ? seconds | bit : seconds & ~bit
  }

  /// Whether all sources are the same.
  public static func == (left: FieldSources, right: FieldSources) -> Bool {
    left.ordinals == right.ordinals && left.seconds == right.seconds
  }

  /// Hashes all sources.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ordinals.0)
    hasher.combine(ordinals.1)
    hasher.combine(ordinals.2)
    hasher.combine(seconds)
  }

  /// An order by content.
  public static func precedes(_ left: FieldSources, _ right: FieldSources) -> Bool {
    let (l, r) = (left.ordinals, right.ordinals)
    return (l.0, l.1, l.2, left.seconds) < (r.0, r.1, r.2, right.seconds)
  }
}

import LedgerMemory

/// What only some calls say about themselves. Kept beside the columns, so that a call which says nothing takes no room.
public enum CallDetail: UInt8, CaseIterable, Sendable {
  /// The sampling temperature, in millionths.
  case temperature
  /// How many tokens the answer may have at most, as the request says.
  case maxTokens
  /// How many tokens the context may have at most, as the emitter says.
  case contextWindow
  /// Of the cache-write tokens, those kept for five minutes.
  case cacheWriteFiveMinuteTokens
  /// Of the cache-write tokens, those kept for an hour.
  case cacheWriteOneHourTokens
  /// Of the input tokens, those of audio.
  case audioInputTokens
  /// Of the output tokens, those of audio.
  case audioOutputTokens
  /// Of the input tokens, those of images.
  case imageInputTokens
  /// 1 where the instrumentation estimated the token counts, 0 where it says that it did not.
  case isUsageEstimated
  /// 1 where a gateway answered from its own cache, so that no provider was asked and nothing is billed; 0 where it says
  /// that it did not.
  case isResponseCacheHit
  /// What the answer is: `text`, `json`, `image`, `speech`. A text.
  case outputType
  /// Why the model stopped, in the emitter's own word, where the six common reasons say less. A text.
  case finishReason

  /// Whether the value is a text.
  @inlinable public var isText: Bool { self == .outputType || self == .finishReason }

  /// The name in exports.
  public var name: String {
    switch self {
    case .temperature: "temperature"
    case .maxTokens: "max_tokens"
    case .contextWindow: "context_window"
    case .cacheWriteFiveMinuteTokens: "cache_write_5m_tokens"
    case .cacheWriteOneHourTokens: "cache_write_1h_tokens"
    case .audioInputTokens: "audio_input_tokens"
    case .audioOutputTokens: "audio_output_tokens"
    case .imageInputTokens: "image_input_tokens"
    case .isUsageEstimated: "usage_is_estimated"
    case .isResponseCacheHit: "response_cache_hit"
    case .outputType: "output_type"
    case .finishReason: "finish_reason_as_written"
    }
  }
}

/// One detail of a call.
public struct CallDetailReading: Sendable {
  /// Which one.
  public var detail: CallDetail
  /// Its value; 0 for a text.
  public var value: Int64
  /// Its text; empty where it is none.
  public var text: ByteView

  /// A detail from its parts.
  public init(_ detail: CallDetail, value: Int64 = 0, text: ByteView = .empty) {
    self.detail = detail
    self.value = value
    self.text = text
  }
}

/// The details that a call gives, in memory of a fixed size: they are read for every span.
public struct CallDetailReadings: Sendable {
  @usableFromInline var bits: UInt16 = 0
  @usableFromInline var values = InlineArray<12, Int64>(repeating: 0)
  @usableFromInline var outputType = ByteView.empty
  @usableFromInline var finishReason = ByteView.empty

  /// No details.
  public init() {}

  /// Some details.
  public init(_ readings: [CallDetailReading]) {
    for reading in readings { set(reading.detail, value: reading.value, text: reading.text) }
  }

  /// A bit for each detail that is there, by its number.
  @inlinable @inline(__always)
  public var mask: UInt16 { bits }

  /// Whether there are none.
  @inlinable @inline(__always)
  public var isEmpty: Bool { bits == 0 }

  /// Forgets all of them.
  @inlinable @inline(__always)
  public mutating func removeAll() { bits = 0 }

  /// Takes a detail; what is said twice is what was said last.
  @inlinable @inline(__always)
  public mutating func set(_ detail: CallDetail, value: Int64, text: ByteView = .empty) {
    bits |= 1 &<< UInt16(truncatingIfNeeded: detail.rawValue)
    if detail == .outputType {
      outputType = text
    } else if detail == .finishReason {
      finishReason = text
    } else {
      values[Int(detail.rawValue)] = value
    }
  }

  /// Takes a detail that is no text, by its number.
  @inlinable @inline(__always)
  public mutating func set(number: Int, value: Int64) {
    bits |= 1 &<< UInt16(truncatingIfNeeded: number)
    values[number] = value
  }

  /// Whether a detail is there.
  @inlinable @inline(__always)
  public func has(_ detail: CallDetail) -> Bool { bits &>> UInt16(truncatingIfNeeded: detail.rawValue) & 1 != 0 }

  /// A bit for each detail that is a text, by its number.
  @inlinable @inline(__always)
  public static var texts: UInt16 {
    1 << UInt16(CallDetail.outputType.rawValue) | 1 << UInt16(CallDetail.finishReason.rawValue)
  }

  /// The value of a detail that is there, by its number.
  @inlinable @inline(__always)
  public func value(ofNumber number: Int) -> Int64 { values[number] }

  /// The value of a detail that is there.
  @inlinable @inline(__always)
  public func value(_ detail: CallDetail) -> Int64 { values[Int(detail.rawValue)] }

  /// The text of a detail that is there, and is one.
  public func text(_ detail: CallDetail) -> ByteView {
    detail == .outputType ? outputType : detail == .finishReason ? finishReason : .empty
  }

  /// Whether two hold the same, wherever their texts are.
  public func isSame(as other: CallDetailReadings) -> Bool {
    bits == other.bits
      && CallDetail.allCases.allSatisfy {
        !has($0) || ($0.isText ? text($0) == other.text($0) : value($0) == other.value($0))
      }
  }

  /// All of them, in the order of their numbers.
  public var all: [CallDetailReading] {
    CallDetail.allCases.filter(has).map {
      CallDetailReading($0, value: $0.isText ? 0 : value($0), text: text($0))
    }
  }
}

import LedgerMemory
import LedgerModel

// Usage as JSON comes in the shapes of the providers' own answers. The key names tell which one it is, and with that
// whether the counts include each other.

/// A part of a usage object.
struct UsagePart: Sendable {
  enum Count: Sendable {
    case input
    case output
    case total
    case cacheRead
    case cacheWrite
    /// Written into the cache for a time; several of these add up.
    case cacheWritePart
    case reasoning
    /// Prompts of tools, apart from the input (Gemini).
    case toolInput
    /// One more disjoint part of the input, or of the output, without a name of its own here.
    case moreInput
    case moreOutput
    /// A part of another count.
    case subset
  }

  enum Shape: UInt8, Sendable {
    /// Says nothing about the shape.
    case any
    /// OpenAI: input includes the cache.
    case nested
    /// Anthropic, Bedrock Converse: the cache is apart.
    case apart
    /// Gemini: input includes the cache, thoughts and tool prompts are apart.
    case gemini
    /// Langfuse's own: all parts are apart.
    case disjoint
  }

  var count: Count
  var shape: Shape
}

enum UsageShapes {
  static let parts: [(path: String, count: UsagePart.Count, shape: UsagePart.Shape)] =
    plain + detailed.map { ($0.path, $0.count, $0.shape) }

  private static let plain: [(path: String, count: UsagePart.Count, shape: UsagePart.Shape)] = [
    ("input_tokens", .input, .any), ("output_tokens", .output, .any), ("total_tokens", .total, .any),
    ("prompt_tokens", .input, .nested), ("completion_tokens", .output, .nested),
    ("prompt_tokens_details.cached_tokens", .cacheRead, .nested),
    ("prompt_tokens_details.cache_write_tokens", .cacheWrite, .nested),
    ("prompt_tokens_details.cache_creation_tokens", .cacheWrite, .nested),
    ("completion_tokens_details.reasoning_tokens", .reasoning, .nested),
    ("input_tokens_details.cached_tokens", .cacheRead, .nested),
    ("input_tokens_details.cache_write_tokens", .cacheWrite, .nested),
    ("output_tokens_details.reasoning_tokens", .reasoning, .nested),
    ("prompt_cache_hit_tokens", .cacheRead, .nested),
    // LangChain, and its details alone.
    ("input_token_details.cache_read", .cacheRead, .nested),
    ("input_token_details.cache_creation", .cacheWrite, .nested),
    ("output_token_details.reasoning", .reasoning, .nested),
    ("cache_read", .cacheRead, .any), ("cache_creation", .cacheWrite, .any), ("reasoning", .reasoning, .any),
    // Anthropic.
    ("cache_read_input_tokens", .cacheRead, .apart), ("cache_creation_input_tokens", .cacheWrite, .apart),
    // Bedrock Converse.
    ("inputTokens", .input, .any), ("outputTokens", .output, .any), ("totalTokens", .total, .any),
    ("cacheReadInputTokens", .cacheRead, .apart), ("cacheWriteInputTokens", .cacheWrite, .apart),
    // Gemini.
    ("promptTokenCount", .input, .gemini), ("candidatesTokenCount", .output, .gemini),
    ("totalTokenCount", .total, .gemini), ("cachedContentTokenCount", .cacheRead, .gemini),
    ("thoughtsTokenCount", .reasoning, .gemini), ("toolUsePromptTokenCount", .toolInput, .gemini),
    ("prompt_token_count", .input, .gemini), ("candidates_token_count", .output, .gemini),
    ("total_token_count", .total, .gemini), ("cached_content_token_count", .cacheRead, .gemini),
    ("thoughts_token_count", .reasoning, .gemini), ("tool_use_prompt_token_count", .toolInput, .gemini),
    // Langfuse.
    ("input", .input, .disjoint), ("output", .output, .disjoint), ("total", .total, .any),
    ("input_cached_tokens", .cacheRead, .disjoint), ("input_cache_read", .cacheRead, .disjoint),
    ("input_cache_creation", .cacheWritePart, .disjoint), ("output_reasoning_tokens", .reasoning, .disjoint),
    ("output_image_tokens", .moreOutput, .disjoint),
    ("input_text_tokens", .moreInput, .disjoint), ("output_text_tokens", .moreOutput, .disjoint),
    // Its wrapper of OpenAI's client for JavaScript takes every detail off the whole.
    ("output_accepted_prediction_tokens", .moreOutput, .disjoint),
    ("output_rejected_prediction_tokens", .moreOutput, .disjoint),
    ("input_cache_write_tokens", .cacheWritePart, .disjoint),
    ("input_cache_creation_tokens", .cacheWritePart, .disjoint),
    // Its handler for LangChain: LangChain's details, each taken off the whole, those of flex processing included.
    ("output_reasoning", .reasoning, .disjoint), ("output_flex_reasoning", .reasoning, .disjoint),
    ("input_flex", .moreInput, .disjoint), ("output_flex", .moreOutput, .disjoint),
    ("input_flex_cache_read", .cacheRead, .disjoint), ("input_flex_cache_creation", .cacheWritePart, .disjoint),
  ]

  /// Those that are details of the call, too.
  private static let detailed: [(path: String, count: UsagePart.Count, shape: UsagePart.Shape, detail: CallDetail)] = [
    ("input_cache_creation_5m", .cacheWritePart, .disjoint, .cacheWriteFiveMinuteTokens),
    ("input_cache_creation_1h", .cacheWritePart, .disjoint, .cacheWriteOneHourTokens),
    ("input_ephemeral_5m_input_tokens", .cacheWritePart, .disjoint, .cacheWriteFiveMinuteTokens),
    ("input_ephemeral_1h_input_tokens", .cacheWritePart, .disjoint, .cacheWriteOneHourTokens),
    ("input_audio", .moreInput, .disjoint, .audioInputTokens),
    ("output_audio", .moreOutput, .disjoint, .audioOutputTokens),
    ("input_audio_tokens", .moreInput, .disjoint, .audioInputTokens),
    ("output_audio_tokens", .moreOutput, .disjoint, .audioOutputTokens),
    ("input_image_tokens", .moreInput, .disjoint, .imageInputTokens),
    ("cache_creation.ephemeral_5m_input_tokens", .subset, .apart, .cacheWriteFiveMinuteTokens),
    ("cache_creation.ephemeral_1h_input_tokens", .subset, .apart, .cacheWriteOneHourTokens),
    ("prompt_tokens_details.audio_tokens", .subset, .nested, .audioInputTokens),
    ("prompt_tokens_details.image_tokens", .subset, .nested, .imageInputTokens),
    ("completion_tokens_details.audio_tokens", .subset, .nested, .audioOutputTokens),
    ("input_tokens_details.audio_tokens", .subset, .nested, .audioInputTokens),
    ("input_tokens_details.image_tokens", .subset, .nested, .imageInputTokens),
    ("output_tokens_details.audio_tokens", .subset, .nested, .audioOutputTokens),
    ("input_token_details.audio", .subset, .nested, .audioInputTokens),
    ("output_token_details.audio", .subset, .nested, .audioOutputTokens),
  ]

  /// The detail of each part that is one.
  static let details: [CallDetail?] = plain.map { _ in nil } + detailed.map { $0.detail }

  static let index = AttributeKeyIndex(names: parts.enumerated().map { ($1.path, AttributeKey(UInt16($0))) })
}

/// Usage read from JSON, part by part.
struct RawUsage {
  var input: Int64?
  var output: Int64?
  var total: Int64?
  var cacheRead: Int64?
  var cacheWrite: Int64?
  var reasoning: Int64?
  private var toolInput: Int64 = 0
  private var moreInput: Int64 = 0
  private var moreOutput: Int64 = 0
  private var sawNested = false
  private var sawApart = false
  private var sawGemini = false
  private var sawDisjoint = false
  private var isOverflowing = false
  /// What else was told, each detail as often as it stands there; the first one counts.
  private(set) var details: [(CallDetail, Int64)] = []

  /// Whether a path names a count of its own: not one that means nothing, nor a part of another one.
  static func counts(_ path: ByteView) -> Bool {
    guard let match = UsageShapes.index.match(path) else { return false }
    if case .subset = UsageShapes.parts[Int(match.key.index)].count { return false }
    return true
  }

  /// Takes the count of a path; paths that mean nothing are passed over.
  mutating func take(_ path: ByteView, _ count: Int64) {
    guard let match = UsageShapes.index.match(path) else { return }
    let part = UsageShapes.parts[Int(match.key.index)]
    if let detail = UsageShapes.details[Int(match.key.index)] { details.append((detail, count)) }
    switch part.shape {
    case .any: break
    case .nested: sawNested = true
    case .apart: sawApart = true
    case .gemini: sawGemini = true
    case .disjoint: sawDisjoint = true
    }
    switch part.count {
    case .input: if input == nil { input = count }
    case .output: if output == nil { output = count }
    case .total: if total == nil { total = count }
    case .cacheRead: if cacheRead == nil { cacheRead = count }
    case .cacheWrite: if cacheWrite == nil { cacheWrite = count }
    case .cacheWritePart: cacheWrite = sum(cacheWrite ?? 0, count)
    case .reasoning: if reasoning == nil { reasoning = count }
    case .toolInput: toolInput = count
    case .moreInput: moreInput = sum(moreInput, count)
    case .moreOutput: moreOutput = sum(moreOutput, count)
    case .subset: break
    }
  }

  /// Makes totals of what is apart, where the shape says that it is, and tells what the counts include.
  mutating func settle(isDisjointByDefault: Bool) -> (cache: Inclusion, reasoning: Inclusion) {
    if sawGemini {
      if let count = input { input = sum(count, toolInput) }
      if let count = output { output = sum(count, reasoning ?? 0) }
      return isOverflowing ? reject() : (.inclusive, .inclusive)
    }
    if sawNested { return (.inclusive, .inclusive) }
    if isDisjointByDefault {
      if sawDisjoint || sawApart {
        if let count = input { input = sum(sum(count, moreInput), sum(cacheRead ?? 0, cacheWrite ?? 0)) }
        if sawDisjoint, let count = output { output = sum(sum(count, moreOutput), reasoning ?? 0) }
      }
      return isOverflowing ? reject() : (.inclusive, .inclusive)
    }
    return sawApart ? (.exclusive, .inclusive) : (.unknown, .unknown)
  }

  private mutating func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (result, overflow) = left.addingReportingOverflow(right)
    if overflow { isOverflowing = true }
    return overflow ? 0 : result
  }

  private mutating func reject() -> (cache: Inclusion, reasoning: Inclusion) {
    self = RawUsage()
    return (.unknown, .unknown)
  }
}

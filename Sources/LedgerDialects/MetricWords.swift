import LedgerModel

// What stands in the attributes and units of metrics, and in verdicts.

/// How emitters write the types of token metrics.
enum TokenTypes {
  static let words: [(word: String, type: TokenType, isCache: Bool)] = [
    ("input", .input, false), ("prompt", .input, false), ("output", .output, false), ("completion", .output, false),
    ("total", .total, false),
    // Gemini CLI: thoughts are apart from output, tool prompts apart from input.
    ("thought", .output, false), ("tool", .input, false),
    ("cache_read", .cacheRead, true), ("cache_creation", .cacheWrite, true), ("cache_write", .cacheWrite, true),
    ("cache", .cacheRead, true), ("cached", .cacheRead, true), ("cached_input", .cacheRead, true),
    ("cache_write_input", .cacheWrite, true), ("cache_creation_input", .cacheWrite, true),
    ("reasoning", .reasoning, false),
    ("reasoning_output", .reasoning, false),
    ("input_audio", .subset, false), ("output_audio", .subset, false), ("input_text", .subset, false),
    ("output_text", .subset, false),
  ]
}

/// Verdicts on whether an answer was made up.
enum HallucinationLabels {
  static let words: [(word: String, isHallucination: Bool)] = [
    ("hallucinated", true), ("hallucination", true), ("true", true), ("yes", true), ("fail", true), ("failed", true),
    ("not_grounded", true), ("ungrounded", true), ("1", true),
    ("factual", false), ("not_hallucinated", false), ("no_hallucination", false), ("false", false), ("no", false),
    ("none", false), ("pass", false), ("passed", false), ("grounded", false), ("0", false),
  ]
}

/// How emitters write the units of metrics.
enum MetricUnits {
  static let words: [(word: String, unit: MetricUnit)] = [
    ("s", .time(.seconds)), ("sec", .time(.seconds)), ("second", .time(.seconds)), ("seconds", .time(.seconds)),
    ("ms", .time(.milliseconds)), ("millisecond", .time(.milliseconds)), ("milliseconds", .time(.milliseconds)),
    ("us", .time(.microseconds)), ("microsecond", .time(.microseconds)), ("microseconds", .time(.microseconds)),
    ("ns", .time(.nanoseconds)), ("nanosecond", .time(.nanoseconds)), ("nanoseconds", .time(.nanoseconds)),
    ("percent", .percent), ("count", .plain), ("counts", .plain), ("number", .plain), ("token", .tokens),
    ("tokens", .tokens), ("usd", .dollars), ("dollar", .dollars),
    ("dollars", .dollars),
  ]
}

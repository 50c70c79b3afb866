import LedgerModel

/// Token counts in disjoint classes, each absent where it is not known.
///
/// `input = uncachedInput + cacheRead + cacheWrite` and `output` includes `reasoning`, whatever the emitter's own
/// convention was.
public struct TokenCounts: Hashable, Sendable {
  /// Everything the model read.
  public var input: Int64?
  /// Of it, served from the provider's cache.
  public var cacheRead: Int64?
  /// Of it, written into the provider's cache.
  public var cacheWrite: Int64?
  /// Everything the model wrote.
  public var output: Int64?
  /// Of it, spent on reasoning.
  public var reasoning: Int64?

  /// No counts.
  @inlinable
  public init() {}

  /// Input neither read from nor written to the cache; unknown where the input is.
  ///
  /// Where the emitter reported no cache counts at all, all of the input stands here: an upper bound.
  @inlinable
  public var uncachedInput: Int64? { input.map { max(0, $0 - (cacheRead ?? 0) - (cacheWrite ?? 0)) } }

  /// Whether neither input nor output is known.
  @inlinable
  public var isUnknown: Bool { input == nil && output == nil }

  /// Input and output together, as far as they are known.
  var sum: Int64 { (input ?? 0).addingClamped(output ?? 0) }

  /// How many of the counts are known.
  var knownCount: Int {
    (input == nil ? 0 : 1) + (cacheRead == nil ? 0 : 1) + (cacheWrite == nil ? 0 : 1) + (output == nil ? 0 : 1)
      + (reasoning == nil ? 0 : 1)
  }

  /// Takes over the counts of another span of the same call.
  ///
  /// Input and output only together, where this span knows neither: of a stream that broke off one library reports the
  /// output seen so far and the other none, and who reported the input and no output knew what it did. Parts are taken
  /// over where they fit into the whole, since another library may count differently; those of the input together, as one
  /// alone would leave the rest in the wrong class. A whole that is exactly what another span's parts leave over of its own
  /// was the provider's count beside the cache, and the other one's is taken. So it is beside an output that both tell and
  /// an input of none, which no request has.
  mutating func borrow(from other: TokenCounts) {
    if isUnknown {
      self = other
      return
    }
    borrowCache(from: other)
    if let output, reasoning == nil, let part = other.reasoning, part <= output { reasoning = part }
  }

  /// Whether something was written and nothing read: who says so did not see the input. Streams of Anthropic's tell it in
  /// their first message, and in their last one not always.
  var lacksInput: Bool { input == 0 && (output ?? 0) > 0 }

  /// Takes another span's input, with what of it caches held.
  mutating func takeInput(of other: TokenCounts) {
    (input, cacheRead, cacheWrite) = (other.input, other.cacheRead, other.cacheWrite)
  }

  /// Takes another span's output, with what of it was reasoning.
  mutating func takeOutput(of other: TokenCounts) {
    (output, reasoning) = (other.output, other.reasoning)
  }

  private mutating func borrowCache(from other: TokenCounts) {
    guard let input else { return }
    if lacksInput, let whole = other.input, whole > 0, output == other.output {
      takeInput(of: other)
      return
    }
    if cacheRead == nil, cacheWrite == nil, let whole = other.input, whole != input, other.uncachedInput == input {
      takeInput(of: other)
      return
    }
    let (read, written) = (cacheRead ?? other.cacheRead, cacheWrite ?? other.cacheWrite)
    guard (read ?? 0).addingClamped(written ?? 0) <= input else { return }
    (cacheRead, cacheWrite) = (read, written)
  }
}

extension Int64 {
  /// The sum, or the largest value where it does not fit: hostile counts must not trap.
  func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

extension ReportedUsage {
  /// All bits that any of the counts has set.
  var allBits: UInt64 {
    let input = (inputTokens ?? 0) | (cacheReadTokens ?? 0) | (cacheWriteTokens ?? 0)
    return UInt64(bitPattern: input | (outputTokens ?? 0) | (reasoningTokens ?? 0))
  }
}

extension Inclusion {
  /// Which of two words about one emitter holds.
  var strength: UInt8 {
    switch self {
    case .unknown: 0
    case .asked: 1
    case .inclusive: 2
    case .exclusive: 3
    }
  }
}

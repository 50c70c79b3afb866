import LedgerColumns
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
  public init() {}

  /// Input neither read from nor written to the cache; unknown where the input is.
  ///
  /// Where the emitter reported no cache counts at all, all of the input stands here: an upper bound.
  public var uncachedInput: Int64? { input.map { max(0, $0 - (cacheRead ?? 0) - (cacheWrite ?? 0)) } }

  /// Whether neither input nor output is known.
  public var isUnknown: Bool { input == nil && output == nil }

  /// How many of the counts are known.
  var knownCount: Int {
    (input == nil ? 0 : 1) + (cacheRead == nil ? 0 : 1) + (cacheWrite == nil ? 0 : 1) + (output == nil ? 0 : 1)
      + (reasoning == nil ? 0 : 1)
  }

  /// Takes over the counts of another span of the same call.
  ///
  /// Input and output only together, where this span knows neither: of a stream that broke off one library reports the
  /// output seen so far and the other none, and who reported the input and no output knew what it did. Parts are taken
  /// over where they fit into the whole, since another library may count differently.
  mutating func borrow(from other: TokenCounts) {
    if isUnknown {
      self = other
      return
    }
    if let input {
      if cacheRead == nil, let part = other.cacheRead, part.addingClamped(cacheWrite ?? 0) <= input { cacheRead = part }
      if cacheWrite == nil, let part = other.cacheWrite, part.addingClamped(cacheRead ?? 0) <= input {
        cacheWrite = part
      }
    }
    if let output, reasoning == nil, let part = other.reasoning, part <= output { reasoning = part }
  }
}

/// How one emitter counts: whether its input includes cached tokens, and its output reasoning.
///
/// An emitter is a scope name and version, a dialect and a provider. What is documented of it is checked against the
/// arithmetic of all its calls: parts that exceed their whole, or totals that only add up one way, prove the convention
/// for the whole emitter, because emitters change between versions and documents do not follow.
public struct UsageConvention: Sendable {
  /// How a convention became known.
  public enum Basis: String, Sendable {
    /// Numbers that only fit one way.
    case arithmetic
    /// Documented for this emitter.
    case documented
    /// Nothing was known; the conventions' own rule was taken.
    case assumed = "default"
  }

  /// Whether input includes cached tokens.
  public var inputIncludesCache = true
  /// How that became known.
  public var inputBasis = Basis.assumed
  /// Whether output includes reasoning.
  public var outputIncludesReasoning = true
  /// How that became known.
  public var outputBasis = Basis.assumed

  // Evidence: how many calls prove or suggest what.
  var cacheProvenExclusive = 0
  var cacheSuggestedInclusive = 0
  var reasoningProvenExclusive = 0
  var reasoningSuggestedInclusive = 0

  mutating func weigh(_ usage: ReportedUsage) {
    let cached = (usage.cacheReadTokens ?? 0).addingClamped(usage.cacheWriteTokens ?? 0)
    if cached > 0, let input = usage.inputTokens {
      if cached > input { cacheProvenExclusive += 1 }
      if let output = usage.outputTokens, let total = usage.totalTokens {
        if total == input.addingClamped(output).addingClamped(cached) { cacheProvenExclusive += 1 }
        if total == input.addingClamped(output) { cacheSuggestedInclusive += 1 }
      }
    }
    if let reasoning = usage.reasoningTokens, reasoning > 0, let output = usage.outputTokens {
      if reasoning > output { reasoningProvenExclusive += 1 }
      if let input = usage.inputTokens, let total = usage.totalTokens {
        if total == input.addingClamped(output).addingClamped(reasoning) { reasoningProvenExclusive += 1 }
        if total == input.addingClamped(output) { reasoningSuggestedInclusive += 1 }
      }
    }
  }

  /// Takes over the evidence of other calls of the same emitter.
  mutating func add(_ other: UsageConvention) {
    cacheProvenExclusive += other.cacheProvenExclusive
    cacheSuggestedInclusive += other.cacheSuggestedInclusive
    reasoningProvenExclusive += other.reasoningProvenExclusive
    reasoningSuggestedInclusive += other.reasoningSuggestedInclusive
  }

  mutating func conclude(documentedCache: Inclusion, documentedReasoning: Inclusion) {
    (inputIncludesCache, inputBasis) = UsageConvention.conclude(
      proven: cacheProvenExclusive, suggested: cacheSuggestedInclusive, documented: documentedCache)
    (outputIncludesReasoning, outputBasis) = UsageConvention.conclude(
      proven: reasoningProvenExclusive, suggested: reasoningSuggestedInclusive, documented: documentedReasoning)
  }

  private static func conclude(proven: Int, suggested: Int, documented: Inclusion) -> (Bool, Basis) {
    // A proof needs to outweigh what speaks against it: one call with damaged numbers must not turn an emitter round.
    if proven > suggested { return (false, .arithmetic) }
    switch documented {
    case .inclusive: return (true, .documented)
    case .exclusive: return (false, .documented)
    case .unknown: return suggested > 0 ? (true, .arithmetic) : (true, .assumed)
    }
  }

  /// The disjoint counts that reported ones stand for.
  ///
  /// A part larger than its whole (a contradiction in a single call of an inclusive emitter) is left out as unknown: never
  /// a negative number, never a clamp of the whole.
  ///
  /// A request without a single input token cannot be: emitters that write 0 and 0 for a stream whose usage they did not
  /// see mean *unknown*.
  func disjoint(_ usage: ReportedUsage, isRequest: Bool) -> TokenCounts {
    var counts = TokenCounts()
    if isRequest, usage.inputTokens == 0, (usage.outputTokens ?? 0) == 0 { return counts }
    counts.cacheRead = usage.cacheReadTokens
    counts.cacheWrite = usage.cacheWriteTokens
    counts.reasoning = usage.reasoningTokens
    let cached = (usage.cacheReadTokens ?? 0).addingClamped(usage.cacheWriteTokens ?? 0)
    counts.input = usage.inputTokens.map { inputIncludesCache ? $0 : $0.addingClamped(cached) }
    if let input = counts.input, cached > input {
      counts.cacheRead = nil
      counts.cacheWrite = nil
    }
    counts.output = usage.outputTokens.map {
      outputIncludesReasoning ? $0 : $0.addingClamped(usage.reasoningTokens ?? 0)
    }
    if let output = counts.output, let reasoning = counts.reasoning, reasoning > output { counts.reasoning = nil }
    return counts
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

import LedgerCalls
import LedgerPricing

/// What a formula does to tokens read from the cache before it prices them.
public enum CacheReadRule: UInt8, CaseIterable, Hashable, Sendable {
  /// Each class at its own rate.
  case asListed
  /// Charged as fresh input: the discount is ignored.
  case atInput
  /// Charged as fresh input and once more as cached: added on top of an input that holds them.
  case onTop
  /// Taken off the fresh input once more, and what is below nothing becomes nothing.
  case subtractedTwice
  /// Not charged.
  case unbilled
}

/// What a formula does to tokens written into the cache before it prices them.
public enum CacheWriteRule: UInt8, CaseIterable, Hashable, Sendable {
  /// At the rate of the seller's default lifetime.
  case asListed
  /// Charged as fresh input.
  case atInput
  /// Charged as fresh input and once more as written.
  case onTop
  /// Taken off the fresh input once more.
  case subtractedTwice
  /// Not charged.
  case unbilled
  /// At the rate of the other lifetime, an hour.
  case oneHour
}

/// What a formula does to reasoning before it prices the output.
public enum ReasoningRule: UInt8, CaseIterable, Hashable, Sendable {
  /// Part of the output, once.
  case asListed
  /// Added to the output that holds it.
  case added
  /// Left out.
  case leftOut
}

/// Which rates a formula takes where a sheet has tiers by the length of the prompt.
public enum ContextRule: UInt8, CaseIterable, Hashable, Sendable {
  /// As the sheet says.
  case asListed
  /// The base rates, however long the prompt is.
  case ignored
  /// The rates of the highest tier, however short it is.
  case always
  /// As the sheet says, but the length counts fresh input only.
  case freshInputOnly
}

/// Token counts as a formula sees them: no class is unknown.
struct BilledTokens: Hashable {
  var input: Int64
  var cacheRead: Int64
  var cacheWrite: Int64
  var cacheWriteOneHour: Int64 = 0
  var output: Int64
  var reasoning: Int64

  init(_ tokens: TokenCounts) {
    input = tokens.uncachedInput ?? 0
    cacheRead = tokens.cacheRead ?? 0
    cacheWrite = tokens.cacheWrite ?? 0
    output = tokens.output ?? 0
    reasoning = tokens.reasoning ?? 0
  }

  /// The counts as prices take them.
  var usage: TokenUsage {
    TokenUsage(
      uncachedInput: input, cacheRead: cacheRead, cacheWrite: cacheWrite.addingClamped(cacheWriteOneHour),
      output: output)
  }

  /// The counts after the rules. Writes come first, as input holds what both are taken off.
  func changed(_ read: CacheReadRule, _ write: CacheWriteRule, _ reasoningRule: ReasoningRule) -> BilledTokens {
    var tokens = self
    switch write {
    case .asListed: break
    case .atInput:
      tokens.input = tokens.input.addingClamped(cacheWrite)
      tokens.cacheWrite = 0
    case .onTop: tokens.input = tokens.input.addingClamped(cacheWrite)
    case .subtractedTwice: tokens.input = max(0, tokens.input - cacheWrite)
    case .unbilled: tokens.cacheWrite = 0
    case .oneHour:
      tokens.cacheWriteOneHour = cacheWrite
      tokens.cacheWrite = 0
    }
    switch read {
    case .asListed: break
    case .atInput:
      tokens.input = tokens.input.addingClamped(cacheRead)
      tokens.cacheRead = 0
    case .onTop: tokens.input = tokens.input.addingClamped(cacheRead)
    case .subtractedTwice: tokens.input = max(0, tokens.input - cacheRead)
    case .unbilled: tokens.cacheRead = 0
    }
    switch reasoningRule {
    case .asListed: break
    case .added: tokens.output = tokens.output.addingClamped(reasoning)
    case .leftOut: tokens.output = max(0, tokens.output - reasoning)
    }
    return tokens
  }
}

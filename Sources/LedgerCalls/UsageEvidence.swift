import LedgerModel

/// What the calls of one emitter show about its convention, by counting those that prove or suggest something.
///
/// Of a call with input, output and a total, what the total leaves over must be the sum of those parts that are apart. Where
/// exactly one choice of parts fits, it shows for each part on which side it is. A part larger than its whole is apart
/// whatever else holds.
public struct UsageEvidence: Hashable, Sendable {
  /// The evidence about one part.
  public struct Side: Hashable, Sendable {
    /// Calls that have any of the part.
    public var calls = 0
    /// Calls whose numbers only fit if the part is apart from its whole: proofs.
    public var apart = 0
    /// Calls whose total fits with the part inside its whole: a sign, because emitters add up totals of their own.
    public var inside = 0

    /// Whether nothing shows on which side it is.
    var isSilent: Bool { apart == 0 && inside == 0 }

    mutating func add(_ other: Side) {
      calls += other.calls
      apart += other.apart
      inside += other.inside
    }
  }

  /// Calls that were looked at.
  public var calls = 0
  /// About input read from the cache.
  public var cacheRead = Side()
  /// About input written into the cache.
  public var cacheWrite = Side()
  /// Calls in which both together exceed the input, and neither does alone: proofs that one of them is apart.
  public var eitherCacheApart = 0
  /// About reasoning.
  public var reasoning = Side()

  /// No evidence.
  public init() {}

  /// Looks at a call.
  @inline(__always)
  mutating func weigh(_ usage: ReportedUsage) {
    calls += 1
    let (read, write) = (usage.cacheReadTokens ?? 0, usage.cacheWriteTokens ?? 0)
    let reasoning = usage.reasoningTokens ?? 0
    if read | write | reasoning != 0 { weigh(usage, read, write, reasoning) }
  }

  @inline(never)
  private mutating func weigh(_ usage: ReportedUsage, _ read: Int64, _ write: Int64, _ reasoning: Int64) {
    var apart: UInt8 = 0
    var inside: UInt8 = 0
    if let input = usage.inputTokens {
      if read > input { apart |= 1 }
      if write > input { apart |= 2 }
      if apart == 0, read.addingClamped(write) > input { eitherCacheApart += 1 }
    }
    if let output = usage.outputTokens, reasoning > output { apart |= 4 }
    if let parts = UsageEvidence.partsApart(usage, read, write, reasoning) {
      apart |= parts
      inside = ~parts
    }
    func note(_ count: Int64, _ bit: UInt8, _ side: inout Side) {
      if count == 0 { return }
      side.calls += 1
      if apart & bit != 0 { side.apart += 1 }
      if inside & bit != 0 { side.inside += 1 }
    }
    note(read, 1, &cacheRead)
    note(write, 2, &cacheWrite)
    note(reasoning, 4, &self.reasoning)
  }

  /// The parts that the total says are apart: 1 read, 2 write, 4 reasoning; `nil` where it fits no choice of them, or several.
  private static func partsApart(_ usage: ReportedUsage, _ read: Int64, _ write: Int64, _ reasoning: Int64) -> UInt8? {
    guard let input = usage.inputTokens, let output = usage.outputTokens, let total = usage.totalTokens,
      total >= input, total - input >= output
    else { return nil }
    let rest = total - input - output
    var found: UInt8?
    for parts in 0..<8 as Range<UInt8> {
      var sum: Int64 = 0
      var isChoice = true
      for (bit, count) in [(1, read), (2, write), (4, reasoning)] as [(UInt8, Int64)] where parts & bit != 0 {
        if count == 0 { isChoice = false }
        sum = sum.addingClamped(count)
      }
      guard isChoice, sum == rest else { continue }
      if found != nil { return nil }
      found = parts
    }
    return found
  }

  /// Takes over the evidence of other calls of the same emitter.
  mutating func add(_ other: UsageEvidence) {
    calls += other.calls
    cacheRead.add(other.cacheRead)
    cacheWrite.add(other.cacheWrite)
    eitherCacheApart += other.eitherCacheApart
    reasoning.add(other.reasoning)
  }
}

import LedgerColumns
import LedgerModel

/// How one emitter counts: whether its input includes what the cache read and wrote, and its output reasoning.
///
/// An emitter is a scope name and version, a dialect and a provider. What is documented of it is checked against the
/// arithmetic of all its calls: parts that exceed their whole, or totals that only add up one way, prove the convention
/// for the whole emitter, because emitters change between versions and documents do not follow.
public struct UsageConvention: Hashable, Sendable {
  /// How a convention became known, the strongest first.
  public enum Basis: String, CaseIterable, Sendable {
    /// Numbers that only fit one way, or totals that fit this way.
    case arithmetic
    /// Documented for this emitter.
    case dialect
    /// Its schema is of an era whose conventions ask for it.
    case spec
    /// The provider counts so, and nothing says that the emitter changes it.
    case provider
    /// Nothing was known; the conventions' own rule was taken.
    case assumed = "default"
  }

  /// Whether one part is inside its whole, and how that became known.
  public struct Ruling: Hashable, Sendable {
    /// Whether the whole includes the part.
    public var isInside = true
    /// How that became known.
    public var basis = Basis.assumed
  }

  /// Input served from the cache, within input.
  public var cacheRead = Ruling()
  /// Input written into the cache, within input.
  public var cacheWrite = Ruling()
  /// Reasoning, within output.
  public var reasoning = Ruling()
  /// Whether input includes cached tokens as documented, or as its schema asks.
  public var documentedCache = Inclusion.unknown
  /// Whether output includes reasoning as documented, or as its schema asks.
  public var documentedReasoning = Inclusion.unknown
  /// What its calls show.
  public var evidence = UsageEvidence()
  /// Whether totals are the provider's own, so that they show something whatever the emitter does.
  public var totalsAreGiven = false

  /// Nothing known: everything inside, as the conventions ask.
  public init() {}

  /// Whether input includes cached tokens; `nil` where it includes those read and not those written, or the reverse.
  public var inputIncludesCache: Bool? { cacheRead.isInside == cacheWrite.isInside ? cacheRead.isInside : nil }

  /// How that became known: the weaker of the two bases.
  public var inputBasis: Basis {
    let order = Basis.allCases
    let places = [cacheRead.basis, cacheWrite.basis].compactMap { order.firstIndex(of: $0) }
    return order[places.max() ?? 0]
  }

  /// Settles the convention from what was documented and what the calls show.
  ///
  /// 1. A certain proof that a part is apart, unless as many totals of a provider that reports totals itself speak
  ///    against it, or where the part is documented (or known of the provider) as inside and the proofs are less than one in a
  ///    hundred of the calls that have the part: damaged numbers of a few must not turn the rest round.
  /// 2. The documents. 3. Totals that leave the part inside: a sign, as most who count it apart show a proof sooner or later.
  /// 4. The era of the schema. 5. The provider: where cached tokens stand under the conventions' own names, not one that
  /// counts them apart, since what is written is not its answer as it came. 6. The conventions' own rule: inside.
  init(
    evidence: UsageEvidence, documentedCache: Inclusion, documentedReasoning: Inclusion, asksForInclusiveInput: Bool,
    provider: ProviderUsage
  ) {
    self.evidence = evidence
    totalsAreGiven = provider.reportsTotals
    let isNamed = documentedCache == .asked && !asksForInclusiveInput
    let documentedCache = isNamed ? .unknown : documentedCache
    let knownCache = isNamed && provider.cache == .exclusive ? .unknown : provider.cache
    self.documentedCache = documentedCache == .unknown && asksForInclusiveInput ? .asked : documentedCache
    self.documentedReasoning = documentedReasoning == .unknown && asksForInclusiveInput ? .asked : documentedReasoning
    func rule(_ side: UsageEvidence.Side, _ documented: Inclusion, _ known: Inclusion) -> Ruling {
      UsageConvention.rule(side, documented: documented, known: known, provider: provider)
    }
    var (read, write) = (evidence.cacheRead, evidence.cacheWrite)
    // Both together exceed the input, none alone: the side that totals do not put inside is apart; else both are.
    if evidence.eitherCacheApart > 0, read.apart == 0, write.apart == 0 {
      let (readIsOpen, writeIsOpen) = (read.inside == 0, write.inside == 0)
      if readIsOpen || !writeIsOpen { read.apart += evidence.eitherCacheApart }
      if writeIsOpen || !readIsOpen { write.apart += evidence.eitherCacheApart }
    }
    // Totals that a proof of the one contradicts are the emitter's own sums, and say nothing of the other one.
    if !provider.reportsTotals {
      if read.apart > 0, read.inside > 0, write.apart == 0 { write.inside = 0 }
      if write.apart > 0, write.inside > 0, read.apart == 0 { read.inside = 0 }
    }
    cacheRead = rule(read, self.documentedCache, knownCache)
    cacheWrite = rule(write, self.documentedCache, knownCache)
    // Where only one of the two ever shows anything, the other one is counted alike.
    if cacheRead.basis == .arithmetic, write.isSilent { cacheWrite = cacheRead }
    if cacheWrite.basis == .arithmetic, read.isSilent { cacheRead = cacheWrite }
    reasoning = rule(evidence.reasoning, self.documentedReasoning, provider.reasoning)
  }

  private static func rule(
    _ side: UsageEvidence.Side, documented: Inclusion, known: Inclusion, provider: ProviderUsage
  ) -> Ruling {
    let isHeldInside = documented == .inclusive || documented == .asked || known == .inclusive
    let against = provider.reportsTotals ? side.inside : 0
    if side.apart > against, !isHeldInside || side.apart * 100 >= side.calls {
      return Ruling(isInside: false, basis: .arithmetic)
    }
    switch documented {
    case .inclusive: return Ruling(isInside: true, basis: .dialect)
    case .exclusive: return Ruling(isInside: false, basis: .dialect)
    case .unknown, .asked: break
    }
    if side.inside > 0 { return Ruling(isInside: true, basis: .arithmetic) }
    if documented == .asked { return Ruling(isInside: true, basis: .spec) }
    switch known {
    case .inclusive: return Ruling(isInside: true, basis: .provider)
    case .exclusive: return Ruling(isInside: false, basis: .provider)
    case .unknown, .asked: return Ruling()
    }
  }

  // MARK: Contradictions

  /// Whether the emitter's numbers prove that it does not count as it is documented to, or as its schema asks.
  public var contradictsDocuments: Bool {
    func contradicts(_ ruling: Ruling, _ documented: Inclusion) -> Bool {
      ruling.basis == .arithmetic && !ruling.isInside && (documented == .inclusive || documented == .asked)
    }
    return contradicts(cacheRead, documentedCache) || contradicts(cacheWrite, documentedCache)
      || contradicts(reasoning, documentedReasoning)
  }

  /// Whether some of the emitter's calls prove that a part is apart, and totals of the provider show it inside in others.
  public var isContradictory: Bool {
    guard totalsAreGiven else { return false }
    return [evidence.cacheRead, evidence.cacheWrite, evidence.reasoning].contains { $0.apart > 0 && $0.inside > 0 }
      || (evidence.eitherCacheApart > 0 && evidence.cacheRead.inside > 0 && evidence.cacheWrite.inside > 0)
  }

  // MARK: Applying it

  /// The parts that are apart from their whole, as bits: 1 read, 2 written, 4 reasoning.
  var partsApart: UInt8 { (cacheRead.isInside ? 0 : 1) | (cacheWrite.isInside ? 0 : 2) | (reasoning.isInside ? 0 : 4) }

  /// The disjoint counts that reported ones stand for.
  ///
  /// A part larger than its whole (a contradiction in a single call of an inclusive emitter) is left out as unknown: never
  /// a negative number, never a clamp of the whole.
  ///
  /// A request without a single input token cannot be: emitters that write 0 and 0 for a stream whose usage they did not
  /// see mean *unknown*.
  func disjoint(_ usage: ReportedUsage, isRequest: Bool) -> TokenCounts {
    var counts = TokenCounts()
    if isRequest, usage.isZero { return counts }
    counts.cacheRead = usage.cacheReadTokens
    counts.cacheWrite = usage.cacheWriteTokens
    counts.reasoning = usage.reasoningTokens
    counts.input = usage.inputTokens.map { input in
      var whole = input
      if !cacheRead.isInside { whole = whole.addingClamped(usage.cacheReadTokens ?? 0) }
      if !cacheWrite.isInside { whole = whole.addingClamped(usage.cacheWriteTokens ?? 0) }
      return whole
    }
    let cached = (usage.cacheReadTokens ?? 0).addingClamped(usage.cacheWriteTokens ?? 0)
    if let input = counts.input, cached > input {
      counts.cacheRead = nil
      counts.cacheWrite = nil
    }
    counts.output = usage.outputTokens.map {
      reasoning.isInside ? $0 : $0.addingClamped(usage.reasoningTokens ?? 0)
    }
    if let output = counts.output, let reasoning = counts.reasoning, reasoning > output { counts.reasoning = nil }
    return counts
  }
}

extension ReportedUsage {
  /// Whether input and output are reported as none, or as none and not at all. No request reads nothing.
  public var isZero: Bool { inputTokens == 0 && (outputTokens ?? 0) == 0 }
}

extension StoredCounts<UInt32> {
  /// Unknown counts.
  @inline(__always)
  init() { (input, output, cacheRead, cacheWrite, reasoning) = (0, 0, 0, 0, 0) }

  /// What ``UsageConvention/disjoint(_:isRequest:)`` makes of a row all of whose counts are below
  /// ``TokenColumns/narrowLimit``, without a way round by numbers that may be absent.
  @inline(__always)
  init(_ segment: CallSegment, _ row: Int, partsApart: UInt8, isRequest: Bool) {
    // One more than the count, and 0 where it is not known.
    input = segment.inputTokens.stored(row) &+ 1
    output = segment.outputTokens.stored(row) &+ 1
    cacheRead = segment.cacheReadTokens.stored(row) &+ 1
    cacheWrite = segment.cacheWriteTokens.stored(row) &+ 1
    reasoning = segment.reasoningTokens.stored(row) &+ 1
    if isRequest, input == 1, output <= 1 {
      (input, output, cacheRead, cacheWrite, reasoning) = (0, 0, 0, 0, 0)
      return
    }
    if cacheRead | cacheWrite | reasoning == 0 { return }
    let read = cacheRead == 0 ? 0 : cacheRead &- 1
    let written = cacheWrite == 0 ? 0 : cacheWrite &- 1
    if input != 0 {
      if partsApart & 1 != 0 { input &+= read }
      if partsApart & 2 != 0 { input &+= written }
      if read &+ written > input &- 1 {
        cacheRead = 0
        cacheWrite = 0
      }
    }
    if output != 0 {
      if partsApart & 4 != 0, reasoning != 0 { output &+= reasoning &- 1 }
      if reasoning > output { reasoning = 0 }
    }
  }
}

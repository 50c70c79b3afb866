import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// What each selected call claims, beside its list cost, and which calls were priced alike: those of one emitter, provider,
/// models and service tier.
struct CallSides: Sendable {
  let facts: CallFacts
  /// What each call costs by list prices.
  let list: CostColumn
  /// The calls by emitter, provider, request and response model, and service tier; `nil` where no call claims anything.
  let groups: RowGroups?
  /// What a call without a claim is called.
  let causeWithoutClaim: AuditCause
  private let formula: MeasureColumn?
  private let isHit: Set<UInt32>

  /// What the calls report themselves.
  init(_ facts: CallFacts, list: CostColumn, _ workers: Workers) {
    self.facts = facts
    self.list = list
    formula = nil
    causeWithoutClaim = .notReported
    isHit = CallSides.responseCacheHits(facts.store)
    groups = facts.calls.reportsCosts ? CallSides.groups(facts, workers, byEmitter: true) : nil
  }

  /// What a formula makes of the calls.
  init(_ facts: CallFacts, list: CostColumn, formula: MeasureColumn, _ workers: Workers) {
    self.facts = facts
    self.list = list
    self.formula = formula
    causeWithoutClaim = .notInTable
    isHit = CallSides.responseCacheHits(facts.store)
    groups = CallSides.groups(facts, workers, byEmitter: false)
  }

  /// Whether claims are worked out by a formula.
  var isOfFormula: Bool { formula != nil }

  /// What a call claims, in pico-dollars.
  @inline(__always)
  func claim(_ index: Int) -> Int64? {
    if let formula { return formula[index] }
    return facts.calls.reportedCost(ofCall: facts.row(index))
  }

  /// Whether a call has both sides, and both are small enough for a column.
  @inline(__always)
  func isCompared(_ index: Int) -> Bool {
    guard claim(index) != nil, case .priced(let amount) = list[index] else { return false }
    return Int64(exactly: amount.value) != nil
  }

  /// By group the calls with both sides.
  func members() -> [[UInt32]] {
    guard let groups else { return [] }
    var members = [[UInt32]](repeating: [], count: groups.count)
    for index in 0..<facts.count where isCompared(index) { members[Int(groups.group[index])].append(UInt32(index)) }
    return members
  }

  /// The two sides of a call that has both.
  @inline(__always)
  func sums(_ index: Int) -> CallSums {
    var cost: Int64 = 0
    if case .priced(let amount) = list[index] { cost = Int64(clamping: amount.value) }
    return CallSums(
      reported: claim(index) ?? 0, list: cost, start: facts.start(index),
      isResponseCacheHit: !isHit.isEmpty && isHit.contains(facts.calls.candidate(ofCall: facts.row(index))))
  }

  /// A call with both sides.
  func call(_ index: Int) -> AuditedCall {
    let row = facts.row(index)
    let tokens = facts.calls.tokens(ofCall: row)
    let sums = sums(index)
    let candidate = facts.calls.candidate(ofCall: row)
    let segment = facts.store.calls[Int(candidate) >> CandidateLayout.rowBits]
    let place = Int(candidate) & CandidateLayout.mask
    var call = AuditedCall(
      tokens: tokens, start: sums.start, reported: sums.reported, list: sums.list,
      isResponseCacheHit: sums.isResponseCacheHit)
    // What a formula is applied to is what counts.
    if formula == nil, segment.inputTokens[place] != tokens.input || segment.outputTokens[place] != tokens.output {
      (call.ownTokens, call.isOwnEstimated) = CallSides.ownTokens(segment, place, tokens)
    }
    return call
  }

  /// The counts of a call's own span, where they are not those that count in another spelling.
  private static func ownTokens(_ segment: CallSegment, _ row: Int, _ counted: TokenCounts) -> (TokenCounts?, Bool) {
    let usage = segment.usage(row)
    guard !usage.isEmpty, !usage.isZero else { return (nil, false) }
    let cached = (usage.cacheReadTokens ?? 0).addingClamped(usage.cacheWriteTokens ?? 0)
    let inputs = [
      usage.inputTokens, usage.inputTokens?.addingClamped(cached),
      usage.inputTokens?.addingClamped(usage.cacheReadTokens ?? 0),
      usage.inputTokens?.addingClamped(usage.cacheWriteTokens ?? 0),
    ]
    let outputs = [usage.outputTokens, usage.outputTokens?.addingClamped(usage.reasoningTokens ?? 0)]
    if inputs.contains(counted.input), outputs.contains(counted.output) { return (nil, false) }
    var own = TokenCounts()
    own.input = usage.inputTokens
    own.output = usage.outputTokens
    if let input = own.input, cached <= input {
      own.cacheRead = usage.cacheReadTokens
      own.cacheWrite = usage.cacheWriteTokens
    }
    if let output = own.output, let reasoning = usage.reasoningTokens, reasoning <= output { own.reasoning = reasoning }
    return (own, segment.isUsageEstimated(row))
  }

  /// The candidates that a gateway answered from its own cache.
  private static func responseCacheHits(_ store: Store) -> Set<UInt32> {
    var hits: Set<UInt32> = []
    for (number, segment) in store.calls.enumerated() where segment.details.count > 0 {
      for (row, value) in segment.details.rows(with: .isResponseCacheHit) where value == 1 {
        hits.insert(CandidateLayout.number(segment: number, row: row))
      }
    }
    return hits
  }

  private static func groups(_ facts: CallFacts, _ workers: Workers, byEmitter: Bool) -> RowGroups {
    let count = facts.count
    let (store, calls) = (facts.store, facts.calls)
    func column(_ cardinality: Int) -> CodeColumn { CodeColumn(rowCount: count, cardinality: cardinality) }
    let emitters = column(calls.emitters.emitters.count + 1)
    let provider = column(store.texts.provider.count)
    let (asked, answered) = (column(store.texts.model.count), column(store.texts.model.count))
    let tier = column(store.texts.serviceTier.count)
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { stretch in
      var known: (scope: UInt32, dialect: UInt8, provider: UInt32, code: UInt32)?
      facts.forEach(in: stretches[stretch]) { index, row, segment, place, spans, spanRow in
        provider[index] = calls.provider[row]
        asked[index] = calls.requestModel[row]
        answered[index] = calls.responseModel[row]
        tier[index] = segment.serviceTier[place]
        guard byEmitter else { return }
        let (scope, dialect, own) = (spans.scope[spanRow], segment.dialect[place], segment.provider[place])
        if known?.scope != scope || known?.dialect != dialect || known?.provider != own {
          let emitter = calls.emitters.row(scope: scope, dialect: dialect, provider: own)
          known = (scope, dialect, own, UInt32((emitter ?? -1) + 1))
        }
        emitters[index] = known?.code ?? 0
      }
    }
    return RowGroups(rowCount: count, columns: [emitters, provider, asked, answered, tier], workers: workers)
  }
}

import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// What adding up every span would have said, what counts, and everything in between:
/// `naive = counted + Σ left out − Σ adjustments`, exactly, for input, output and reported cost. Of spans it is
/// `naive = counted + Σ left out`.
///
/// Log records are no spans, so that none is part of `naive` or left out of it. Calls that they alone tell of count, and
/// are an adjustment.
public struct UsageCounting: Sendable {
  /// Every span that reports usage or cost, as it reports it.
  public private(set) var naive = UsageSums()
  /// The calls that count, with what counts; of spans those whose own report counts.
  public private(set) var counted = UsageSums()
  /// Of what counts: aggregates above nothing that has usage.
  public private(set) var aggregateOnly = UsageSums()
  /// What does not count, by reason and dialect.
  public private(set) var leftOut: [LeftOutReason: [UInt8: UsageSums]] = [:]
  /// What counts beyond what its span reported.
  public private(set) var adjustments: [UsageAdjustment: UsageSums] = [:]
  /// Aggregates that say more than what counts below them, and how much more. In none of the sums.
  public private(set) var gaps = UsageSums()
  /// By row of ``SettledCalls/emitters``.
  public private(set) var emitters: [EmitterUsage] = []
  /// The calls without usage: places among the selected calls, and the state of each as far as its own span tells.
  public private(set) var unknown: [(index: Int, state: UsageState)] = []

  private init(emitterCount: Int) { emitters = Array(repeating: EmitterUsage(), count: emitterCount) }

  /// Counts the selected calls, and the selected spans that do not count.
  public init(_ facts: CallFacts, selection: Selection, workers: Workers = .one) {
    let table = facts.calls.emitters
    let stretches = workers.stretches(of: facts.count, least: 1 << 14)
    let kept = workers.map(stretches.count) { UsageCounting(facts, in: stretches[$0], table) }
    let chosen = SpanChoice(facts.store, selection)
    let others = workers.map(facts.store.spanCallSegmentCount) {
      UsageCounting(facts.store, facts.calls, candidatesOf: $0, chosen)
    }
    self.init(emitterCount: table.emitters.count)
    for part in kept + others { add(part) }
    for gap in facts.calls.gaps where chosen.includes(gap.candidate, facts.store) {
      gaps.spans += 1
      gaps.add(input: gap.input, output: gap.output, cost: nil)
    }
  }

  private mutating func add(_ other: UsageCounting) {
    naive.add(other.naive)
    counted.add(other.counted)
    aggregateOnly.add(other.aggregateOnly)
    for (reason, rows) in other.leftOut {
      for (dialect, sums) in rows { leftOut[reason, default: [:]][dialect, default: UsageSums()].add(sums) }
    }
    for (reason, sums) in other.adjustments { adjustments[reason, default: UsageSums()].add(sums) }
    for (row, usage) in other.emitters.enumerated() { emitters[row].add(usage) }
    unknown += other.unknown
  }

  // MARK: What counts

  private init(_ facts: CallFacts, in stretch: Range<Int>, _ table: EmitterTable) {
    self.init(emitterCount: table.emitters.count)
    let calls = facts.calls
    var finder = EmitterFinder(table)
    let firstOfLogs = CandidateLayout.number(segment: facts.store.spanCallSegmentCount, row: 0)
    var asReported = UsageSums()
    facts.forEach(in: stretch) { index, row, segment, place, spans, spanRow in
      let isOfLog = calls.candidate(ofCall: row) >= firstOfLogs
      let usage = segment.usage(place)
      let tokens = calls.tokens(ofCall: row)
      let ownCost = segment.reportedCost[place]
      let cost = calls.reportedCost(ofCall: row)
      let isOther = tokens.input != usage.inputTokens || tokens.output != usage.outputTokens
      let setAside = isOther ? UsageCounting.reasonToSetAside(usage, segment, place) : nil
      let reports = !usage.isEmpty || ownCost != nil
      if !isOfLog, !isOther, cost == ownCost {
        // As for nearly all: what counts is what its span reports.
        asReported.add(input: tokens.input, output: tokens.output, cost: cost)
        if reports { asReported.spans += 1 }
      } else {
        counted.add(input: tokens.input, output: tokens.output, cost: cost)
        if !isOfLog {
          naive.add(input: usage.inputTokens, output: usage.outputTokens, cost: ownCost)
          if reports {
            naive.spans += 1
            if setAside == nil { counted.spans += 1 }
          }
        }
      }
      let isRequest = spans.operationClass[spanRow].isModelRequest
      if isOfLog {
        note(.loggedOnly, input: tokens.input, output: tokens.output, cost: cost)
      } else if isOther || cost != ownCost {
        adjust(usage, tokens, ownCost, cost, setAside: setAside, isRequest: isRequest, segment.dialect[place])
      }
      if !isRequest, calls.outcome(calls.candidate(ofCall: row)) == .aggregateOnly,
        setAside != .estimated || cost != nil
      {
        aggregateOnly.spans += 1
        aggregateOnly.add(input: tokens.input, output: tokens.output, cost: cost)
      }
      if calls.isCall(row), tokens.isUnknown {
        unknown.append(
          (
            index,
            UsageState(
              usage, isEstimated: segment.isUsageEstimated(place), isToldAbove: calls.isToldAbove(row),
              isError: calls.isError(row), isStreaming: calls.isStreaming(row) == true)
          ))
      }
      if let emitter = finder.row(spans.scope[spanRow], segment.dialect[place], segment.provider[place]) {
        let convention = finder.conventions[emitter]
        let own = setAside == .estimated ? ReportedUsage() : usage
        emitters[emitter].add(own, tokens, convention, isCall: calls.isCall(row))
      }
    }
    counted.add(asReported)
    naive.add(asReported)
  }

  /// Why usage of a call that has other counts does not count itself; `nil` where it does.
  @inline(never)
  private static func reasonToSetAside(_ usage: ReportedUsage, _ segment: CallSegment, _ row: Int) -> LeftOutReason? {
    if usage.inputTokens == nil, usage.outputTokens == nil { return nil }
    if segment.isUsageEstimated(row) { return .estimated }
    // Partial usage that counts is what counts.
    return segment.isPartial(row) ? .partial : nil
  }

  /// What makes the counts of a call other than its span reported.
  @inline(never)
  private mutating func adjust(
    _ usage: ReportedUsage, _ tokens: TokenCounts, _ ownCost: Int64?, _ cost: Int64?, setAside: LeftOutReason?,
    isRequest: Bool, _ dialect: UInt8
  ) {
    if let setAside {
      var sums = UsageSums()
      sums.spans = 1
      // A cost stays where it is.
      sums.add(input: usage.inputTokens, output: usage.outputTokens, cost: nil)
      leftOut[setAside, default: [:]][dialect, default: UsageSums()].add(sums)
    }
    let reportsTokens =
      setAside == nil && (usage.inputTokens != nil || usage.outputTokens != nil) && !(isRequest && usage.isZero)
    func difference(_ reported: Int64?, _ counted: Int64?) -> Int64? {
      guard let counted else { return nil }
      let (difference, overflow) = counted.subtractingReportingOverflow(setAside != nil ? 0 : reported ?? 0)
      return overflow || difference == 0 ? nil : difference
    }
    let input = difference(usage.inputTokens, tokens.input)
    let output = difference(usage.outputTokens, tokens.output)
    let addedCost = ownCost == nil ? cost : nil
    if reportsTokens {
      note(.cacheApart, input: input)
      // Reasoning only adds: less output than the span reported is another span's.
      let isLess = (output ?? 0) < 0
      note(.reasoningApart, output: isLess ? nil : output)
      note(.takenOver, output: isLess ? output : nil, cost: addedCost)
    } else {
      note(.takenOver, input: input, output: output, cost: addedCost)
    }
  }

  private mutating func note(
    _ reason: UsageAdjustment, input: Int64? = nil, output: Int64? = nil, cost: Int64? = nil
  ) {
    if input == nil, output == nil, cost == nil { return }
    adjustments[reason, default: UsageSums()].spans += 1
    adjustments[reason, default: UsageSums()].add(input: input, output: output, cost: cost)
  }

  // MARK: What does not

  private init(_ store: Store, _ calls: SettledCalls, candidatesOf number: Int, _ chosen: SpanChoice) {
    self.init(emitterCount: 0)
    let base = CandidateLayout.number(segment: number, row: 0)
    // What is left out comes in runs: a batch that was sent again, the wrappers of one library.
    var run: (reason: LeftOutReason, dialect: UInt8, sums: UsageSums)?
    forEachCandidate(of: store, in: number) { segment, row, spans, spanRow in
      guard
        let reason = LeftOutReason(
          calls.outcome(base | UInt32(row)), isRequest: spans.operationClass[spanRow].isModelRequest),
        chosen.includes(segment, row, spans, spanRow)
      else { return }
      let usage = segment.usage(row)
      let cost = segment.reportedCost[row]
      if usage.isEmpty, cost == nil { return }
      let dialect = segment.dialect[row]
      if run?.reason != reason || run?.dialect != dialect {
        leaveOut(run)
        run = (reason, dialect, UsageSums())
      }
      run?.sums.spans += 1
      run?.sums.add(input: usage.inputTokens, output: usage.outputTokens, cost: cost)
    }
    leaveOut(run)
  }

  private mutating func leaveOut(_ run: (reason: LeftOutReason, dialect: UInt8, sums: UsageSums)?) {
    guard let run else { return }
    naive.add(run.sums)
    leftOut[run.reason, default: [:]][run.dialect, default: UsageSums()].add(run.sums)
  }
}

extension LeftOutReason {
  /// The reason for an outcome; `nil` for what counts, and for log records.
  init?(_ outcome: CallOutcome, isRequest: Bool) {
    switch outcome {
    case .none, .counted, .aggregateOnly, .aggregateUsage, .logged: return nil
    case .wrapper: self = isRequest ? .nestedRequest : .wrapper
    case .duplicate: self = .duplicate
    case .merged: self = .sameResponse
    case .twin: self = .sameRequest
    case .attempt: self = .failedAttempt
    case .repetition: self = .repetition
    case .part: self = .partOfRequest
    }
  }
}

extension UInt8 {
  /// Whether this is the class of a request to a model.
  var isModelRequest: Bool { OperationClass(rawValue: self)?.isModelRequest ?? false }
}

/// Which candidates are selected, by what their own spans say.
struct SpanChoice: Sendable {
  private let selection: Selection
  private let isSelected: [Bool]
  private let texts: ColumnTexts<TextColumnValues>

  init(_ store: Store, _ selection: Selection) {
    let services = ServiceCodes(store)
    self.selection = selection
    isSelected = store.scopes.indices.map {
      selection.includes(service: services.name(services.code(ofScope: UInt32($0))))
    }
    texts = store.texts
  }

  @inline(__always)
  func includes(_ segment: CallSegment, _ row: Int, _ spans: SpanSegment, _ spanRow: Int) -> Bool {
    guard isSelected[Int(spans.scope[spanRow])], selection.includes(instant: spans.start[spanRow]) else { return false }
    return !selection.narrowsCalls
      || selection.includes(
        provider: texts.provider[segment.provider[row]], requestModel: texts.model[segment.requestModel[row]],
        responseModel: texts.model[segment.responseModel[row]])
  }

  func includes(_ candidate: UInt32, _ store: Store) -> Bool {
    let segment = store.calls[Int(candidate) >> CandidateLayout.rowBits]
    let row = Int(candidate) & CandidateLayout.mask
    let (spans, spanRow) = store.locate(span: segment.span[row])
    return includes(segment, row, spans, spanRow)
  }
}

/// Which parts of an emitter's counts could be inside or beside their whole.
struct OpenConvention {
  var isReadOpen: Bool
  var isWriteOpen: Bool
  var isReasoningOpen: Bool
}

extension EmitterUsage {
  /// Adds a call.
  ///
  /// - Parameter usage: what its span reports, as far as that can count.
  @inline(__always)
  fileprivate mutating func add(
    _ usage: ReportedUsage, _ tokens: TokenCounts, _ convention: OpenConvention, isCall: Bool
  ) {
    if isCall {
      calls += 1
      if tokens.isUnknown { callsWithoutUsage += 1 }
    }
    if let input = tokens.input { self.input = (self.input ?? 0) + Int128(input) }
    if let output = tokens.output { self.output = (self.output ?? 0) + Int128(output) }
    if usage.cacheReadTokens == nil, usage.cacheWriteTokens == nil, usage.reasoningTokens == nil { return }
    if tokens.isUnknown { return }
    if convention.isReadOpen { openInput += Int128(usage.cacheReadTokens ?? 0) }
    if convention.isWriteOpen { openInput += Int128(usage.cacheWriteTokens ?? 0) }
    if convention.isReasoningOpen { openOutput += Int128(usage.reasoningTokens ?? 0) }
    let lostCache =
      tokens.input != nil && tokens.cacheRead == nil && tokens.cacheWrite == nil
      && (usage.cacheReadTokens ?? 0) | (usage.cacheWriteTokens ?? 0) != 0
    let lostReasoning = tokens.output != nil && tokens.reasoning == nil && (usage.reasoningTokens ?? 0) != 0
    if lostCache || lostReasoning { inconsistentCalls += 1 }
  }
}

/// Finds the emitters of calls, with a small table of those met last in front of the dictionary.
struct EmitterFinder {
  private let table: EmitterTable
  let conventions: [OpenConvention]
  private var recent = [(scope: UInt32, dialect: UInt8, provider: UInt32, row: Int)?](repeating: nil, count: 64)

  init(_ table: EmitterTable) {
    self.table = table
    conventions = table.emitters.map {
      OpenConvention(
        isReadOpen: $0.convention.cacheRead.basis == .assumed, isWriteOpen: $0.convention.cacheWrite.basis == .assumed,
        isReasoningOpen: $0.convention.reasoning.basis == .assumed)
    }
  }

  @inline(__always)
  mutating func row(_ scope: UInt32, _ dialect: UInt8, _ provider: UInt32) -> Int? {
    let place = Int((scope &* 31 ^ provider &* 7 ^ UInt32(dialect)) & 63)
    if let known = recent[place], known.scope == scope, known.dialect == dialect, known.provider == provider {
      return known.row
    }
    guard let row = table.row(scope: scope, dialect: dialect, provider: provider) else { return nil }
    recent[place] = (scope, dialect, provider, row)
    return row
  }
}

import LedgerColumns
import LedgerDialects
import LedgerKernels
import LedgerMemory
import LedgerModel

/// Decides which spans are calls. See ``SettledCalls`` for the rules.
///
/// Whatever looks at every candidate goes over the segments of the store side by side; what only few of them need (nests,
/// one response told of twice, twins) is settled on one thread.
public final class CallSettler: Sendable {
  let store: Store
  let index: SpanIndex
  let workers: Workers
  let logs: LogJoin?

  // By candidate number.
  let outcomes: OutcomeColumn
  let classes: RowBuffer<UInt8>  // and `usageBit`, `estimatedBit`, `borrowerBit`
  let emitters: RowBuffer<UInt16>  // number within its segment

  /// The scopes whose streams may say more output than was written: see ``addsFirstCount(_:)``.
  let addingScopes: Set<UInt32>
  /// The scopes whose spans of streams end when the stream is handed over.
  let handingScopes: Set<UInt32>

  /// Whether any span lies inside another one; what is known of nests has no rows otherwise.
  let hasNests: Bool
  let nearestOuter: RowBuffer<UInt32>  // candidate + 1
  let nearestAggregate: RowBuffer<UInt32>  // with usage: candidate + 1
  let depth: RowBuffer<UInt16>
  let below: RowBuffer<UInt8>  // of aggregates: what lies below them
  // By span number: candidate + 1 where the span may be a call, `toolMark` for other tools at work.
  let spanMarks: RowBuffer<UInt32>

  /// The spans that are their own ancestors, once somebody had to know.
  let circles = Locked<Set<UInt32>?>(nil)

  // Few borrow; the rows of all others are not touched.
  private let lastLender: RowBuffer<UInt32>  // by borrower, of those with `borrowerBit`: candidate + 1
  private let otherLender: RowBuffer<UInt32>  // by lender: candidate + 1

  /// How far up the ancestors of a span are followed.
  static let depthLimit = 4096
  /// For how many requests of other kinds around it a request is remembered.
  static let foreignLimit = 16

  static let toolMark = UInt32.max
  static let usageBelow: UInt8 = 1
  static let requestBelow: UInt8 = 2
  private static let usageBit: UInt8 = 0x80
  static let estimatedBit: UInt8 = 0x40
  private static let borrowerBit: UInt8 = 0x20
  static let classBits: UInt8 = 0x1F

  /// Settles the calls of a store.
  public static func settle(_ store: Store, _ index: SpanIndex, workers: Workers = .one) -> SettledCalls {
    let settler = CallSettler(store, index, workers)
    let firstScopes = EmitterTable.firstScopes(store)
    let evidence = settler.lookAtCandidates(firstScopes)
    let tokens = TokenColumns(
      unset: settler.outcomes.count, isWide: evidence.contains { $0.allBits >= TokenColumns.narrowLimit })
    let known = settler.conventions(evidence, firstScopes)
    let conventions = evidence.map { $0.emitters.map { known[$0] ?? UsageConvention() } }
    settler.takeOverLogs(tokens, conventions)
    let rare = settler.linkNests(tokens, conventions)
    settler.settleNests(tokens)
    settler.settleParts(rare, tokens)
    settler.settleAggregates()
    if evidence.contains(where: \.hasSums) { settler.leaveOutRestatements(tokens) }
    settler.mergeResponses(tokens, count: evidence.reduce(0) { $0 + $1.responses })
    settler.mergeTwins(tokens)
    let gaps = settler.findGaps(rare, tokens)
    return settler.finish(
      tokens, EmitterTable(store, firstScopes: firstScopes, known), gaps, duplicateSpans: index.duplicateCount)
  }

  private init(_ store: Store, _ index: SpanIndex, _ workers: Workers) {
    self.store = store
    self.index = index
    self.workers = workers
    logs = LogJoin(store, index)
    let room = store.calls.count << CandidateLayout.rowBits
    outcomes = OutcomeColumn(count: room)
    classes = RowBuffer(unset: room)
    emitters = RowBuffer(unset: room)
    func scopes(_ habit: ScopeHabit) -> Set<UInt32> {
      let names = habit.scopes
      return Set(
        store.scopes.indices.filter { store.scopes[$0].name.map(names.contains) ?? false }.map(UInt32.init))
    }
    addingScopes = scopes(.addsFirstCount)
    handingScopes = scopes(.endsAtHandover)
    hasNests = index.hasParents
    let nestRoom = hasNests ? room : 0
    nearestOuter = RowBuffer(zeroed: nestRoom)
    nearestAggregate = RowBuffer(zeroed: nestRoom)
    depth = RowBuffer(zeroed: nestRoom)
    below = RowBuffer(zeroed: nestRoom)
    spanMarks = RowBuffer(zeroed: hasNests ? store.spans.count << SegmentLayout.rowBits : 0)
    lastLender = RowBuffer(zeroed: room, isSparse: true)
    otherLender = RowBuffer(zeroed: room, isSparse: true)
  }

  // MARK: Going over candidates

  /// Calls `body` with each candidate of a segment, and with its span. Candidates are in the order of their spans, so the
  /// span's segment is looked up once for many of them.
  @inline(__always)
  static func forEachCandidate(
    of store: Store, in number: Int, _ body: (Int, CallSegment, Int, SpanSegment, Int) -> Void
  ) {
    let segment = store.calls[number]
    let count = segment.count
    var row = 0
    while row < count {
      let spanSegment = segment.span[row] >> UInt32(SegmentLayout.rowBits)
      let spans = store.spans[Int(spanSegment)]
      while row < count {
        let span = segment.span[row]
        guard span >> UInt32(SegmentLayout.rowBits) == spanSegment else { break }
        body(
          number << CandidateLayout.rowBits | row, segment, row, spans, Int(span & UInt32(SegmentLayout.rows - 1)))
        row += 1
      }
    }
  }

  @inline(__always)
  func outcome(_ candidate: Int) -> CallOutcome { outcomes[candidate] }

  @inline(__always)
  func isCounted(_ candidate: Int) -> Bool { outcomes[candidate] == .counted }

  func set(_ candidate: Int, _ outcome: CallOutcome) { outcomes.set(candidate, outcome) }

  @inline(__always)
  func operationClass(_ candidate: Int) -> OperationClass {
    OperationClass(rawValue: classes[candidate] & CallSettler.classBits) ?? .other
  }

  /// Whether the candidate's own span, or a log record of it, tells of input or output that may count in its own right.
  @inline(__always)
  func hasOwnUsage(_ candidate: Int) -> Bool { classes[candidate] & CallSettler.usageBit != 0 }

  /// Notes that it does.
  @inline(__always)
  func noteUsage(_ candidate: Int) { classes[candidate] |= CallSettler.usageBit }

  /// Whether the usage of the candidate's own span is an estimate: it counts nowhere, so its tokens are unknown.
  @inline(__always)
  func isEstimated(_ candidate: Int) -> Bool { classes[candidate] & CallSettler.estimatedBit != 0 }

  /// The emitter of a candidate that counts or lends, by its number within the segment.
  @inline(__always)
  func emitter(_ candidate: Int) -> Int { Int(emitters[candidate]) }

  /// The lender that was tied last to a candidate; the others follow by ``nextLender(_:)``.
  @inline(__always)
  func firstLender(_ borrower: Int) -> Int? {
    classes[borrower] & CallSettler.borrowerBit == 0 ? nil : Int(lastLender[borrower]) - 1
  }

  /// The lender that was tied before this one to the same candidate.
  func nextLender(_ lender: Int) -> Int? { otherLender[lender] == 0 ? nil : Int(otherLender[lender]) - 1 }

  /// Ties a lender to a candidate; each lends once at most.
  func tie(_ lender: Int, to borrower: Int) {
    otherLender[lender] = firstLender(borrower).map { UInt32($0 + 1) } ?? 0
    lastLender[borrower] = UInt32(lender + 1)
    classes[borrower] |= CallSettler.borrowerBit
  }

  // MARK: First look

  /// What the candidates of one segment say about their emitters.
  private struct SegmentEvidence: Sendable {
    var emitters: [EmitterKey] = []
    var conventions: [UsageEvidence] = []
    var documented: [(cache: Inclusion, reasoning: Inclusion)] = []
    /// The bits that any count has set.
    var allBits: UInt64 = 0
    /// Whether any that counts is a sum by its name.
    var hasSums = false
    /// How many that count name their response.
    var responses = 0
    private var numbers: [EmitterKey: UInt16] = [:]
    // Emitters take turns within a batch: a small table in front of the dictionary.
    private var recent = [(emitter: EmitterKey, number: UInt16)?](repeating: nil, count: 64)

    /// A segment has no more emitters than rows, which are fewer than 16 bits count.
    @inline(__always)
    private mutating func number(_ emitter: EmitterKey) -> UInt16 {
      let place = Int((emitter.scope &* 31 ^ emitter.provider &* 7 ^ UInt32(emitter.dialect)) & 63)
      if let known = recent[place], known.emitter == emitter { return known.number }
      return find(emitter, place)
    }

    @inline(never)
    private mutating func find(_ emitter: EmitterKey, _ place: Int) -> UInt16 {
      let number = numbers[emitter] ?? UInt16(emitters.count)
      if number == emitters.count {
        numbers[emitter] = number
        emitters.append(emitter)
        conventions.append(UsageEvidence())
        documented.append((.unknown, .unknown))
      }
      recent[place] = (emitter, number)
      return number
    }

    /// Takes what a candidate shows of its emitter, whose number is answered.
    @inline(__always)
    mutating func weigh(
      _ segment: CallSegment, _ row: Int, _ emitter: EmitterKey, isEvidence: Bool = true
    ) -> UInt16 {
      let number = number(emitter)
      weigh(segment, row, Int(number), isEvidence: isEvidence)
      // The documents speak of emitters, so the calls of one agree; the stronger word only makes it order-free.
      let inclusions = segment.traits[row] & 0xF
      if inclusions != 0 { note(segment.cacheInclusion(row), segment.reasoningInclusion(row), Int(number)) }
      return number
    }

    @inline(__always)
    private mutating func weigh(_ segment: CallSegment, _ row: Int, _ number: Int, isEvidence: Bool) {
      let (input, output) = (segment.inputTokens.stored(row), segment.outputTokens.stored(row))
      let (read, written) = (segment.cacheReadTokens.stored(row), segment.cacheWriteTokens.stored(row))
      let reasoning = segment.reasoningTokens.stored(row)
      let absent = OptionalCountColumn.absent
      func known(_ count: UInt32) -> UInt32 { count == absent ? 0 : count }
      let parts = known(read) | known(written) | known(reasoning)
      // Most have no parts, which is all that there is to say of them.
      if parts == 0, input != OptionalCountColumn.elsewhere, output != OptionalCountColumn.elsewhere {
        allBits |= UInt64(known(input) | known(output))
        if isEvidence { conventions[number].calls += 1 }
      } else {
        weighParts(segment.usage(row), number, isEvidence: isEvidence)
      }
    }

    @inline(never)
    private mutating func weighParts(_ usage: ReportedUsage, _ number: Int, isEvidence: Bool) {
      allBits |= usage.allBits
      if isEvidence { conventions[number].weigh(usage) }
    }

    @inline(__always)
    private mutating func note(_ cache: Inclusion, _ reasoning: Inclusion, _ number: Int) {
      if cache.strength > documented[number].cache.strength { documented[number].cache = cache }
      if reasoning.strength > documented[number].reasoning.strength { documented[number].reasoning = reasoning }
    }
  }

  /// Leaves out copies and repetitions, marks the spans of all others, and weighs what their emitters say.
  private func lookAtCandidates(_ firstScopes: [UInt32]) -> [SegmentEvidence] {
    if hasNests { markTools() }
    let evidence = workers.map(store.calls.count) { number in
      var evidence = SegmentEvidence()
      let logs = number < store.spanCallSegmentCount ? nil : logs
      let estimated = Set(store.calls[number].estimatedRows)
      CallSettler.forEachCandidate(of: store, in: number) { candidate, segment, row, spans, spanRow in
        let span = segment.span[row]
        classes[candidate] = spans.operationClass[spanRow]
        if let logs, !logs.isOpen(candidate) {
          set(candidate, logs.outcome(candidate))
          // One that lends its counts is read by the convention of its emitter.
          guard logs.outcome(candidate) == .logged else { return }
          let emitter = EmitterKey(
            scope: firstScopes[Int(spans.scope[spanRow])], dialect: segment.dialect[row],
            provider: segment.provider[row])
          emitters[candidate] = evidence.weigh(segment, row, emitter, isEvidence: logs.isEvidence(candidate))
          if !estimated.isEmpty, estimated.contains(row) { classes[candidate] |= CallSettler.estimatedBit }
          return
        }
        if index.isDuplicate(span) {
          set(candidate, .duplicate)
          return
        }
        if segment.isRepetition(row) {
          set(candidate, .repetition)
          return
        }
        set(candidate, .counted)
        if hasNests { spanMarks[Int(span)] = UInt32(candidate + 1) }
        if segment.isAggregate(row) { evidence.hasSums = true }
        if segment.responseID[row] != 0 { evidence.responses += 1 }
        let emitter = EmitterKey(
          scope: firstScopes[Int(spans.scope[spanRow])], dialect: segment.dialect[row],
          provider: segment.provider[row])
        let isEstimated = !estimated.isEmpty && estimated.contains(row) && !segment.usage(row).isEmpty
        emitters[candidate] = evidence.weigh(segment, row, emitter, isEvidence: !isEstimated)
        if isEstimated {
          classes[candidate] |= CallSettler.estimatedBit
        } else if segment.inputTokens.stored(row) & segment.outputTokens.stored(row) != OptionalCountColumn.absent,
          !segment.isPartial(row)
        {
          noteUsage(candidate)
        }
      }
      return evidence
    }
    return evidence
  }

  /// Marks the spans of tools; those that may be calls are marked over.
  private func markTools() {
    workers.run(store.spans.count) { number in
      let base = number << SegmentLayout.rowBits
      store.spans[number].operationClass.withSpan { classes in
        for row in classes.indices where classes[row] == OperationClass.tool.rawValue {
          spanMarks[base | row] = CallSettler.toolMark
        }
      }
    }
  }

  /// The convention of each emitter.
  private func conventions(
    _ evidence: [SegmentEvidence], _ firstScopes: [UInt32]
  ) -> [EmitterKey: UsageConvention] {
    var known: [EmitterKey: (evidence: UsageEvidence, cache: Inclusion, reasoning: Inclusion)] = [:]
    for part in evidence {
      for (number, emitter) in part.emitters.enumerated() {
        var entry = known[emitter] ?? (UsageEvidence(), .unknown, .unknown)
        entry.evidence.add(part.conventions[number])
        let documented = part.documented[number]
        if documented.cache.strength > entry.cache.strength { entry.cache = documented.cache }
        if documented.reasoning.strength > entry.reasoning.strength { entry.reasoning = documented.reasoning }
        known[emitter] = entry
      }
    }
    // One emitter is written by scopes of several resources, whose schemas seldom differ.
    var isAsking: Set<UInt32> = []
    for (row, scope) in store.scopes.enumerated() where asksForInclusiveCounts(scope.schemaURL) {
      isAsking.insert(firstScopes[row])
    }
    return Dictionary(
      uniqueKeysWithValues: known.map { emitter, entry in
        (
          emitter,
          UsageConvention(
            evidence: entry.evidence, documentedCache: entry.cache, documentedReasoning: entry.reasoning,
            asksForInclusiveInput: isAsking.contains(emitter.scope),
            provider: ProviderUsage(store.texts.provider[emitter.provider]))
        )
      })
  }

  // MARK: Aggregates

  /// Notes that an aggregate tells the usage of a request.
  func noteRequest(below aggregate: Int) { below[aggregate] |= CallSettler.requestBelow }

  private func settleAggregates() {
    workers.run(store.calls.count) { number in
      let base = number << CandidateLayout.rowBits
      for candidate in base..<base + store.calls[number].count
      where isCounted(candidate) && !operationClass(candidate).isModelRequest {
        let below = hasNests ? below[candidate] : 0
        if below & CallSettler.usageBelow != 0 {
          set(candidate, .wrapper)
        } else {
          let isCall = below & CallSettler.requestBelow == 0 && !isEstimateOfOuter(candidate)
          set(candidate, isCall ? .aggregateOnly : .aggregateUsage)
        }
      }
    }
  }

  /// Whether an aggregate only estimates, and one around it tells what counts: the two are one call.
  @inline(__always)
  private func isEstimateOfOuter(_ candidate: Int) -> Bool {
    guard hasNests, isEstimated(candidate), nearestAggregate[candidate] != 0 else { return false }
    return below[Int(nearestAggregate[candidate]) - 1] & CallSettler.usageBelow == 0
  }

  // MARK: Result

  private func finish(
    _ tokens: TokenColumns, _ emitters: EmitterTable, _ gaps: [AggregateGap], duplicateSpans: Int
  ) -> SettledCalls {
    let counts = workers.map(store.calls.count) { number in
      let base = number << CandidateLayout.rowBits
      var count = 0
      for candidate in base..<base + store.calls[number].count where outcome(candidate).isKept { count += 1 }
      return count
    }
    var starts: [Int] = []
    var total = 0
    for count in counts {
      starts.append(total)
      total += count
    }
    let firsts = starts
    let settled = SettledCalls(
      store: store, outcomes: outcomes, tokens: tokens, emitters: emitters, gaps: gaps,
      duplicateSpans: duplicateSpans, names: names(count: total, firsts: firsts, tokens), lent: lentDetails(tokens),
      keepsCosts: store.calls.contains { $0.reportedCost.hasValues })
    workers.run(store.calls.count) { number in fill(settled, from: number, at: firsts[number], tokens) }
    return settled
  }

  /// The names of all calls, those of each segment from one of `firsts` on.
  private func names(count: Int, firsts: [Int], _ tokens: TokenColumns) -> CallNames {
    let numbers = RowBuffer<UInt32>(unset: count)
    let found = workers.map(store.calls.count) { number in
      let segment = store.calls[number]
      var own = KeyNumbers<CallNames.Combination>()
      var call = firsts[number]
      for row in 0..<segment.count where outcome(number << CandidateLayout.rowBits | row).isKept {
        var names = CallNames.Combination(
          provider: segment.provider[row], operation: segment.operation[row],
          requestModel: segment.requestModel[row], responseModel: segment.responseModel[row])
        if let lenders = lenders(of: number << CandidateLayout.rowBits | row, tokens) {
          lenders.complete(&names.provider) { $0.provider[$1] }
          lenders.complete(&names.operation) { $0.operation[$1] }
          lenders.complete(&names.requestModel) { $0.requestModel[$1] }
          lenders.complete(&names.responseModel) { $0.responseModel[$1] }
        }
        numbers[call] = UInt32(own.number(of: names))
        call += 1
      }
      return own.keys
    }
    // Each segment has numbers of its own; all together are numbered in the order of the store.
    var all = KeyNumbers<CallNames.Combination>()
    let maps = found.map { combinations in combinations.map { UInt32(all.number(of: $0)) } }
    workers.run(store.calls.count) { number in
      let map = maps[number]
      if map.indices.allSatisfy({ map[$0] == UInt32($0) }) { return }
      for call in firsts[number]..<(number + 1 < firsts.count ? firsts[number + 1] : count) {
        numbers[call] = map[Int(numbers[call])]
      }
    }
    return CallNames(numbers, all.keys)
  }

  /// Whoever lends to a call what it does not say itself: in the order of what they know, so that what is taken over does
  /// not depend on row numbers.
  struct Lenders {
    let calls: [(segment: CallSegment, row: Int)]

    /// Takes over a code where there is none.
    func complete(_ code: inout UInt32, _ column: (CallSegment, Int) -> UInt32) {
      for (segment, row) in calls where code == 0 { code = column(segment, row) }
    }

    func first<Value>(_ column: (CallSegment, Int) -> Value?) -> Value? {
      for (segment, row) in calls {
        if let value = column(segment, row) { return value }
      }
      return nil
    }
  }

  /// The lenders of a call; most have none.
  @inline(__always)
  func lenders(of candidate: Int, _ tokens: TokenColumns) -> Lenders? {
    firstLender(candidate) == nil ? nil : allLenders(of: candidate, tokens)
  }

  @inline(never)
  private func allLenders(of candidate: Int, _ tokens: TokenColumns) -> Lenders {
    var lenders: [Int] = []
    var borrowers = [candidate]
    while let borrower = borrowers.popLast() {
      var next = firstLender(borrower)
      while let lender = next {
        lenders.append(lender)
        // What log records lent to a lender goes on with it.
        if logs != nil { borrowers.append(lender) }
        next = nextLender(lender)
      }
    }
    return Lenders(calls: lenders.sorted { knowsMore($0, than: $1, tokens) }.map { store.locate(call: UInt32($0)) })
  }

  private func fill(_ settled: SettledCalls, from number: Int, at first: Int, _ tokens: TokenColumns) {
    let segment = store.calls[number]
    let base = number << CandidateLayout.rowBits
    var call = first
    for row in 0..<segment.count {
      let outcome = outcome(base | row)
      guard outcome.isKept else { continue }
      let lenders = lenders(of: base | row, tokens)
      let aggregate = hasNests ? nearestAggregate[base | row] : 0
      settled.set(
        call, candidate: UInt32(base | row), isCall: outcome != .aggregateUsage, isError: segment.errorType[row] != 0,
        isToldAbove: aggregate != 0 && self.outcome(Int(aggregate) - 1) == .aggregateUsage,
        isStreaming: segment.isStreaming(row) ?? lenders?.first { $0.isStreaming($1) },
        timeToFirstToken: segment.timeToFirstToken[row] ?? lenders?.first { $0.timeToFirstToken[$1] },
        reportedCost: segment.reportedCost[row] ?? lenders?.first { $0.reportedCost[$1] })
      call += 1
    }
  }
}

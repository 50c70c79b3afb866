import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// Decides which spans are calls. See ``SettledCalls`` for the rules.
///
/// Whatever looks at every candidate goes over the segments of the store side by side; what only few of them need (nests,
/// one response told of twice, twins) is settled on one thread.
public final class CallSettler: Sendable {
  private let store: Store
  private let index: SpanIndex
  private let workers: Workers
  private let logs: LogJoin?

  // By candidate number.
  private let outcomes: OutcomeColumn
  private let classes: RowBuffer<UInt8>
  private let emitters: RowBuffer<UInt32>  // number within its segment
  private let nearestOuter: RowBuffer<UInt32>  // candidate + 1
  private let depth: RowBuffer<UInt16>
  private let below: RowBuffer<UInt8>  // of aggregates: what lies below them
  private let firstLender: RowBuffer<UInt32>  // by borrower: candidate + 1
  private let nextLender: RowBuffer<UInt32>  // by lender: candidate + 1

  // By span number: candidate + 1 where the span may be a call, `toolMark` for other tools at work.
  private let spanMarks: RowBuffer<UInt32>

  /// How far up the ancestors of a span are followed.
  static let depthLimit = 4096

  private static let toolMark = UInt32.max
  private static let usageBelow: UInt8 = 1
  private static let requestBelow: UInt8 = 2

  /// Settles the calls of a store.
  public static func settle(_ store: Store, _ index: SpanIndex, workers: Workers = .one) -> SettledCalls {
    let settler = CallSettler(store, index, workers)
    let evidence = settler.lookAtCandidates()
    let tokens = TokenColumns(
      rowCount: settler.outcomes.count, isWide: evidence.contains { $0.allBits >= TokenColumns.narrowLimit })
    let conventions = settler.conventions(evidence)
    settler.takeOverLogs(tokens, conventions)
    settler.linkNests(tokens, conventions)
    settler.settleNests(tokens)
    settler.settleAggregates()
    settler.mergeResponses(tokens)
    settler.mergeTwins(tokens)
    return settler.finish(tokens, duplicateSpans: index.duplicateCount)
  }

  private init(_ store: Store, _ index: SpanIndex, _ workers: Workers) {
    self.store = store
    self.index = index
    self.workers = workers
    logs = LogJoin(store, index)
    let room = store.calls.count << CandidateLayout.rowBits
    outcomes = OutcomeColumn(count: room)
    classes = RowBuffer(zeroed: room)
    emitters = RowBuffer(zeroed: room)
    nearestOuter = RowBuffer(zeroed: room)
    depth = RowBuffer(zeroed: room)
    below = RowBuffer(zeroed: room)
    firstLender = RowBuffer(zeroed: room)
    nextLender = RowBuffer(zeroed: room)
    spanMarks = RowBuffer(zeroed: store.spans.count << SegmentLayout.rowBits)
  }

  // MARK: Going over candidates

  /// Calls `body` with each candidate of a segment, and with its span. Candidates are in the order of their spans, so the
  /// span's segment is looked up once for many of them.
  @inline(__always)
  private static func forEachCandidate(
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
  private func outcome(_ candidate: Int) -> CallOutcome { outcomes[candidate] }

  @inline(__always)
  private func isCounted(_ candidate: Int) -> Bool { outcomes[candidate] == .counted }

  private func set(_ candidate: Int, _ outcome: CallOutcome) { outcomes.set(candidate, outcome) }

  @inline(__always)
  private func operationClass(_ candidate: Int) -> OperationClass {
    OperationClass(rawValue: classes[candidate]) ?? .other
  }

  // MARK: First look

  /// Who counts how: scopes of one name and version are one emitter, whatever their resource.
  private struct Emitter: Hashable, Sendable {
    var scope: UInt32
    var dialect: UInt8
    var provider: UInt32
  }

  /// What the candidates of one segment say about their emitters.
  private struct SegmentEvidence: Sendable {
    var emitters: [Emitter] = []
    var conventions: [UsageConvention] = []
    var documented: [(cache: Inclusion, reasoning: Inclusion)] = []
    /// The bits that any count has set.
    var allBits: UInt64 = 0
    private var numbers: [Emitter: UInt32] = [:]
    // Emitters take turns within a batch: a small table in front of the dictionary.
    private var recent = [(emitter: Emitter, number: UInt32)?](repeating: nil, count: 64)

    @inline(__always)
    mutating func number(_ emitter: Emitter) -> UInt32 {
      let place = Int((emitter.scope &* 31 ^ emitter.provider &* 7 ^ UInt32(emitter.dialect)) & 63)
      if let known = recent[place], known.emitter == emitter { return known.number }
      let number = numbers[emitter] ?? UInt32(emitters.count)
      if number == emitters.count {
        numbers[emitter] = number
        emitters.append(emitter)
        conventions.append(UsageConvention())
        documented.append((.unknown, .unknown))
      }
      recent[place] = (emitter, number)
      return number
    }
  }

  /// Leaves out copies and repetitions, marks the spans of all others, and weighs what their emitters say.
  private func lookAtCandidates() -> [SegmentEvidence] {
    var firstScope: [String: UInt32] = [:]
    let emitterScope = store.scopes.enumerated().map { row, scope -> UInt32 in
      let key = "\(scope.name ?? "")\u{0}\(scope.version ?? "")"
      if let known = firstScope[key] { return known }
      firstScope[key] = UInt32(row)
      return UInt32(row)
    }
    let evidence = workers.map(store.calls.count) { number in
      var evidence = SegmentEvidence()
      let logs = number < store.spanCallSegmentCount ? nil : logs
      CallSettler.forEachCandidate(of: store, in: number) { candidate, segment, row, spans, spanRow in
        let span = segment.span[row]
        classes[candidate] = spans.operationClass[spanRow]
        if let logs, logs.outcome(candidate) != .counted {
          set(candidate, logs.outcome(candidate))
          guard logs.outcome(candidate) == .logged else { return }
          weigh(candidate, segment, row, scope: emitterScope[Int(spans.scope[spanRow])], logs, &evidence)
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
        spanMarks[Int(span)] = UInt32(candidate + 1)
        let emitter = evidence.number(
          Emitter(
            scope: emitterScope[Int(spans.scope[spanRow])], dialect: segment.dialect[row],
            provider: segment.provider[row]))
        emitters[candidate] = emitter
        let usage = segment.usage(row)
        evidence.allBits |= usage.allBits
        evidence.conventions[Int(emitter)].weigh(usage)
        // The documents speak of emitters, so the calls of one agree; the larger raw value only makes it order-free.
        let (cache, reasoning) = (segment.cacheInclusion(row), segment.reasoningInclusion(row))
        if cache.rawValue > evidence.documented[Int(emitter)].cache.rawValue {
          evidence.documented[Int(emitter)].cache = cache
        }
        if reasoning.rawValue > evidence.documented[Int(emitter)].reasoning.rawValue {
          evidence.documented[Int(emitter)].reasoning = reasoning
        }
      }
      return evidence
    }
    workers.run(store.spans.count) { number in
      let base = number << SegmentLayout.rowBits
      store.spans[number].operationClass.withSpan { classes in
        for row in classes.indices
        where classes[row] == OperationClass.tool.rawValue && spanMarks[base | row] == 0 {
          spanMarks[base | row] = CallSettler.toolMark
        }
      }
    }
    return evidence
  }

  /// Notes the emitter of a log record that lends its counts.
  private func weigh(
    _ candidate: Int, _ segment: CallSegment, _ row: Int, scope: UInt32, _ logs: LogJoin,
    _ evidence: inout SegmentEvidence
  ) {
    let emitter = evidence.number(
      Emitter(scope: scope, dialect: segment.dialect[row], provider: segment.provider[row]))
    emitters[candidate] = emitter
    let usage = segment.usage(row)
    evidence.allBits |= usage.allBits
    if logs.isEvidence(candidate) { evidence.conventions[Int(emitter)].weigh(usage) }
    let (cache, reasoning) = (segment.cacheInclusion(row), segment.reasoningInclusion(row))
    if cache.rawValue > evidence.documented[Int(emitter)].cache.rawValue {
      evidence.documented[Int(emitter)].cache = cache
    }
    if reasoning.rawValue > evidence.documented[Int(emitter)].reasoning.rawValue {
      evidence.documented[Int(emitter)].reasoning = reasoning
    }
  }

  /// The convention of each emitter, by segment and number within it.
  private func conventions(_ evidence: [SegmentEvidence]) -> [[UsageConvention]] {
    var known: [Emitter: (convention: UsageConvention, cache: Inclusion, reasoning: Inclusion)] = [:]
    for part in evidence {
      for (number, emitter) in part.emitters.enumerated() {
        var entry = known[emitter] ?? (UsageConvention(), .unknown, .unknown)
        entry.convention.add(part.conventions[number])
        let documented = part.documented[number]
        if documented.cache.rawValue > entry.cache.rawValue { entry.cache = documented.cache }
        if documented.reasoning.rawValue > entry.reasoning.rawValue { entry.reasoning = documented.reasoning }
        known[emitter] = entry
      }
    }
    let concluded = known.mapValues { entry in
      var convention = entry.convention
      convention.conclude(documentedCache: entry.cache, documentedReasoning: entry.reasoning)
      return convention
    }
    return evidence.map { $0.emitters.map { concluded[$0] ?? UsageConvention() } }
  }

  // MARK: Log records

  /// Makes the counts of log records disjoint that tell of the same call as a span or another record, and ties them to it.
  private func takeOverLogs(_ tokens: TokenColumns, _ conventions: [[UsageConvention]]) {
    guard let logs else { return }
    for (borrower, lenders) in logs.lenders {
      // The last one tied is the first one found.
      for lender in lenders.reversed() {
        let (segment, row) = store.locate(call: UInt32(lender))
        let convention = conventions[lender >> CandidateLayout.rowBits][Int(emitters[lender])]
        tokens[lender] = convention.disjoint(segment.usage(row), isRequest: true)
        nextLender[lender] = firstLender[borrower]
        firstLender[borrower] = UInt32(lender + 1)
      }
    }
  }

  // MARK: Nests

  /// The ancestors of a span, the nearest first. A span that is its own ancestor has none, so that no two spans can lie
  /// around each other; a chain that runs into a circle ends there.
  @inline(__always)
  private static func collectAncestors(of span: UInt32, _ index: SpanIndex, into ancestors: inout [UInt32]) {
    ancestors.removeAll(keepingCapacity: true)
    var at = span
    var milestone = span
    var nextMilestone = 1
    while let parent = index.parent(of: at) {
      if parent == span {
        ancestors.removeAll(keepingCapacity: true)
        return
      }
      // Brent's way to notice a circle: compare with a span remembered at every power of two.
      if parent == milestone || ancestors.count == CallSettler.depthLimit { return }
      ancestors.append(parent)
      if ancestors.count == nextMilestone {
        milestone = parent
        nextMilestone *= 2
      }
      at = parent
    }
  }

  /// Makes the counts of each candidate disjoint, finds the request around each request, and what lies below aggregates.
  private func linkNests(_ tokens: TokenColumns, _ conventions: [[UsageConvention]]) {
    let hasLogs = logs != nil
    // A segment may have aggregates of another one above it: what it finds is put together afterwards.
    let found = workers.map(store.calls.count) { number in
      var ancestors: [UInt32] = []
      var above: [UInt64] = []  // candidate, and what lies below it
      CallSettler.forEachCandidate(of: store, in: number) { candidate, segment, row, _, _ in
        guard isCounted(candidate) else { return }
        let own = operationClass(candidate)
        var counts = conventions[number][Int(emitters[candidate])].disjoint(
          segment.usage(row), isRequest: own.isModelRequest)
        if hasLogs {
          // Only log records lend so far.
          var lender = firstLender[candidate]
          while lender != 0 {
            counts.borrow(from: tokens[Int(lender) - 1])
            lender = nextLender[Int(lender) - 1]
          }
        }
        tokens[candidate] = counts
        CallSettler.collectAncestors(of: segment.span[row], index, into: &ancestors)
        if ancestors.isEmpty { return }
        let hasUsage = !counts.isUnknown || segment.reportedCost[row] != nil
        let flags =
          (hasUsage ? CallSettler.usageBelow : 0) | (own.isModelRequest ? CallSettler.requestBelow : 0)
        var crossedTool = false
        for parent in ancestors {
          let mark = spanMarks[Int(parent)]
          if mark == 0 { continue }
          if mark == CallSettler.toolMark {
            crossedTool = true
            continue
          }
          let outer = Int(mark) - 1
          let outerClass = operationClass(outer)
          if outerClass.isModelRequest {
            if own == outerClass, !crossedTool {
              if nearestOuter[candidate] == 0 { nearestOuter[candidate] = mark }
              depth[candidate] = depth[candidate].addingReportingOverflow(1).partialValue
            }
          } else if flags != 0 {
            let entry = UInt64(outer) << 8 | UInt64(flags)
            if above.last != entry { above.append(entry) }
          }
          if outerClass == .tool { crossedTool = true }
        }
      }
      return above
    }
    for entry in found.joined() { below[Int(entry >> 8)] |= UInt8(truncatingIfNeeded: entry) }
  }

  /// Innermost first: a nest inside a nest is settled before the one around it.
  private func settleNests(_ tokens: TokenColumns) {
    var pairs: [(outer: Int, inner: UInt32)] = []
    for (number, segment) in store.calls.enumerated() {
      let base = number << CandidateLayout.rowBits
      for candidate in base..<base + segment.count where nearestOuter[candidate] != 0 {
        pairs.append((Int(nearestOuter[candidate]) - 1, UInt32(candidate)))
      }
    }
    if pairs.isEmpty { return }
    // The inner candidates of each outer one, one after the other.
    let counts = RowBuffer<UInt32>(zeroed: outcomes.count)
    let ends = RowBuffer<UInt32>(zeroed: outcomes.count)
    for pair in pairs { counts[pair.outer] += 1 }
    var outersByDepth: [[Int]] = []
    var next: UInt32 = 0
    for (number, segment) in store.calls.enumerated() {
      let base = number << CandidateLayout.rowBits
      for outer in base..<base + segment.count where counts[outer] != 0 {
        ends[outer] = next
        next += counts[outer]
        while outersByDepth.count <= Int(depth[outer]) { outersByDepth.append([]) }
        outersByDepth[Int(depth[outer])].append(outer)
      }
    }
    var inner = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      inner[Int(ends[pair.outer])] = pair.inner
      ends[pair.outer] += 1
    }
    for outer in outersByDepth.reversed().joined() {
      let members = inner[Int(ends[outer] - counts[outer])..<Int(ends[outer])]
      if members.count > 1 {
        settleRetries(outer, members, tokens)
        continue
      }
      set(outer, .wrapper)
      // The span that counts for a nest of one request; none where several count.
      var at = Int(members[members.startIndex])
      while counts[at] != 0, !isCounted(at), counts[at] == 1 { at = Int(inner[Int(ends[at]) - 1]) }
      if counts[at] == 0 || isCounted(at) { lend(outer, to: at, tokens) }
    }
  }

  /// A request with several requests of its kind inside: attempts of one call, or calls of their own.
  private func settleRetries(_ outer: Int, _ members: ArraySlice<UInt32>, _ tokens: TokenColumns) {
    let hasSucceeded = members.contains { !isError(Int($0)) }
    if members.contains(where: { !tokens[Int($0)].isUnknown }) || hasSucceeded {
      set(outer, .wrapper)
      // A failed attempt beside one that went through is no call of its own.
      for member in members
      where isError(Int(member)) && tokens[Int(member)].isUnknown && hasSucceeded && isCounted(Int(member)) {
        set(Int(member), .attempt)
      }
    } else {
      for member in members where isCounted(Int(member)) { set(Int(member), .attempt) }
    }
  }

  private func isError(_ candidate: Int) -> Bool {
    let (segment, row) = store.locate(call: UInt32(candidate))
    return segment.errorType[row] != 0
  }

  /// A candidate that does not count lends what it knows to the one that counts for it; each lends once at most.
  private func lend(_ lender: Int, to borrower: Int, _ tokens: TokenColumns) {
    nextLender[lender] = firstLender[borrower]
    firstLender[borrower] = UInt32(lender + 1)
    var counts = tokens[borrower]
    counts.borrow(from: tokens[lender])
    tokens[borrower] = counts
  }

  // MARK: Aggregates

  private func settleAggregates() {
    workers.run(store.calls.count) { number in
      let base = number << CandidateLayout.rowBits
      for candidate in base..<base + store.calls[number].count
      where isCounted(candidate) && !operationClass(candidate).isModelRequest {
        if below[candidate] & CallSettler.usageBelow != 0 {
          set(candidate, .wrapper)
        } else {
          set(candidate, below[candidate] & CallSettler.requestBelow != 0 ? .aggregateUsage : .aggregateOnly)
        }
      }
    }
  }

  // MARK: Responses

  /// One response told of by several spans in different places: application and gateway, two traces, two libraries that
  /// do not nest.
  private func mergeResponses(_ tokens: TokenColumns) {
    var repeated = RepeatedKeys(count: store.calls.reduce(0) { $0 + $1.count })
    func forEachResponse(_ body: (Int, UInt64) -> Void) {
      for (number, segment) in store.calls.enumerated() {
        let base = number << CandidateLayout.rowBits
        segment.responseID.withSpan { ids in
          for row in ids.indices where ids[row] != 0 && isCounted(base | row) { body(base | row, ids[row]) }
        }
      }
    }
    forEachResponse { repeated.note($1) }
    var tellers: [UInt64: [Int]] = [:]
    forEachResponse { candidate, id in
      if repeated.mayRepeat(id) { tellers[id, default: []].append(candidate) }
    }
    for candidates in tellers.values where candidates.count > 1 {
      let ordered = candidates.sorted { knowsMore($0, than: $1, tokens) }
      for other in ordered.dropFirst() {
        set(other, .merged)
        lend(other, to: ordered[0], tokens)
      }
    }
  }

  private func knowsMore(_ left: Int, than right: Int, _ tokens: TokenColumns) -> Bool {
    let known = (tokens[left].knownCount, tokens[right].knownCount)
    if known.0 != known.1 { return known.0 > known.1 }
    let (a, i) = store.locate(call: UInt32(left))
    let (b, j) = store.locate(call: UInt32(right))
    let (spansA, rowA) = store.locate(span: a.span[i])
    let (spansB, rowB) = store.locate(span: b.span[j])
    // The later start is the inner one: nearer to the wire.
    if spansA.start[rowA] != spansB.start[rowB] { return spansA.start[rowA] > spansB.start[rowB] }
    return (spansA.traceHigh[rowA], spansA.traceLow[rowA], spansA.spanID[rowA])
      < (spansB.traceHigh[rowB], spansB.traceLow[rowB], spansB.spanID[rowB])
  }

  // MARK: Twins

  /// Two libraries on one request whose spans have lost each other: no common trace, no response id on both sides. They
  /// are one call where they come from two scopes of one resource, one lies inside the other in time, and they agree in
  /// kind, model and all token counts (unknown on both sides included: streams without usage, failed calls); one inner
  /// span for each outer one. Equal counts alone never merge.
  private func mergeTwins(_ tokens: TokenColumns) {
    let hasSeveral = resourcesWithSeveralLibraries()
    guard hasSeveral.contains(true) else { return }
    func forEachKey(_ body: (TwinKey, Int) -> Void) {
      for number in store.calls.indices {
        CallSettler.forEachCandidate(of: store, in: number) { candidate, _, _, spans, spanRow in
          let own = operationClass(candidate)
          guard isCounted(candidate), own.isModelRequest, spans.start[spanRow] != 0,
            spans.duration[spanRow] != unknownDuration
          else { return }
          let resource = store.scopes[Int(spans.scope[spanRow])].resource
          guard hasSeveral[Int(resource)] else { return }
          let counts = tokens[candidate]
          body(
            TwinKey(resource: resource, operationClass: own, input: counts.input, output: counts.output), candidate)
        }
      }
    }
    var repeated = RepeatedKeys(count: store.calls.reduce(0) { $0 + $1.count })
    forEachKey { key, _ in repeated.note(key.mixed) }
    var groups: [TwinKey: [Int]] = [:]
    forEachKey { key, candidate in
      if repeated.mayRepeat(key.mixed) { groups[key, default: []].append(candidate) }
    }
    let libraries = libraryNumbers()
    for members in groups.values where members.count > 1 {
      let twins = members.map { Twin($0, store, libraries) }
      for (outer, inner) in TwinSearch(twins).pairs() {
        set(outer, .merged)
        lend(outer, to: inner, tokens)
      }
    }
  }

  /// Only a resource in which two libraries report requests can have twins; most have one.
  private func resourcesWithSeveralLibraries() -> [Bool] {
    var isReporting = [Bool](repeating: false, count: store.scopes.count)
    for number in store.calls.indices {
      CallSettler.forEachCandidate(of: store, in: number) { candidate, _, _, spans, spanRow in
        if isCounted(candidate) { isReporting[Int(spans.scope[spanRow])] = true }
      }
    }
    var library = [String?](repeating: nil, count: store.resources.count)
    var hasSeveral = [Bool](repeating: false, count: store.resources.count)
    for (scope, reports) in zip(store.scopes, isReporting) where reports {
      let name = scope.name ?? ""
      if library[Int(scope.resource)].map({ $0 != name }) ?? false { hasSeveral[Int(scope.resource)] = true }
      library[Int(scope.resource)] = name
    }
    return hasSeveral
  }

  /// A number for each name of a library, by scope.
  private func libraryNumbers() -> [Int] {
    var numbers: [String?: Int] = [:]
    return store.scopes.map { scope in
      let number = numbers[scope.name] ?? numbers.count
      numbers[scope.name] = number
      return number
    }
  }

  // MARK: Result

  private func finish(_ tokens: TokenColumns, duplicateSpans: Int) -> SettledCalls {
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
      store: store, outcomes: outcomes, tokens: tokens, duplicateSpans: duplicateSpans, count: total,
      keepsCosts: store.calls.contains { $0.reportedCost.hasValues })
    workers.run(store.calls.count) { number in fill(settled, from: number, at: firsts[number], tokens) }
    return settled
  }

  private func fill(_ settled: SettledCalls, from number: Int, at first: Int, _ tokens: TokenColumns) {
    let segment = store.calls[number]
    let base = number << CandidateLayout.rowBits
    var call = first
    var lending: [(CallSegment, Int)] = []
    func code(_ own: UInt32, _ row: Int, _ column: (CallSegment, Int) -> UInt32) -> UInt32 {
      if own != 0 { return own }
      for (segment, row) in lending where column(segment, row) != 0 { return column(segment, row) }
      return 0
    }
    func value<Value>(_ own: Value?, _ column: (CallSegment, Int) -> Value?) -> Value? {
      if own != nil { return own }
      for (segment, row) in lending {
        if let value = column(segment, row) { return value }
      }
      return nil
    }
    for row in 0..<segment.count {
      let outcome = outcome(base | row)
      guard outcome.isKept else { continue }
      lending.removeAll(keepingCapacity: true)
      if firstLender[base | row] != 0 {
        // The lenders in the order of what they know, so that what is taken over does not depend on row numbers. Most
        // calls have none.
        var lenders: [Int] = []
        var borrowers = [base | row]
        while let borrower = borrowers.popLast() {
          var lender = firstLender[borrower]
          while lender != 0 {
            lenders.append(Int(lender) - 1)
            // What log records lent to a lender goes on with it.
            if logs != nil { borrowers.append(Int(lender) - 1) }
            lender = nextLender[Int(lender) - 1]
          }
        }
        lending = lenders.sorted { knowsMore($0, than: $1, tokens) }.map { store.locate(call: UInt32($0)) }
      }
      settled.set(
        call, candidate: UInt32(base | row), isCall: outcome != .aggregateUsage, isError: segment.errorType[row] != 0,
        isStreaming: value(segment.isStreaming(row)) { $0.isStreaming($1) },
        timeToFirstToken: value(segment.timeToFirstToken[row]) { $0.timeToFirstToken[$1] },
        reportedCost: value(segment.reportedCost[row]) { $0.reportedCost[$1] })
      settled.provider[call] = code(segment.provider[row], row) { $0.provider[$1] }
      settled.operation[call] = code(segment.operation[row], row) { $0.operation[$1] }
      settled.requestModel[call] = code(segment.requestModel[row], row) { $0.requestModel[$1] }
      settled.responseModel[call] = code(segment.responseModel[row], row) { $0.responseModel[$1] }
      call += 1
    }
  }
}

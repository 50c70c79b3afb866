import LedgerColumns
import LedgerModel

/// Decides which spans are calls. See ``SettledCalls`` for the rules.
public struct CallSettler {
  private let store: Store
  private let index: SpanIndex

  // By candidate number.
  private var outcomes: [CallOutcome]
  private var tokens: [TokenCounts]
  private var nearestOuter: [UInt32]
  private var innerCount: [UInt32]
  private var depth: [UInt16]
  private var hasUsageBelow: [Bool]
  private var hasRequestBelow: [Bool]
  private var lenders: [UInt32: [UInt32]] = [:]

  // By span number: candidate + 1.
  private var candidateOfSpan: [UInt32]
  private var conventions: [SettledCalls.Emitter: UsageConvention] = [:]

  /// How far up the ancestors of a span are followed.
  static let depthLimit = 4096

  private static let noCandidate = UInt32.max

  /// Settles the calls of a store.
  public static func settle(_ store: Store, _ index: SpanIndex) -> SettledCalls {
    var settler = CallSettler(store, index)
    settler.resolveConventions()
    settler.linkNests()
    settler.settleNests()
    settler.settleAggregates()
    settler.mergeResponses()
    settler.mergeTwins()
    return settler.finish()
  }

  private init(_ store: Store, _ index: SpanIndex) {
    self.store = store
    self.index = index
    let room = store.calls.count << CandidateLayout.rowBits
    outcomes = [CallOutcome](repeating: .none, count: room)
    tokens = [TokenCounts](repeating: TokenCounts(), count: room)
    nearestOuter = [UInt32](repeating: CallSettler.noCandidate, count: room)
    innerCount = [UInt32](repeating: 0, count: room)
    depth = [UInt16](repeating: 0, count: room)
    hasUsageBelow = [Bool](repeating: false, count: room)
    hasRequestBelow = [Bool](repeating: false, count: room)
    candidateOfSpan = [UInt32](repeating: 0, count: store.spans.count << SegmentLayout.rowBits)
    forEachCandidate { candidate, segment, row in
      let span = segment.span[row]
      if index.isDuplicate(span) {
        outcomes[Int(candidate)] = .duplicate
      } else if segment.isRepetition(row) {
        outcomes[Int(candidate)] = .repetition
      } else {
        outcomes[Int(candidate)] = .counted
        candidateOfSpan[Int(span)] = candidate + 1
      }
    }
  }

  private func forEachCandidate(_ body: (UInt32, CallSegment, Int) -> Void) {
    for (number, segment) in store.calls.enumerated() {
      for row in 0..<segment.count { body(CandidateLayout.number(segment: number, row: row), segment, row) }
    }
  }

  private func locate(_ candidate: UInt32) -> (CallSegment, Int) {
    (store.calls[Int(candidate) >> CandidateLayout.rowBits], Int(candidate) & CandidateLayout.mask)
  }

  private func operationClass(ofSpan span: UInt32) -> OperationClass {
    let (segment, row) = store.locate(span: span)
    return OperationClass(rawValue: segment.operationClass[row]) ?? .other
  }

  private func operationClass(of candidate: UInt32) -> OperationClass {
    let (segment, row) = locate(candidate)
    return operationClass(ofSpan: segment.span[row])
  }

  // MARK: Conventions

  private mutating func resolveConventions() {
    // Scopes of one name and version are one emitter, whatever their resource.
    var firstScope: [String: UInt32] = [:]
    let emitterScope = store.scopes.enumerated().map { row, scope -> UInt32 in
      let key = "\(scope.name ?? "")\u{0}\(scope.version ?? "")"
      if let known = firstScope[key] { return known }
      firstScope[key] = UInt32(row)
      return UInt32(row)
    }
    func emitter(_ segment: CallSegment, _ row: Int) -> SettledCalls.Emitter {
      let (spans, spanRow) = store.locate(span: segment.span[row])
      return SettledCalls.Emitter(
        scope: emitterScope[Int(spans.scope[spanRow])], dialect: segment.dialect[row],
        provider: segment.provider[row])
    }
    var documented: [SettledCalls.Emitter: (cache: Inclusion, reasoning: Inclusion)] = [:]
    var conventions: [SettledCalls.Emitter: UsageConvention] = [:]
    forEachCandidate { candidate, segment, row in
      guard outcomes[Int(candidate)] == .counted else { return }
      let key = emitter(segment, row)
      conventions[key, default: UsageConvention()].weigh(segment.usage(row))
      // The documents speak of emitters, so the calls of one agree; the larger raw value only makes it order-free.
      var known = documented[key] ?? (.unknown, .unknown)
      if segment.cacheInclusion(row).rawValue > known.cache.rawValue { known.cache = segment.cacheInclusion(row) }
      if segment.reasoningInclusion(row).rawValue > known.reasoning.rawValue {
        known.reasoning = segment.reasoningInclusion(row)
      }
      documented[key] = known
    }
    for (key, convention) in conventions {
      var convention = convention
      convention.conclude(
        documentedCache: documented[key]?.cache ?? .unknown,
        documentedReasoning: documented[key]?.reasoning ?? .unknown)
      conventions[key] = convention
    }
    forEachCandidate { candidate, segment, row in
      guard outcomes[Int(candidate)] == .counted else { return }
      tokens[Int(candidate)] = (conventions[emitter(segment, row)] ?? UsageConvention()).disjoint(
        segment.usage(row), isRequest: operationClass(ofSpan: segment.span[row]).isModelRequest)
    }
    self.conventions = conventions
  }

  // MARK: Nests

  /// The ancestors of a span, the nearest first. A span that is its own ancestor has none, so that no two spans can lie
  /// around each other; a chain that runs into a circle ends there.
  private func collectAncestors(of span: UInt32, into ancestors: inout [UInt32]) {
    ancestors.removeAll(keepingCapacity: true)
    var at = span
    var milestone = span
    var nextMilestone = 1
    while let parent = index.parent(of: at, in: store) {
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

  private mutating func linkNests() {
    var ancestors: [UInt32] = []
    forEachCandidate { candidate, segment, row in
      guard outcomes[Int(candidate)] == .counted else { return }
      let own = operationClass(ofSpan: segment.span[row])
      let hasUsage = !tokens[Int(candidate)].isUnknown || segment.reportedCost[row] != nil
      var crossedTool = false
      collectAncestors(of: segment.span[row], into: &ancestors)
      for parent in ancestors {
        let parentClass = operationClass(ofSpan: parent)
        if candidateOfSpan[Int(parent)] != 0 {
          let outer = candidateOfSpan[Int(parent)] - 1
          if parentClass.isModelRequest {
            if own == parentClass, !crossedTool {
              if nearestOuter[Int(candidate)] == CallSettler.noCandidate {
                nearestOuter[Int(candidate)] = outer
                innerCount[Int(outer)] += 1
              }
              depth[Int(candidate)] = depth[Int(candidate)].addingReportingOverflow(1).partialValue
            }
          } else {
            if hasUsage { hasUsageBelow[Int(outer)] = true }
            if own.isModelRequest { hasRequestBelow[Int(outer)] = true }
          }
        }
        if parentClass == .tool { crossedTool = true }
      }
    }
  }

  /// Innermost first: a nest inside a nest is settled before the one around it.
  private mutating func settleNests() {
    var inner: [UInt32: [UInt32]] = [:]
    forEachCandidate { candidate, _, _ in
      let outer = nearestOuter[Int(candidate)]
      if outer != CallSettler.noCandidate { inner[outer, default: []].append(candidate) }
    }
    let outers = inner.keys.sorted { (depth[Int($0)], $1) > (depth[Int($1)], $0) }
    for outer in outers {
      let members = inner[outer] ?? []
      if members.count == 1 {
        outcomes[Int(outer)] = .wrapper
        lend(outer, to: representative(of: members[0], inner))
        continue
      }
      settleRetries(outer, members)
    }
  }

  /// The span that counts for a nest of one request; `nil` where several count.
  private func representative(of candidate: UInt32, _ inner: [UInt32: [UInt32]]) -> UInt32? {
    var at = candidate
    while let members = inner[at] {
      if outcomes[Int(at)] == .counted { return at }
      guard members.count == 1 else { return nil }
      at = members[0]
    }
    return at
  }

  /// A request with several requests of its kind inside: attempts of one call, or calls of their own.
  private mutating func settleRetries(_ outer: UInt32, _ members: [UInt32]) {
    let succeeded = members.filter { !isError($0) }
    if members.contains(where: { !tokens[Int($0)].isUnknown }) || !succeeded.isEmpty {
      outcomes[Int(outer)] = .wrapper
      // A failed attempt beside one that went through is no call of its own.
      for member in members
      where isError(member) && tokens[Int(member)].isUnknown && !succeeded.isEmpty
        && outcomes[Int(member)] == .counted
      {
        outcomes[Int(member)] = .attempt
      }
    } else {
      for member in members where outcomes[Int(member)] == .counted { outcomes[Int(member)] = .attempt }
    }
  }

  private func isError(_ candidate: UInt32) -> Bool {
    let (segment, row) = locate(candidate)
    return segment.errorType[row] != 0
  }

  private mutating func lend(_ lender: UInt32, to borrower: UInt32?) {
    guard let borrower else { return }
    lenders[borrower, default: []].append(lender)
    tokens[Int(borrower)].borrow(from: tokens[Int(lender)])
  }

  // MARK: Aggregates

  private mutating func settleAggregates() {
    forEachCandidate { candidate, segment, row in
      guard outcomes[Int(candidate)] == .counted, !operationClass(ofSpan: segment.span[row]).isModelRequest else {
        return
      }
      if hasUsageBelow[Int(candidate)] {
        outcomes[Int(candidate)] = .wrapper
      } else {
        outcomes[Int(candidate)] = hasRequestBelow[Int(candidate)] ? .aggregateUsage : .aggregateOnly
      }
    }
  }

  // MARK: Responses

  /// One response told of by several spans in different places: application and gateway, two traces, two libraries that
  /// do not nest.
  private mutating func mergeResponses() {
    var tellers: [UInt64: [UInt32]] = [:]
    forEachCandidate { candidate, segment, row in
      guard outcomes[Int(candidate)] == .counted, segment.responseID[row] != 0 else { return }
      tellers[segment.responseID[row], default: []].append(candidate)
    }
    for candidates in tellers.values where candidates.count > 1 {
      let ordered = candidates.sorted { knowsMore($0, than: $1) }
      for other in ordered.dropFirst() {
        outcomes[Int(other)] = .merged
        lend(other, to: ordered[0])
      }
    }
  }

  // MARK: Twins

  /// What two spans of one request, written by two libraries that do not nest their spans, agree in.
  private struct TwinKey: Hashable {
    var resource: UInt32
    var operationClass: OperationClass
    var input: Int64?
    var output: Int64?
  }

  /// Two libraries on one request whose spans have lost each other: no common trace, no response id on both sides. They
  /// are one call where they come from two scopes of one resource, one lies inside the other in time, and they agree in
  /// kind, model and all token counts (unknown on both sides included: streams without usage, failed calls); one inner
  /// span for each outer one. Equal counts alone never merge.
  private mutating func mergeTwins() {
    // Only a resource in which two libraries report requests can have twins; most have one.
    var library = [String?](repeating: nil, count: store.resources.count)
    var hasSeveral = [Bool](repeating: false, count: store.resources.count)
    var isReporting = [Bool](repeating: false, count: store.scopes.count)
    forEachCandidate { candidate, segment, row in
      guard outcomes[Int(candidate)] == .counted else { return }
      let (spans, spanRow) = store.locate(span: segment.span[row])
      isReporting[Int(spans.scope[spanRow])] = true
    }
    for (scope, reports) in zip(store.scopes, isReporting) where reports {
      let name = scope.name ?? ""
      if library[Int(scope.resource)].map({ $0 != name }) ?? false { hasSeveral[Int(scope.resource)] = true }
      library[Int(scope.resource)] = name
    }
    guard hasSeveral.contains(true) else { return }
    var groups: [TwinKey: [UInt32]] = [:]
    forEachCandidate { candidate, segment, row in
      let own = operationClass(ofSpan: segment.span[row])
      guard outcomes[Int(candidate)] == .counted, own.isModelRequest else { return }
      let (spans, spanRow) = store.locate(span: segment.span[row])
      guard spans.end(spanRow) != nil, hasSeveral[Int(store.scopes[Int(spans.scope[spanRow])].resource)] else { return }
      let key = TwinKey(
        resource: store.scopes[Int(spans.scope[spanRow])].resource, operationClass: own,
        input: tokens[Int(candidate)].input, output: tokens[Int(candidate)].output)
      groups[key, default: []].append(candidate)
    }
    for members in groups.values where members.count > 1 {
      // From the shortest to the longest, so that an outer span finds the inner ones settled.
      let ordered = members.sorted { isInner($0, to: $1) }
      var hasOuter: Set<UInt32> = []
      for (place, outer) in ordered.enumerated() {
        let inner = ordered[..<place].last { inner in
          outcomes[Int(inner)] == .counted && !hasOuter.contains(inner) && areTwins(inner, outer)
        }
        guard let inner else { continue }
        hasOuter.insert(inner)
        outcomes[Int(outer)] = .merged
        lend(outer, to: inner)
      }
    }
  }

  private func isInner(_ left: UInt32, to right: UInt32) -> Bool {
    let (a, i) = locate(left)
    let (b, j) = locate(right)
    let (spansA, rowA) = store.locate(span: a.span[i])
    let (spansB, rowB) = store.locate(span: b.span[j])
    if spansA.duration[rowA] != spansB.duration[rowB] { return spansA.duration[rowA] < spansB.duration[rowB] }
    if spansA.start[rowA] != spansB.start[rowB] { return spansA.start[rowA] < spansB.start[rowB] }
    return (spansA.traceHigh[rowA], spansA.traceLow[rowA], spansA.spanID[rowA])
      < (spansB.traceHigh[rowB], spansB.traceLow[rowB], spansB.spanID[rowB])
  }

  private func areTwins(_ inner: UInt32, _ outer: UInt32) -> Bool {
    let (a, i) = locate(inner)
    let (b, j) = locate(outer)
    let (spansA, rowA) = store.locate(span: a.span[i])
    let (spansB, rowB) = store.locate(span: b.span[j])
    let scopes = (store.scopes[Int(spansA.scope[rowA])].name, store.scopes[Int(spansB.scope[rowB])].name)
    guard scopes.0 != scopes.1, spansB.start[rowB] <= spansA.start[rowA],
      let endA = spansA.end(rowA), let endB = spansB.end(rowB), endA <= endB
    else { return false }
    if a.responseID[i] != 0, b.responseID[j] != 0 { return false }
    // Libraries name what was asked for, what answered, or both; one name in common is enough.
    func agree(_ left: UInt32, _ right: UInt32) -> Bool { left != 0 && left == right }
    return agree(a.responseModel[i], b.responseModel[j]) || agree(a.requestModel[i], b.requestModel[j])
  }

  private func knowsMore(_ left: UInt32, than right: UInt32) -> Bool {
    let known = (tokens[Int(left)].knownCount, tokens[Int(right)].knownCount)
    if known.0 != known.1 { return known.0 > known.1 }
    let (a, i) = locate(left)
    let (b, j) = locate(right)
    let (spansA, rowA) = store.locate(span: a.span[i])
    let (spansB, rowB) = store.locate(span: b.span[j])
    // The later start is the inner one: nearer to the wire.
    if spansA.start[rowA] != spansB.start[rowB] { return spansA.start[rowA] > spansB.start[rowB] }
    return (spansA.traceHigh[rowA], spansA.traceLow[rowA], spansA.spanID[rowA])
      < (spansB.traceHigh[rowB], spansB.traceLow[rowB], spansB.spanID[rowB])
  }

  // MARK: Result

  private func finish() -> SettledCalls {
    var settled = SettledCalls()
    settled.outcomes = outcomes
    settled.duplicateSpans = index.duplicateCount
    settled.conventions = conventions
    forEachCandidate { candidate, segment, row in
      let outcome = outcomes[Int(candidate)]
      guard outcome == .counted || outcome == .aggregateOnly || outcome == .aggregateUsage else { return }
      // The lenders in the order of what they know, so that what is taken over does not depend on row numbers. Most calls
      // have none.
      let lending = lenders.isEmpty ? [] : (lenders[candidate] ?? []).sorted { knowsMore($0, than: $1) }.map(locate)
      func first(_ column: (CallSegment, Int) -> UInt32) -> UInt32 {
        let own = column(segment, row)
        if own != 0 || lending.isEmpty { return own }
        for (segment, row) in lending where column(segment, row) != 0 { return column(segment, row) }
        return 0
      }
      func first<Value>(_ column: (CallSegment, Int) -> Value?) -> Value? {
        if let own = column(segment, row) { return own }
        for (segment, row) in lending {
          if let value = column(segment, row) { return value }
        }
        return nil
      }
      settled.candidate.append(candidate)
      settled.span.append(segment.span[row])
      settled.provider.append(first { $0.provider[$1] })
      settled.operation.append(first { $0.operation[$1] })
      settled.requestModel.append(first { $0.requestModel[$1] })
      settled.responseModel.append(first { $0.responseModel[$1] })
      settled.errorType.append(segment.errorType[row])
      settled.tokens.append(tokens[Int(candidate)])
      settled.timeToFirstToken.append(first { $0.timeToFirstToken[$1] })
      settled.reportedCost.append(first { $0.reportedCost[$1] })
      settled.isStreaming.append(first { $0.isStreaming($1) })
      settled.isCall.append(outcome != .aggregateUsage)
    }
    return settled
  }
}

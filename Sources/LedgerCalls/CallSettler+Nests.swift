import LedgerColumns
import LedgerMemory
import LedgerModel

// What lies around and below candidates, and which of nested requests counts.

extension CallSettler {
  /// The ancestors of a span, the nearest first, no more than ``depthLimit``. A span that is its own ancestor has none, so
  /// that no two spans can lie around each other; a chain that runs into a circle ends there.
  @inline(__always)
  private func collectAncestors(of span: UInt32, into ancestors: inout [UInt32]) {
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
      if parent == milestone { return }
      if ancestors.count == CallSettler.depthLimit {
        if isOnCircle(span) { ancestors.removeAll(keepingCapacity: true) }
        return
      }
      ancestors.append(parent)
      if ancestors.count == nextMilestone {
        milestone = parent
        nextMilestone *= 2
      }
      at = parent
    }
  }

  /// Whether a span is its own ancestor, however far up. What is found for the first one that is asked for, all share.
  @inline(never)
  private func isOnCircle(_ span: UInt32) -> Bool {
    circles.withLock { known in
      let spans = known ?? index.spansOnCircles()
      known = spans
      return spans.contains(span)
    }
  }

  /// What one segment finds about others, or what only few candidates have.
  struct Links: Sendable {
    /// Aggregates of other segments, and what of this one lies below each.
    var above: [UInt64] = []
    /// Usage inside a request that is no request itself: the nearest request, and the candidate.
    var parts: [(request: UInt32, part: UInt32)] = []
    /// Requests inside a request of another kind.
    var foreign: [(outer: UInt32, inner: UInt32)] = []
    /// Whether any candidate lies below an aggregate with usage.
    var hasAggregates = false
  }

  /// Makes the counts of each candidate disjoint, finds the request around each request, and what lies below aggregates.
  func linkNests(_ tokens: TokenColumns, _ conventions: [[UsageConvention]]) -> [Links] {
    // A segment may have aggregates of another one above it: what it finds is put together afterwards.
    let found = workers.map(store.calls.count) { number in
      makeDisjoint(number, tokens, conventions[number])
      return hasNests ? links(of: number, tokens) : Links()
    }
    for links in found {
      for entry in links.above { below[Int(entry >> 8)] |= UInt8(truncatingIfNeeded: entry) }
    }
    return found
  }

  /// Sets the counts of all candidates of a segment; those of candidates that do not count, and do not lend, are unknown.
  private func makeDisjoint(_ number: Int, _ tokens: TokenColumns, _ conventions: [UsageConvention]) {
    let segment = store.calls[number]
    let base = number << CandidateLayout.rowBits
    if !tokens.isWide, logs == nil {
      CallSettler.makeDisjoint(
        segment, base, conventions.map(\.partsApart), outcomes.codes, classes, emitters, into: tokens.narrow)
      return
    }
    for row in 0..<segment.count {
      let candidate = base | row
      guard isCounted(candidate) else {
        // What lends has been set before.
        if outcome(candidate) != .logged { tokens.clear(from: candidate, count: 1) }
        continue
      }
      var counts = TokenCounts()
      if !isEstimated(candidate) {
        counts = conventions[emitter(candidate)].disjoint(
          segment.usage(row), isRequest: operationClass(candidate).isModelRequest)
      }
      if firstLender(candidate) != nil { borrowFromLogs(candidate, tokens, &counts) }
      tokens[candidate] = counts
    }
  }

  /// The same where no count is large and nobody lends; the columns are handed over, because each row would ask for them.
  private static func makeDisjoint(
    _ segment: CallSegment, _ base: Int, _ parts: [UInt8], _ outcomes: borrowing RowBuffer<UInt8>,
    _ classes: borrowing RowBuffer<UInt8>, _ emitters: borrowing RowBuffer<UInt16>,
    into narrow: borrowing RowBuffer<StoredCounts<UInt32>>
  ) {
    let isRequest = (0...CallSettler.classBits).map { OperationClass(rawValue: $0)?.isModelRequest ?? false }
    for row in 0..<segment.count {
      let candidate = base | row
      let own = classes[candidate]
      let isKnown = outcomes[candidate] == CallOutcome.counted.rawValue && own & CallSettler.estimatedBit == 0
      var counts = StoredCounts()
      if isKnown {
        counts = StoredCounts(
          segment, row, partsApart: parts[Int(emitters[candidate])],
          isRequest: isRequest[Int(own & CallSettler.classBits)])
      }
      narrow[candidate] = counts
    }
  }

  /// What a segment's candidates lie in.
  private func links(of number: Int, _ tokens: TokenColumns) -> Links {
    let segment = store.calls[number]
    let base = number << CandidateLayout.rowBits
    var ancestors: [UInt32] = []
    var above = AggregatesAbove()
    var links = Links()
    for row in 0..<segment.count {
      let candidate = base | row
      guard isCounted(candidate), index.parent(of: segment.span[row]) != nil else { continue }
      collectAncestors(of: segment.span[row], into: &ancestors)
      if ancestors.isEmpty { continue }
      let own = operationClass(candidate)
      let isEstimated = isEstimated(candidate)
      let hasTokens = !tokens.isUnknown(candidate)
      let hasUsage = hasTokens || segment.reportedCost[row] != nil
      let requestFlag = own.isModelRequest ? CallSettler.requestBelow : 0
      var flags = (hasUsage ? CallSettler.usageBelow : 0) | requestFlag
      if hasTokens, segment.isPartial(row), isToldInFull(by: ancestors) {
        // The span around it tells the whole, this part included.
        tokens[candidate] = TokenCounts()
        flags = requestFlag
      }
      var crossedTool = false
      var isInRequest = false
      var foreignCount = 0
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
          } else if !crossedTool {
            if own.isModelRequest, foreignCount < CallSettler.foreignLimit {
              foreignCount += 1
              links.foreign.append((UInt32(outer), UInt32(candidate)))
            } else if !own.isModelRequest, hasUsage || isEstimated, !isInRequest {
              isInRequest = true
              links.parts.append((UInt32(outer), UInt32(candidate)))
            }
          }
        } else {
          if nearestAggregate[candidate] == 0, hasOwnUsage(outer) {
            nearestAggregate[candidate] = mark
            links.hasAggregates = true
          }
          if flags != 0 {
            if outer >> CandidateLayout.rowBits == number {
              below[outer] |= flags
            } else {
              above.note(outer, flags)
            }
          }
        }
        if outerClass == .tool { crossedTool = true }
      }
    }
    links.above = above.entries
    return links
  }

  /// Whether a span around a part tells usage in full: its own, not a sum by its name.
  @inline(never)
  private func isToldInFull(by ancestors: [UInt32]) -> Bool {
    ancestors.contains { parent in
      let mark = spanMarks[Int(parent)]
      guard mark != 0, mark != CallSettler.toolMark, hasOwnUsage(Int(mark) - 1) else { return false }
      let (segment, row) = store.locate(call: mark - 1)
      return !segment.isAggregate(row)
    }
  }

  /// Innermost first: a nest inside a nest is settled before the one around it.
  func settleNests(_ tokens: TokenColumns) {
    guard hasNests else { return }
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
  func lend(_ lender: Int, to borrower: Int, _ tokens: TokenColumns) {
    tie(lender, to: borrower)
    var counts = tokens[borrower]
    if !addingScopes.isEmpty, hasAddedCount(borrower, beside: lender, tokens) { counts.output = tokens[lender].output }
    if tellsWholeInput(lender, beside: borrower, tokens) { counts.takeInput(of: tokens[lender]) }
    if tellsWholeOutput(lender, beside: borrower, tokens) { counts.takeOutput(of: tokens[lender]) }
    counts.borrow(from: tokens[lender])
    tokens[borrower] = counts
  }

  /// Whether one of two spans of a call tells all of its input, and the other one only what no cache held, without saying
  /// that there was anything more: where it is documented that the one includes what is cached and the other one does not,
  /// both tell the same output, and the one more input. (The libraries on Bedrock's client that stream.)
  private func tellsWholeInput(_ lender: Int, beside borrower: Int, _ tokens: TokenColumns) -> Bool {
    let (own, other) = (tokens[borrower], tokens[lender])
    guard let input = own.input, let whole = other.input, whole > input, own.cacheRead == nil, own.cacheWrite == nil,
      own.output != nil, own.output == other.output
    else { return false }
    return cacheInclusion(borrower) == .exclusive && cacheInclusion(lender) == .inclusive
  }

  /// Whether two spans of a call tell the same output, and one of them reasoning apart from it, of which the other one knows
  /// nothing. (Google's agent kit up to 2.2 writes Gemini's own counts on two spans, and thoughts on the outer one alone.)
  private func tellsWholeOutput(_ lender: Int, beside borrower: Int, _ tokens: TokenColumns) -> Bool {
    let (own, other) = (tokens[borrower], tokens[lender])
    guard let output = own.output, own.reasoning == nil, let whole = other.output, whole > output else { return false }
    let (segment, row) = store.locate(call: UInt32(lender))
    return segment.outputTokens[row] == output
  }

  /// What is documented of a candidate's emitter.
  private func cacheInclusion(_ candidate: Int) -> Inclusion {
    let (segment, row) = store.locate(call: UInt32(candidate))
    return segment.cacheInclusion(row)
  }
}

/// What lies below aggregates of other segments: each is noted once, however many candidates lie below it.
private struct AggregatesAbove {
  // Ancestors are mostly of one segment, so flags have a place for each of its candidates.
  private var pages: [(segment: Int, flags: [UInt8])] = []
  private var numbers: [Int: Int] = [:]  // of pages, by segment
  private var current = 0

  mutating func note(_ aggregate: Int, _ flags: UInt8) {
    let segment = aggregate >> CandidateLayout.rowBits
    if pages.isEmpty || pages[current].segment != segment {
      current = numbers[segment] ?? pages.count
      if current == pages.count {
        numbers[segment] = current
        pages.append((segment, [UInt8](repeating: 0, count: 1 << CandidateLayout.rowBits)))
      }
    }
    pages[current].flags[aggregate & (1 << CandidateLayout.rowBits - 1)] |= flags
  }

  /// Candidates, each with its flags in the lowest eight bits.
  var entries: [UInt64] {
    pages.flatMap { page in
      page.flags.enumerated().filter { $1 != 0 }.map { row, flags in
        UInt64(page.segment << CandidateLayout.rowBits | row) << 8 | UInt64(flags)
      }
    }
  }
}

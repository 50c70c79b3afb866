import LedgerColumns
import LedgerMemory
import LedgerModel

// What the shape of a trace says beyond nests of requests: parts, sums, and sums that say more than what they are of.

/// A span that sums up others and says more than they do: spans are missing, or did not tell their usage.
public struct AggregateGap: Hashable, Sendable {
  /// The candidate.
  public var candidate: UInt32
  /// Input that no span below it tells of.
  public var input: Int64
  /// Output that no span below it tells of.
  public var output: Int64
}

extension CallSettler {
  // MARK: Inside requests

  /// Usage inside a request, on a span that is no request: the request's own usage told step by step. It does not count
  /// where the request's is known, and counts for it where not.
  ///
  /// And requests inside a request of another kind, whose counts add up exactly to its own: the outer one is a wrapper,
  /// whatever it is called.
  func settleParts(_ links: [Links], _ tokens: TokenColumns) {
    for (request, part) in links.lazy.flatMap(\.parts) where isCounted(Int(part)) {
      // Nests are settled: the request may be a wrapper of the one that counts, and that knows what the request knew.
      if outcome(Int(request)) == .wrapper || !tokens[Int(request)].isUnknown {
        set(Int(part), .part)
      } else {
        noteRequest(below: Int(part))
      }
    }
    var inner: [UInt32: [UInt32]] = [:]
    for (outer, candidate) in links.lazy.flatMap(\.foreign) { inner[outer, default: []].append(candidate) }
    // The deeper ones first: what is a wrapper adds nothing to the one around it.
    let ordered = inner.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    for (outer, candidates) in ordered where isCounted(Int(outer)) {
      let members = candidates.filter { isCounted(Int($0)) }
      if !members.isEmpty, isSum(tokens[Int(outer)], of: members.map { tokens[Int($0)] }) { set(Int(outer), .wrapper) }
    }
  }

  private func isSum(_ whole: TokenCounts, of parts: [TokenCounts]) -> Bool {
    guard let input = whole.input, input > 0, parts.allSatisfy({ $0.input != nil }) else { return false }
    let inputs = parts.reduce(Int64(0)) { $0.addingClamped($1.input ?? 0) }
    let outputs = parts.reduce(Int64(0)) { $0.addingClamped($1.output ?? 0) }
    return input == inputs && (whole.output ?? 0) == outputs
  }

  // MARK: Sums by name

  /// Usage that is a sum by its name counts only where nothing else in the trace does; and it is no call of its own where
  /// requests without usage are.
  func leaveOutRestatements(_ tokens: TokenColumns) {
    func forEachKept(_ body: (Int, Bool, TraceID) -> Void) {
      for number in store.calls.indices {
        CallSettler.forEachCandidate(of: store, in: number) { candidate, segment, row, spans, spanRow in
          if outcome(candidate).isKept {
            body(candidate, segment.isAggregate(row), spans.traceID(spanRow))
          }
        }
      }
    }
    var sums: [TraceID: [Int]] = [:]
    forEachKept { candidate, isSum, trace in if isSum { sums[trace, default: []].append(candidate) } }
    if sums.isEmpty { return }
    var counting: Set<TraceID> = []
    var silent: Set<TraceID> = []
    forEachKept { candidate, isSum, trace in
      if isSum || sums[trace] == nil { return }
      if !tokens[candidate].isUnknown {
        counting.insert(trace)
      } else if operationClass(candidate).isModelRequest {
        silent.insert(trace)
      }
    }
    for trace in silent where !trace.isAbsent {
      for candidate in sums[trace] ?? [] where outcome(candidate) == .aggregateOnly { set(candidate, .aggregateUsage) }
    }
    for trace in counting where !trace.isAbsent {
      for candidate in sums[trace] ?? [] { set(candidate, .wrapper) }
    }
  }

  // MARK: Gaps

  /// The aggregates that say more than a hundredth more, in input or output, than all that counts below them.
  ///
  /// From the innermost outwards: what an inner one misses is not missed again around it. A span that is merged into one
  /// of another trace tells of usage that counts there.
  func findGaps(_ links: [Links], _ tokens: TokenColumns) -> [AggregateGap] {
    guard links.contains(where: \.hasAggregates) else { return [] }
    let sums = sumsBelowAggregates(tokens)
    return workers.map(store.calls.count) { gaps(in: $0, tokens, sums) }.flatMap { $0 }
  }

  private func sumsBelowAggregates(_ tokens: TokenColumns) -> AggregateSums {
    var sums = AggregateSums(candidates: outcomes.count)
    var nested: [(depth: Int, aggregate: Int)] = []
    for told in workers.map(store.calls.count, { toldBelow($0, tokens) }) {
      for sum in told.sums { sums.add(sum.input, sum.output, to: sum.aggregate) }
      nested += told.nested
    }
    for (_, aggregate) in nested.sorted(by: { ($0.depth, $0.aggregate) > ($1.depth, $1.aggregate) }) {
      let (input, output) = sums.below(aggregate)
      let gap = CallSettler.gap(of: aggregate, tokens[aggregate], (input, output))
      let outer = Int(nearestAggregate[aggregate]) - 1
      sums.add(input.addingClamped(gap.input), output.addingClamped(gap.output), to: outer)
    }
    return sums
  }

  /// What the candidates of a segment tell below aggregates, and which of them are aggregates inside of others.
  private func toldBelow(_ number: Int, _ tokens: TokenColumns) -> ToldBelow {
    var told = ToldBelow()
    let base = number << CandidateLayout.rowBits
    for candidate in base..<base + store.calls[number].count where nearestAggregate[candidate] != 0 {
      switch outcome(candidate) {
      case .counted, .aggregateOnly, .aggregateUsage, .merged, .twin:
        told.add(tokens[candidate], to: Int(nearestAggregate[candidate]) - 1)
      case .wrapper where !operationClass(candidate).isModelRequest && hasOwnUsage(candidate):
        told.nested.append((aggregateDepth(of: candidate), candidate))
      case .none, .wrapper, .duplicate, .attempt, .repetition, .part, .logged: break
      }
    }
    return told
  }

  private func gaps(in number: Int, _ tokens: TokenColumns, _ sums: borrowing AggregateSums) -> [AggregateGap] {
    var gaps: [AggregateGap] = []
    let base = number << CandidateLayout.rowBits
    for candidate in base..<base + store.calls[number].count
    where outcome(candidate) == .wrapper && hasOwnUsage(candidate) && !operationClass(candidate).isModelRequest {
      let gap = CallSettler.gap(of: candidate, tokens[candidate], sums.below(candidate))
      if gap.input > 0 || gap.output > 0 { gaps.append(gap) }
    }
    return gaps
  }

  private func aggregateDepth(of candidate: Int) -> Int {
    var depth = 0
    var at = candidate
    while nearestAggregate[at] != 0, depth < CallSettler.depthLimit {
      at = Int(nearestAggregate[at]) - 1
      depth += 1
    }
    return depth
  }

  private static func gap(
    of aggregate: Int, _ own: TokenCounts, _ below: (input: Int64, output: Int64)
  ) -> AggregateGap {
    AggregateGap(
      candidate: UInt32(aggregate), input: gap(own.input, below.input), output: gap(own.output, below.output))
  }

  private static func gap(_ whole: Int64?, _ sum: Int64) -> Int64 {
    guard let whole, whole > sum else { return 0 }
    let gap = whole - sum
    return gap > sum / 100 ? gap : 0
  }
}

/// What is told below aggregates. Few candidates are aggregates, so only they have sums.
private struct AggregateSums: ~Copyable, Sendable {
  private let places: RowBuffer<UInt32>  // by candidate: row of `sums` + 1
  private var sums: [(input: Int64, output: Int64)] = []

  init(candidates: Int) { places = RowBuffer(zeroed: candidates) }

  /// The input and output below an aggregate.
  func below(_ aggregate: Int) -> (input: Int64, output: Int64) {
    let place = places[aggregate]
    return place == 0 ? (0, 0) : sums[Int(place) - 1]
  }

  mutating func add(_ input: Int64, _ output: Int64, to aggregate: Int) {
    if places[aggregate] == 0 {
      sums.append((0, 0))
      places[aggregate] = UInt32(sums.count)
    }
    let place = Int(places[aggregate]) - 1
    sums[place].input = sums[place].input.addingClamped(input)
    sums[place].output = sums[place].output.addingClamped(output)
  }
}

/// What one segment's candidates tell below aggregates.
private struct ToldBelow: Sendable {
  /// Sums by aggregate. Those of one aggregate mostly stand one behind the other and are one row then, but there may be
  /// several rows.
  var sums: [(aggregate: Int, input: Int64, output: Int64)] = []
  /// Aggregates inside of other aggregates.
  var nested: [(depth: Int, aggregate: Int)] = []

  mutating func add(_ counts: TokenCounts, to aggregate: Int) {
    if sums.last?.aggregate != aggregate { sums.append((aggregate, 0, 0)) }
    let last = sums.count - 1
    sums[last].input = sums[last].input.addingClamped(counts.input ?? 0)
    sums[last].output = sums[last].output.addingClamped(counts.output ?? 0)
  }
}

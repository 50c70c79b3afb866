import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// How many of the selected calls have a known sampling weight, and from whom.
public struct WeightCensus: Hashable, Sendable {
  /// Calls whose weight is known.
  public var weighted = 0
  /// Calls whose weight is not known.
  public var unweighted = 0
  /// Calls of known weight 0: kept by a sampler that leaves nothing to chance; they stand for nothing.
  public var zeroWeight = 0
  /// Calls by who said their weight: by ``LedgerModel/SpanWeight/Source``.
  public var sources = [Int](repeating: 0, count: SpanWeight.Source.allCases.count)
  /// Calls with a threshold, or power, that cannot have kept them; it is not used.
  public var inconsistent = 0
  /// Calls from scopes that name the policy of a tail sampler.
  public var tailSampled = 0
  /// How many different policies those name.
  public var tailPolicies = 0
  /// How many traces the calls of known weight belong to; a call without trace is one by itself.
  public var traces = 0
  /// For each configured rate how many calls it was used for, in the order of the services' names.
  public var configured: [ConfiguredRate] = []

  /// A rate that was configured for a service.
  public struct ConfiguredRate: Hashable, Sendable {
    /// The service.
    public var service: String
    /// What one of its calls stands for.
    public var weight: SamplingWeight
    /// How many calls have this weight because they say none of their own.
    public var calls: Int
  }

  mutating func add(_ other: WeightCensus) {
    weighted += other.weighted
    unweighted += other.unweighted
    zeroWeight += other.zeroWeight
    for source in sources.indices { sources[source] += other.sources[source] }
    inconsistent += other.inconsistent
    tailSampled += other.tailSampled
  }
}

/// The selected calls whose sampling weight is known, in the order of their traces, for estimates of everything there was.
///
/// A call has the weight that its own span says; where it says none, the rate that was configured for its service. One
/// that log records alone tell of has none: they are not sampled with spans. Calls of one trace stand together, smaller
/// weights first: they were kept by one draw. The order depends on content alone. Where no call has a weight, nothing is
/// kept here. 32 bytes for each call that has one.
public final class CallWeights: Sendable {
  struct Item: Sendable {
    var trace: TraceID
    var weight: UInt64
    var index: UInt32
    /// Which trace, counted in this order.
    var cluster: UInt32 = 0
  }

  let items: [Item]
  /// How many calls have a weight, and from whom.
  public let census: WeightCensus

  /// Whether no selected call has a known weight.
  public var isEmpty: Bool { items.isEmpty }

  private struct Part: Sendable {
    var census = WeightCensus()
    var configured: [UInt32: Int] = [:]
    var policies: Set<UInt64> = []
    var items: [Item] = []
  }

  /// Looks up the weights of the selected calls.
  ///
  /// - Parameter rates: the weight of services whose spans carry none of their own.
  public init(_ facts: CallFacts, rates: [String: SamplingWeight] = [:]) {
    let rateOf = facts.serviceNames.enumerated().map { $0.offset == 0 ? nil : rates[$0.element] }
    let stretches = facts.workers.stretches(of: facts.count)
    let parts = facts.workers.map(stretches.count) { CallWeights.part(facts, rateOf, stretches[$0]) }
    var census = WeightCensus()
    var configured: [UInt32: Int] = [:]
    var policies: Set<UInt64> = []
    for part in parts {
      census.add(part.census)
      configured.merge(part.configured, uniquingKeysWith: +)
      policies.formUnion(part.policies)
    }
    census.tailPolicies = policies.count
    census.configured = rates.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { service, weight in
      let code = facts.serviceNames.dropFirst().firstIndex(of: service)
      return WeightCensus.ConfiguredRate(
        service: service, weight: weight, calls: code.flatMap { configured[UInt32($0)] } ?? 0)
    }
    let items = CallWeights.sorted(parts.map(\.items), facts)
    census.traces = items.last.map { Int($0.cluster) + 1 } ?? 0
    self.items = items
    self.census = census
  }

  private static func part(_ facts: CallFacts, _ rateOf: [SamplingWeight?], _ stretch: Range<Int>) -> Part {
    var part = Part()
    let hasRates = rateOf.contains { $0 != nil }
    let tailPolicies = facts.store.scopes.map(\.tailPolicy)
    let hasPolicies = tailPolicies.contains { $0 != 0 }
    let firstOfLogs = CandidateLayout.number(segment: facts.store.spanCallSegmentCount, row: 0)
    facts.forEach(in: stretch) { index, row, segment, segmentRow, spans, spanRow in
      let isCall = facts.calls.isCall(row)
      if hasPolicies, isCall, tailPolicies[Int(spans.scope[spanRow])] != 0 {
        part.census.tailSampled += 1
        part.policies.insert(tailPolicies[Int(spans.scope[spanRow])])
      }
      var said = segment.weights.isEmpty ? SpanWeight() : segment.weights[segmentRow]
      if isCall, said.isInconsistent { part.census.inconsistent += 1 }
      // Log records are not sampled with spans.
      let isOfLog = facts.calls.candidate(ofCall: row) >= firstOfLogs
      if said.source == .unknown, hasRates, !isOfLog, let rate = rateOf[Int(facts.service[index])] {
        said = SpanWeight(rate, .configured)
        if isCall { part.configured[facts.service[index], default: 0] += 1 }
      }
      guard said.source != .unknown else {
        if isCall { part.census.unweighted += 1 }
        return
      }
      if isCall {
        part.census.weighted += 1
        part.census.zeroWeight += said.weight == .zero ? 1 : 0
        part.census.sources[Int(said.source.rawValue)] += 1
      }
      part.items.append(
        Item(
          trace: spans.traceID(spanRow), weight: said.weight.q32, index: UInt32(index)))
    }
    return part
  }

  /// The items in the order of their traces, and in each by weight, numbered by trace.
  private static func sorted(_ lists: [[Item]], _ facts: CallFacts) -> [Item] {
    // Calls without a trace are traces of their own, so their order has to be settled as well.
    let lost = lists.joined().filter(\.trace.isAbsent).map { item in
      (item: item, content: [Int64(clamping: item.weight)] + facts.content(Int(item.index)))
    }
    var items = lost.sorted { $0.content.lexicographicallyPrecedes($1.content) }.map(\.item)
    var traced = lists.joined().filter { !$0.trace.isAbsent }
    traced.sort { left, right in
      if left.trace != right.trace { return left.trace < right.trace }
      return left.weight < right.weight
    }
    if items.isEmpty { swap(&items, &traced) } else { items += traced }
    var cluster: UInt32 = 0
    for place in items.indices.dropFirst() {
      let (before, item) = (items[place - 1], items[place])
      if item.trace != before.trace || item.trace.isAbsent { cluster += 1 }
      items[place].cluster = cluster
    }
    return items
  }
}

extension CallFacts {
  /// Everything about a call that an estimate is made of, to be ordered by.
  fileprivate func content(_ index: Int) -> [Int64] {
    let row = row(index)
    let tokens = calls.tokens(ofCall: row)
    let measures = [duration, timeToFirstToken, outputTokensPerSecond, timePerOutputToken]
    let cost: Int64? = cost.picoUSD(index)
    return [
      calls.isCall(row) ? 1 : 0, calls.isError(row) ? 1 : 0, tokens.input ?? -1, tokens.output ?? -1, cost ?? -1,
      Int64(clamping: start(index)), tokens.cacheRead ?? -1, tokens.cacheWrite ?? -1, tokens.reasoning ?? -1,
      calls.reportedCost(ofCall: row) ?? -1,
    ] + measures.map { $0.count > 0 ? $0[index] ?? -1 : -1 }
  }
}

import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel

/// A cost that a span claims and that does not count, because the span does not.
public struct LeftOutClaim: Hashable, Sendable {
  /// The span, by its number among the candidates.
  public var candidate: UInt32
  /// Why it does not count.
  public var reason: LeftOutReason
  /// What it claims, in pico-dollars.
  public var picoUSD: Int64
}

extension CallFacts {
  /// The costs that selected spans claim and that do not count, in the order of the store.
  ///
  /// A claim that was taken over by a call which reports none is the call's own, and not in the list: of a wrapper that alone
  /// knows the cost, nothing is counted twice.
  public func claimsLeftOut(_ selection: Selection) -> [LeftOutClaim] {
    guard calls.reportsCosts || store.calls.contains(where: { $0.reportedCost.hasValues }) else { return [] }
    let chosen = SpanChoice(store, selection)
    let claims = workers.map(store.spanCallSegmentCount) { number -> [LeftOutClaim] in
      guard store.calls[number].reportedCost.hasValues else { return [] }
      let base = CandidateLayout.number(segment: number, row: 0)
      var claims: [LeftOutClaim] = []
      forEachCandidate(of: store, in: number) { segment, row, spans, spanRow in
        guard let cost = segment.reportedCost[row],
          let reason = LeftOutReason(
            calls.outcome(base | UInt32(row)), isRequest: spans.operationClass[spanRow].isModelRequest),
          chosen.includes(segment, row, spans, spanRow)
        else { return }
        claims.append(LeftOutClaim(candidate: base | UInt32(row), reason: reason, picoUSD: cost))
      }
      return claims
    }.flatMap { $0 }
    return claims.isEmpty ? [] : withoutTakenOver(claims)
  }

  /// Takes out what calls have taken over: for each call that reports a cost and whose own span does not, one claim of the
  /// same amount in the same trace, else of the same response.
  private func withoutTakenOver(_ claims: [LeftOutClaim]) -> [LeftOutClaim] {
    struct Key: Hashable {
      var high: UInt64
      var low: UInt64
      var picoUSD: Int64
    }
    func keys(_ candidate: UInt32, _ cost: Int64) -> [Key] {
      let segment = store.calls[Int(candidate) >> CandidateLayout.rowBits]
      let row = Int(candidate) & CandidateLayout.mask
      let (spans, spanRow) = store.locate(span: segment.span[row])
      var keys: [Key] = []
      let trace = spans.traceID(spanRow)
      if !trace.isAbsent { keys.append(Key(high: trace.high, low: trace.low, picoUSD: cost)) }
      if segment.responseID[row] != 0 { keys.append(Key(high: 0, low: segment.responseID[row], picoUSD: cost)) }
      return keys
    }
    var taking: [UInt32] = []
    let firstOfLogs = CandidateLayout.number(segment: store.spanCallSegmentCount, row: 0)
    for index in 0..<count {
      let row = row(index)
      let candidate = calls.candidate(ofCall: row)
      guard candidate < firstOfLogs, calls.reportedCost(ofCall: row) != nil else { continue }
      let segment = store.calls[Int(candidate) >> CandidateLayout.rowBits]
      if segment.reportedCost[Int(candidate) & CandidateLayout.mask] == nil { taking.append(UInt32(row)) }
    }
    if taking.isEmpty { return claims }
    // Of several claims of one key the first by reason and span is the one; copies go last, as others take over from the
    // span of which they are copies.
    var places: [Key: [Int]] = [:]
    func rank(_ claim: LeftOutClaim) -> (Int, UInt64) {
      let segment = store.calls[Int(claim.candidate) >> CandidateLayout.rowBits]
      let (spans, row) = store.locate(span: segment.span[Int(claim.candidate) & CandidateLayout.mask])
      let place = LeftOutReason.allCases.firstIndex(of: claim.reason) ?? 0
      return (claim.reason == .duplicate ? LeftOutReason.allCases.count : place, spans.spanID[row])
    }
    let ranks = claims.map(rank)
    let order = claims.indices.sorted { ranks[$0] < ranks[$1] }
    for place in order {
      for key in keys(claims[place].candidate, claims[place].picoUSD) { places[key, default: []].append(place) }
    }
    var isTaken = [Bool](repeating: false, count: claims.count)
    for row in taking {
      guard let cost = calls.reportedCost(ofCall: Int(row)) else { continue }
      for key in keys(calls.candidate(ofCall: Int(row)), cost) {
        guard let place = places[key]?.first(where: { !isTaken[$0] }) else { continue }
        isTaken[place] = true
        break
      }
    }
    return claims.indices.filter { !isTaken[$0] }.map { claims[$0] }
  }
}

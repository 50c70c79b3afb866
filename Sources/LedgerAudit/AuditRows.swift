import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing

/// One call of the ledger, with everything that its cost is made of.
public struct AuditRow: Sendable {
  /// The call's place among the selected ones.
  public var index: Int
  /// Its number among the candidates of the store.
  public var candidate: UInt32
  /// Its tokens in disjoint classes.
  public var tokens: TokenCounts
  /// How its emitter counts; `nil` where that was not weighed.
  public var convention: UsageConvention?
  /// The list cost, line by line; `nil` where a gateway answered from its own cache.
  public var cost: ItemisedCost?
  /// What it costs by contract, in pico-dollars; `nil` without contract prices, or without a price.
  public var contract: Int128?
  /// What it reports, in pico-dollars; `nil` where it reports nothing.
  public var reported: Int64?
  /// What it costs by list, in pico-dollars; `nil` without a price.
  public var list: Int128?
  /// The difference by cause; none where one of the two is missing.
  public var parts: [(cause: AuditCause, picoUSD: Int128)]
}

extension CostLedger {
  /// Hands out the calls one by one, by start, trace and span, so that the order does not depend on how they were read.
  ///
  /// - Parameters:
  ///   - shelf: the books that the list costs are from.
  ///   - contract: what each call costs by contract; `nil` where there is none.
  public func forEachRow(shelf: PriceShelf, contract: CostColumn?, _ body: (AuditRow) -> Void) {
    let store = facts.store
    var order = (0..<facts.count).map { index in
      (rank: store.rank(ofCandidate: facts.calls.candidate(ofCall: facts.row(index))), index: index)
    }
    order.sort { ($0.rank, $0.index) < ($1.rank, $1.index) }
    var place = [(group: UInt32, member: UInt32)](repeating: (.max, 0), count: facts.count)
    for (number, group) in groups.enumerated() {
      for (member, index) in group.members.enumerated() { place[Int(index)] = (UInt32(number), UInt32(member)) }
    }
    let itemiser = facts.itemiser(by: CallPricer(shelf: shelf, view: .list))
    for (_, index) in order {
      let row = facts.row(index)
      let candidate = facts.calls.candidate(ofCall: row)
      let (segment, segmentRow) = facts.candidate(index)
      let (spans, spanRow) = store.locate(span: segment.span[segmentRow])
      let emitter = facts.calls.emitters.row(
        scope: spans.scope[spanRow], dialect: segment.dialect[segmentRow], provider: segment.provider[segmentRow])
      var parts: [(cause: AuditCause, picoUSD: Int128)] = []
      if place[index].group != .max {
        let group = groups[Int(place[index].group)]
        group.fit.parts(of: sides.call(index), number: Int(place[index].member)) { cause, amount in
          if let known = parts.firstIndex(where: { $0.cause == cause }) {
            parts[known].picoUSD += amount
          } else {
            parts.append((cause, amount))
          }
        }
      }
      var paid: Int128?
      var list: Int128?
      if case .priced(let amount) = sides.list[index] { list = amount.value }
      if let contract, case .priced(let amount) = contract[index] { paid = amount.value }
      body(
        AuditRow(
          index: index, candidate: candidate, tokens: facts.calls.tokens(ofCall: row),
          convention: emitter.map { facts.calls.emitters.emitters[$0].convention }, cost: itemiser.cost(index),
          contract: paid, reported: sides.claim(index), list: list, parts: parts))
    }
  }
}

import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What is claimed beside what the list says, and the difference by cause.
///
/// Every claim is in ``claimed``: those of the calls that count, and those of spans that do not count. Every list cost is in
/// ``list``. The parts of ``causes`` add up to `claimed − list`, exactly, nothing taken for 0.
public struct CostLedger: Sendable {
  /// Everything that is claimed, in pico-dollars; `nil` where nothing is.
  public private(set) var claimed: Int128?
  /// Of it, what the calls that count claim.
  public private(set) var counted: Int128?
  /// The list cost of the calls that have one.
  public private(set) var list: Int128?
  /// How many calls have both.
  public private(set) var comparedCalls = 0
  /// Reported minus list over the calls that have both; `nil` where none has.
  public private(set) var comparedDifference: Int128?
  /// The difference by cause; causes without a part are left out.
  public private(set) var causes: [AuditCause: AuditPart] = [:]
  /// The calls with both by emitter and models, where they differ by more than nothing.
  public private(set) var groups: [AuditGroup] = []
  /// How many other claims there are: of spans that do not count.
  public private(set) var leftOutClaims = 0

  let facts: CallFacts
  let sides: CallSides

  /// Groups of more calls are worked on by all workers together.
  private static let largeGroup = 1 << 16

  /// What each call costs by list prices.
  public var listCosts: CostColumn { sides.list }

  /// The difference that ``causes`` add up to; `nil` where nothing is claimed.
  public var difference: Int128? { claimed.map { $0 - (list ?? 0) } }

  /// Takes the difference apart.
  ///
  /// - Parameters:
  ///   - selection: what the facts were selected by; claims of spans that do not count are selected alike.
  ///   - shelf: the books that the list costs are from.
  public init(_ facts: CallFacts, selection: Selection, shelf: PriceShelf, workers: Workers = .one) {
    let sides = CallSides(facts, list: facts.listCosts(shelf), workers)
    self.init(facts, sides, prices: AuditPrices(shelf), workers)
    let firstOfLogs = CandidateLayout.number(segment: facts.store.spanCallSegmentCount, row: 0)
    for claim in facts.claimsLeftOut(selection) where claim.candidate < firstOfLogs {
      let rank = facts.store.rank(ofCandidate: claim.candidate)
      leftOutClaims += 1
      claimed = (claimed ?? 0) + Int128(claim.picoUSD)
      guard claim.picoUSD != 0 else { continue }
      causes[AuditCause(claim.reason), default: AuditPart()].add(Int128(claim.picoUSD), start: rank.start)
      causes[AuditCause(claim.reason)]?.add(
        AuditPart.Example(
          candidate: claim.candidate, picoUSD: Int128(claim.picoUSD), reported: claim.picoUSD, list: nil, rank: rank))
    }
  }

  /// The same for claims that are worked out by a formula, for each call one.
  init(
    _ facts: CallFacts, _ sides: CallSides, prices: AuditPrices, formula: RateFormula? = nil, _ workers: Workers
  ) {
    self.facts = facts
    self.sides = sides
    let stretches = workers.stretches(of: facts.count)
    let parts = workers.map(stretches.count) { OneSided(facts, sides, in: stretches[$0]) }
    var all = OneSided()
    for part in parts { all.add(part) }
    claimed = all.claimed
    counted = all.claimed
    list = all.list
    causes = all.causes
    comparedCalls = all.comparedCalls
    if comparedCalls > 0 { comparedDifference = all.comparedDifference }
    let members = sides.members()
    // Small groups are shared out; those of many calls are taken one after the other, by all workers each.
    let small = members.indices.filter { !members[$0].isEmpty && members[$0].count <= CostLedger.largeGroup }
    let large = members.indices.filter { members[$0].count > CostLedger.largeGroup }
    let found =
      workers.map(small.count) { AuditGroup(facts, sides, members[small[$0]], prices, formula) }
      + large.map { AuditGroup(facts, sides, members[$0], prices, formula, workers: workers) }
    groups = found.sorted { $0.order(facts) < $1.order(facts) }
    for group in groups {
      for (cause, part) in group.causes { causes[cause, default: AuditPart()].add(part) }
    }
  }
}

/// The calls that have one side only, and the sums.
private struct OneSided: Sendable {
  var claimed: Int128?
  var list: Int128?
  var comparedCalls = 0
  var comparedDifference: Int128 = 0
  /// By cause.
  private var parts = [AuditPart](repeating: AuditPart(), count: AuditCause.allCases.count)

  init() {}

  /// The causes that have a part.
  var causes: [AuditCause: AuditPart] {
    let known = AuditCause.allCases.map { ($0, parts[Int($0.rawValue)]) }
    return Dictionary(uniqueKeysWithValues: known.filter { $0.1.calls > 0 })
  }

  init(_ facts: CallFacts, _ sides: CallSides, in stretch: Range<Int>) {
    for index in stretch {
      let claim = sides.claim(index)
      let cost = sides.list[index]
      if let claim { claimed = (claimed ?? 0) + Int128(claim) }
      switch (claim, cost) {
      case (nil, .priced(let amount)):
        list = (list ?? 0) + amount.value
        note(facts, index, -amount.value, sides.causeWithoutClaim, reported: nil, list: Int64(clamping: amount.value))
      case (let claim?, .priced(let amount)):
        list = (list ?? 0) + amount.value
        comparedCalls += 1
        comparedDifference += Int128(claim) - amount.value
        if !sides.isCompared(index) {
          // No column holds such an amount, and no sheet gave it.
          note(facts, index, Int128(claim) - amount.value, .unexplained, reported: claim, list: nil)
        }
      case (let claim?, .unpriced(let code)):
        note(facts, index, Int128(claim), AuditCause(unpriced: code), reported: claim, list: nil)
      case (let claim?, .unknownUsage):
        let (segment, row) = facts.candidate(index)
        let cause: AuditCause = segment.isUsageEstimated(row) ? .estimatedUsage : .unknownUsage
        note(facts, index, Int128(claim), cause, reported: claim, list: nil)
      case (nil, _): break
      }
    }
  }

  private mutating func note(
    _ facts: CallFacts, _ index: Int, _ amount: Int128, _ cause: AuditCause, reported: Int64?, list: Int64?
  ) {
    guard amount != 0 else { return }
    let row = Int(cause.rawValue)
    parts[row].add(amount, start: facts.start(index))
    guard parts[row].wants(amount) else { return }
    let candidate = facts.calls.candidate(ofCall: facts.row(index))
    parts[row].add(
      AuditPart.Example(
        candidate: candidate, picoUSD: amount, reported: reported, list: list,
        rank: facts.store.rank(ofCandidate: candidate)))
  }

  mutating func add(_ other: OneSided) {
    if let amount = other.claimed { claimed = (claimed ?? 0) + amount }
    if let amount = other.list { list = (list ?? 0) + amount }
    comparedCalls += other.comparedCalls
    comparedDifference += other.comparedDifference
    for row in parts.indices { parts[row].add(other.parts[row]) }
  }
}

extension AuditCause {
  init(_ reason: LeftOutReason) {
    switch reason {
    case .wrapper, .nestedRequest, .partOfRequest, .partial: self = .wrapperDoubleCount
    case .duplicate, .sameResponse, .sameRequest, .repetition: self = .duplicate
    case .failedAttempt: self = .failedAttempt
    case .estimated: self = .estimatedUsage
    }
  }

  /// The state of a call without a price, by the code of why it has none.
  init(unpriced code: String) {
    if code == UnpricedReason.unpricedByDate.code {
      self = .unpricedByDate
    } else if code.hasPrefix("unpriced-class") {
      self = .unpricedUnit
    } else if code.hasPrefix("open-") || code == OpenReason.contradiction(.output).code {
      self = .openPrice
    } else {
      self = .unpricedModel
    }
  }
}

extension Store {
  /// Where a candidate's span stands among all spans.
  func rank(ofCandidate candidate: UInt32) -> SpanRank {
    let segment = calls[Int(candidate) >> CandidateLayout.rowBits]
    let (spans, row) = locate(span: segment.span[Int(candidate) & CandidateLayout.mask])
    return SpanRank(start: spans.start[row], trace: spans.traceID(row), span: spans.spanID[row])
  }
}

extension CallFacts {
  /// What each call costs by list prices, where these may be others than those that it is priced by.
  public func listCosts(_ shelf: PriceShelf) -> CostColumn {
    shelf.hasContract ? costs(by: CallPricer(shelf: shelf, view: .list)) : cost
  }

  /// The segment and the row in it of a selected call's candidate.
  func candidate(_ index: Int) -> (CallSegment, Int) {
    let candidate = Int(calls.candidate(ofCall: row(index)))
    return (store.calls[candidate >> CandidateLayout.rowBits], candidate & CandidateLayout.mask)
  }
}

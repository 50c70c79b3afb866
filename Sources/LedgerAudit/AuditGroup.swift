import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel

/// The calls of one emitter to one model that have a reported and a list cost, and what explains them.
public struct AuditGroup: Sendable {
  /// Row of the emitter in the settled calls' table; `nil` where it is not known, or does not matter.
  public let emitter: Int?
  /// Code of the provider.
  public let provider: UInt32
  /// Code of the model that was asked for.
  public let requestModel: UInt32
  /// Code of the model that answered.
  public let responseModel: UInt32
  /// Code of the service tier.
  public let serviceTier: UInt32
  /// The calls, by their places among the selected ones.
  public let members: [UInt32]
  /// What they report.
  public private(set) var reported: Int128 = 0
  /// What the list says.
  public private(set) var list: Int128 = 0
  /// The difference by cause.
  public private(set) var causes: [AuditCause: AuditPart] = [:]
  /// When the first of them differs by more than rounding; `nil` where none does.
  public private(set) var since: UInt64?
  /// The explanations, and which call has which.
  public let fit: GroupFit
  /// By explanation: calls, reported minus list, and the causes that make a difference for any of them.
  public private(set) var explained: [(calls: Int, picoUSD: Int128, causes: Set<AuditCause>)] = []

  init(
    _ facts: CallFacts, _ sides: CallSides, _ members: [UInt32], _ prices: AuditPrices, _ formula: RateFormula? = nil,
    workers: Workers = .one
  ) {
    let first = Int(members[0])
    let row = facts.row(first)
    let calls = facts.calls
    let (segment, place) = facts.candidate(first)
    let (spans, spanRow) = facts.store.locate(span: segment.span[place])
    emitter =
      sides.isOfFormula
      ? nil
      : calls.emitters.row(
        scope: spans.scope[spanRow], dialect: segment.dialect[place], provider: segment.provider[place])
    provider = calls.provider[row]
    requestModel = calls.requestModel[row]
    responseModel = calls.responseModel[row]
    serviceTier = segment.serviceTier[place]
    self.members = members
    let texts = facts.store.texts
    var digits = DigitCount()
    var isExact = true
    for index in members {
      let call = sides.sums(Int(index))
      digits.add(reported: call.reported, list: call.list)
      if call.reported != call.list || call.isResponseCacheHit { isExact = false }
    }
    if isExact {
      // Nearly all groups of emitters that price as the list does.
      fit = GroupFit(
        explanations: [Explanation(.list)], assignment: Array(repeating: 0, count: members.count), ways: [],
        tolerance: digits.tolerance)
      explained = [(members.count, 0, [])]
      for index in members { list += Int128(sides.sums(Int(index)).list) }
      reported = list
      return
    }
    let (near, distant) = prices.ways(
      provider: texts.provider[provider] ?? "", requestModel: texts.model[requestModel],
      responseModel: texts.model[responseModel], serviceTier: texts.serviceTier[serviceTier])
    let known = formula?.rule(
      provider: texts.provider[provider], requestModel: texts.model[requestModel],
      responseModel: texts.model[responseModel])
    var fitter = GroupFitter(
      ways: near, distantWays: distant, lastWay: known?.way, tolerance: sides.isOfFormula ? .exact : digits.tolerance,
      modelsWithRates: { prices.models(with: $0) })
    fit = fitter.fit(
      count: members.count, workers: workers, sums: { sides.sums(Int(members[$0])) },
      call: { sides.call(Int(members[$0])) })
    let stretches = workers.stretches(of: members.count, least: 4096)
    let found = fit
    let sums = workers.map(stretches.count) { GroupSums(facts, sides, members, in: stretches[$0], found) }
    var all = GroupSums(found)
    for part in sums { all.add(part) }
    (reported, list, since) = (all.reported, all.list, all.since)
    explained = all.explained
    for cause in AuditCause.allCases where all.parts[Int(cause.rawValue)].calls > 0 {
      causes[cause] = all.parts[Int(cause.rawValue)]
    }
  }

  /// The group's names as texts to be ordered by.
  func order(_ facts: CallFacts) -> GroupOrder {
    let texts = facts.store.texts
    return GroupOrder(
      emitter: emitter ?? -1, provider: texts.provider[provider] ?? "", requestModel: texts.model[requestModel] ?? "",
      responseModel: texts.model[responseModel] ?? "", tier: texts.serviceTier[serviceTier] ?? "")
  }
}

/// The order of groups.
struct GroupOrder: Comparable {
  var emitter: Int
  var provider: String
  var requestModel: String
  var responseModel: String
  var tier: String

  static func < (left: GroupOrder, right: GroupOrder) -> Bool {
    (left.emitter, left.provider, left.requestModel, left.responseModel, left.tier)
      < (right.emitter, right.provider, right.requestModel, right.responseModel, right.tier)
  }
}

/// What the calls of a group add up to; parts of it are joined in any order.
private struct GroupSums: Sendable {
  var reported: Int128 = 0
  var list: Int128 = 0
  var since: UInt64?
  /// By cause.
  var parts = [AuditPart](repeating: AuditPart(), count: AuditCause.allCases.count)
  var explained: [(calls: Int, picoUSD: Int128, causes: Set<AuditCause>)]

  init(_ fit: GroupFit) { explained = fit.explanations.map { _ in (0, 0, []) } }

  init(
    _ facts: CallFacts, _ sides: CallSides, _ members: [UInt32], in stretch: Range<Int>, _ fit: GroupFit
  ) {
    self.init(fit)
    var own: [(cause: AuditCause, picoUSD: Int128)] = []
    for number in stretch {
      let index = Int(members[number])
      let call = sides.call(index)
      let place = Int(fit.assignment[number])
      reported += Int128(call.reported)
      list += Int128(call.list)
      explained[place].calls += 1
      if call.reported == call.list, !call.isResponseCacheHit { continue }
      explained[place].picoUSD += Int128(call.reported) - Int128(call.list)
      own.removeAll(keepingCapacity: true)
      fit.parts(of: call, number: number) { cause, amount in
        if let known = own.firstIndex(where: { $0.cause == cause }) {
          own[known].picoUSD += amount
        } else {
          own.append((cause, amount))
        }
      }
      var isWrong = false
      for (cause, amount) in own where amount != 0 {
        if cause != .rounding { isWrong = true }
        if !explained[place].causes.contains(cause) { explained[place].causes.insert(cause) }
        parts[Int(cause.rawValue)].add(amount, start: call.start)
        if parts[Int(cause.rawValue)].wants(amount) {
          let candidate = facts.calls.candidate(ofCall: facts.row(index))
          parts[Int(cause.rawValue)].add(
            AuditPart.Example(
              candidate: candidate, picoUSD: amount, reported: call.reported, list: call.list,
              rank: facts.store.rank(ofCandidate: candidate)))
        }
      }
      if isWrong, call.start != 0 { since = min(since ?? call.start, call.start) }
    }
  }

  mutating func add(_ other: GroupSums) {
    reported += other.reported
    list += other.list
    if let start = other.since { since = min(since ?? start, start) }
    for place in parts.indices { parts[place].add(other.parts[place]) }
    for place in explained.indices {
      explained[place].calls += other.explained[place].calls
      explained[place].picoUSD += other.explained[place].picoUSD
      explained[place].causes.formUnion(other.explained[place].causes)
    }
  }
}

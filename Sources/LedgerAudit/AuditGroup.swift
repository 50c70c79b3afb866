import LedgerAggregates
import LedgerCalls
import LedgerColumns
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
    _ facts: CallFacts, _ sides: CallSides, _ members: [UInt32], _ prices: AuditPrices, _ formula: RateFormula? = nil
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
    for index in members {
      let call = sides.call(Int(index))
      digits.add(reported: call.reported, list: call.list)
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
    fit = fitter.fit(count: members.count) { sides.call(Int(members[$0])) }
    explained = fit.explanations.map { _ in (0, 0, []) }
    for (number, index) in members.enumerated() {
      let call = sides.call(Int(index))
      reported += Int128(call.reported)
      list += Int128(call.list)
      explained[Int(fit.assignment[number])].calls += 1
      explained[Int(fit.assignment[number])].picoUSD += Int128(call.reported) - Int128(call.list)
      var own: [(cause: AuditCause, picoUSD: Int128)] = []
      fit.parts(of: call, number: number) { cause, amount in
        if let place = own.firstIndex(where: { $0.cause == cause }) {
          own[place].picoUSD += amount
        } else {
          own.append((cause, amount))
        }
      }
      if own.contains(where: { $0.cause != .rounding && $0.picoUSD != 0 }), call.start != 0 {
        since = min(since ?? call.start, call.start)
      }
      for (cause, amount) in own where amount != 0 {
        explained[Int(fit.assignment[number])].causes.insert(cause)
        var part = causes.removeValue(forKey: cause) ?? AuditPart()
        part.add(amount, start: call.start)
        if part.wants(amount) {
          let candidate = calls.candidate(ofCall: facts.row(Int(index)))
          part.add(
            AuditPart.Example(
              candidate: candidate, picoUSD: amount, reported: call.reported, list: call.list,
              rank: facts.store.rank(ofCandidate: candidate)))
        }
        causes[cause] = part
      }
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

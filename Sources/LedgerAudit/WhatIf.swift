import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing

/// A change of how calls are made, to be priced: which calls, and what about them is other.
public struct WhatIf: Sendable {
  /// What becomes of caches.
  public enum Caches: Hashable, Sendable {
    /// What is written stays for the seller's default time.
    case standard
    /// What is written stays for an hour.
    case oneHour
    /// Nothing is cached.
    case none
  }

  /// Its name.
  public var name: String
  /// Whether it speaks of calls with some names.
  public var isMeant: @Sendable (CallNames) -> Bool
  /// Whether it speaks of streamed calls, or of others; `nil` for both.
  public var isStreaming: Bool?
  /// The model instead; `nil` for the same.
  public var model: String?
  /// The provider instead; `nil` for the same.
  public var provider: String?
  /// The service tier instead; `nil` for the same.
  public var serviceTier: String?
  /// What becomes of caches; `nil` for what is.
  public var caches: Caches?

  /// What a rule can ask of a call.
  public struct CallNames: Hashable, Sendable {
    /// The service; `nil` where unknown.
    public var service: String?
    /// The provider.
    public var provider: String?
    /// The operation.
    public var operation: String?
    /// The model that answered, else the one that was asked for.
    public var model: String?
  }

  /// A change that is a name so far.
  public init(_ name: String, isMeant: @escaping @Sendable (CallNames) -> Bool) {
    self.name = name
    self.isMeant = isMeant
  }

  /// Why a call that a rule speaks of is left as it is.
  public enum Obstacle: String, CaseIterable, Hashable, Sendable {
    /// It has no list price as it is: there is nothing to compare with.
    case unpricedNow = "unpriced-now"
    /// Nothing was billed for it.
    case notBilled = "not-billed"
    /// A batch cannot stream.
    case streamed
    /// No book has the other model, or none at the time of the call.
    case unknownModel = "unknown-model"
    /// The book names no prices for the service tier.
    case tierNotOffered = "tier-not-offered"
    /// It has no tokens that caches would change.
    case noCachedTokens = "no-cached-tokens"
    /// The book has no price for some of its tokens.
    case unpricedThen = "unpriced-then"
  }

  /// What a change comes to.
  public struct Outcome: Sendable {
    /// The change's name.
    public var name: String
    /// How many calls it speaks of.
    public var meant = 0
    /// Of them, those that it could apply to.
    public var eligible = 0
    /// What these cost now, in pico-dollars.
    public var before: Int128 = 0
    /// What they would cost.
    public var after: Int128 = 0
    /// The others by why they are left as they are.
    public var obstacles: [Obstacle: Int] = [:]
  }

  /// What some changes come to, each for itself, and all of them together: of several that could apply to a call the first
  /// does.
  public static func price(
    _ rules: [WhatIf], _ facts: CallFacts, list: CostColumn, shelf: PriceShelf
  ) -> (each: [Outcome], together: Outcome) {
    var each = rules.map { Outcome(name: $0.name) }
    var together = Outcome(name: "")
    let plans = rules.map { GroupPlan.plans($0, facts, shelf) }
    for index in 0..<facts.count where facts.calls.isCall(facts.row(index)) {
      let group = Int(facts.keyGroups.group[index])
      var isDone = false
      var isMeant = false
      for (place, rule) in rules.enumerated() {
        guard let plan = plans[place][group] else { continue }
        let row = facts.row(index)
        if let streaming = rule.isStreaming, (facts.calls.isStreaming(row) ?? false) != streaming { continue }
        isMeant = true
        each[place].meant += 1
        switch plan.price(index, facts, list, rule) {
        case .success(let amounts):
          each[place].eligible += 1
          each[place].before += amounts.before
          each[place].after += amounts.after
          if !isDone {
            isDone = true
            together.eligible += 1
            together.before += amounts.before
            together.after += amounts.after
          }
        case .failure(let refusal): each[place].obstacles[refusal.obstacle, default: 0] += 1
        }
      }
      if isMeant { together.meant += 1 }
    }
    return (each, together)
  }
}

/// Why a call is left as it is.
private struct Refusal: Error {
  var obstacle: WhatIf.Obstacle
}

/// What a rule means for the calls of one group.
private struct GroupPlan {
  var way: PriceWay?
  var obstacle: WhatIf.Obstacle?

  /// For each group of calls the plan; `nil` where the rule does not speak of them.
  static func plans(_ rule: WhatIf, _ facts: CallFacts, _ shelf: PriceShelf) -> [GroupPlan?] {
    let texts = facts.store.texts
    return facts.keyGroups.representatives.map { representative in
      let index = Int(representative)
      let row = facts.row(index)
      let provider = texts.provider[facts.calls.provider[row]]
      let model = texts.model[facts.model(index)]
      let names = WhatIf.CallNames(
        service: facts.service[index] == 0 ? nil : facts.serviceNames[Int(facts.service[index])], provider: provider,
        operation: texts.operation[facts.calls.operation[row]], model: model)
      guard rule.isMeant(names) else { return nil }
      let traits = CallTraits(serviceTier: rule.serviceTier)
      let resolution = shelf.resolve(
        provider: rule.provider ?? provider ?? "", model: rule.model ?? model ?? "", .list,
        alsoSpelled: rule.model == nil ? texts.model[facts.calls.requestModel[row]] ?? "" : "")
      guard !resolution.sheets.isEmpty else { return GroupPlan(obstacle: .unknownModel) }
      let isOffered = resolution.sheets.contains { sheet in
        sheet.steps.contains { $0.conditions.serviceTiers.contains(traits.serviceTier) }
      }
      if rule.serviceTier != nil, traits.serviceTier != CallTraits.standardTier, !isOffered {
        return GroupPlan(obstacle: .tierNotOffered)
      }
      return GroupPlan(way: PriceWay(resolution.sheets(traits)))
    }
  }

  func price(
    _ index: Int, _ facts: CallFacts, _ list: CostColumn, _ rule: WhatIf
  ) -> Result<(before: Int128, after: Int128), Refusal> {
    func refuse(_ obstacle: WhatIf.Obstacle) -> Result<(before: Int128, after: Int128), Refusal> {
      .failure(Refusal(obstacle: obstacle))
    }
    guard case .priced(let now) = list[index] else { return refuse(.unpricedNow) }
    if now.value == 0 { return refuse(.notBilled) }
    let row = facts.row(index)
    if rule.serviceTier.map({ CallTraits.tier($0) }) == "batch", facts.calls.isStreaming(row) == true {
      return refuse(.streamed)
    }
    if let obstacle { return refuse(obstacle) }
    let tokens = facts.calls.tokens(ofCall: row)
    let hasCached = (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0) > 0
    if let caches = rule.caches {
      if caches == .none ? !hasCached : (tokens.cacheWrite ?? 0) == 0 { return refuse(.noCachedTokens) }
    }
    var billed = BilledTokens(tokens)
    switch rule.caches {
    case .oneHour: billed = billed.changed(.asListed, .oneHour, .asListed)
    case .some(.none): billed = billed.changed(.atInput, .atInput, .asListed)
    case .standard, nil: break
    }
    guard let way else { return refuse(.unknownModel) }
    guard way.sheets.contains(where: { $0.holds(at: facts.start(index)) }) else { return refuse(.unknownModel) }
    guard let then = way.cost(of: billed, at: facts.start(index)) else { return refuse(.unpricedThen) }
    return .success((now.value, Int128(then)))
  }
}

/// A set of transformations of the list computation: sheets, and rules for what is counted.
struct Hypothesis: Hashable {
  /// Which way of pricing, by its place among the ways of the group.
  var way = 0
  var usesOwnTokens = false
  var context = ContextRule.asListed
  var read = CacheReadRule.asListed
  var write = CacheWriteRule.asListed
  var reasoning = ReasoningRule.asListed

  /// How many transformations it takes. Reads and writes treated alike are one: whoever ignores caches ignores both.
  func size(_ ways: [PriceWay]) -> Int {
    var size = depth(ways) + (usesOwnTokens ? 1 : 0) + (context == .asListed ? 0 : 1) + (reasoning == .asListed ? 0 : 1)
    switch (read, write) {
    case (.asListed, .asListed): break
    case (.asListed, _), (_, .asListed), (.atInput, .atInput), (.onTop, .onTop), (.unbilled, .unbilled),
      (.subtractedTwice, .subtractedTwice):
      size += 1
    default: size += 2
    }
    return size
  }

  private func depth(_ ways: [PriceWay]) -> Int {
    var depth = 0
    var place = way
    while let origin = ways[place].origin {
      depth += 1
      place = origin
    }
    return depth
  }

  /// What a call costs by it.
  func cost(of call: AuditedCall, _ ways: [PriceWay]) -> Int64? {
    let tokens = BilledTokens(usesOwnTokens ? call.ownTokens ?? call.tokens : call.tokens)
    return ways[way].cost(of: tokens.changed(read, write, reasoning), at: call.start, context)
  }

  /// The way from the list to this hypothesis, one cause after the other in the order of ``AuditCause``; each step holds what
  /// was changed so far.
  func steps(_ ways: [PriceWay]) -> [(cause: AuditCause, evidence: AuditEvidence, state: Hypothesis)] {
    var steps: [(cause: AuditCause, evidence: AuditEvidence, state: Hypothesis)] = []
    var state = Hypothesis()
    func add(_ cause: AuditCause, _ evidence: AuditEvidence = .none) { steps.append((cause, evidence, state)) }
    if usesOwnTokens {
      state.usesOwnTokens = true
      add(.otherCounts)
    }
    var chain: [Int] = []
    var place = way
    while let origin = ways[place].origin {
      chain.append(place)
      place = origin
    }
    for place in chain.reversed() {
      state.way = place
      if let cause = ways[place].cause { add(cause, ways[place].evidence) }
    }
    if context != .asListed {
      state.context = context
      add(.contextTier)
    }
    if read != .asListed {
      state.read = read
      switch read {
      case .asListed: break
      case .atInput: add(.cacheDiscountIgnored)
      case .onTop, .subtractedTwice: add(.cacheConvention)
      case .unbilled: add(.cacheUnbilled)
      }
    }
    if write != .asListed {
      state.write = write
      switch write {
      case .asListed: break
      case .atInput, .oneHour: add(.cacheWritePrice)
      case .onTop, .subtractedTwice: add(.cacheConvention)
      case .unbilled: add(.cacheUnbilled)
      }
    }
    if reasoning != .asListed {
      state.reasoning = reasoning
      add(.reasoning)
    }
    return steps
  }

  /// All sets of rules that can make a difference for some calls, for some ways, the list as it is left out; the smallest
  /// first, then in a fixed order.
  static func all(
    _ calls: [AuditedCall], ways: [PriceWay], among places: [Int], mostSteps: Int
  ) -> [(hypothesis: Hypothesis, size: Int)] {
    let hasRead = calls.contains { $0.tokens.cacheRead ?? 0 > 0 }
    let hasWrite = calls.contains { $0.tokens.cacheWrite ?? 0 > 0 }
    let hasReasoning = calls.contains { $0.tokens.reasoning ?? 0 > 0 }
    let hasOwn = calls.contains { $0.ownTokens != nil }
    var all: [(hypothesis: Hypothesis, size: Int)] = []
    for way in places {
      for usesOwnTokens in hasOwn ? [false, true] : [false] {
        for context in ways[way].hasTiers ? ContextRule.allCases : [.asListed] {
          for read in hasRead ? CacheReadRule.allCases : [.asListed] {
            for write in hasWrite ? CacheWriteRule.allCases : [.asListed]
            where write != .oneHour || ways[way].hasOneHour {
              for reasoning in hasReasoning ? ReasoningRule.allCases : [.asListed] {
                let hypothesis = Hypothesis(
                  way: way, usesOwnTokens: usesOwnTokens, context: context, read: read, write: write,
                  reasoning: reasoning)
                let size = hypothesis.size(ways)
                if hypothesis != Hypothesis(), size <= mostSteps { all.append((hypothesis, size)) }
              }
            }
          }
        }
      }
    }
    return all.enumerated().sorted { ($0.element.size, $0.offset) < ($1.element.size, $1.offset) }.map(\.element)
  }
}

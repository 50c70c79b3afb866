import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// The formula that a user has today: for the names of a call the rates that it takes.
public struct RateFormula: Sendable {
  /// What the formula does with calls of some names.
  public struct Rule: Sendable {
    /// The prices.
    public var way: PriceWay
    /// What becomes of tokens from the cache.
    public var cacheRead: CacheReadRule
    /// What becomes of tokens into the cache.
    public var cacheWrite: CacheWriteRule

    /// Rates of a table.
    ///
    /// - Parameters:
    ///   - input: pico-dollars per token read.
    ///   - output: the same per token written.
    ///   - cachedInput: the same per token from a cache; `nil` where the formula makes no difference.
    ///   - isBlended: whether it is one rate for all tokens.
    public init(input: Int64, output: Int64, cachedInput: Int64?, isBlended: Bool) {
      // One rate for all tokens makes no difference between kinds of input.
      let rates = ImpliedRates(
        input: input, output: output, cacheRead: isBlended ? input : cachedInput, cacheWrite: isBlended ? input : nil)
      way = PriceWay(
        [AuditSheet(TokenRates(rates))], cause: isBlended ? .flatBlendedRate : .otherRates, origin: 0,
        evidence: .rates(rates))
      cacheRead = rates.cacheRead == nil ? .atInput : .asListed
      cacheWrite = isBlended ? .asListed : .atInput
    }

    /// Prices of a book.
    init(_ way: PriceWay) {
      self.way = way
      cacheRead = .asListed
      cacheWrite = .asListed
    }
  }

  private let rule: @Sendable (_ provider: String?, _ requestModel: String?, _ responseModel: String?) -> Rule?

  /// A formula that finds its rates by a call's provider and models; `nil` where it has none.
  public init(
    _ rule: @escaping @Sendable (_ provider: String?, _ requestModel: String?, _ responseModel: String?) -> Rule?
  ) {
    self.rule = rule
  }

  /// The formula of a price book: its prices on the standard tier.
  public init(_ book: PriceShelf) {
    self.init { provider, requestModel, responseModel in
      let first = book.resolve(provider: provider ?? "", model: responseModel ?? requestModel ?? "")
      let second =
        requestModel != nil && responseModel != nil && requestModel != responseModel
        ? book.resolve(provider: provider ?? "", model: requestModel ?? "") : nil
      let sheets = first.sheets(CallTraits()) + (second?.sheets(CallTraits()) ?? [])
      guard !sheets.isEmpty else { return nil }
      return Rule(PriceWay(sheets, cause: .otherRates, origin: 0, evidence: .model("the book")))
    }
  }

  func rule(provider: String?, requestModel: String?, responseModel: String?) -> Rule? {
    rule(provider, requestModel, responseModel)
  }
}

extension CostLedger {
  /// What a formula makes of the calls that count, against the list. Where nothing else is found, its own rates explain a
  /// difference.
  public init(
    _ facts: CallFacts, list: CostColumn? = nil, formula: RateFormula, shelf: PriceShelf, workers: Workers = .one
  ) {
    let list = list ?? facts.listCosts(shelf)
    let column = MeasureColumn(count: facts.count)
    let groups = facts.keyGroups
    let texts = facts.store.texts
    let rules = groups.representatives.map { index -> RateFormula.Rule? in
      let row = facts.row(Int(index))
      return formula.rule(
        provider: texts.provider[facts.calls.provider[row]], requestModel: texts.model[facts.calls.requestModel[row]],
        responseModel: texts.model[facts.calls.responseModel[row]])
    }
    let stretches = workers.stretches(of: facts.count)
    workers.run(stretches.count) { stretch in
      for index in stretches[stretch] {
        let tokens = facts.calls.tokens(ofCall: facts.row(index))
        guard !tokens.isUnknown, let rule = rules[Int(groups.group[index])] else { continue }
        column[index] = rule.way.cost(
          of: BilledTokens(tokens).changed(rule.cacheRead, rule.cacheWrite, .asListed), at: facts.start(index))
      }
    }
    let sides = CallSides(facts, list: list, formula: column, workers)
    self.init(facts, sides, prices: AuditPrices(shelf), formula: formula, workers)
  }
}

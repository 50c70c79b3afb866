import LedgerCalls
import LedgerModel
import LedgerPricing

/// Tells what single calls cost, line by line. Names are resolved once for each combination.
public struct CallItemiser: Sendable {
  let facts: CallFacts
  let known: CallPrices.Known

  /// What a selected call cost, with every line of it.
  ///
  /// - Parameter isDetailed: whether all of it is wanted, or the state and the amounts alone.
  public func cost(_ index: Int, isDetailed: Bool = true) -> ItemisedCost? {
    let row = facts.row(index)
    let candidate = facts.calls.candidate(ofCall: row)
    let isSpecial = !known.extras.isEmpty && known.extras.contains(candidate)
    // Nothing was asked of a provider, so no book has anything to do with it.
    if isSpecial, known.extras.isFree(candidate) { return nil }
    let tokens = facts.calls.tokens(ofCall: row)
    let usage = isSpecial ? known.extras.usage(candidate, tokens) : CallUsage(tokens)
    return known.price(facts.calls, row).itemised(usage, at: facts.start(index), isDetailed: isDetailed)
  }

  /// Whether a gateway answered a selected call from its own cache, so that nothing is billed.
  public func isResponseCacheHit(_ index: Int) -> Bool {
    let candidate = facts.calls.candidate(ofCall: facts.row(index))
    return !known.extras.isEmpty && known.extras.contains(candidate) && known.extras.isFree(candidate)
  }
}

import LedgerCalls
import LedgerMemory
import LedgerModel

// Tokens and money of single calls, as columns for distributions.

extension CallFacts {
  /// Tokens or money of each call; absent where the call does not say, and where there is no price.
  ///
  /// A row that is no call of its own (usage that an aggregate tells beyond the calls below it) has none: it is a sum over
  /// several requests. So is a cost of more than 2⁶³ pico-dollars, some nine million dollars, left out, which only damaged
  /// counts reach.
  func amounts(of measure: CallMeasure) -> MeasureColumn {
    switch measure {
    case .inputTokens: amounts { self.calls.tokens(ofCall: $1).input }
    case .uncachedInputTokens: amounts { self.calls.tokens(ofCall: $1).uncachedInput }
    case .cacheReadTokens: amounts { self.calls.tokens(ofCall: $1).cacheRead }
    case .cacheWriteTokens: amounts { self.calls.tokens(ofCall: $1).cacheWrite }
    case .outputTokens: amounts { self.calls.tokens(ofCall: $1).output }
    case .reasoningTokens: amounts { self.calls.tokens(ofCall: $1).reasoning }
    case .cost: amounts { index, _ in self.cost.picoUSD(index) }
    case .reportedCost: amounts { self.calls.reportedCost(ofCall: $1) }
    case .duration, .timeToFirstToken, .timePerOutputToken, .outputTokensPerSecond: values(of: measure)
    }
  }

  @inline(__always)
  private func amounts(_ amount: @Sendable (Int, Int) -> Int64?) -> MeasureColumn {
    let column = MeasureColumn(count: count)
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { stretch in
      for index in stretches[stretch] where calls.isCall(row(index)) { column[index] = amount(index, row(index)) }
    }
    return column
  }
}

import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// One walk over calls: group, sums and measures of each, some hundred calls at a time.
struct CallWalk: Sendable {
  let store: Store
  let calls: SettledCalls
  let rows: CallRows
  let keys: DenseKeys
  let prices: CallPrices.Known
  /// The measures that are wanted, to be filled.
  let columns: [(measure: CallMeasure, values: MeasureColumn)]
  /// The number of each call's group, to be filled.
  let numbers: CodeColumn

  /// Looks at the calls of a stretch; `nil` where they do not fit the tables.
  func tallies(of stretch: Range<Int>) -> CallTallies? {
    guard var prices = CallPrices(prices) else { return nil }
    let tallies = CallTallies(groupCount: keys.count)
    var costBuffer = [Int64](repeating: CallWalk.noCost, count: CallRun.most)
    var numberBuffer = [UInt32](repeating: 0, count: CallRun.most)
    var priceBuffer = numberBuffer
    var isPossible = true
    CallRun.forEach(stretch, calls, rows, store) { run, places, spanRows in
      var numbers = numberBuffer.mutableSpan
      guard keys.fill(&numbers, run, places, spanRows, calls, rows) else {
        isPossible = false
        return false
      }
      for index in 0..<run.count { self.numbers[run.first &+ index] = numbers[index] }
      var costs = costBuffer.mutableSpan
      var priceNumbers = priceBuffer.mutableSpan
      price(run, spanRows, &prices, &priceNumbers, &costs)
      add(run, spanRows, numbers.span, prices, priceNumbers.span, to: tallies, &costs)
      for column in columns { fill(column.values, column.measure, run, spanRows, costs.span) }
      return true
    }
    return isPossible ? tallies : nil
  }

  /// What stands for a cost that is not known, or too large for 64 bits.
  private static let noCost: Int64 = -1

  /// Looks up the price of each call of a run, and what it costs where that follows from plain rates.
  @inline(__always)
  private func price(
    _ run: CallRun, _ spanRows: Span<UInt32>, _ prices: inout CallPrices, _ numbers: inout MutableSpan<UInt32>,
    _ costs: inout MutableSpan<Int64>
  ) {
    let (provider, asked, answered) = (calls.provider, calls.requestModel, calls.responseModel)
    prices.fill(&numbers, count: run.count) { index in
      let row = rows[run.first &+ index]
      return (provider[row], asked[row], answered[row])
    }
    run.spans.start.withSpan { starts in
      prices.fill(&costs, numbers.span, count: run.count) { index in
        calls.tokens(ofCall: rows[run.first &+ index])
      } start: { index in
        starts[Int(spanRows[index])]
      }
    }
  }

  /// Adds the calls of a run to their groups.
  @inline(__always)
  private func add(
    _ run: CallRun, _ spanRows: Span<UInt32>, _ numbers: Span<UInt32>, _ prices: CallPrices,
    _ priceNumbers: Span<UInt32>, to tallies: CallTallies, _ costs: inout MutableSpan<Int64>
  ) {
    let extras = self.prices.extras
    let mayBeSpecial = !extras.isEmpty
    for index in 0..<run.count {
      let row = rows[run.first &+ index]
      let group = numbers[index]
      let isCall = calls.isCall(row)
      let tokens = calls.tokens(ofCall: row)
      tallies.add(
        run.first &+ index, group: group, tokens: tokens, isCall: isCall, isError: calls.isError(row),
        isStreaming: calls.isStreaming(row))
      if let reported = calls.reportedCost(ofCall: row) { tallies.add(reported: reported, group: group) }
      if mayBeSpecial, extras.contains(calls.candidate(ofCall: row)) {
        let cost = self.prices.specialCost(calls, row, at: run.spans.start[Int(spanRows[index])])
        costs[index] = addRareCost(cost, group, isCall, to: tallies)
        continue
      } else if tokens.isUnknown {
        costs[index] = CallWalk.noCost
        continue
      }
      if costs[index] >= 0 {
        tallies.add(cost: costs[index], group: group, isCall: isCall)
      } else {
        let start = run.spans.start[Int(spanRows[index])]
        let cost = prices.price(priceNumbers[index]).cost(tokens, at: start)
        costs[index] = addRareCost(cost, group, isCall, to: tallies)
      }
    }
  }

  /// Adds a cost that does not follow from plain rates, and returns it where it is an amount of 64 bits.
  @inline(never)
  private func addRareCost(_ cost: CallCost, _ group: UInt32, _ isCall: Bool, to tallies: CallTallies) -> Int64 {
    tallies.add(cost, group: group, isCall: isCall)
    guard case .priced(let amount) = cost, amount.value >= 0 else { return CallWalk.noCost }
    return Int64(exactly: amount.value) ?? CallWalk.noCost
  }

  // MARK: Measures

  /// Fills in a measure of the calls of a run.
  @inline(__always)
  private func fill(
    _ column: MeasureColumn, _ measure: CallMeasure, _ run: CallRun, _ spanRows: Span<UInt32>, _ costs: Span<Int64>
  ) {
    @inline(__always)
    func each(_ value: (Int, Int) -> Int64?) {
      for index in 0..<run.count {
        let row = rows[run.first &+ index]
        column[run.first &+ index] = calls.isCall(row) ? value(index, row) : nil
      }
    }
    @inline(__always)
    func eachTimed(_ value: (Int, Int64) -> Int64?) {
      each { index, row in
        CallFacts.knownDuration(run.spans.duration[Int(spanRows[index])]).flatMap { value(row, $0) }
      }
    }
    switch measure {
    case .duration: eachTimed { $1 }
    case .timeToFirstToken: eachTimed { calls.firstToken(ofCall: $0, within: $1) }
    case .timePerOutputToken:
      eachTimed {
        CallFacts.pace(calls.tokens(ofCall: $0), duration: $1, firstToken: calls.firstToken(ofCall: $0, within: $1))
      }
    case .outputTokensPerSecond:
      eachTimed {
        CallFacts.rate(calls.tokens(ofCall: $0), duration: $1, firstToken: calls.firstToken(ofCall: $0, within: $1))
      }
    case .inputTokens: each { calls.tokens(ofCall: $1).input }
    case .uncachedInputTokens: each { calls.tokens(ofCall: $1).uncachedInput }
    case .cacheReadTokens: each { calls.tokens(ofCall: $1).cacheRead }
    case .cacheWriteTokens: each { calls.tokens(ofCall: $1).cacheWrite }
    case .outputTokens: each { calls.tokens(ofCall: $1).output }
    case .reasoningTokens: each { calls.tokens(ofCall: $1).reasoning }
    case .cost: each { index, _ in costs[index] < 0 ? nil : costs[index] }
    case .reportedCost: each { calls.reportedCost(ofCall: $1) }
    }
  }
}

extension CallFacts {
  /// A duration that can be measured: a span that ends when it starts is written like a log line and has none.
  @inline(__always)
  static func knownDuration(_ nanos: UInt64) -> Int64? {
    nanos != unknownDuration && nanos > 0 ? Int64(exactly: nanos) : nil
  }
}

extension SettledCalls {
  /// Start to first token of a call that takes so long. Emitters that say one for calls that do not stream mean the whole
  /// duration.
  @inline(__always)
  func firstToken(ofCall row: Int, within duration: Int64) -> Int64? {
    let said = isStreaming(row) == false ? nil : timeToFirstToken(ofCall: row)
    return said.flatMap { $0 > 0 && $0 <= duration ? $0 : nil }
  }
}

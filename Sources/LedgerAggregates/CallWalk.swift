import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What is looked at in one walk over calls, and where their measures go.
struct CallWalk: Sendable {
  /// Values in any order, to be filled.
  final class Values: Sendable {
    let rows: RowBuffer<Int64>
    init(count: Int) { rows = RowBuffer(unset: count) }
  }

  let store: Store
  let calls: SettledCalls
  let rows: CallRows
  let keys: DenseKeys
  let prices: CallPrices.Known
  /// The measures that are wanted, and room for the values of all calls: those of a stretch of calls go to the same
  /// stretch of rows, group by group.
  let columns: [(measure: CallMeasure, values: Values)]
}

/// One worker's walk over the stretches of calls that it takes: group, sums and measures of each call, some thousand calls
/// at a time.
struct CallWalker: ~Copyable {
  /// No stretch is longer: what is worked out for it stays in memory that is near.
  static let mostCalls = 1 << 16

  private let walk: CallWalk
  private var prices: CallPrices

  /// By the number of a call's keys: its group, and one. Groups are numbered as this worker comes across them.
  private let groupOf: RowBuffer<UInt32>
  /// By group: the number of its keys.
  private(set) var numbers: [UInt32] = []
  /// By group: its first call.
  private(set) var firsts: [UInt32] = []
  /// By group: what its calls add up to.
  private(set) var tallies: [CallTally] = []
  /// By measure: where the values of each group are.
  private(set) var stretches: [[GroupedStretch]]

  /// By group and rates: which of the sums they have, and one.
  private let sumsOf: RowBuffer<UInt32>
  /// What the last calls of groups add up to, which are not in `tallies` yet; and what sums are of.
  private var sums = RowBuffer<CallSums>(zeroed: 64)
  private var summed: [(group: Int, rates: SummedRates)] = []
  /// How many calls there are in `sums`.
  private var summedCalls = 0

  /// The group of each call of a stretch, and its measures.
  private let groups = RowBuffer<UInt32>(unset: mostCalls)
  private let measured: [MeasureColumn]

  /// `nil` where the names of calls do not fit tables.
  init?(_ walk: CallWalk) {
    guard let prices = CallPrices(walk.prices) else { return nil }
    self.walk = walk
    self.prices = prices
    groupOf = RowBuffer(zeroed: walk.keys.count, isSparse: true)
    sumsOf = RowBuffer(zeroed: min(walk.keys.count, walk.rows.count) * CallPrices.mostRates, isSparse: true)
    stretches = walk.columns.map { _ in [] }
    measured = walk.columns.map { _ in MeasureColumn(unset: CallWalker.mostCalls) }
  }

  /// Looks at the calls of a stretch; `false` where they do not fit the tables.
  mutating func look(at stretch: Range<Int>) -> Bool {
    if summedCalls + stretch.count > CallSums.mostCalls { addUp() }
    summedCalls += stretch.count
    var numberBuffer = [UInt32](repeating: 0, count: CallRun.most)
    var rateBuffer = numberBuffer
    var costBuffer = [Int64](repeating: CallWalker.noCost, count: CallRun.most)
    let wantsCosts = walk.columns.contains { $0.measure == .cost }
    var isPossible = true
    CallRun.forEach(stretch, walk.calls, walk.rows, walk.store) { run in
      var numbers = numberBuffer.mutableSpan
      guard walk.keys.fill(&numbers, run, walk.calls) else {
        isPossible = false
        return false
      }
      let first = run.first - stretch.lowerBound
      group(numbers.span, run, at: first)
      var rates = rateBuffer.mutableSpan
      price(run, &numbers, &rates)
      findSums(run, at: first, &rates)
      var costs = costBuffer.mutableSpan
      add(run, numbers.span, rates.span, &costs, wantsCosts: wantsCosts)
      for (column, measured) in zip(walk.columns, measured) {
        fill(measured, at: first, column.measure, run, costs.span)
      }
      return true
    }
    if isPossible { moveTogether(stretch) }
    return isPossible
  }

  /// Comes to an end: what all calls add up to is in ``tallies``.
  mutating func addUp() {
    for (place, of) in summed.enumerated() where !sums[place].isEmpty {
      tallies[of.group].add(sums[place].tally(of.rates))
      sums[place] = CallSums()
    }
    summedCalls = 0
  }

  // MARK: Groups

  /// Writes down the groups of the calls of a run.
  private mutating func group(_ numbers: Span<UInt32>, _ run: borrowing CallRun, at first: Int) {
    for index in 0..<run.count {
      let number = numbers[index]
      var group = groupOf[Int(number)]
      if group == 0 { group = begin(number, with: run.first + index) }
      groups[first &+ index] = group &- 1
    }
  }

  @inline(never)
  private mutating func begin(_ number: UInt32, with call: Int) -> UInt32 {
    numbers.append(number)
    firsts.append(UInt32(call))
    tallies.append(CallTally())
    groupOf[Int(number)] = UInt32(numbers.count)
    return UInt32(numbers.count)
  }

  /// Moves the values of the calls of a stretch together by group.
  private mutating func moveTogether(_ stretch: Range<Int>) {
    var starts = [UInt32](repeating: 0, count: numbers.count + 1)
    do {
      var counts = starts.mutableSpan
      for index in 0..<stretch.count { counts[Int(groups[index]) &+ 1] &+= 1 }
    }
    starts[0] = UInt32(stretch.lowerBound)
    for group in numbers.indices { starts[group + 1] += starts[group] }
    for place in measured.indices {
      var ends = starts
      measured[place].moveTogether(stretch.count, by: groups, &ends, into: walk.columns[place].values.rows)
      for group in numbers.indices where ends[group] > starts[group] {
        stretches[place].append(
          GroupedStretch(group: UInt32(group), start: starts[group], count: ends[group] - starts[group]))
      }
    }
  }

  // MARK: Prices and sums

  /// What stands for a cost that is not known, or too large for 64 bits.
  private static let noCost: Int64 = -1

  /// Looks up by which rates each call of a run is priced.
  private mutating func price(_ run: CallRun, _ names: inout MutableSpan<UInt32>, _ rates: inout MutableSpan<UInt32>) {
    let calls = walk.calls
    run.spans.start.withSpan { starts in
      prices.fill(&names, &rates, count: run.count) { index in
        let row = run.row(index)
        return (calls.provider[row], calls.requestModel[row], calls.responseModel[row])
      } start: { index in
        starts[run.spanRow(index)]
      }
    }
  }

  /// Puts the place of the sums of each call's group and rates in the place of its rates.
  private mutating func findSums(_ run: CallRun, at first: Int, _ rates: inout MutableSpan<UInt32>) {
    for index in 0..<run.count {
      let place = Int(groups[first &+ index]) &* CallPrices.mostRates &+ Int(rates[index])
      var sum = sumsOf[place]
      if sum == 0 { sum = beginSum(at: place, Int(rates[index])) }
      rates[index] = sum &- 1
    }
  }

  /// Adds the calls of a run to their sums. What they cost is written down where it does not follow from the rates, or is
  /// wanted.
  private mutating func add(
    _ run: CallRun, _ names: Span<UInt32>, _ places: Span<UInt32>, _ costs: inout MutableSpan<Int64>, wantsCosts: Bool
  ) {
    let calls = walk.calls
    let extras = walk.prices.extras
    let (mayBeSpecial, reportsCosts) = (!extras.isEmpty, calls.reportsCosts)
    let summed = summed
    for index in 0..<run.count {
      let row = run.row(index)
      let place = Int(places[index])
      let tokens = calls.smallTokens(ofCall: row)
      let isSpecial = mayBeSpecial && extras.contains(calls.candidate(ofCall: row))
      let isPriced = summed[place].rates.apply(to: tokens) && !isSpecial
      sums[place].add(
        tokens, isCall: calls.isCall(row), isError: calls.isError(row), isStreaming: calls.isStreaming(row),
        isPriced: isPriced)
      if reportsCosts, let reported = calls.reportedCost(ofCall: row) { sums[place].add(reported: reported) }
      if !isPriced {
        costs[index] = addOther(run, index, names[index], isSpecial, to: place)
      } else if wantsCosts {
        costs[index] = summed[place].rates.cost(tokens)
      }
    }
  }

  @inline(never)
  private mutating func beginSum(at place: Int, _ rate: Int) -> UInt32 {
    if summed.count == sums.count {
      let more = RowBuffer<CallSums>(zeroed: sums.count * 2)
      for place in 0..<sums.count { more[place] = sums[place] }
      sums = more
    }
    summed.append((group: place / CallPrices.mostRates, rates: prices.rates[rate]))
    sumsOf[place] = UInt32(summed.count)
    return UInt32(summed.count)
  }

  /// Adds what a call costs that is not priced by the rates of its sum, and returns that where it is an amount of 64 bits.
  @inline(never)
  private func addOther(
    _ run: CallRun, _ index: Int, _ names: UInt32, _ isSpecial: Bool, to place: Int
  ) -> Int64 {
    let row = run.row(index)
    let tokens = walk.calls.smallTokens(ofCall: row)
    let cost: CallCost =
      isSpecial
      ? walk.prices.specialCost(walk.calls, row, at: run.start(index))
      : tokens.isUnknown ? .unknownUsage : prices.cost(names, tokens, at: run.start(index))
    sums[place].add(cost, insteadOf: summed[place].rates.cost(tokens), isCall: walk.calls.isCall(row))
    guard case .priced(let amount) = cost, amount.value >= 0 else { return CallWalker.noCost }
    return Int64(exactly: amount.value) ?? CallWalker.noCost
  }

  // MARK: Measures

  /// Fills in a measure of the calls of a run.
  private func fill(
    _ column: MeasureColumn, at first: Int, _ measure: CallMeasure, _ run: CallRun, _ costs: Span<Int64>
  ) {
    let calls = walk.calls
    @inline(__always)
    func each(_ value: (Int, Int) -> Int64?) {
      for index in 0..<run.count {
        let row = run.row(index)
        column[first &+ index] = calls.isCall(row) ? value(index, row) : nil
      }
    }
    @inline(__always)
    func eachTimed(_ value: (Int, Int64) -> Int64?) {
      each { index, row in CallFacts.knownDuration(run.duration(index)).flatMap { value(row, $0) } }
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

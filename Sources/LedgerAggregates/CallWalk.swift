import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What is looked at in one walk over calls, and where their measures go.
struct CallWalk: Sendable {
  let store: Store
  let calls: SettledCalls
  let rows: CallRows
  let keys: DenseKeys
  let prices: CallPrices.Known
  /// The measures that are wanted, and room for the values of all calls.
  let columns: [(measure: CallMeasure, values: GroupedValues)]

  /// A walk that as many workers share.
  init(
    store: Store, calls: SettledCalls, rows: CallRows, keys: DenseKeys, prices: CallPrices.Known,
    measures: [CallMeasure], workers: Int
  ) {
    self.store = store
    self.calls = calls
    self.rows = rows
    self.keys = keys
    self.prices = prices
    columns = measures.map {
      ($0, GroupedValues(valueCount: rows.count, groupCount: keys.count, workers: workers))
    }
  }
}

/// One worker's walk over the stretches of calls that it takes: group, sums and measures of each call.
struct CallWalker: ~Copyable {
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
  /// By measure: the values of each group.
  private let values: [GroupedValueWriter]

  /// By group and rates: which of the sums they have, and one.
  private let sumsOf: RowBuffer<UInt32>
  /// What the last calls of groups add up to, which are not in `tallies` yet.
  private var sums = GroupSums()

  // Of the calls of a run.
  private let groups = RowBuffer<UInt32>(unset: CallRun.most)
  private let places = RowBuffer<UInt32>(unset: CallRun.most)  // of their sums
  private let apart = RowBuffer<UInt32>(unset: CallRun.most)  // those of which something is added by itself
  private let costs = RowBuffer<Int64>(unset: CallRun.most)
  private let firstTokens = RowBuffer<Int64>(unset: CallRun.most)
  private let measured = MeasureColumn(unset: CallRun.most)

  init(_ walk: CallWalk) {
    self.walk = walk
    prices = CallPrices(walk.prices, walk.calls.names)
    groupOf = RowBuffer(zeroed: walk.keys.count, isSparse: true)
    sumsOf = RowBuffer(zeroed: min(walk.keys.count, walk.rows.count) * CallPrices.mostRates, isSparse: true)
    values = walk.columns.map { GroupedValueWriter($0.values) }
  }

  /// Looks at the calls of a stretch; `false` where they do not fit the tables.
  mutating func look(at stretch: Range<Int>) -> Bool {
    if sums.callCount + stretch.count > StoredSums.mostCalls { addUp() }
    var numberBuffer = [UInt32](repeating: 0, count: CallRun.most)
    var rateBuffer = numberBuffer
    let wantsCosts = walk.columns.contains { $0.measure == .cost }
    var isPossible = true
    CallRun.forEach(stretch, walk.calls, walk.rows, walk.store) { run in
      var numbers = numberBuffer.mutableSpan
      var rates = rateBuffer.mutableSpan
      guard walk.keys.fill(&numbers, run, walk.calls) else {
        isPossible = false
        return false
      }
      price(run, &rates)
      group(run, numbers.span, rates.span)
      add(run, rates.span, wantsCosts: wantsCosts)
      for (column, values) in zip(walk.columns, values) { write(column.measure, of: run, to: values) }
      return true
    }
    return isPossible
  }

  /// Comes to an end: what all calls add up to is in ``tallies``.
  mutating func addUp() {
    sums.move(to: &tallies, prices.rates)
  }

  // MARK: Groups

  /// Writes down the groups of the calls of a run, and the places of their sums.
  private mutating func group(_ run: CallRun, _ numbers: Span<UInt32>, _ rates: Span<UInt32>) {
    var index = 0
    while let new = CallWalker.group(index..<run.count, numbers, rates, groupOf, sumsOf, into: groups, places) {
      let number = numbers[new]
      if groupOf[Int(number)] == 0 { begin(number, with: run.first + new) }
      let group = groupOf[Int(number)] - 1
      let place = Int(group) * CallPrices.mostRates + Int(rates[new])
      if sumsOf[place] == 0 { beginSum(at: place) }
      index = new
    }
  }

  /// Writes down groups and places of some calls; up to the first that has none yet, which is answered.
  private static func group(
    _ calls: Range<Int>, _ numbers: Span<UInt32>, _ rates: Span<UInt32>, _ groupOf: borrowing RowBuffer<UInt32>,
    _ sumsOf: borrowing RowBuffer<UInt32>, into groups: borrowing RowBuffer<UInt32>,
    _ places: borrowing RowBuffer<UInt32>
  ) -> Int? {
    for index in calls {
      let group = groupOf[Int(numbers[index])]
      if group == 0 { return index }
      groups[index] = group &- 1
      let sum = sumsOf[Int(group &- 1) &* CallPrices.mostRates &+ Int(rates[index])]
      if sum == 0 { return index }
      places[index] = sum &- 1
    }
    return nil
  }

  @inline(never)
  private mutating func begin(_ number: UInt32, with call: Int) {
    numbers.append(number)
    firsts.append(UInt32(call))
    tallies.append(CallTally())
    for values in values { values.addGroup() }
    groupOf[Int(number)] = UInt32(numbers.count)
  }

  /// By measure: where the values of each group are.
  var stretches: [[GroupedStretch]] { values.map(\.stretches) }

  // MARK: Prices and sums

  /// What stands for a cost that is not known, or too large for 64 bits.
  private static let noCost: Int64 = -1

  /// Looks up by which rates each call of a run is priced.
  private mutating func price(_ run: CallRun, _ rates: inout MutableSpan<UInt32>) {
    run.withNames { names in
      run.withStarts { starts in prices.fill(&rates, names: names, starts: starts) }
    }
    let extras = walk.prices.extras
    if extras.isEmpty { return }
    for index in 0..<run.count where extras.contains(walk.calls.candidate(ofCall: run.row(index))) {
      rates[index] = CallPrices.none
    }
  }

  @inline(never)
  private mutating func beginSum(at place: Int) {
    let sum = sums.add(group: place / CallPrices.mostRates, rates: place % CallPrices.mostRates)
    sumsOf[place] = UInt32(sum + 1)
  }

  /// Adds the calls of a run to their sums. What they cost is written down where it is wanted.
  private mutating func add(_ run: CallRun, _ rates: Span<UInt32>, wantsCosts: Bool) {
    let calls = walk.calls
    let known = prices.rates
    var apartCount = 0
    calls.withStoredTokens { all in
      let tokens = all.extracting(run.candidates.clamped(to: 0..<all.count))
      run.withKinds { kinds in
        run.withCandidates { candidates in
          places.withFirst(run.count) { places in
            apartCount = sums.add(
              kinds: kinds, candidates: candidates, tokens: tokens, places: places, rates: rates, known.span,
              apart: apart)
          }
          if !wantsCosts { return }
          for index in candidates.indices {
            let rates = known[Int(rates[index])]
            costs[index] = rates.isPrice ? rates.cost(tokens[Int(candidates[index])].small) : CallWalker.noCost
          }
        }
      }
    }
    let extras = walk.prices.extras
    for number in 0..<apartCount {
      let index = Int(apart[number])
      let cost = addApart(run, index, known[Int(rates[index])], calls, extras)
      if let cost { costs[index] = cost }
    }
    if calls.reportsCosts {
      for index in 0..<run.count {
        guard let reported = calls.reportedCost(ofCall: run.row(index)) else { continue }
        sums.addRare(at: Int(places[index])) { $0.add(reported: reported) }
      }
    }
  }

  /// Adds what does not follow from a call's rates and from what kind it is of. Returns what it costs where the rates do not
  /// decide that, as far as it is an amount of 64 bits.
  @inline(never)
  private mutating func addApart(
    _ run: CallRun, _ index: Int, _ rates: CallRates, _ calls: SettledCalls, _ extras: CallExtras
  ) -> Int64? {
    let row = run.row(index)
    let place = Int(places[index])
    let counts = calls.storedTokens(ofCall: row).small
    if counts.cachedBeyondInput > 0 { sums.addRare(at: place) { $0.add(cachedBeyondInput: counts.cachedBeyondInput) } }
    if rates.price(counts, of: calls.kind(ofCall: row)) { return nil }
    let tokens = calls.tokens(ofCall: row)
    let cost: CallCost =
      !extras.isEmpty && extras.contains(calls.candidate(ofCall: row))
      ? walk.prices.specialCost(calls, row, at: run.start(index))
      : tokens.isUnknown ? .unknownUsage : prices.cost(run.name(index), tokens, at: run.start(index))
    sums.addRare(at: place) { $0.add(cost, insteadOf: rates.cost(counts), isCall: calls.isCall(row)) }
    guard case .priced(let amount) = cost, amount.value >= 0 else { return CallWalker.noCost }
    return Int64(exactly: amount.value) ?? CallWalker.noCost
  }

  // MARK: Measures

  /// Writes a measure of the calls of a run to their groups.
  private func write(_ measure: CallMeasure, of run: CallRun, to values: GroupedValueWriter) {
    fill(measure, of: run)
    values.write(run.count, measured, groups)
  }

  private func fill(_ measure: CallMeasure, of run: CallRun) {
    let calls = walk.calls
    @inline(__always)
    func each(_ value: (Int, Int) -> Int64?) {
      run.withRows { rows in
        run.withKinds { kinds in
          for index in rows.indices {
            measured[index] = CallKind(bits: kinds[index]).isCall ? value(index, Int(rows[index])) : nil
          }
        }
      }
    }
    // What no call of its own is has no duration.
    @inline(__always)
    func eachTimed(_ value: (Int, Int64) -> Int64?) {
      run.withRows { rows in
        run.withDurations { durations in
          for index in rows.indices {
            let duration = durations[index]
            measured[index] = duration > 0 ? value(Int(rows[index]), duration) : nil
          }
        }
      }
    }
    switch measure {
    case .duration: run.withDurations { measured.stored.set(0, to: $0) }
    case .timeToFirstToken: fillFirstTokens(of: run)
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

  /// The same as ``SettledCalls/firstToken(ofCall:within:)`` for all calls of a run. What is not known is no less than 1, and
  /// a duration that is not known no more than 0.
  private func fillFirstTokens(of run: CallRun) {
    walk.calls.withFirstTokens { run.write($0, into: firstTokens) }
    run.withDurations { durations in
      run.withKinds { kinds in
        firstTokens.withFirst(run.count) {
          copyBounded(
            $0, turned: .min, limits: durations, flags: kinds, CallKind.call | CallKind.plain, so: CallKind.call,
            into: measured.stored)
        }
      }
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

import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerModel

/// Why the usage of a call is not known.
public enum UsageState: String, CaseIterable, Sendable {
  /// A span around it tells the usage, and it counts there: nothing is missing.
  case countedAbove = "counted_above"
  /// The instrumentation estimated it, by its own word; nothing was counted.
  case estimated
  /// It reports 0 input and 0 output, which no request has.
  case zero
  /// Only a total is reported.
  case totalOnly = "total_only"
  /// It failed before there was any.
  case failed
  /// A stream at whose end nobody looked.
  case stream
  /// Like calls nearly always tell theirs: something on the way took it out.
  case stripped
  /// Nothing says why.
  case absent

  /// The state of a call as far as its own span tells; the first that fits.
  init(_ usage: ReportedUsage, isEstimated: Bool, isToldAbove: Bool, isError: Bool, isStreaming: Bool) {
    if isToldAbove {
      self = .countedAbove
    } else if isEstimated, !usage.isEmpty {
      self = .estimated
    } else if usage.totalTokens ?? 0 > 0 {
      self = .totalOnly
    } else if isError {
      self = .failed
    } else if usage.isZero {
      self = .zero
    } else if isStreaming {
      self = .stream
    } else {
      self = .absent
    }
  }
}

/// The calls of one state, and how much they may have used.
public struct UnknownUsage: Hashable, Sendable {
  /// A least and a most.
  public struct Bounds: Hashable, Sendable {
    /// The least.
    public var low: Int128
    /// The most.
    public var high: Int128

    /// Bounds.
    public init(low: Int128 = 0, high: Int128 = 0) {
      self.low = low
      self.high = high
    }

    mutating func add(_ low: Int64, _ high: Int64) {
      self.low += Int128(low)
      self.high += Int128(high)
    }
  }

  /// The state.
  public var state: UsageState
  /// How many calls.
  public var calls = 0
  /// Of them, those for which there are enough like calls, or that need none: the bounds are over these.
  public var boundedCalls = 0
  /// Input; `nil` where no call has a bound.
  public var input: Bounds?
  /// Output; `nil` where no call has a bound.
  public var output: Bounds?
  /// Cost in pico-dollars; `nil` where no like call has a cost.
  public var cost: Bounds?
  /// Input and output together, where only that is reported; `nil` elsewhere.
  public var total: Int128?
  /// The input that instrumentation estimated; `nil` where it did not.
  public var estimatedInput: Int128?
  /// The output that instrumentation estimated.
  public var estimatedOutput: Int128?
}

extension CallFacts {
  /// How many like calls a bound needs.
  static let leastLikeCalls = 20

  /// The states of the calls without usage, in the order of ``UsageState``; states without calls are left out.
  ///
  /// The bound of a call are the 5th and the 95th percentile of *like calls* whose usage is known: same service, operation
  /// and model (asked for, else answered), or where these are fewer than ``leastLikeCalls``, same operation and model. A
  /// failed call may have used nothing. A call among at least as many like calls of which 95 in 100 tell their usage, and
  /// that neither failed nor streamed, was stripped of it.
  public func unknownUsage(_ unknown: [(index: Int, state: UsageState)]) -> [UnknownUsage] {
    if unknown.isEmpty { return [] }
    let likes = LikeCalls(self, unknown.filter { $0.state != .countedAbove }.map(\.index))
    var rows = UsageState.allCases.map { UnknownUsage(state: $0) }
    for (index, state) in unknown {
      let like = likes.bounds(of: index, self)
      let state = state == .absent && like.nearlyAlwaysKnown ? UsageState.stripped : state
      guard let place = UsageState.allCases.firstIndex(of: state) else { continue }
      rows[place].calls += 1
      switch state {
      case .countedAbove: rows[place].addBounds(input: (0, 0), output: (0, 0), cost: (0, 0))
      case .totalOnly:
        let (segment, row) = candidate(index)
        let total = segment.totalTokens[row] ?? 0
        rows[place].total = (rows[place].total ?? 0) + Int128(total)
        rows[place].addBounds(input: (0, total), output: (0, total), cost: like.cost)
      case .failed:
        rows[place].addBounds(
          input: like.input.map { (0, $0.1) }, output: like.output.map { (0, $0.1) }, cost: like.cost.map { (0, $0.1) })
      case .estimated:
        let (segment, row) = candidate(index)
        rows[place].addEstimate(segment.usage(row))
        rows[place].addBounds(input: like.input, output: like.output, cost: like.cost)
      case .zero, .stream, .stripped, .absent:
        rows[place].addBounds(input: like.input, output: like.output, cost: like.cost)
      }
    }
    return rows.filter { $0.calls > 0 }
  }

  private func candidate(_ index: Int) -> (CallSegment, Int) {
    let candidate = Int(calls.candidate(ofCall: row(index)))
    return (store.calls[candidate >> CandidateLayout.rowBits], candidate & CandidateLayout.mask)
  }
}

extension UnknownUsage {
  fileprivate typealias Range = (Int64, Int64)

  fileprivate mutating func addEstimate(_ usage: ReportedUsage) {
    if let input = usage.inputTokens { estimatedInput = (estimatedInput ?? 0) + Int128(input) }
    if let output = usage.outputTokens { estimatedOutput = (estimatedOutput ?? 0) + Int128(output) }
  }

  fileprivate mutating func addBounds(input: Range?, output: Range?, cost: Range?) {
    guard input != nil || output != nil else { return }
    boundedCalls += 1
    func add(_ range: Range?, to bounds: inout Bounds?) {
      guard let range else { return }
      var sum = bounds ?? Bounds()
      sum.add(range.0, range.1)
      bounds = sum
    }
    add(input, to: &self.input)
    add(output, to: &self.output)
    add(cost, to: &self.cost)
  }
}

/// The kinds of calls among which like ones are looked for.
private struct CallKinds {
  /// By group of calls (see ``CallFacts/keyGroups``): the narrow and the wide kind that its calls are of.
  let narrow: [UInt32]
  let wide: [UInt32]
  /// How many kinds there are.
  let count: Int
  /// By group: whether its calls are like any of those without usage.
  let isLooked: [Bool]

  // Groups differ in the provider and the answering model too, which a call without usage seldom names.
  private struct Kind: Hashable {
    var service: UInt32?
    var operation: UInt32
    var model: UInt32
  }

  init(_ facts: CallFacts, like unknown: [Int]) {
    let groups = facts.keyGroups
    var isNeeded = [Bool](repeating: false, count: groups.count)
    for index in unknown { isNeeded[Int(groups.group[index])] = true }
    var numbers: [Kind: UInt32] = [:]
    func number(_ kind: Kind) -> UInt32 {
      if let known = numbers[kind] { return known }
      let number = UInt32(numbers.count)
      numbers[kind] = number
      return number
    }
    var (narrow, wide): ([UInt32], [UInt32]) = ([], [])
    var needed: Set<UInt32> = []
    for (group, index) in groups.representatives.enumerated() {
      let row = facts.row(Int(index))
      let asked = facts.calls.requestModel[row]
      var kind = Kind(
        service: facts.service[Int(index)], operation: facts.calls.operation[row],
        model: asked != 0 ? asked : facts.calls.responseModel[row])
      narrow.append(number(kind))
      kind.service = nil
      wide.append(number(kind))
      if isNeeded[group] { needed.insert(wide[group]) }
    }
    // A wide kind holds its narrow ones: whatever is like a call without usage is in a wide kind that is needed.
    isLooked = wide.map { needed.contains($0) }
    count = numbers.count
    self.narrow = narrow
    self.wide = wide
  }
}

/// What the calls that are like those without usage used.
private struct LikeCalls {
  struct Known {
    var input: (Int64, Int64)?
    var output: (Int64, Int64)?
    var cost: (Int64, Int64)?
    var nearlyAlwaysKnown = false
  }

  private let kinds: CallKinds
  private var narrowKnown: [Known] = []
  private var wideKnown: [Known] = []

  private static let percentiles = [Percentile("5"), Percentile("95")].compactMap { $0 }

  init(_ facts: CallFacts, _ unknown: [Int]) {
    let groups = facts.keyGroups
    kinds = CallKinds(facts, like: unknown)
    var told = [Int](repeating: 0, count: kinds.count)
    var silent = [Int](repeating: 0, count: kinds.count)
    var looked: [UInt32] = []
    looked.reserveCapacity(facts.count)
    for index in 0..<facts.count {
      let row = facts.row(index)
      let group = Int(groups.group[index])
      guard kinds.isLooked[group], facts.calls.isCall(row) else { continue }
      looked.append(UInt32(index))
      if !facts.calls.tokens(ofCall: row).isUnknown {
        told[Int(kinds.narrow[group])] += 1
      } else if !facts.calls.isError(row), facts.calls.isStreaming(row) != true {
        silent[Int(kinds.narrow[group])] += 1
      }
    }
    // One measure after the other: each takes 16 bytes a call.
    let input = ranges(facts, looked) { facts.calls.tokens(ofCall: facts.row($0)).input }
    let output = ranges(facts, looked) { facts.calls.tokens(ofCall: facts.row($0)).output }
    let cost = ranges(facts, looked) { facts.cost.picoUSD($0) }
    for kind in 0..<kinds.count {
      let isTold = told[kind] >= CallFacts.leastLikeCalls && silent[kind] * 19 <= told[kind]
      narrowKnown.append(
        Known(input: input.near[kind], output: output.near[kind], cost: cost.near[kind], nearlyAlwaysKnown: isTold))
      wideKnown.append(Known(input: input.far[kind], output: output.far[kind], cost: cost.far[kind]))
    }
  }

  private typealias Ranges = [(Int64, Int64)?]

  /// The 5th and the 95th percentile of a measure, by narrow and by wide kinds.
  private func ranges(
    _ facts: CallFacts, _ looked: [UInt32], _ value: (Int) -> Int64?
  ) -> (near: Ranges, far: Ranges) {
    let groups = facts.keyGroups
    var values: [Int64] = []
    var (narrowKinds, wideKinds): ([UInt32], [UInt32]) = ([], [])
    values.reserveCapacity(looked.count)
    narrowKinds.reserveCapacity(looked.count)
    wideKinds.reserveCapacity(looked.count)
    for index in looked {
      guard let value = value(Int(index)) else { continue }
      let group = Int(groups.group[Int(index)])
      values.append(value)
      narrowKinds.append(kinds.narrow[group])
      wideKinds.append(kinds.wide[group])
    }
    return (
      LikeCalls.ranges(values, narrowKinds, kinds.count), LikeCalls.ranges(values, wideKinds, kinds.count)
    )
  }

  private static func ranges(_ values: [Int64], _ kinds: [UInt32], _ count: Int) -> [(Int64, Int64)?] {
    distributions(
      of: values.span, groups: kinds.span, groupCount: count, unit: .count, percentiles: LikeCalls.percentiles
    ).map { known in
      guard let known, known.count >= CallFacts.leastLikeCalls else { return nil }
      return (known.percentiles[0], known.percentiles[1])
    }
  }

  /// What calls like this one used.
  func bounds(of index: Int, _ facts: CallFacts) -> Known {
    let group = Int(facts.keyGroups.group[index])
    let near = narrowKnown[Int(kinds.narrow[group])]
    if near.input != nil || near.output != nil { return near }
    var far = wideKnown[Int(kinds.wide[group])]
    far.nearlyAlwaysKnown = near.nearlyAlwaysKnown
    return far
  }
}

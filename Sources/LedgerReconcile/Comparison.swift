import LedgerMemory
import LedgerModel

/// That one side says nothing, and how far that goes.
public struct MissingSide: Hashable, Sendable {
  /// One of the two.
  public enum Side: Hashable, Sendable {
    /// What spans say.
    case traces
    /// What metrics say.
    case metrics
  }

  /// How much of the side is missing.
  public enum Extent: Hashable, Sendable {
    /// The service has no calls in the traces at all, or no metric of this family.
    case service
    /// The service has others, but not this model or quantity.
    case key
    /// The key is there in other windows.
    case window
    /// The calls are there, but none says how many tokens it used or how long it took.
    case figure
  }

  /// Which side.
  public var side: Side
  /// How much of it.
  public var extent: Extent

  /// A missing side from its parts.
  public init(_ side: Side, _ extent: Extent) {
    self.side = side
    self.extent = extent
  }
}

/// Both sides of one figure. An absent side is `nil`, never zero.
public struct ComparedFigures: Hashable, Sendable {
  /// What the traces say: a count, tokens or nanoseconds.
  public var traces: Int128?
  /// What the metrics say, in the same unit.
  public var metrics: BoundedAmount?
  /// The qualities of the increments behind it.
  public var quality: IncrementQuality
  /// Which side is absent; `nil` where both are there.
  public var missing: MissingSide?

  /// Metrics minus traces, exact; `nil` where a side is absent.
  ///
  /// The difference of a total is the sum of the differences of its windows, plus the metrics of windows without traces,
  /// minus the traces of windows without metrics.
  public var difference: Int128? {
    guard let traces, let metrics else { return nil }
    return metrics.value - traces
  }

  /// Metrics / traces in millionths, rounded half away from zero; `nil` where a side is absent, where the traces say
  /// zero, and beyond 64 bits.
  public var shareMicros: Int64? {
    guard let traces, let metrics, traces > 0 else { return nil }
    let (scaled, overflow) = metrics.value.multipliedReportingOverflow(by: 1_000_000)
    guard !overflow else { return nil }
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: traces)
    return Int64(exactly: quotient + (remainder * 2 >= traces ? 1 : 0))
  }

  /// Whether the straddling of window borders alone can explain the difference: the traces, zero where they are absent,
  /// lie within the metrics' bounds. False where metrics are absent.
  public var isWithinBounds: Bool {
    guard let metrics else { return false }
    let traces = traces ?? 0
    return metrics.low <= traces && traces <= metrics.high
  }
}

/// One window of one key.
public struct ComparisonRow: Hashable, Sendable {
  /// What is compared.
  public var key: ComparisonKey
  /// The window.
  public var window: TimeWindow
  /// Both sides.
  public var figures: ComparedFigures
}

/// One key over the whole range.
public struct ComparisonTotal: Hashable, Sendable {
  /// What is compared.
  public var key: ComparisonKey
  /// Both sides.
  public var figures: ComparedFigures
  /// Metrics before the range, not part of the figures: the past of a process that ran before. `nil` where none.
  public var metricsBefore: BoundedAmount?
  /// Metrics behind the range, not part of the figures; `nil` where none.
  public var metricsAfter: BoundedAmount?
}

/// One series with its fate in the comparison.
public struct ComparedSeries: Hashable, Sendable {
  /// Which series.
  public var identity: SeriesIdentity
  /// The metric's name.
  public var metricName: String
  /// Which quantity.
  public var family: MetricFamily
  /// Which tokens.
  public var tokenType: TokenType
  /// The service.
  public var service: String?
  /// What it is about, by the joining of the service and family.
  public var line: ComparedLine
  /// What went wrong, for a series of failed calls.
  public var errorType: String?
  /// Why it is not part of the comparison; `nil` where it is.
  public var ignored: IgnoredBecause?
  /// The sum of its increments in the family's unit, over all time; `nil` where none is known.
  public var total: Int128?
  /// The sum of its counts; `nil` where none is known.
  public var count: Int128?
  /// What was seen while its points were read.
  public var facts: SeriesFacts
}

/// How both sides of a service and family are joined.
public struct JoiningChoice: Hashable, Sendable {
  /// The service.
  public var service: String?
  /// The family.
  public var family: MetricFamily
  /// By which names.
  public var joining: Joining
}

/// Traces beside metrics.
public struct Comparison: Sendable {
  /// The length of the windows.
  public var window: WindowSize
  /// What is covered, in whole windows unless the caller cut it; `nil` where there is neither a call nor an increment.
  public var range: TimeWindow?
  /// Every key and window where the traces say something or the metrics may, by key and window. Windows in which metrics
  /// did not grow and traces are absent agree, and are left out.
  public var rows: [ComparisonRow]
  /// Every key over the whole range.
  public var totals: [ComparisonTotal]
  /// The joinings of services with metrics, by service and family.
  public var joinings: [JoiningChoice]
  /// Where the traces' cost of a service comes from, for services whose metrics tell of cost.
  public var costBases: [String?: CostBasis]
  /// All series of families that are compared, by service, name and identity.
  public var series: [ComparedSeries]
  /// Calls without a usable end: part of no window and no total.
  public var undatedCalls: CallSums
}

/// Puts the increments of metric series beside what the traces say, per key, over all time and per window.
///
/// Calls stand in the window of their end, because metrics are recorded then. Which series take part, and by which name
/// models join, is decided per service (see ``IgnoredBecause`` and ``Joining``) and reported.
///
/// - Parameters:
///   - traces: the calls; they also say how long the windows are.
///   - metrics: all series, in any order, each identity once. Families without a ``ComparedQuantity`` are not compared.
///   - from: where to begin. `nil` begins with the first window that holds calls or the end of an increment, or one window
///     earlier where an increment starts in it; what started earlier still is reported as *before*. Calls are taken as they
///     are: a caller that cuts windows leaves out the calls outside.
///   - to: where to end. `nil` ends with the last window that holds calls or the end of an increment.
public func compare(
  _ traces: TraceSide, with metrics: [MetricSeries], from: UnixNanos? = nil, to: UnixNanos? = nil
) -> Comparison {
  compare(traces, with: judge(metrics, beside: traces), from: from, to: to)
}

/// The same with series that are judged already, beside the same calls.
///
/// - Parameter workers: who spreads increments over windows; the result does not depend on how many they are.
public func compare(
  _ traces: TraceSide, with metrics: JudgedMetrics, from: UnixNanos? = nil, to: UnixNanos? = nil,
  workers: Workers = .one
) -> Comparison {
  let (judged, joinings) = (metrics.series, metrics.joinings)
  var sides = Sides(window: traces.window, judged: judged)
  for candidate in judged
  where candidate.ignored == nil && candidate.series.family == .operationDuration && candidate.series.errorType != nil {
    sides.servicesThatNameErrors.insert(candidate.series.service)
  }
  for row in judged.indices where judged[row].ignored == nil { sides.add(row, joinings) }
  for row in traces.keys.indices { sides.add(traces, row: row, joinings) }
  let range = sides.range(from: from, to: to, workers: workers)
  let spread = sides.spread(within: range, workers: workers)

  var rows: [ComparisonRow] = []
  var totals: [ComparisonTotal] = []
  for key in sides.keys {
    let metrics = spread[Sides.spreadKey(key)]
    let calls = sides.calls[key]
    var windows = Set((metrics?.windows ?? []).map(\.window))
    for start in (calls ?? [:]).keys { windows.insert(traces.window.window(holding: UnixNanos(start))) }
    let shares = Dictionary(uniqueKeysWithValues: (metrics?.windows ?? []).map { ($0.window, $0.share) })
    for window in windows.sorted() {
      let figures = sides.figures(
        key, calls: calls?[window.start.value], share: shares[window], isWindow: true, metrics: metrics, allCalls: calls
      )
      if isWorthSaying(figures, key) { rows.append(ComparisonRow(key: key, window: window, figures: figures)) }
    }
    var sum: CallSums?
    for cell in (calls ?? [:]).values { sum = (sum ?? CallSums()).adding(cell) }
    let figures = sides.figures(
      key, calls: sum, share: metrics?.total, isWindow: false, metrics: metrics, allCalls: calls)
    let before = metrics.flatMap { key.quantity.amount(of: $0.before) }
    let after = metrics.flatMap { key.quantity.amount(of: $0.after) }
    if isWorthSaying(figures, key) || before.map({ $0.high > 0 }) == true || after.map({ $0.high > 0 }) == true {
      totals.append(
        ComparisonTotal(key: key, figures: figures, metricsBefore: nonzero(before), metricsAfter: nonzero(after)))
    }
  }
  return Comparison(
    window: traces.window, range: range, rows: rows, totals: totals, joinings: sorted(joinings),
    costBases: sides.costBases(traces), series: judged.map { summary($0, joinings) }, undatedCalls: traces.undated)
}

private func isWorthSaying(_ figures: ComparedFigures, _ key: ComparisonKey) -> Bool {
  let mayHaveGrown = figures.metrics.map { $0.high > 0 } ?? false
  if key.quantity == .failedCalls { return mayHaveGrown || (figures.traces ?? 0) > 0 }
  return mayHaveGrown || figures.traces != nil
}

private func nonzero(_ amount: BoundedAmount?) -> BoundedAmount? {
  amount.flatMap { $0.high > 0 ? $0 : nil }
}

private func sorted(_ joinings: Joinings) -> [JoiningChoice] {
  joinings.all
    .map { JoiningChoice(service: $0.key.service, family: $0.key.family, joining: $0.value) }
    .sorted {
      if $0.service != $1.service { return absentFirst($0.service, $1.service) }
      return $0.family.rawValue < $1.family.rawValue
    }
}

private func summary(_ judged: JudgedSeries, _ joinings: Joinings) -> ComparedSeries {
  let series = judged.series
  return ComparedSeries(
    identity: series.identity, metricName: series.metricName, family: series.family, tokenType: series.tokenType,
    service: series.service, line: joinings.line(of: series), errorType: series.errorType, ignored: judged.ignored,
    total: judged.result.total, count: judged.result.count, facts: judged.result.facts)
}

extension CallSums {
  fileprivate func adding(_ other: CallSums) -> CallSums {
    var sum = self
    sum.add(other)
    return sum
  }
}

extension ComparedQuantity {
  /// The metrics' figure: calls and other cases are counts of values, all else are the values. A counter of cases has
  /// no count of its own.
  fileprivate func amount(of share: IncrementShare) -> BoundedAmount? { isCount ? share.count : share.value }

  fileprivate func amount(of calls: CallSums) -> Int128? {
    switch self {
    case .calls: return calls.calls
    case .failedCalls: return calls.failedCalls
    case .inputTokens: return calls.inputTokens
    case .outputTokens: return calls.outputTokens
    case .totalTokens:
      guard calls.inputTokens != nil || calls.outputTokens != nil else { return nil }
      return (calls.inputTokens ?? 0) + (calls.outputTokens ?? 0)
    case .cacheReadTokens: return calls.cacheReadTokens
    case .cacheWriteTokens: return calls.cacheWriteTokens
    case .reasoningTokens: return calls.reasoningTokens
    case .durationNanos: return calls.durationNanos
    case .firstTokens: return calls.firstTokenNanos == nil ? nil : calls.firstTokens
    case .firstTokenNanos: return calls.firstTokenNanos
    case .cost: return calls.cost
    case .evaluations: return calls.scoreMicros == nil ? nil : calls.scores
    case .scores: return calls.scoreMicros
    case .hallucinations: return calls.hallucinations
    }
  }
}

/// Both sides by key, before they meet.
private struct Sides {
  let window: WindowSize
  private let judged: [JudgedSeries]
  /// The series of each key, as rows of ``judged``.
  var meters: [ComparisonKey: [Int]] = [:]
  /// Sums by key and start of the window.
  var calls: [ComparisonKey: [UInt64: CallSums]] = [:]
  var servicesWithCalls: Set<String?> = []
  var servicesWithMetrics: Set<ServiceFamily> = []
  var servicesThatNameErrors: Set<String?> = []

  init(window: WindowSize, judged: [JudgedSeries]) {
    self.window = window
    self.judged = judged
  }

  mutating func add(_ meter: Int, _ joinings: Joinings) {
    let series = judged[meter].series
    servicesWithMetrics.insert(ServiceFamily(service: series.service, family: series.family))
    let line = joinings.line(of: series)
    for quantity in series.quantities(namesErrors: servicesThatNameErrors.contains(series.service)) {
      meters[ComparisonKey(service: series.service, line: line, quantity: quantity), default: []].append(meter)
    }
  }

  mutating func add(_ traces: TraceSide, row: Int, _ joinings: Joinings) {
    let key = traces.keys[row]
    if key.evaluation == nil { servicesWithCalls.insert(key.service) }
    for quantity in ComparedQuantity.allCases where quantity.isOfEvaluations == (key.evaluation != nil) {
      let joined = ComparisonKey(service: key.service, line: joinings.line(of: key, quantity), quantity: quantity)
      for (start, sums) in traces.sums(ofRow: row) {
        calls[joined, default: [:]][start, default: CallSums()].add(sums)
      }
    }
  }

  /// All keys, in order. A total over tokens is only of interest where the metrics cannot tell them apart, and what
  /// metrics seldom tell of only where those of the service do.
  var keys: [ComparisonKey] {
    let told = calls.keys.filter {
      switch $0.quantity {
      case .totalTokens: false
      case .calls, .failedCalls, .inputTokens, .outputTokens, .durationNanos: true
      // An evaluation that no metric names is one of many that are recorded on spans alone.
      case .evaluations, .scores: false
      // So are parts of tokens.
      case .cacheReadTokens, .cacheWriteTokens, .reasoningTokens: false
      default: servicesWithMetrics.contains(ServiceFamily(service: $0.service, family: $0.quantity.family))
      }
    }
    return Set(meters.keys).union(told).sorted()
  }

  func costBases(_ traces: TraceSide) -> [String?: CostBasis] {
    let services = servicesWithMetrics.filter { $0.family == .cost }.map(\.service)
    return Dictionary(uniqueKeysWithValues: services.map { ($0, traces.costBasis(of: $0)) })
  }

  /// What to cover: both bounds, or, where one is open, the windows that hold calls and the ends of increments up to the
  /// other one, and one window more where an increment starts in it. `nil` where there is nothing.
  func range(from: UnixNanos?, to: UnixNanos?, workers: Workers) -> TimeWindow? {
    if let from, let to { return TimeWindow(start: min(from, to), end: to) }
    let end = to?.value ?? .max
    var first: UInt64?
    var last: UInt64 = 0
    func cover(_ start: UInt64) {
      first = min(first ?? start, start)
      last = max(last, start)
    }
    for cells in calls.values { for start in cells.keys where start < end { cover(start) } }
    let used = judged.indices.filter { judged[$0].ignored == nil }
    let parts = workers.stretches(of: used.count, least: 64)
    let ends = workers.map(parts.count) { part in
      var range: (first: UInt64, last: UInt64)?
      for meter in used[parts[part]] {
        let list = judged[meter].result.list
        for row in list.indices where list.from(row) < end {
          let (from, to) = (list.from(row), list.to(row))
          let instant = min(from < to ? to - 1 : to, end - 1)
          range = (min(range?.first ?? instant, instant), max(range?.last ?? instant, instant))
        }
      }
      return range
    }
    for case .some(let range) in ends {
      cover(range.first - range.first % window.nanos)
      cover(range.last - range.last % window.nanos)
    }
    guard var first else { return (to ?? from).map { TimeWindow(start: $0, end: $0) } }
    let reach = first - min(first, window.nanos)
    let starts = workers.map(parts.count) { part in
      var start = UInt64.max
      for meter in used[parts[part]] {
        let list = judged[meter].result.list
        for row in list.indices where list.from(row) < end && list.from(row) >= reach {
          start = min(start, list.from(row))
        }
      }
      return start
    }
    for start in starts { first = min(first, start - start % window.nanos) }
    let bounds = (
      from: from ?? UnixNanos(first), to: to ?? window.window(holding: UnixNanos(last)).end
    )
    return TimeWindow(start: min(bounds.from, bounds.to), end: bounds.to)
  }

  /// What a key's increments are spread under: metrics of times and scores tell cases by their counts, and by their
  /// values what these come to.
  static func spreadKey(_ key: ComparisonKey) -> ComparisonKey {
    var key = key
    if let counted = key.quantity.counted, counted.family == key.quantity.family { key.quantity = counted }
    return key
  }

  /// The increments of all keys over windows.
  func spread(within range: TimeWindow?, workers: Workers) -> [ComparisonKey: WindowedIncrements] {
    let keys = meters.keys.filter { Sides.spreadKey($0) == $0 }.sorted()
    let spread = workers.map(keys.count) { row in
      var spread = IncrementSpread(size: window, range: range)
      for meter in meters[keys[row]] ?? [] {
        let isOther = keys[row].quantity == .failedCalls && judged[meter].series.errorType == nil
        for var increment in judged[meter].result.list {
          // None of the calls that another series counts has failed.
          if isOther, increment.count != nil { increment.count = 0 }
          spread.add(increment)
        }
      }
      return spread.finished()
    }
    return Dictionary(uniqueKeysWithValues: zip(keys, spread))
  }

  func figures(
    _ key: ComparisonKey, calls: CallSums?, share: IncrementShare?, isWindow: Bool, metrics: WindowedIncrements?,
    allCalls: [UInt64: CallSums]?
  ) -> ComparedFigures {
    let traced = calls.flatMap { key.quantity.amount(of: $0) }
    let metered = share.flatMap { key.quantity.amount(of: $0) }
    var missing: MissingSide?
    if traced == nil {
      if calls != nil {
        missing = MissingSide(.traces, .figure)
      } else if isWindow, allCalls != nil {
        missing = MissingSide(.traces, .window)
      } else {
        missing = MissingSide(.traces, servicesWithCalls.contains(key.service) ? .key : .service)
      }
    } else if metered == nil {
      let place = ServiceFamily(service: key.service, family: key.quantity.family)
      if share != nil {
        missing = MissingSide(.metrics, .figure)
      } else if isWindow, metrics != nil {
        missing = MissingSide(.metrics, .window)
      } else {
        missing = MissingSide(.metrics, servicesWithMetrics.contains(place) ? .key : .service)
      }
    }
    return ComparedFigures(traces: traced, metrics: metered, quality: share?.quality ?? [], missing: missing)
  }
}

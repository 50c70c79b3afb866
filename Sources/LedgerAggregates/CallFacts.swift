import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerPricing

/// The selected calls with everything that figures are made of, one column per fact: service, time, measures, cost.
///
/// Made once per run; every grouping and distribution reads from here. A selected call takes 24 bytes (service, group,
/// start, cost) and 8 for each measure that was asked for, and 4 more where not all calls are selected.
public final class CallFacts: Sendable {
  /// The store the calls are from.
  public let store: Store
  /// The settled calls.
  public let calls: SettledCalls
  /// Code of the service of each selected call; 0 absent. Texts in ``serviceNames``.
  public let service: CodeColumn
  /// The services by code.
  public let serviceNames: [String]
  /// The calls by service, provider, operation, request and response model.
  public let keyGroups: RowGroups
  /// Duration in nanoseconds; absent where unknown or zero (spans that are written like log lines have none).
  public let duration: MeasureColumn
  /// Start to first token in nanoseconds.
  public let timeToFirstToken: MeasureColumn
  /// Millionths of an output token per second.
  public let outputTokensPerSecond: MeasureColumn
  /// Picoseconds per output token.
  public let timePerOutputToken: MeasureColumn
  /// What each call costs.
  public let cost: CostColumn

  let workers: Workers
  @usableFromInline let rows: CallRows
  let keys: CallKeys
  private let starts: StartColumn

  /// Collects the facts of the selected calls and prices them.
  ///
  /// - Parameters:
  ///   - measures: which measures of time are worked out; the columns of the others are empty.
  ///   - conditions: what the calls must say. Which spans are calls was settled before.
  ///   - index: who is whose parent; where the key ``GroupingKey/tool`` is asked for, none is a programmer error.
  public init(
    store: Store, calls: SettledCalls, selection: Selection, prices: CallPricer, workers: Workers = .one,
    measures: Set<CallMeasure> = Set(CallMeasure.times), conditions: [CallCondition] = [], index: SpanIndex? = nil
  ) {
    let services = ServiceCodes(store)
    let rows = CallRows.choose(store, calls, selection, conditions, index, workers)
    let count = rows.count
    let service = CodeColumn(rowCount: count, cardinality: services.names.count)
    let starts = StartColumn(count: count)
    func column(_ measure: CallMeasure) -> MeasureColumn {
      MeasureColumn(count: measures.contains(measure) ? count : 0)
    }
    let (duration, firstTokens) = (column(.duration), column(.timeToFirstToken))
    let (rates, paces) = (column(.outputTokensPerSecond), column(.timePerOutputToken))
    let needsTokens = rates.count + paces.count > 0
    let stretches = workers.stretches(of: count)
    workers.run(stretches.count) { stretch in
      forEachCall(of: calls, rows, in: stretches[stretch], store) { index, row, _, _, spans, spanRow, _ in
        service[index] = services.code(ofScope: spans.scope[spanRow])
        starts[index] = spans.start[spanRow]
        // A sum over several requests is no call: its tokens count, its times mean nothing.
        guard calls.isCall(row), let known = CallFacts.knownDuration(spans.duration[spanRow]) else { return }
        let firstToken = calls.firstToken(ofCall: row, within: known)
        if duration.count > 0 { duration[index] = known }
        if firstTokens.count > 0 { firstTokens[index] = firstToken }
        if needsTokens {
          let tokens = calls.tokens(ofCall: row)
          if rates.count > 0 { rates[index] = CallFacts.rate(tokens, duration: known, firstToken: firstToken) }
          if paces.count > 0 { paces[index] = CallFacts.pace(tokens, duration: known, firstToken: firstToken) }
        }
      }
    }
    let groups = RowGroups(
      rowCount: count,
      columns: [
        service, rows.select(calls.provider, workers), rows.select(calls.operation, workers),
        rows.select(calls.requestModel, workers), rows.select(calls.responseModel, workers),
      ], workers: workers)

    let known = CallPrices.Known(prices, store, calls)
    let cost = CallFacts.costs(known, calls: calls, rows: rows, groups: groups, starts: starts, workers)
    self.store = store
    self.calls = calls
    self.service = service
    serviceNames = services.names
    keyGroups = groups
    self.duration = duration
    timeToFirstToken = firstTokens
    outputTokensPerSecond = rates
    timePerOutputToken = paces
    self.cost = cost
    self.workers = workers
    self.rows = rows
    keys = CallKeys(store: store, calls: calls, rows: rows, index: index, workers: workers)
    self.starts = starts
  }

  /// What each selected call costs by other prices.
  public func costs(by prices: CallPricer) -> CostColumn {
    CallFacts.costs(
      CallPrices.Known(prices, store, calls), calls: calls, rows: rows, groups: keyGroups, starts: starts, workers)
  }

  /// Tells what selected calls cost by some prices, line by line.
  public func itemiser(by prices: CallPricer) -> CallItemiser {
    CallItemiser(facts: self, known: CallPrices.Known(prices, store, calls))
  }

  private static func costs(
    _ known: CallPrices.Known, calls: SettledCalls, rows: CallRows, groups: RowGroups, starts: StartColumn,
    _ workers: Workers
  ) -> CostColumn {
    // One price for each combination of provider and models.
    let priceOfGroup = groups.representatives.map { index -> CallPrice in
      let row = rows[Int(index)]
      return known.price(calls.provider[row], calls.requestModel[row], calls.responseModel[row])
    }
    let cost = CostColumn(count: rows.count)
    let groupPrices = GroupPrices(priceOfGroup, for: cost)
    let extras = known.extras
    let stretches = workers.stretches(of: rows.count)
    workers.run(stretches.count) { stretch in
      groupPrices.write(
        stretches[stretch], group: groups.group, into: cost, tokens: { calls.tokens(ofCall: rows[$0]) },
        start: { starts[$0] },
        special: { index in
          guard !extras.isEmpty, extras.contains(calls.candidate(ofCall: rows[index])) else { return nil }
          return known.specialCost(calls, rows[index], at: starts[index])
        })
    }
    return cost
  }

  /// Output tokens per second: (output − reasoning) / (duration − time to first token) where the latter is known, else
  /// output / duration; in millionths, rounded down. Reasoning comes before the first token that is shown.
  static func rate(_ tokens: TokenCounts, duration: Int64, firstToken: Int64?) -> Int64? {
    guard let output = tokens.output else { return nil }
    let generated = firstToken == nil ? output : output - (tokens.reasoning ?? 0)
    let generation = duration - (firstToken ?? 0)
    guard generated > 0, generation > 0 else { return nil }
    // 10¹⁵ = millionths × nanoseconds a second. Most calls fit 64 bits, whose division is many times as fast.
    let (scaled, isWide) = UInt64(generated).multipliedReportingOverflow(by: 1_000_000_000_000_000)
    if !isWide { return Int64(exactly: scaled / UInt64(generation)) }
    return Int64(exactly: Int128(generated) * 1_000_000_000_000_000 / Int128(generation))
  }

  /// Time per output token: (duration − time to first token) / (output − reasoning − 1), for calls with a known time to
  /// first token and at least two such tokens; in picoseconds, rounded down.
  static func pace(_ tokens: TokenCounts, duration: Int64, firstToken: Int64?) -> Int64? {
    guard let output = tokens.output, let firstToken, duration > firstToken else { return nil }
    let generated = output - (tokens.reasoning ?? 0)
    guard generated > 1 else { return nil }
    let (scaled, isWide) = UInt64(duration - firstToken).multipliedReportingOverflow(by: 1000)
    if !isWide { return Int64(exactly: scaled / UInt64(generated - 1)) }
    return Int64(exactly: Int128(duration - firstToken) * 1000 / Int128(generated - 1))
  }

  /// What the selected calls and their facts take.
  public var figures: TableFigures {
    let measures = [duration, timeToFirstToken, outputTokensPerSecond, timePerOutputToken]
    return TableFigures(
      name: "selected calls", rows: count,
      bytes: count * (4 + 4 + 8 + 8) + rows.bytes + measures.reduce(0) { $0 + $1.count * 8 })
  }

  /// How many calls are selected.
  public var count: Int { rows.count }

  /// The row of ``calls`` that a selected call is.
  @inlinable @inline(__always)
  public func row(_ index: Int) -> Int { rows[index] }

  /// Start of a call; 0 unknown.
  @inline(__always)
  public func start(_ index: Int) -> UInt64 { starts[index] }

  /// When the last selected call began; `nil` where no start is known.
  public var latestStart: UnixNanos? {
    var latest: UInt64 = 0
    for index in 0..<count { latest = max(latest, starts[index]) }
    return latest == 0 ? nil : UnixNanos(latest)
  }

  /// Code of the model that answered, else of the one asked for.
  public func model(_ index: Int) -> UInt32 {
    let row = rows[index]
    return calls.responseModel[row] != 0 ? calls.responseModel[row] : calls.requestModel[row]
  }

  /// A measure of all calls. Times were worked out before; tokens and money are put into a column when they are asked for.
  public func values(of measure: CallMeasure) -> MeasureColumn {
    switch measure {
    case .duration: duration
    case .timeToFirstToken: timeToFirstToken
    case .timePerOutputToken: timePerOutputToken
    case .outputTokensPerSecond: outputTokensPerSecond
    default: amounts(of: measure)
    }
  }

  /// Calls `body` with each call of a stretch: index, row, then segment and row of the candidate, and of its span.
  @inlinable @inline(__always)
  public func forEach(in stretch: Range<Int>, _ body: (Int, Int, CallSegment, Int, SpanSegment, Int) -> Void) {
    forEachCall(of: calls, rows, in: stretch, store) { index, row, segment, segmentRow, spans, spanRow, _ in
      body(index, row, segment, segmentRow, spans, spanRow)
    }
  }
}

/// The start of each call.
private final class StartColumn: Sendable {
  private let values: RowBuffer<UInt64>
  init(count: Int) { values = RowBuffer(zeroed: count) }
  @inline(__always)
  subscript(index: Int) -> UInt64 {
    get { values[index] }
    set { values[index] = newValue }
  }
}

/// Codes for the services of a store, in the order of their names.
struct ServiceCodes: Sendable {
  let names: [String]
  private let codeOfScope: [UInt32]

  init(_ store: Store) {
    let distinct = Set(store.resources.compactMap(\.serviceName)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    names = [""] + distinct
    let codes = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0 + 1)) })
    codeOfScope = store.scopes.map { scope in
      store.resources[Int(scope.resource)].serviceName.flatMap { codes[$0] } ?? 0
    }
  }

  @inline(__always)
  func code(ofScope scope: UInt32) -> UInt32 { codeOfScope[Int(scope)] }
  func name(_ code: UInt32) -> String? { code == 0 ? nil : names[Int(code)] }
}

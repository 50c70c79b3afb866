import LedgerModel

/// What calls, and results of evaluations, are grouped by before they meet the metrics. Both models are kept: which of them joins is only known when
/// the metrics are.
public struct CallKey: Hashable, Sendable {
  /// The resource's service name; `nil` where unknown.
  public var service: String?
  /// The provider; `nil` where unknown.
  public var provider: String?
  /// The operation; `nil` where unknown.
  public var operation: String?
  /// The model that was asked for; `nil` where unknown.
  public var requestModel: String?
  /// The model that answered; `nil` where unknown.
  public var responseModel: String?
  /// What was judged, for results of evaluations; `nil` for calls.
  public var evaluation: String?

  /// A key from its parts.
  public init(
    service: String? = nil, provider: String? = nil, operation: String? = nil, requestModel: String? = nil,
    responseModel: String? = nil, evaluation: String? = nil
  ) {
    self.service = service
    self.provider = provider
    self.operation = operation
    self.requestModel = requestModel
    self.responseModel = responseModel
    self.evaluation = evaluation
  }
}

/// What of a call's tokens was cached, or spent on reasoning; `nil` where it does not say.
public struct TokenParts: Hashable, Sendable {
  /// Input that was read from the cache.
  public var cacheRead: Int64?
  /// Input that was written to the cache.
  public var cacheWrite: Int64?
  /// Output that was spent on reasoning.
  public var reasoning: Int64?

  /// Parts of which any may be unknown.
  public init(cacheRead: Int64? = nil, cacheWrite: Int64? = nil, reasoning: Int64? = nil) {
    self.cacheRead = cacheRead
    self.cacheWrite = cacheWrite
    self.reasoning = reasoning
  }
}

/// Sums over calls, or over results of evaluations. Exact, and the same in any order.
public struct CallSums: Hashable, Sendable {
  /// Calls, failed ones included.
  public var calls: Int128 = 0
  /// Calls that failed.
  public var failedCalls: Int128 = 0
  /// Input tokens of the calls that know theirs, cached ones included; `nil` where none does.
  public var inputTokens: Int128?
  /// Output tokens of the calls that know theirs, reasoning included; `nil` where none does.
  public var outputTokens: Int128?
  /// Input tokens that were read from the cache; `nil` where no call says.
  public var cacheReadTokens: Int128?
  /// Input tokens that were written to the cache; `nil` where no call says.
  public var cacheWriteTokens: Int128?
  /// Output tokens that were spent on reasoning; `nil` where no call says.
  public var reasoningTokens: Int128?
  /// Durations of the calls that know theirs, in nanoseconds; `nil` where none does.
  public var durationNanos: Int128?
  /// Calls that know neither input nor output tokens.
  public var callsWithoutUsage: Int128 = 0
  /// Calls that know their time to first token.
  public var firstTokens: Int128 = 0
  /// Times to first token of these, in nanoseconds; `nil` where none does.
  public var firstTokenNanos: Int128?
  /// Costs of the calls that have one, in pico-dollars; `nil` where none has.
  public var cost: Int128?
  /// Evaluations that gave a score.
  public var scores: Int128 = 0
  /// These scores in millionths; `nil` where none did.
  public var scoreMicros: Int128?
  /// Answers judged to be made up; `nil` where nothing judged that.
  public var hallucinations: Int128?

  /// No calls.
  public init() {}

  /// Adds one call; `nil` is what it does not know.
  ///
  /// - Parameters:
  ///   - parts: what of its tokens was cached, or spent on reasoning.
  ///   - firstTokenNanos: its time to first token.
  ///   - cost: what it cost, in pico-dollars.
  public mutating func addCall(
    inputTokens: Int64?, outputTokens: Int64?, parts: TokenParts = TokenParts(), durationNanos: UInt64?,
    isFailed: Bool, firstTokenNanos: UInt64? = nil, cost: Int64? = nil
  ) {
    calls += 1
    if isFailed { failedCalls += 1 }
    if inputTokens == nil, outputTokens == nil { callsWithoutUsage += 1 }
    if let inputTokens { self.inputTokens = (self.inputTokens ?? 0) + Int128(inputTokens) }
    if let outputTokens { self.outputTokens = (self.outputTokens ?? 0) + Int128(outputTokens) }
    if let read = parts.cacheRead { cacheReadTokens = (cacheReadTokens ?? 0) + Int128(read) }
    if let write = parts.cacheWrite { cacheWriteTokens = (cacheWriteTokens ?? 0) + Int128(write) }
    if let reasoning = parts.reasoning { reasoningTokens = (reasoningTokens ?? 0) + Int128(reasoning) }
    if let durationNanos { self.durationNanos = (self.durationNanos ?? 0) + Int128(durationNanos) }
    if let firstTokenNanos {
      firstTokens += 1
      self.firstTokenNanos = (self.firstTokenNanos ?? 0) + Int128(firstTokenNanos)
    }
    if let cost { self.cost = (self.cost ?? 0) + Int128(cost) }
  }

  /// Adds one result of an evaluation.
  public mutating func addEvaluation(scoreMicros: Int64?, isHallucination: Bool?) {
    if let scoreMicros {
      scores += 1
      self.scoreMicros = (self.scoreMicros ?? 0) + Int128(scoreMicros)
    }
    if let isHallucination { hallucinations = (hallucinations ?? 0) + (isHallucination ? 1 : 0) }
  }

  /// Adds the sums of other calls.
  public mutating func add(_ other: CallSums) {
    calls += other.calls
    failedCalls += other.failedCalls
    callsWithoutUsage += other.callsWithoutUsage
    firstTokens += other.firstTokens
    scores += other.scores
    if let more = other.inputTokens { inputTokens = (inputTokens ?? 0) + more }
    if let more = other.outputTokens { outputTokens = (outputTokens ?? 0) + more }
    if let more = other.cacheReadTokens { cacheReadTokens = (cacheReadTokens ?? 0) + more }
    if let more = other.cacheWriteTokens { cacheWriteTokens = (cacheWriteTokens ?? 0) + more }
    if let more = other.reasoningTokens { reasoningTokens = (reasoningTokens ?? 0) + more }
    if let more = other.durationNanos { durationNanos = (durationNanos ?? 0) + more }
    if let more = other.firstTokenNanos { firstTokenNanos = (firstTokenNanos ?? 0) + more }
    if let more = other.cost { cost = (cost ?? 0) + more }
    if let more = other.scoreMicros { scoreMicros = (scoreMicros ?? 0) + more }
    if let more = other.hallucinations { hallucinations = (hallucinations ?? 0) + more }
  }
}

/// The calls of the traces, summed by key and window of their end: the traces' side of the comparison.
///
/// Instrumentations record their metrics when a call ends, so a call belongs to the window of its end here, whatever
/// window its start lies in. A builder and its result in one: ask for the row of a key once, then add call by call.
/// Sides of several workers merge; neither the order of adding nor the numbers of the rows show in the result.
public struct TraceSide: Sendable {
  /// The length of the windows.
  public let window: WindowSize
  /// The keys by row.
  public private(set) var keys: [CallKey] = []
  /// Calls without a usable end, which no window holds.
  public private(set) var undated = CallSums()
  /// Services of which some call reports what it cost. The costs of others are those of the price book.
  public var servicesThatReportCosts: Set<String?> = []
  private var rows: [CallKey: Int] = [:]
  private var cells: [Cells] = []
  // All sums in one array: adding a call then touches one buffer, whatever its key.
  private var sums: [CallSums] = []

  /// The windows of one key, with the places of their sums.
  private struct Cells {
    var places: [UInt64: Int] = [:]
    // Calls come roughly in order of time, so the last window is nearly always the right one.
    var lastWindow = UInt64.max
    var lastPlace = 0
  }

  private mutating func place(row: Int, window: UInt64) -> Int {
    if cells[row].lastWindow == window { return cells[row].lastPlace }
    let place = cells[row].places[window] ?? sums.count
    if place == sums.count {
      cells[row].places[window] = place
      sums.append(CallSums())
    }
    cells[row].lastWindow = window
    cells[row].lastPlace = place
    return place
  }

  /// A side without calls.
  public init(window: WindowSize) { self.window = window }

  /// The row of a key, made where it is new.
  public mutating func row(of key: CallKey) -> Int {
    if let row = rows[key] { return row }
    rows[key] = keys.count
    keys.append(key)
    cells.append(Cells())
    return keys.count - 1
  }

  /// Adds one call to the row of its key; `nil` is an end that is not known.
  public mutating func addCall(
    row: Int, endingAt end: UnixNanos?, inputTokens: Int64?, outputTokens: Int64?, parts: TokenParts = TokenParts(),
    durationNanos: UInt64?, isFailed: Bool, firstTokenNanos: UInt64? = nil, cost: Int64? = nil
  ) {
    func add(to sums: inout CallSums) {
      sums.addCall(
        inputTokens: inputTokens, outputTokens: outputTokens, parts: parts, durationNanos: durationNanos,
        isFailed: isFailed, firstTokenNanos: firstTokenNanos, cost: cost)
    }
    guard let end, end.value != 0 else { return add(to: &undated) }
    add(to: &sums[place(row: row, window: end.value / window.nanos)])
  }

  /// Adds one result of an evaluation to the row of its key; one without a time has no window and is left out.
  public mutating func addEvaluation(row: Int, at time: UnixNanos, scoreMicros: Int64?, isHallucination: Bool?) {
    guard time.value != 0 else { return }
    sums[place(row: row, window: time.value / window.nanos)].addEvaluation(
      scoreMicros: scoreMicros, isHallucination: isHallucination)
  }

  /// Adds calls that were summed already; all of them end in the window that holds `instant`.
  public mutating func addCalls(row: Int, inWindowHolding instant: UnixNanos, _ sums: CallSums) {
    self.sums[place(row: row, window: instant.value / window.nanos)].add(sums)
  }

  /// Adds the calls of another side with the same windows; other windows are a programmer error.
  public mutating func add(contentsOf other: TraceSide) {
    precondition(window == other.window, "sides with different windows cannot be added")
    undated.add(other.undated)
    servicesThatReportCosts.formUnion(other.servicesThatReportCosts)
    for (key, theirs) in zip(other.keys, other.cells) {
      let row = row(of: key)
      for (window, from) in theirs.places { sums[place(row: row, window: window)].add(other.sums[from]) }
    }
  }

  /// The sums of a row by start of the window, in no order.
  func sums(ofRow row: Int) -> [(start: UInt64, sums: CallSums)] {
    cells[row].places.map { ($0.key * window.nanos, sums[$0.value]) }
  }

  func costBasis(of service: String?) -> CostBasis { servicesThatReportCosts.contains(service) ? .reported : .list }

  /// What the calls that stand in windows name.
  var names: TracedNames {
    var names = TracedNames()
    for (key, cells) in zip(keys, cells) where !cells.places.isEmpty && key.evaluation == nil {
      names.add(service: key.service, provider: key.provider, operation: key.operation)
    }
    return names
  }
}

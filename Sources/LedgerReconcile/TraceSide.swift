import LedgerModel

/// What calls are grouped by before they meet the metrics. Both models are kept: which of them joins is only known when
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

  /// A key from its parts.
  public init(
    service: String? = nil, provider: String? = nil, operation: String? = nil, requestModel: String? = nil,
    responseModel: String? = nil
  ) {
    self.service = service
    self.provider = provider
    self.operation = operation
    self.requestModel = requestModel
    self.responseModel = responseModel
  }
}

/// Sums over calls. Exact, and the same in any order.
public struct CallSums: Hashable, Sendable {
  /// Calls, failed ones included.
  public var calls: Int128 = 0
  /// Calls that failed.
  public var failedCalls: Int128 = 0
  /// Input tokens of the calls that know theirs, cached ones included; `nil` where none does.
  public var inputTokens: Int128?
  /// Output tokens of the calls that know theirs, reasoning included; `nil` where none does.
  public var outputTokens: Int128?
  /// Durations of the calls that know theirs, in nanoseconds; `nil` where none does.
  public var durationNanos: Int128?
  /// Calls that know neither input nor output tokens.
  public var callsWithoutUsage: Int128 = 0

  /// No calls.
  public init() {}

  /// Adds one call.
  public mutating func addCall(
    inputTokens: Int64?, outputTokens: Int64?, durationNanos: UInt64?, isFailed: Bool
  ) {
    calls += 1
    if isFailed { failedCalls += 1 }
    if inputTokens == nil, outputTokens == nil { callsWithoutUsage += 1 }
    if let inputTokens { self.inputTokens = (self.inputTokens ?? 0) + Int128(inputTokens) }
    if let outputTokens { self.outputTokens = (self.outputTokens ?? 0) + Int128(outputTokens) }
    if let durationNanos { self.durationNanos = (self.durationNanos ?? 0) + Int128(durationNanos) }
  }

  /// Adds the sums of other calls.
  public mutating func add(_ other: CallSums) {
    calls += other.calls
    failedCalls += other.failedCalls
    callsWithoutUsage += other.callsWithoutUsage
    if let more = other.inputTokens { inputTokens = (inputTokens ?? 0) + more }
    if let more = other.outputTokens { outputTokens = (outputTokens ?? 0) + more }
    if let more = other.durationNanos { durationNanos = (durationNanos ?? 0) + more }
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
    row: Int, endingAt end: UnixNanos?, inputTokens: Int64?, outputTokens: Int64?, durationNanos: UInt64?,
    isFailed: Bool
  ) {
    guard let end, end.value != 0 else {
      undated.addCall(
        inputTokens: inputTokens, outputTokens: outputTokens, durationNanos: durationNanos, isFailed: isFailed)
      return
    }
    sums[place(row: row, window: end.value / window.nanos)].addCall(
      inputTokens: inputTokens, outputTokens: outputTokens, durationNanos: durationNanos, isFailed: isFailed)
  }

  /// Adds calls that were summed already; all of them end in the window that holds `instant`.
  public mutating func addCalls(row: Int, inWindowHolding instant: UnixNanos, _ sums: CallSums) {
    self.sums[place(row: row, window: instant.value / window.nanos)].add(sums)
  }

  /// Adds the calls of another side with the same windows; other windows are a programmer error.
  public mutating func add(contentsOf other: TraceSide) {
    precondition(window == other.window, "sides with different windows cannot be added")
    undated.add(other.undated)
    for (key, theirs) in zip(other.keys, other.cells) {
      let row = row(of: key)
      for (window, from) in theirs.places { sums[place(row: row, window: window)].add(other.sums[from]) }
    }
  }

  /// The sums of a row by start of the window, in no order.
  func sums(ofRow row: Int) -> [(start: UInt64, sums: CallSums)] {
    cells[row].places.map { ($0.key * window.nanos, sums[$0.value]) }
  }
}

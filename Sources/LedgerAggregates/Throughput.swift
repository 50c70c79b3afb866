import LedgerKernels
import LedgerMemory
import LedgerModel

/// How much went on at the same time: calls in flight and tokens per second, over time and by model.
///
/// A call is in flight from its start up to, not including, its end. Its output tokens are spread evenly from the first
/// token (where it is known, else the start) to the end, so that a window's share of them is what was written in it, not
/// what was written by calls that happened to end in it. All shares add up to the tokens, exactly.
public struct Throughput: Sendable {
  /// What went on in a stretch of time, or to a model.
  public struct Flow: Hashable, Sendable {
    /// Calls that start in it; of a model, all its calls with times.
    public var calls = 0
    /// The most calls in flight at one instant.
    public var peak = 0
    /// The first instant of that peak.
    public var peakAt = UnixNanos(0)
    /// How long at least one call was in flight, in nanoseconds.
    public var busyNanos: Int128 = 0
    /// The times of all calls in it, added up, in nanoseconds.
    public var inFlightNanos: Int128 = 0
    /// Output tokens that were written in it; `nil` where no call in it says how many.
    public var outputTokens: Int64?
    /// Calls whose output tokens are not known.
    public var callsWithoutOutput = 0

    /// Nothing.
    public init() {}

    /// Adds what went on in a later stretch of time, as far as it was in flight.
    fileprivate mutating func add(_ later: Flow) {
      if later.peak > peak {
        peak = later.peak
        peakAt = later.peakAt
      }
      busyNanos += later.busyNanos
      inFlightNanos += later.inFlightNanos
    }
  }

  /// A window in which any call was in flight.
  public struct Window: Sendable {
    /// The stretch of time.
    public var window: TimeWindow
    /// What went on in it.
    public var flow: Flow
  }

  /// A model's part.
  public struct Model: Sendable {
    /// Code of the provider.
    public var provider: UInt32
    /// Code of the model.
    public var model: UInt32
    /// What went on.
    public var flow: Flow
  }

  /// How long the windows are, in nanoseconds: the finest of a minute, five minutes, a quarter of an hour, an hour, a day,
  /// a week and 365 days that makes at most ``mostWindows`` of them. (All times there can be are 585 times 365 days.)
  public private(set) var windowNanos: UInt64 = Throughput.lengths[0]
  /// All calls with times.
  public private(set) var total = Flow()
  /// The windows in which any call was in flight, by time.
  public private(set) var windows: [Window] = []
  /// The models, in no order.
  public private(set) var models: [Model] = []
  /// Calls whose start or duration is not known, and which are in none of these figures.
  public private(set) var callsWithoutTimes = 0

  /// No more windows than this.
  public static let mostWindows = 1440
  private static let lengths: [UInt64] = [60, 300, 900, 3600, 86_400, 604_800, 31_536_000].map { $0 * 1_000_000_000 }

  /// The calls with times, in the order of the store, which is nearly that of their starts.
  private struct Flights: ~Copyable {
    var count = 0
    let starts: RowBuffer<UInt64>
    let ends: RowBuffer<UInt64>
    /// Where the output begins.
    let outputs: RowBuffer<UInt64>
    /// Output tokens; -1 unknown.
    let tokens: RowBuffer<Int64>
    let models: RowBuffer<UInt32>

    init(room: Int) {
      starts = RowBuffer(unset: room)
      ends = RowBuffer(unset: room)
      outputs = RowBuffer(unset: room)
      tokens = RowBuffer(unset: room)
      models = RowBuffer(unset: room)
    }

    /// All flights in ascending order of their starts, or of their ends.
    func order(by instants: borrowing RowBuffer<UInt64>) -> RowBuffer<UInt32> {
      let order = RowBuffer<UInt32>(unset: count)
      instants.withFirst(count) { setAscendingOrder(of: $0, in: order) }
      return order
    }
  }

  /// The throughput of the selected calls. Their durations and times to first token must have been worked out.
  public init(_ facts: CallFacts) {
    let flights = takeOff(facts)
    guard flights.count > 0 else { return }
    let byStart = flights.order(by: flights.starts)
    windowNanos = Throughput.length(flights, byStart)
    sweep(flights, byStart)
    spread(flights, byStart)
  }

  /// Finds the calls with times, counts the others, and numbers the models.
  private mutating func takeOff(_ facts: CallFacts) -> Flights {
    var flights = Flights(room: facts.count)
    var numbers = KeyNumbers<UInt64>()
    for index in 0..<facts.count {
      let row = facts.row(index)
      guard facts.calls.isCall(row) else { continue }
      let start = facts.start(index)
      guard start != 0, let duration = facts.duration[index] else {
        callsWithoutTimes += 1
        continue
      }
      let (end, overflow) = start.addingReportingOverflow(UInt64(duration))
      guard !overflow else {
        callsWithoutTimes += 1
        continue
      }
      let (provider, model) = (facts.calls.provider[row], facts.model(index))
      let number = numbers.number(of: UInt64(provider) << 32 | UInt64(model))
      if number == models.count { models.append(Model(provider: provider, model: model, flow: Flow())) }
      let flight = flights.count
      flights.starts[flight] = start
      flights.ends[flight] = end
      flights.outputs[flight] = start + UInt64(facts.timeToFirstToken[index] ?? 0)
      flights.tokens[flight] = facts.calls.tokens(ofCall: row).output ?? -1
      flights.models[flight] = UInt32(number)
      flights.count += 1
    }
    return flights
  }

  /// The finest length of windows of which not too many hold a call in flight.
  private static func length(_ flights: borrowing Flights, _ byStart: borrowing RowBuffer<UInt32>) -> UInt64 {
    for length in lengths where windowCount(flights, byStart, length) <= UInt64(mostWindows) { return length }
    return lengths[lengths.count - 1]
  }

  /// How many windows of a length hold a call in flight; those beyond ``mostWindows`` are not all counted.
  private static func windowCount(
    _ flights: borrowing Flights, _ byStart: borrowing RowBuffer<UInt32>, _ length: UInt64
  ) -> UInt64 {
    var count: UInt64 = 0
    var next: UInt64 = 0  // the first window that is not counted yet
    for place in 0..<flights.count {
      let flight = Int(byStart[place])
      let (first, last) = (max(next, flights.starts[flight] / length), (flights.ends[flight] - 1) / length)
      if last >= first {
        count += last - first + 1
        next = last + 1
      }
      if count > UInt64(mostWindows) { break }
    }
    return count
  }

  // MARK: In flight

  /// Goes through all starts and ends by time. Of those at one instant the ends come first: a call that ends where another
  /// starts is not in flight with it.
  private mutating func sweep(_ flights: borrowing Flights, _ byStart: borrowing RowBuffer<UInt32>) {
    let byEnd = flights.order(by: flights.ends)
    var sums = [ModelFlight](repeating: ModelFlight(), count: models.count)
    var window = OpenWindow()
    var open = 0
    var last: UInt64 = 0
    var (started, ended) = (0, 0)
    while ended < flights.count {
      let end = flights.ends[Int(byEnd[ended])]
      let start = started < flights.count ? flights.starts[Int(byStart[started])] : .max
      let isStart = start < end
      let instant = isStart ? start : end
      if open > 0 { pass(from: last, to: instant, open: open, &window) }
      last = instant
      if isStart {
        let flight = Int(byStart[started])
        started += 1
        open += 1
        sums[Int(flights.models[flight])].start(at: instant, until: flights.ends[flight])
        if instant >= window.end { begin(&window, at: instant) }
        window.calls += 1
        window.see(open, at: instant)
      } else {
        sums[Int(flights.models[Int(byEnd[ended])])].end(at: instant)
        ended += 1
        open -= 1
      }
    }
    close(&window)
    for (model, sums) in sums.enumerated() { sums.move(to: &models[model].flow) }
    // The last end is in a window that is looked at, and so is each peak.
    for window in windows { total.add(window.flow) }
    total.calls = flights.count
  }

  /// Notes that the same calls were in flight over a stretch of time.
  private mutating func pass(from start: UInt64, to end: UInt64, open: Int, _ window: inout OpenWindow) {
    var at = start
    while at < end {
      if at >= window.end { begin(&window, at: at) }
      let next = min(end, window.end)
      window.pass(from: at, to: next, open: open)
      at = next
    }
  }

  /// Goes on to the window of an instant behind the one that is open.
  private mutating func begin(_ window: inout OpenWindow, at instant: UInt64) {
    close(&window)
    let start = instant - instant % windowNanos
    let (end, overflow) = start.addingReportingOverflow(windowNanos)
    window = OpenWindow(start: start, end: overflow ? .max : end)
  }

  private mutating func close(_ window: inout OpenWindow) {
    guard window.end > 0 else { return }
    windows.append(
      Window(window: TimeWindow(start: UnixNanos(window.start), end: UnixNanos(window.end)), flow: window.flow))
  }

  /// The window that time has come to. A window is no longer than its nanoseconds, so that those fit 64 bits.
  private struct OpenWindow {
    var start: UInt64 = 0
    /// 0 before the first one.
    var end: UInt64 = 0
    var calls = 0
    private var peak = 0
    private var peakAt: UInt64 = 0
    private var busyNanos: UInt64 = 0
    private var inFlightNanos = UInt128(0)

    init() {}

    init(start: UInt64, end: UInt64) {
      self.start = start
      self.end = end
    }

    @inline(__always)
    mutating func see(_ open: Int, at instant: UInt64) {
      if open > peak {
        peak = open
        peakAt = instant
      }
    }

    @inline(__always)
    mutating func pass(from start: UInt64, to end: UInt64, open: Int) {
      see(open, at: start)
      let nanos = end - start
      busyNanos += nanos
      let product = nanos.multipliedFullWidth(by: UInt64(open))
      inFlightNanos += UInt128(product.high) &<< 64 | UInt128(product.low)
    }

    var flow: Flow {
      var flow = Flow()
      flow.calls = calls
      flow.peak = peak
      flow.peakAt = UnixNanos(peakAt)
      flow.busyNanos = Int128(busyNanos)
      flow.inFlightNanos = Int128(inFlightNanos)
      return flow
    }
  }

  /// What is in flight of a model, and was until now.
  private struct ModelFlight {
    private var open = 0
    private var since: UInt64 = 0
    private var calls = 0
    private var peak = 0
    private var peakAt: UInt64 = 0
    private var busyNanos: UInt64 = 0
    private var inFlightNanos = Int128(0)

    @inline(__always)
    mutating func start(at instant: UInt64, until end: UInt64) {
      if open == 0 { since = instant }
      open += 1
      calls += 1
      inFlightNanos += Int128(end - instant)
      if open > peak {
        peak = open
        peakAt = instant
      }
    }

    @inline(__always)
    mutating func end(at instant: UInt64) {
      open -= 1
      if open == 0 { busyNanos += instant - since }
    }

    func move(to flow: inout Flow) {
      flow.calls = calls
      flow.peak = peak
      flow.peakAt = UnixNanos(peakAt)
      flow.busyNanos = Int128(busyNanos)
      flow.inFlightNanos = inFlightNanos
    }
  }

  // MARK: Tokens

  /// Spreads the tokens of each call over the windows in which they were written.
  private mutating func spread(_ flights: borrowing Flights, _ byStart: borrowing RowBuffer<UInt32>) {
    var first = 0  // the window in which the last call starts; the next one starts there or later
    for place in 0..<flights.count {
      let flight = Int(byStart[place])
      let (model, tokens, end) = (Int(flights.models[flight]), flights.tokens[flight], flights.ends[flight])
      while windows[first].window.end.value <= flights.starts[flight] { first += 1 }
      guard tokens >= 0 else {
        models[model].flow.callsWithoutOutput += 1
        total.callsWithoutOutput += 1
        windows[first].flow.callsWithoutOutput += 1
        continue
      }
      models[model].flow.add(tokens)
      total.add(tokens)
      // A first token at the very end leaves no time to spread over: all is written in the last nanosecond.
      let begin = min(flights.outputs[flight], end - 1)
      var window = first
      while windows[window].window.end.value <= begin { window += 1 }
      var written: Int64 = 0
      while true {
        let until = min(end, windows[window].window.end.value)
        // Most calls end in the window in which they begin.
        let share = until == end ? tokens : Int64(Int128(tokens) * Int128(until - begin) / Int128(end - begin))
        windows[window].flow.add(share - written)
        written = share
        if until == end { break }
        window += 1
      }
    }
  }
}

extension Throughput.Flow {
  fileprivate mutating func add(_ tokens: Int64) {
    CallTally.add(tokens, to: &outputTokens)
  }
}

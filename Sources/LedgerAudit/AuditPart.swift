import LedgerModel

/// A part of a difference: what one cause makes of many calls.
public struct AuditPart: Hashable, Sendable {
  /// A call, or another span with a claim, and its part of the difference.
  public struct Example: Hashable, Sendable {
    /// Its number among the candidates of the store.
    public var candidate: UInt32
    /// Its part, in pico-dollars, signed.
    public var picoUSD: Int128
    /// What is claimed in all; `nil` where nothing is.
    public var reported: Int64?
    /// What the list says; `nil` where it says nothing.
    public var list: Int64?
    /// Where it stands among those with the same part: start, trace and span.
    var rank: SpanRank
  }

  /// How many calls or spans.
  public var calls = 0
  /// The sum of the parts, in pico-dollars, signed.
  public var picoUSD: Int128 = 0
  /// The sum of what the parts amount to, whatever their sign.
  public var magnitude: Int128 = 0
  /// The earliest start of them; `nil` where no start is known.
  public var since: UInt64?
  /// The latest start.
  public var until: UInt64?
  /// The largest parts, whatever their sign; of equals the earliest.
  public private(set) var examples: [Example] = []

  private static let mostExamples = 5

  /// Nothing.
  public init() {}

  mutating func add(_ amount: Int128, start: UInt64) {
    calls += 1
    picoUSD += amount
    magnitude += amount < 0 ? -amount : amount
    if start != 0 {
      since = min(since ?? start, start)
      until = max(until ?? start, start)
    }
  }

  /// Whether a part of this size would be among the largest.
  func wants(_ amount: Int128) -> Bool {
    guard examples.count == AuditPart.mostExamples, let last = examples.last else { return true }
    return amount.magnitude >= last.picoUSD.magnitude
  }

  mutating func add(_ example: Example) {
    let place =
      examples.firstIndex {
        ($0.picoUSD.magnitude, example.rank) < (example.picoUSD.magnitude, $0.rank)
      } ?? examples.count
    guard place < AuditPart.mostExamples else { return }
    examples.insert(example, at: place)
    if examples.count > AuditPart.mostExamples { examples.removeLast() }
  }

  mutating func add(_ other: AuditPart) {
    calls += other.calls
    picoUSD += other.picoUSD
    magnitude += other.magnitude
    if let start = other.since { since = min(since ?? start, start) }
    if let start = other.until { until = max(until ?? start, start) }
    for example in other.examples { add(example) }
  }
}

/// The order of spans by start, trace and span id: content, so that it is the same for any number of workers.
struct SpanRank: Hashable, Comparable, Sendable {
  var start: UInt64
  var trace: TraceID
  var span: UInt64

  static func < (left: SpanRank, right: SpanRank) -> Bool {
    (left.start, left.trace, left.span) < (right.start, right.trace, right.span)
  }
}

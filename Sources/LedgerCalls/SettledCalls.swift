import LedgerColumns
import LedgerModel

/// What became of a span that might have been a call.
public enum CallOutcome: UInt8, CaseIterable, Sendable {
  /// It is no candidate.
  case none
  /// It is a call, counted.
  case counted
  /// It carries usage that no other span below it has; the usage is counted, and the span as one call.
  case aggregateOnly
  /// It carries usage that no other span below it has, though there are requests below it: only the usage is counted.
  case aggregateUsage
  /// Spans below it are the same call or calls; not counted.
  case wrapper
  /// A copy of another span; not counted.
  case duplicate
  /// Another span tells of the same response; not counted.
  case merged
  /// An attempt that failed inside a call that went on; not counted.
  case attempt
  /// It repeats another span by its nature; not counted.
  case repetition
}

/// The calls of an archive, each once, with disjoint token classes: columns over the calls that count.
///
/// Which span counts:
/// 1. Of copies of a span (same ids) the most complete one.
/// 2. Of nested requests of the same kind the innermost: two libraries that instrument one request nest their spans. The
///    search stops at tool spans, because a tool may call models of its own. What only the outer span knows is taken
///    over.
/// 3. An agent, workflow or step with usage only where no request below it has any.
/// 4. Of several spans with one response id the one that knows most.
public struct SettledCalls: Sendable {
  /// Numbers of calls in the store (segment and row in one word).
  public var candidate: [UInt32] = []
  /// The span of each call.
  public var span: [UInt32] = []
  /// Code of the provider.
  public var provider: [UInt32] = []
  /// Code of the operation.
  public var operation: [UInt32] = []
  /// Code of the model asked for.
  public var requestModel: [UInt32] = []
  /// Code of the model that answered.
  public var responseModel: [UInt32] = []
  /// Code of the error type, 0 where the call did not fail.
  public var errorType: [UInt32] = []
  /// Tokens in disjoint classes.
  public var tokens: [TokenCounts] = []
  /// Start to first token in nanoseconds.
  public var timeToFirstToken: [Int64?] = []
  /// Reported cost in pico-dollars.
  public var reportedCost: [Int64?] = []
  /// Whether the response was streamed.
  public var isStreaming: [Bool?] = []
  /// Whether it counts as a call (usage alone counts without).
  public var isCall: [Bool] = []

  /// What became of each candidate, by its number in the store.
  public var outcomes: [CallOutcome] = []
  /// How many spans are copies of another one.
  public var duplicateSpans = 0
  /// The convention of each emitter.
  public var conventions: [Emitter: UsageConvention] = [:]

  /// An emitter of usage.
  public struct Emitter: Hashable, Sendable {
    /// Row of the scope; scopes of the same name and version share the first such row.
    public var scope: UInt32
    /// Row of the dialects' table.
    public var dialect: UInt8
    /// Code of the provider.
    public var provider: UInt32
  }

  /// How many rows there are.
  public var count: Int { candidate.count }

  /// The outcome of a call candidate.
  public func outcome(_ candidate: UInt32) -> CallOutcome { outcomes[Int(candidate)] }
}

/// How candidates are numbered: segment and row in one word.
public enum CandidateLayout {
  static let rowBits = CallSegment.rows.trailingZeroBitCount
  static let mask = CallSegment.rows - 1

  /// The number of a row of a segment of the store's calls.
  public static func number(segment: Int, row: Int) -> UInt32 { UInt32(segment << rowBits | row) }
}

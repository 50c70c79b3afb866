import LedgerColumns
import LedgerKernels
import LedgerMemory
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
  /// Another span tells of the same response, by its id; not counted.
  case merged
  /// An attempt that failed inside a call that went on; not counted.
  case attempt
  /// It repeats another span by its nature; not counted.
  case repetition
  /// It tells a part of what a request around it tells; not counted.
  case part
  /// Another library's span tells of the same request: same time, model and counts; not counted.
  case twin
  /// A log record of a call that a span, or another record, tells of; not counted.
  case logged

  /// Whether its usage counts.
  public var isKept: Bool { self == .counted || self == .aggregateOnly || self == .aggregateUsage }
}

/// What became of each candidate, by its number; all of them none at first.
@usableFromInline
final class OutcomeColumn: Sendable {
  @usableFromInline let codes: RowBuffer<UInt8>

  init(count: Int) { codes = RowBuffer(zeroed: count) }

  var count: Int { codes.count }

  @inlinable @inline(__always)
  subscript(candidate: Int) -> CallOutcome { CallOutcome(rawValue: codes[candidate]) ?? .none }

  func set(_ candidate: Int, _ outcome: CallOutcome) { codes[candidate] = outcome.rawValue }
}

/// The calls of an archive, each once, with disjoint token classes: columns over the calls that count.
///
/// Which span counts:
/// 1. Of copies of a span (same ids) the most complete one.
/// 2. Of nested requests of the same kind the innermost: two libraries that instrument one request nest their spans. The
///    search stops at tool spans, because a tool may call models of its own. What only the outer span knows is taken
///    over.
/// 3. An agent, workflow or step with usage only where no request below it has any.
/// 4. Usage inside a request, on a span that is none, only where the request has no usage.
/// 5. Of several spans with one response id the one that knows most; of two libraries' spans of one request the inner one.
/// 6. A log record that tells of a call only where no span, and no other record, tells of it.
///
/// Beside the store a candidate takes 21 bytes (outcome and tokens), and one that counts 18 more (its number, that of its
/// names, first token, kind), and 8 more where any call reports a cost.
public final class SettledCalls: Sendable {
  private let store: Store

  // By candidate number.
  @usableFromInline let outcomeColumn: OutcomeColumn
  @usableFromInline let tokenColumns: TokenColumns

  // By call. What is not here is what the candidate says.
  @usableFromInline let candidates: RowBuffer<UInt32>
  /// Whom calls name.
  public let names: CallNames
  /// Code of the provider of each call.
  public let provider: NameColumn
  /// Code of the operation.
  public let operation: NameColumn
  /// Code of the model asked for.
  public let requestModel: NameColumn
  /// Code of the model that answered.
  public let responseModel: NameColumn
  @usableFromInline let firstTokens: RowBuffer<Int64>  // with the sign bit turned; 0 absent
  @usableFromInline let reportedCosts: RowBuffer<Int64>  // the same; no rows where nobody reports any
  @usableFromInline let kinds: RowBuffer<UInt16>

  /// Who wrote the candidates, and how they count.
  public let emitters: EmitterTable
  /// The aggregates that say more than what counts below them, in the order of the store.
  public let gaps: [AggregateGap]

  /// What others say of calls that do not say it themselves.
  public let lentDetails: LentDetails

  /// How many spans are copies of another one.
  public let duplicateSpans: Int

  /// How many calls there are.
  public let count: Int

  /// Room for as many calls; they are filled in by whoever settles them.
  init(
    store: Store, outcomes: OutcomeColumn, tokens: TokenColumns, emitters: EmitterTable, gaps: [AggregateGap],
    duplicateSpans: Int, names: CallNames, lent: LentDetails, keepsCosts: Bool
  ) {
    let count = names.numbers.count
    self.store = store
    outcomeColumn = outcomes
    tokenColumns = tokens
    self.emitters = emitters
    self.gaps = gaps.sorted { $0.candidate < $1.candidate }
    self.duplicateSpans = duplicateSpans
    lentDetails = lent
    self.count = count
    candidates = RowBuffer(unset: count)
    self.names = names
    provider = names.column(\.provider, cardinality: store.texts.provider.count)
    operation = names.column(\.operation, cardinality: store.texts.operation.count)
    requestModel = names.column(\.requestModel, cardinality: store.texts.model.count)
    responseModel = names.column(\.responseModel, cardinality: store.texts.model.count)
    firstTokens = RowBuffer(unset: count)
    reportedCosts = RowBuffer(zeroed: keepsCosts ? count : 0)
    kinds = RowBuffer(unset: count)
  }

  /// Fills in a call, whose tokens are there already.
  func set(
    _ row: Int, candidate: UInt32, isCall: Bool, isError: Bool, isToldAbove: Bool, isStreaming: Bool?,
    timeToFirstToken: Int64?, reportedCost: Int64?
  ) {
    candidates[row] = candidate
    firstTokens[row] = timeToFirstToken.map { $0 ^ .min } ?? 0
    if let reportedCost { reportedCosts[row] = reportedCost ^ .min }
    let place = Int(candidate)
    let tokens = tokenColumns.isWide ? tokenColumns[place].kindBits : tokenColumns.narrow[place].kindBits
    kinds[row] =
      CallKind(
        tokens: tokens, isCall: isCall, isError: isError, isToldAbove: isToldAbove, isStreaming: isStreaming
      ).bits
  }

  /// What the settled calls take, and what became of all candidates.
  public var figures: TableFigures {
    let columns = count * (4 + 4 + 8 + 2) + reportedCosts.count * 8
    // Tokens and outcomes stand at the candidates' own places; the room behind those of a segment is never touched.
    let known = store.calls.reduce(0) { $0 + $1.count } * (tokenColumns.bytesPerRow + 1)
    return TableFigures(name: "settled calls", rows: count, bytes: columns + known)
  }

  /// Whether a count may be so large that sums of many must be watched.
  public var hasLargeCounts: Bool { tokenColumns.isWide }

  // MARK: One call

  /// The number of a call in the store (segment and row in one word).
  @inlinable @inline(__always)
  public func candidate(ofCall row: Int) -> UInt32 { candidates[row] }

  /// Calls `body` with the numbers of all calls in the store.
  @inlinable
  public func withCandidates<Result>(_ body: (Span<UInt32>) -> Result) -> Result { candidates.withSpan(body) }

  /// Calls `body` with the kinds of all calls, by their bits.
  @inlinable
  public func withKinds<Result>(_ body: (Span<UInt16>) -> Result) -> Result { kinds.withSpan(body) }

  /// Calls `body` with the times to first token of all calls as they are stored: nanoseconds with the sign bit turned, or 0
  /// where that is not known.
  @inlinable
  public func withFirstTokens<Result>(_ body: (Span<Int64>) -> Result) -> Result { firstTokens.withSpan(body) }

  /// Calls `body` with the tokens of all candidates as they are stored, where no call has large counts
  /// (``hasLargeCounts``): one more than the count, or 0 where that is not known.
  @inlinable
  public func withStoredTokens<Result>(_ body: (Span<StoredCounts<UInt32>>) -> Result) -> Result {
    tokenColumns.narrow.withSpan(body)
  }

  /// The span of a call, or the place of the log record that tells of it.
  public func span(ofCall row: Int) -> UInt32 {
    let (segment, place) = store.locate(call: candidates[row])
    return segment.span[place]
  }

  /// Its tokens in disjoint classes.
  @inlinable @inline(__always)
  public func tokens(ofCall row: Int) -> TokenCounts { tokenColumns[Int(candidates[row])] }

  /// Its tokens as they are stored: see ``withStoredTokens(_:)``.
  @inlinable @inline(__always)
  public func storedTokens(ofCall row: Int) -> StoredCounts<UInt32> { tokenColumns.narrow[Int(candidates[row])] }

  /// What it says beside its numbers.
  @inlinable @inline(__always)
  public func kind(ofCall row: Int) -> CallKind { CallKind(bits: kinds[row]) }

  /// Start to first token in nanoseconds.
  @inlinable @inline(__always)
  public func timeToFirstToken(ofCall row: Int) -> Int64? { firstTokens[row] == 0 ? nil : firstTokens[row] ^ .min }

  /// Reported cost in pico-dollars.
  @inlinable @inline(__always)
  public func reportedCost(ofCall row: Int) -> Int64? {
    reportedCosts.count == 0 || reportedCosts[row] == 0 ? nil : reportedCosts[row] ^ .min
  }

  /// Whether any call reports a cost.
  public var reportsCosts: Bool { reportedCosts.count > 0 }

  /// Whether it counts as a call (usage alone counts without).
  @inlinable @inline(__always)
  public func isCall(_ row: Int) -> Bool { kind(ofCall: row).isCall }

  /// Whether it failed.
  @inlinable @inline(__always)
  public func isError(_ row: Int) -> Bool { kind(ofCall: row).isError }

  /// Whether a span around it tells its usage, which counts there.
  @inlinable @inline(__always)
  public func isToldAbove(_ row: Int) -> Bool { kind(ofCall: row).isToldAbove }

  /// Whether the response was streamed.
  @inlinable @inline(__always)
  public func isStreaming(_ row: Int) -> Bool? { kind(ofCall: row).isStreaming }

  /// Code of the error type, 0 where the call did not fail.
  public func errorType(ofCall row: Int) -> UInt32 {
    let (segment, place) = store.locate(call: candidates[row])
    return segment.errorType[place]
  }

  /// The tokens of a candidate in disjoint classes; of one that does not count as far as they were worked out.
  @inlinable @inline(__always)
  public func tokens(ofCandidate candidate: UInt32) -> TokenCounts { tokenColumns[Int(candidate)] }

  /// The outcome of a call candidate.
  @inlinable @inline(__always)
  public func outcome(_ candidate: UInt32) -> CallOutcome { outcomeColumn[Int(candidate)] }

  // MARK: All calls

  /// The span of each call.
  public var span: CallValues<UInt32> {
    CallValues(self, count: count) { calls, row in
      let (segment, place) = calls.store.locate(call: calls.candidates[row])
      return segment.span[place]
    }
  }
  /// Tokens in disjoint classes.
  public var tokens: CallValues<TokenCounts> { CallValues(self, count: count) { $0.tokens(ofCall: $1) } }
  /// Start to first token in nanoseconds.
  public var timeToFirstToken: CallValues<Int64?> {
    CallValues(self, count: count) { $0.timeToFirstToken(ofCall: $1) }
  }
  /// Reported cost in pico-dollars.
  public var reportedCost: CallValues<Int64?> { CallValues(self, count: count) { $0.reportedCost(ofCall: $1) } }
  /// Code of the error type, 0 where the call did not fail.
  public var errorType: CallValues<UInt32> { CallValues(self, count: count) { $0.errorType(ofCall: $1) } }
  /// Whether it counts as a call (usage alone counts without).
  public var isCall: CallValues<Bool> { CallValues(self, count: count) { $0.isCall($1) } }
  /// What became of each candidate, by its number in the store.
  public var outcomes: CallValues<CallOutcome> {
    CallValues(self, count: outcomeColumn.count) { $0.outcome(UInt32($1)) }
  }
}

/// One fact about all calls, to look at here and there. Whatever goes over many calls asks ``SettledCalls`` row by row,
/// which costs no call through a closure.
public struct CallValues<Element>: RandomAccessCollection {
  private let calls: SettledCalls
  private let read: (SettledCalls, Int) -> Element

  /// The first row.
  public let startIndex = 0
  /// How many rows there are.
  public let endIndex: Int

  init(_ calls: SettledCalls, count: Int, read: @escaping (SettledCalls, Int) -> Element) {
    self.calls = calls
    self.read = read
    endIndex = count
  }

  /// The value of a row.
  public subscript(row: Int) -> Element { read(calls, row) }
}

/// How candidates are numbered: segment and row in one word.
public enum CandidateLayout {
  /// The exponent of the rows in a segment.
  public static let rowBits = CallSegment.rows.trailingZeroBitCount
  /// What is left of a number without the segment.
  public static let mask = CallSegment.rows - 1

  /// The number of a row of a segment of the store's calls.
  @inline(__always)
  public static func number(segment: Int, row: Int) -> UInt32 { UInt32(segment << rowBits | row) }
}

extension Store {
  /// The segment and the row in it that a candidate's number means.
  func locate(call candidate: UInt32) -> (segment: CallSegment, row: Int) {
    (calls[Int(candidate) >> CandidateLayout.rowBits], Int(candidate) & CandidateLayout.mask)
  }
}

import LedgerColumns
import LedgerModel

/// Finds the span that tells of the same call as a log record.
///
/// In this order: the span that the record points to, where it is a request; a span with the record's response id, or,
/// within its service, with its request id; a request of the record's trace, or for records without a trace one of the
/// same service that ended when the record was written, with a model in common and equal counts, each span for one
/// record. A record with counts also belongs to a request of its trace that ended then and has none. A record that points
/// to an agent's or step's span with usage is part of that sum; see also ``LogSums``.
struct LogSpanJoin {
  /// How long after its call a record may be written.
  private static let delayNanos: UInt64 = 5_000_000_000
  private static let mostLooks = 64

  /// A record that tells of what a span tells, and the request that takes over what it knows; `nil` for none.
  struct Pair {
    var log: Int
    var span: Int?
  }

  private struct SpanKey: Hashable {
    var trace: TraceID
    var span: UInt64
  }

  /// Where to look, and what must be equal.
  private struct CountsKey: Hashable {
    /// The trace, or the service where ``isTrace`` is false.
    var high: UInt64
    var low: UInt64
    var isTrace: Bool
    var operationClass: UInt8
    var model: UInt32
    var input: Int64?
    var output: Int64?
    /// Of requests without counts, those that failed and the others are told apart.
    var isFailed: Bool
  }

  private struct Request {
    var candidate: Int
    var scope: UInt32
    var dialect: UInt8
    var namesModel: Bool
    var start: UInt64
    var end: UInt64
    var trace: TraceID
    var spanID: UInt64

    static func precedes(_ left: Request, _ right: Request) -> Bool {
      if left.end != right.end { return left.end < right.end }
      return (left.start, left.trace, left.spanID) < (right.start, right.trace, right.spanID)
    }
  }

  private let store: Store
  private let index: SpanIndex
  private let places: ServicePlaces

  init(_ store: Store, _ index: SpanIndex, _ places: ServicePlaces) {
    self.store = store
    self.index = index
    self.places = places
  }

  /// The records that tell of what spans tell.
  func pairs(of logs: [LogCall]) -> [Pair] {
    guard !logs.isEmpty, store.spanCallSegmentCount > 0 else { return [] }
    var (pairs, rest, partial) = pairsByID(logs)
    pairs += pairsByCounts(&rest)
    partial.formUnion(LogSums(store, index, places).parts(among: rest))
    for log in rest where partial.contains(log.candidate) { pairs.append(Pair(log: log.candidate, span: nil)) }
    return pairs
  }

  /// Calls `body` with each candidate of a span that is no copy.
  private func forEachSpan(_ body: (Int, CallSegment, Int, SpanSegment, Int) -> Void) {
    for number in 0..<store.spanCallSegmentCount {
      let segment = store.calls[number]
      for row in 0..<segment.count where !index.isDuplicate(segment.span[row]) {
        let (spans, spanRow) = store.locate(span: segment.span[row])
        body(number << CandidateLayout.rowBits | row, segment, row, spans, spanRow)
      }
    }
  }

  private static func isRequest(_ spans: SpanSegment, _ row: Int) -> Bool {
    OperationClass(rawValue: spans.operationClass[row])?.isModelRequest ?? false
  }

  // MARK: Ids

  /// Pairs by ids, the records that are left, and those of them that point to a sum.
  private func pairsByID(_ logs: [LogCall]) -> ([Pair], [LogCall], Set<Int>) {
    var bySpan: [SpanKey: [Int]] = [:]
    var byID: [UInt64: [Int]] = [:]
    for (place, log) in logs.enumerated() {
      if log.spanID != 0, log.hasTrace {
        bySpan[SpanKey(trace: log.trace, span: log.spanID), default: []].append(place)
      }
      if log.responseID != 0 { byID[log.responseID, default: []].append(place) }
      if log.requestID != 0, log.requestID != log.responseID { byID[log.requestID, default: []].append(place) }
    }
    var pointed = [Request?](repeating: nil, count: logs.count)
    var answered = [Request?](repeating: nil, count: logs.count)
    var partial: Set<Int> = []
    forEachSpan { candidate, segment, row, spans, spanRow in
      let key = SpanKey(trace: spans.traceID(spanRow), span: spans.spanID[spanRow])
      let isRequest = LogSpanJoin.isRequest(spans, spanRow)
      if let places = bySpan[key] {
        if isRequest {
          let request = self.request(candidate, spans, spanRow)
          for place in places { pointed[place] = request }
        } else if segment.usage(row).knownCount > 0 {
          for place in places { partial.insert(logs[place].candidate) }
        }
      }
      guard isRequest, segment.responseID[row] != 0, let found = byID[segment.responseID[row]] else { return }
      let request = self.request(candidate, spans, spanRow)
      for place in found {
        let isResponse = logs[place].responseID == segment.responseID[row]
        guard isResponse || places.place(ofScope: logs[place].scope) == places.place(ofScope: request.scope) else {
          continue
        }
        // Of several spans of one response, which are joined later, the one that ends first is nearest to the wire.
        if answered[place].map({ Request.precedes(request, $0) }) ?? true { answered[place] = request }
      }
    }
    var pairs: [Pair] = []
    var rest: [LogCall] = []
    for (place, log) in logs.enumerated() {
      if let request = pointed[place] ?? answered[place] {
        pairs.append(Pair(log: log.candidate, span: request.candidate))
      } else {
        rest.append(log)
      }
    }
    return (pairs, rest, partial)
  }

  private func request(_ candidate: Int, _ spans: SpanSegment, _ row: Int) -> Request {
    let (segment, place) = store.locate(call: UInt32(candidate))
    return Request(
      candidate: candidate, scope: spans.scope[row], dialect: segment.dialect[place],
      namesModel: segment.requestModel[place] | segment.responseModel[place] != 0, start: spans.start[row],
      end: spans.end(row) ?? spans.start[row], trace: spans.traceID(row), spanID: spans.spanID[row])
  }

  // MARK: Counts

  /// The requests of one key in the order of their ends, and how many of them are behind the records for good.
  private struct Requests {
    var list: [Request] = []
    var first = 0
  }

  private func keys(_ log: LogCall, withoutCounts: Bool = false) -> [CountsKey] {
    let hasCounts = !withoutCounts && log.hasCounts
    var models = [log.responseModel, log.requestModel].filter { $0 != 0 }
    if models.count == 2, models[0] == models[1] { models.removeLast() }
    // An agent's spans may leave the model to those around them.
    if models.isEmpty || log.isNative { models.append(0) }
    return models.map {
      CountsKey(
        high: log.trace.high, low: log.hasTrace ? log.trace.low : places.place(ofScope: log.scope),
        isTrace: log.hasTrace,
        operationClass: log.operationClass, model: $0, input: hasCounts ? log.input : nil,
        output: hasCounts ? log.output : nil, isFailed: hasCounts ? false : log.isFailed)
    }
  }

  /// Pairs by counts, which are taken out of the records.
  private func pairsByCounts(_ logs: inout [LogCall]) -> [Pair] {
    if logs.isEmpty { return [] }
    logs.sort(by: LogCall.precedes)
    var requests: [CountsKey: Requests] = [:]
    var models: Set<UInt32> = []
    var takesAnyModel = false
    for log in logs {
      if log.model == 0 { takesAnyModel = true }
      for key in keys(log) + (log.hasTrace ? keys(log, withoutCounts: true) : []) {
        requests[key] = Requests()
        models.insert(key.model)
      }
    }
    collect(&requests, models, takesAnyModel: takesAnyModel)
    for key in requests.keys { requests[key]?.list.sort(by: Request.precedes) }
    var isTaken: Set<Int> = []
    var pairs: [Pair] = []
    var rest: [LogCall] = []
    for log in logs {
      var found: Request?
      for key in keys(log) where found == nil {
        // In one trace equal counts and a model in common are enough, elsewhere the time must fit, too.
        found = take(from: &requests[key], of: key.model, for: log, isTimed: !log.hasTrace, &isTaken)
      }
      if found == nil, log.hasTrace, log.hasCounts {
        for key in keys(log, withoutCounts: true) where found == nil {
          found = take(from: &requests[key], of: key.model, for: log, isTimed: true, &isTaken)
        }
      }
      if let found { pairs.append(Pair(log: log.candidate, span: found.candidate)) } else { rest.append(log) }
    }
    logs = rest
    return pairs
  }

  private func collect(_ requests: inout [CountsKey: Requests], _ models: Set<UInt32>, takesAnyModel: Bool) {
    forEachSpan { candidate, segment, row, spans, spanRow in
      guard LogSpanJoin.isRequest(spans, spanRow), !segment.isRepetition(row) else { return }
      let (asked, answered) = (segment.requestModel[row], segment.responseModel[row])
      let (input, output) = (segment.inputTokens[row], segment.outputTokens[row])
      var named = asked != 0 && models.contains(asked) ? [asked] : []
      if answered != 0, answered != asked, models.contains(answered) { named.append(answered) }
      if takesAnyModel || asked | answered == 0 { named.append(0) }
      if named.isEmpty { return }
      let (scope, trace) = (spans.scope[spanRow], spans.traceID(spanRow))
      // Zeros stand for counts that were not seen.
      let hasCounts = (input ?? 0) != 0 || (output ?? 0) != 0
      for model in named {
        var key = CountsKey(
          high: trace.high, low: trace.low, isTrace: true,
          operationClass: spans.operationClass[spanRow], model: model, input: hasCounts ? input : nil,
          output: hasCounts ? output : nil, isFailed: hasCounts ? false : segment.errorType[row] != 0)
        requests[key]?.list.append(request(candidate, spans, spanRow))
        (key.high, key.low, key.isTrace) = (0, places.place(ofScope: scope), false)
        requests[key]?.list.append(request(candidate, spans, spanRow))
      }
    }
  }

  /// The first request that is free and fits; records come in the order of time.
  private func take(
    from requests: inout Requests?, of model: UInt32, for log: LogCall, isTimed: Bool, _ isTaken: inout Set<Int>
  ) -> Request? {
    guard var known = requests, !known.list.isEmpty else { return nil }
    defer { requests = known }
    let delay = LogSpanJoin.delayNanos
    func isBehind(_ request: Request) -> Bool {
      isTimed && (log.time == 0 || request.end < log.time) && log.time &- request.end > delay
    }
    requests = nil  // only one holds the list while it changes
    while known.first < known.list.count,
      isTaken.contains(known.list[known.first].candidate) || isBehind(known.list[known.first])
    { known.first += 1 }
    for request in known.list[known.first...].prefix(LogSpanJoin.mostLooks) {
      guard !isTaken.contains(request.candidate), !isBehind(request) else { continue }
      if isTimed, request.start > log.time || request.start == 0 { continue }
      // The list of requests of no certain model is for records without one, and for an agent's spans without one.
      if model == 0, log.model != 0, request.namesModel || log.dialect != request.dialect { continue }
      if !log.hasTrace, !places.mayShareProcess(log.scope, request.scope) { continue }
      isTaken.insert(request.candidate)
      return request
    }
    return nil
  }
}

import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerReconcile

/// Hands the calls one by one to the search for causes, with the spans beside them that were left out.
struct CallEvidenceAssembly {
  let store: Store
  let facts: CallFacts
  let settings: RunSettings
  let costs: ComparedCosts

  func evidence() -> CallEvidence {
    var evidence = CallEvidence()
    let maker = KindMaker(store)
    let rates = facts.serviceNames.map { settings.samplingRates[$0] }
    let firstOfLogs = CandidateLayout.number(segment: store.spanCallSegmentCount, row: 0)
    evidence.calls.reserveCapacity(facts.count)
    facts.forEach(in: 0..<facts.count) { index, row, segment, segmentRow, spans, spanRow in
      guard facts.calls.isCall(row), let end = spans.end(spanRow) else { return }
      let tokens = facts.calls.tokens(ofCall: row)
      var marks: CallEvidence.Marks = []
      if facts.calls.isError(row) { marks.insert(.failed) }
      if facts.calls.isStreaming(row) == true { marks.insert(.streamed) }
      if tokens.isUnknown { marks.insert(.withoutUsage) }
      if tokens.output == nil { marks.insert(.withoutOutput) }
      var weight = segment.weights.isEmpty ? SpanWeight() : segment.weights[segmentRow]
      // Log records are not sampled with spans.
      let isOfLog = facts.calls.candidate(ofCall: row) >= firstOfLogs
      if weight.source == .unknown, !isOfLog, let rate = rates[Int(facts.service[index])] {
        weight = SpanWeight(rate, .configured)
      }
      let kind = maker.row(
        KindCodes(
          scope: spans.scope[spanRow], name: spans.name[spanRow], provider: facts.calls.provider[row],
          operation: facts.calls.operation[row], requestModel: facts.calls.requestModel[row],
          responseModel: facts.calls.responseModel[row]), &evidence)
      evidence.calls.append(
        CallEvidence.Call(
          kind: kind, marks: marks, start: spans.start[spanRow], end: end,
          duration: facts.duration[index].map { UInt64($0) }, tokens: CallEvidence.Tokens(tokens),
          weight: weight.source == .unknown ? 0 : weight.weight.q32,
          trace: spans.traceHigh[spanRow] &* 31 &+ spans.traceLow[spanRow],
          firstToken: facts.timeToFirstToken[index].map { UInt64($0) }, cost: costs.cost(index)))
    }
    addLeftOut(maker, to: &evidence)
    evidence.servicesThatReportCosts = costs.servicesThatReport
    ComparedEvaluations(store, settings.selection).forEach { evaluation in
      let kind = evidence.row(
        of: CallEvidence.Kind(
          service: evaluation.resource.serviceName, instance: evaluation.resource.serviceInstance,
          evaluation: evaluation.name))
      evidence.evaluations.append(
        CallEvidence.Evaluation(
          kind: kind, time: evaluation.time, scoreMicros: evaluation.scoreMicros,
          isHallucination: evaluation.isHallucination))
    }
    return evidence
  }

  /// Copies of spans, and spans that repeat the usage of others: a plain sum would hold them.
  private func addLeftOut(_ maker: KindMaker, to evidence: inout CallEvidence) {
    let selection = settings.selection
    for number in 0..<store.spanCallSegmentCount {
      let segment = store.calls[number]
      for row in 0..<segment.span.count {
        let candidate = CandidateLayout.number(segment: number, row: row)
        let mark: CallEvidence.Marks
        switch facts.calls.outcome(candidate) {
        case .duplicate: mark = .copy
        case .wrapper, .repetition: mark = .wrapper
        default: continue
        }
        let (spans, spanRow) = store.locate(span: segment.span[row])
        guard let end = spans.end(spanRow), selection.includes(instant: spans.start[spanRow]),
          selection.includes(service: store.resource(ofScope: spans.scope[spanRow]).serviceName),
          !selection.narrowsCalls
        else { continue }
        let kind = maker.row(
          KindCodes(
            scope: spans.scope[spanRow], name: spans.name[spanRow], provider: segment.provider[row],
            operation: segment.operation[row], requestModel: segment.requestModel[row],
            responseModel: segment.responseModel[row]), &evidence)
        var marks = mark
        if segment.errorType[row] != 0 { marks.insert(.failed) }
        var tokens = CallEvidence.Tokens(facts.calls.tokens(ofCandidate: candidate))
        if tokens == CallEvidence.Tokens() {
          tokens.input = segment.inputTokens[row] ?? 0
          tokens.output = segment.outputTokens[row] ?? 0
        }
        evidence.calls.append(
          CallEvidence.Call(
            kind: kind, marks: marks, start: spans.start[spanRow], end: end,
            duration: spans.duration[spanRow] == unknownDuration ? nil : spans.duration[spanRow], tokens: tokens,
            cost: costs.isNeeded ? segment.reportedCost[row] : nil))
      }
    }
  }

  /// When the first span starts.
  var traceStart: UnixNanos? {
    var first: UInt64?
    for segment in store.spans[..<store.spanSegmentCount] {
      for row in 0..<segment.count where segment.start[row] != 0 { first = min(first ?? .max, segment.start[row]) }
    }
    return first.map { UnixNanos($0) }
  }
}

/// The codes that make a kind.
private struct KindCodes: Hashable {
  var scope: UInt32
  var name: UInt32
  var provider: UInt32
  var operation: UInt32
  var requestModel: UInt32
  var responseModel: UInt32
}

/// Finds the row of a kind by codes, and by texts only once for each.
private final class KindMaker {
  private let store: Store
  private var rows: [KindCodes: Int32] = [:]
  private var last: (codes: KindCodes, row: Int32)?

  init(_ store: Store) { self.store = store }

  func row(_ codes: KindCodes, _ evidence: inout CallEvidence) -> Int32 {
    if let last, last.codes == codes { return last.row }
    let row = rows[codes] ?? evidence.row(of: kind(codes))
    rows[codes] = row
    last = (codes, row)
    return row
  }

  private func kind(_ codes: KindCodes) -> CallEvidence.Kind {
    let resource = store.resource(ofScope: codes.scope)
    return CallEvidence.Kind(
      service: resource.serviceName, instance: resource.serviceInstance, provider: store.texts.provider[codes.provider],
      operation: store.texts.operation[codes.operation], requestModel: store.texts.model[codes.requestModel],
      responseModel: store.texts.model[codes.responseModel],
      spanName: store.texts.name[codes.name].map { String($0.prefix { $0 != " " }) })
  }
}

extension CallEvidence.Tokens {
  /// Counts that are not known are nothing here; marks tell them.
  fileprivate init(_ tokens: TokenCounts) {
    self.init(
      input: tokens.input ?? 0, output: tokens.output ?? 0, cacheRead: tokens.cacheRead ?? 0,
      cacheWrite: tokens.cacheWrite ?? 0, reasoning: tokens.reasoning ?? 0)
  }
}

import LedgerAggregates
import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel
import LedgerReconcile

/// Hands the calls to the search for causes, service by service, with the spans beside them that were left out.
///
/// The calls of a service are put together when it is looked at, and let go of afterwards: what is kept of them until then
/// is which ones they are.
struct CallEvidenceAssembly: Sendable {
  let store: Store
  let facts: CallFacts
  let settings: RunSettings
  let costs: ComparedCosts
  /// The services of calls, of spans that were left out and of evaluations, with how many they have of all three.
  let services: [String?: Int]
  private let runs: CallRuns
  /// The spans that were left out.
  private let leftOut: [String?: [LeftOut]]
  private let subjects: [ComparedEvaluations.Subject]
  private let evaluations: [String?: [ComparedEvaluations.Evaluation]]
  private let codes: [String?: Int]
  private let rates: [SamplingWeight?]
  private let reporting: Set<String?>

  /// A span that repeats others.
  private struct LeftOut {
    var candidate: UInt32
    var mark: CallEvidence.Marks
  }

  init(
    store: Store, facts: CallFacts, settings: RunSettings, costs: ComparedCosts, evaluations: ComparedEvaluations
  ) {
    self.store = store
    self.facts = facts
    self.settings = settings
    self.costs = costs
    let names = facts.serviceNames.indices.map { $0 == 0 ? nil : facts.serviceNames[$0] }
    let runs = CallRuns(facts)
    self.runs = runs
    codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    rates = facts.serviceNames.map { settings.samplingRates[$0] }
    reporting = costs.servicesThatReport
    leftOut = CallEvidenceAssembly.leftOut(store, facts, settings.selection)
    subjects = evaluations.subjects
    self.evaluations = evaluations.byService
    var services: [String?: Int] = [:]
    for (code, name) in names.enumerated() where !runs[code].isEmpty {
      services[name, default: 0] += runs[code].reduce(0) { $0 + $1.count }
    }
    for (name, spans) in leftOut { services[name, default: 0] += spans.count }
    for (name, evaluations) in self.evaluations { services[name, default: 0] += evaluations.count }
    self.services = services
  }

  /// What is told of the calls of a service.
  func evidence(of service: String?) -> CallEvidence {
    var evidence = CallEvidence()
    var maker = KindMaker(store)
    let firstOfLogs = CandidateLayout.number(segment: store.spanCallSegmentCount, row: 0)
    let stretches = codes[service].map { runs[$0] } ?? []
    let leftOut = leftOut[service] ?? []
    evidence.calls.reserveCapacity(stretches.reduce(leftOut.count) { $0 + $1.count })
    // Whether any call of a segment has a weight is asked once for each.
    var weighed: ObjectIdentifier?
    var isWeighed = false
    for stretch in stretches {
      facts.forEach(in: stretch) { index, row, segment, segmentRow, spans, spanRow in
        guard facts.calls.isCall(row), let end = spans.end(spanRow) else { return }
        let tokens = facts.calls.tokens(ofCall: row)
        var marks: CallEvidence.Marks = []
        if facts.calls.isError(row) { marks.insert(.failed) }
        if facts.calls.isStreaming(row) == true { marks.insert(.streamed) }
        if tokens.isUnknown { marks.insert(.withoutUsage) }
        if tokens.output == nil { marks.insert(.withoutOutput) }
        if weighed != ObjectIdentifier(segment) {
          weighed = ObjectIdentifier(segment)
          isWeighed = !segment.weights.isEmpty
        }
        var weight = isWeighed ? segment.weights[segmentRow] : SpanWeight()
        // Log records are not sampled with spans.
        let isOfLog = facts.calls.candidate(ofCall: row) >= firstOfLogs
        if weight.source == .unknown, !isOfLog, let rate = rates[Int(facts.service[index])] {
          weight = SpanWeight(rate, .configured)
        }
        let trace = spans.traceID(spanRow)
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
            trace: trace.high &* 31 &+ trace.low,
            firstToken: facts.timeToFirstToken[index].map { UInt64($0) }, cost: costs.cost(index)))
      }
    }
    for span in leftOut { add(span, &maker, to: &evidence) }
    if reporting.contains(service) { evidence.servicesThatReportCosts = [service] }
    var kinds = [Int32?](repeating: nil, count: subjects.count)
    for evaluation in evaluations[service] ?? [] {
      let subject = subjects[evaluation.subject]
      let kind =
        kinds[evaluation.subject]
        ?? evidence.row(
          of: CallEvidence.Kind(service: service, instance: subject.instance, evaluation: subject.name))
      kinds[evaluation.subject] = kind
      evidence.evaluations.append(
        CallEvidence.Evaluation(
          kind: kind, time: evaluation.time, scoreMicros: evaluation.scoreMicros,
          isHallucination: evaluation.isHallucination))
    }
    return evidence
  }

  /// Copies of spans, and spans that repeat the usage of others: a plain sum would hold them.
  private static func leftOut(_ store: Store, _ facts: CallFacts, _ selection: Selection) -> [String?: [LeftOut]] {
    var found: [String?: [LeftOut]] = [:]
    guard !selection.narrowsCalls else { return found }
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
        let service = store.resource(ofScope: spans.scope[spanRow]).serviceName
        guard spans.end(spanRow) != nil, selection.includes(instant: spans.start[spanRow]),
          selection.includes(service: service)
        else { continue }
        found[service, default: []].append(LeftOut(candidate: candidate, mark: mark))
      }
    }
    return found
  }

  private func add(_ span: LeftOut, _ maker: inout KindMaker, to evidence: inout CallEvidence) {
    let (number, row) = (Int(span.candidate) >> CandidateLayout.rowBits, Int(span.candidate) & CandidateLayout.mask)
    let segment = store.calls[number]
    let (spans, spanRow) = store.locate(span: segment.span[row])
    guard let end = spans.end(spanRow) else { return }
    let kind = maker.row(
      KindCodes(
        scope: spans.scope[spanRow], name: spans.name[spanRow], provider: segment.provider[row],
        operation: segment.operation[row], requestModel: segment.requestModel[row],
        responseModel: segment.responseModel[row]), &evidence)
    var marks = span.mark
    if segment.errorType[row] != 0 { marks.insert(.failed) }
    var tokens = CallEvidence.Tokens(facts.calls.tokens(ofCandidate: span.candidate))
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

  /// When the first span starts.
  var traceStart: UnixNanos? {
    var first: UInt64?
    for segment in store.spans[..<store.spanSegmentCount] {
      for row in 0..<segment.count where segment.start[row] != 0 { first = min(first ?? .max, segment.start[row]) }
    }
    return first.map { UnixNanos($0) }
  }
}

/// The selected calls of each service, as stretches of calls that follow each other.
private final class CallRuns: Sendable {
  /// The first call of each stretch, and how many there are; by service.
  private let firsts: RowBuffer<UInt32>
  private let counts: RowBuffer<UInt32>
  /// Where the stretches of each service begin.
  private let starts: [Int]

  init(_ facts: CallFacts) {
    var starts = [Int](repeating: 0, count: facts.serviceNames.count + 1)
    CallRuns.forEach(facts) { service, _ in starts[service + 1] += 1 }
    for service in facts.serviceNames.indices { starts[service + 1] += starts[service] }
    firsts = RowBuffer(unset: starts[starts.count - 1])
    counts = RowBuffer(unset: starts[starts.count - 1])
    self.starts = starts
    var next = starts
    CallRuns.forEach(facts) { service, run in
      firsts[next[service]] = UInt32(run.lowerBound)
      counts[next[service]] = UInt32(run.count)
      next[service] += 1
    }
  }

  private static func forEach(_ facts: CallFacts, _ body: (Int, Range<Int>) -> Void) {
    var first = 0
    while first < facts.count {
      let service = facts.service[first]
      var end = first + 1
      while end < facts.count, facts.service[end] == service { end += 1 }
      body(Int(service), first..<end)
      first = end
    }
  }

  subscript(service: Int) -> [Range<Int>] {
    (starts[service]..<starts[service + 1]).map { Int(firsts[$0])..<Int(firsts[$0]) + Int(counts[$0]) }
  }
}

/// The codes that make a kind.
private struct KindCodes: NumberedKey {
  var scope: UInt32
  var name: UInt32
  var provider: UInt32
  var operation: UInt32
  var requestModel: UInt32
  var responseModel: UInt32

  var mixed: UInt64 {
    func pair(_ high: UInt32, _ low: UInt32) -> UInt64 { UInt64(high) << 32 | UInt64(low) }
    return (pair(scope, name).mixed ^ pair(provider, operation)).mixed ^ pair(requestModel, responseModel).mixed
  }
}

/// Finds the row of a kind by codes, and by texts only once for each.
private struct KindMaker {
  private let store: Store
  private var numbers = KeyNumbers<KindCodes>()
  /// By number of the codes.
  private var rows: [Int32] = []

  init(_ store: Store) { self.store = store }

  mutating func row(_ codes: KindCodes, _ evidence: inout CallEvidence) -> Int32 {
    let number = numbers.number(of: codes)
    if number == rows.count { rows.append(evidence.row(of: kind(codes))) }
    return rows[number]
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

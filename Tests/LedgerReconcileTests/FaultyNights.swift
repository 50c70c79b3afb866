import LedgerModel
import LedgerTestSupport

@testable import LedgerReconcile

extension SimulatedNight {
  /// What traces say of the night, call by call.
  var evidence: CallEvidence {
    var evidence = CallEvidence()
    for span in spans {
      let isAnonymous = span.instance.hasPrefix("#") || !settings.namesInstances
      let kind = evidence.row(
        of: CallEvidence.Kind(
          service: span.service, instance: isAnonymous ? nil : span.instance, provider: "openai",
          operation: span.isWrapper ? "invoke_agent" : span.operation, requestModel: span.requestModel,
          responseModel: span.isFailed ? nil : span.responseModel, spanName: span.operation))
      var marks: CallEvidence.Marks = []
      if span.isFailed { marks.insert(.failed) }
      if span.isStream { marks.insert(.streamed) }
      if span.isFailed || !span.hasUsage { marks.formUnion([.withoutUsage, .withoutOutput]) }
      if span.operation == "embeddings" { marks.insert(.withoutOutput) }
      if span.isWrapper { marks.insert(.wrapper) }
      var call = CallEvidence.Call(
        kind: kind, marks: marks, start: span.start, end: span.end, duration: span.end - span.start,
        weight: UInt64(span.weight * 4_294_967_296), trace: span.randomness | 1, firstToken: span.firstToken,
        cost: span.cost)
      if span.hasUsage {
        call.tokens = CallEvidence.Tokens(
          input: span.input, output: span.output, cacheRead: span.cacheRead, cacheWrite: span.cacheWrite,
          reasoning: span.reasoning)
      }
      evidence.calls.append(call)
      for _ in 1..<max(1, span.copies) {
        call.marks.insert(.copy)
        evidence.calls.append(call)
      }
      evidence.servicesThatReportCosts.insert(span.service)
      if !span.isWrapper, let score = span.scoreMicros {
        let kind = evidence.row(
          of: CallEvidence.Kind(service: span.service, instance: isAnonymous ? nil : span.instance, evaluation: "taste")
        )
        evidence.evaluations.append(
          CallEvidence.Evaluation(kind: kind, time: span.end, scoreMicros: score, isHallucination: span.isMadeUp))
      }
    }
    return evidence
  }

  /// What metrics say of it.
  var series: [MetricSeries] {
    points().sorted { "\($0.key)" < "\($1.key)" }.enumerated().map { number, entry in
      let (key, points) = entry
      let (name, family): (String, MetricFamily) =
        switch key.metric {
        case "duration": ("gen_ai.client.operation.duration", .operationDuration)
        case "cost": ("gen_ai.usage.cost", .cost)
        case "first token": ("gen_ai.client.operation.time_to_first_chunk", .timeToFirstToken)
        case "score": ("llm.quality.score", .qualityScore)
        case "hallucination": ("llm.hallucination", .hallucinations)
        default: ("gen_ai.client.token.usage", .tokenUsage)
        }
      let isCounter = key.metric == "hallucination" || (settings.hasCounters && key.metric == "tokens")
      return MetricSeries(
        identity: SeriesIdentity(high: 0, low: UInt64(number)), metricName: name, family: family,
        kind: isCounter ? .sum : .histogram, temporality: settings.isDelta ? .delta : .cumulative,
        service: key.service, instance: key.instance.isEmpty ? nil : key.instance, provider: key.provider,
        operation: key.operation, requestModel: key.requestModel,
        responseModel: key.responseModel,
        tokenType: key.tokenType == "input"
          ? .input
          : key.tokenType == "output"
            ? .output
            : key.tokenType == "total" ? .total : .unspecified, errorType: key.errorType,
        evaluation: key.metric == "score" ? "taste" : nil,
        points: points.map {
          MetricPoint(
            startUnixNano: $0.start, timeUnixNano: $0.time, amount: .double($0.sum),
            count: isCounter ? nil : $0.count)
        })
    }
  }

  /// What traces say of it, by window.
  func traceSide(_ window: WindowSize) -> TraceSide {
    let evidence = evidence
    var side = TraceSide(window: window)
    for call in evidence.calls where call.marks.isDisjoint(with: [.copy, .wrapper]) {
      let kind = evidence.kinds[Int(call.kind)]
      let row = side.row(
        of: CallKey(
          service: kind.service, provider: kind.provider, operation: kind.operation, requestModel: kind.requestModel,
          responseModel: kind.responseModel))
      side.addCall(
        row: row, endingAt: UnixNanos(call.end),
        inputTokens: call.marks.contains(.withoutUsage) ? nil : call.tokens.input,
        outputTokens: call.marks.contains(.withoutOutput) ? nil : call.tokens.output, durationNanos: call.duration,
        isFailed: call.marks.contains(.failed), firstTokenNanos: call.firstToken, cost: call.cost)
    }
    for evaluation in evidence.evaluations {
      let kind = evidence.kinds[Int(evaluation.kind)]
      let row = side.row(of: CallKey(service: kind.service, evaluation: kind.evaluation))
      side.addEvaluation(
        row: row, at: UnixNanos(evaluation.time), scoreMicros: evaluation.scoreMicros,
        isHallucination: evaluation.isHallucination)
    }
    side.servicesThatReportCosts = evidence.servicesThatReportCosts
    return side
  }

  /// What is found.
  var diagnosis: Diagnosis {
    let evidence = evidence
    return diagnose(
      evidence, with: series, traceStart: evidence.calls.map(\.start).filter { $0 > 0 }.min().map { UnixNanos($0) })
  }
}

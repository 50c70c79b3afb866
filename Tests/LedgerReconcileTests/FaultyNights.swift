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
        weight: UInt64(span.weight * 4_294_967_296), trace: span.randomness | 1)
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
    }
    return evidence
  }

  /// What metrics say of it.
  var series: [MetricSeries] {
    points().sorted { "\($0.key)" < "\($1.key)" }.enumerated().map { number, entry in
      let (key, points) = entry
      return MetricSeries(
        identity: SeriesIdentity(high: 0, low: UInt64(number)),
        metricName: key.metric == "duration" ? "gen_ai.client.operation.duration" : "gen_ai.client.token.usage",
        family: key.metric == "duration" ? .operationDuration : .tokenUsage,
        kind: settings.hasCounters && key.metric == "tokens" ? .sum : .histogram,
        temporality: settings.isDelta ? .delta : .cumulative, service: key.service,
        instance: key.instance.isEmpty ? nil : key.instance, requestModel: key.requestModel,
        responseModel: key.responseModel,
        tokenType: key.tokenType == "input"
          ? .input
          : key.tokenType == "output"
            ? .output
            : key.tokenType == "total" ? .total : .unspecified, errorType: key.errorType,
        points: points.map {
          MetricPoint(
            startUnixNano: $0.start, timeUnixNano: $0.time, amount: .double($0.sum),
            count: settings.hasCounters && key.metric == "tokens" ? nil : $0.count)
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
        isFailed: call.marks.contains(.failed))
    }
    return side
  }

  /// What is found.
  var diagnosis: Diagnosis {
    let evidence = evidence
    return diagnose(
      evidence, with: series, traceStart: evidence.calls.map(\.start).filter { $0 > 0 }.min().map { UnixNanos($0) })
  }
}

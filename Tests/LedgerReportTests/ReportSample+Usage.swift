import LedgerModel
import LedgerReport

extension ReportSample {
  /// What a plain sum would have said, calls without usage, and emitters with every kind of convention.
  static func addUsage(to report: inout Report) {
    let (input, output) = (Int128(report.totals.inputTokens ?? 0), Int128(report.totals.outputTokens ?? 0))
    var counting = Report.Counting()
    counting.naive = Report.UsageSums(spans: 14_000, inputTokens: input + 90_000, outputTokens: output + 9_000)
    counting.notCounted = [
      Report.LeftOut(
        reason: "duplicate", sums: Report.UsageSums(spans: 212, inputTokens: 40_000, outputTokens: 4_000),
        dialects: [
          Report.DialectSums(
            dialect: "openinference", sums: Report.UsageSums(spans: 212, inputTokens: 40_000, outputTokens: 4_000))
        ]),
      Report.LeftOut(
        reason: "wrapper", sums: Report.UsageSums(spans: 1290, inputTokens: 60_000, outputTokens: 5_000),
        dialects: [
          Report.DialectSums(dialect: nil, sums: Report.UsageSums(spans: 90, inputTokens: 10_000)),
          Report.DialectSums(
            dialect: "vercel-ai", sums: Report.UsageSums(spans: 1200, inputTokens: 50_000, outputTokens: 5_000)),
        ]),
    ]
    counting.adjustments = [
      Report.Adjustment(reason: "cache_apart", sums: Report.UsageSums(spans: 31, inputTokens: 10_000))
    ]
    counting.counted = Report.UsageSums(spans: 12_498, inputTokens: input, outputTokens: output)
    counting.aggregateOnly = Report.UsageSums(spans: 3, inputTokens: 900, outputTokens: 90)
    counting.aggregateGap = Report.UsageSums(spans: 2, inputTokens: 5_000, outputTokens: 0)
    report.counting = counting
    var streams = Report.UnknownUsage(state: "stream", calls: 12)
    streams.boundedCalls = 10
    streams.inputTokens = 1_000...9_000
    streams.outputTokens = 100...2_000
    streams.costUSD = PicoUSD(1_000_000_000)...PicoUSD(90_000_000_000)
    var totals = Report.UnknownUsage(state: "total_only", calls: 1)
    totals.boundedCalls = 1
    totals.inputTokens = 0...1_234
    totals.outputTokens = 0...1_234
    totals.totalTokens = 1_234
    var estimates = Report.UnknownUsage(state: "estimated", calls: 3)
    estimates.estimatedInputTokens = 4_321
    estimates.estimatedOutputTokens = 0
    report.usageStates = [estimates, totals, streams, Report.UnknownUsage(state: "absent", calls: 4)]
    report.emitters = conventions
  }

  private static var conventions: [Report.Emitter] {
    var open = Report.Emitter(
      scope: nil, version: nil, dialect: nil, provider: nil,
      convention: Report.Convention(
        inputIncludesCacheRead: true, inputIncludesCacheWrite: true, inputBasis: "default",
        outputIncludesReasoning: true, outputBasis: "default"))
    open.calls = 40
    open.input = Report.Bounded(8_000, more: 3_000)
    open.output = Report.Bounded(900, more: 50)
    open.convention.calls = 44
    open.convention.cacheRead.calls = 7
    open.convention.reasoning.calls = 2
    var proven = Report.Emitter(
      scope: "opentelemetry.instrumentation.anthropic", version: "0.49.1", dialect: "openllmetry",
      provider: "anthropic",
      convention: Report.Convention(
        inputIncludesCacheRead: false, inputIncludesCacheWrite: true, inputBasis: "arithmetic",
        outputIncludesReasoning: true, outputBasis: "dialect"))
    proven.calls = 900
    proven.callsWithoutUsage = 12
    proven.inconsistentCalls = 1
    proven.input = Report.Bounded(70_000)
    proven.output = Report.Bounded(7_000)
    proven.convention.documentedCache = "inclusive"
    proven.convention.documentedReasoning = "inclusive"
    proven.convention.calls = 912
    proven.convention.cacheRead = Report.Evidence(calls: 400, provesApart: 380)
    proven.convention.cacheWrite = Report.Evidence(calls: 30, suggestsInside: 20)
    proven.convention.eitherCacheApart = 1
    proven.drift = drift
    open.drift.spans = 44
    open.drift.generations = [Report.Generation(name: nil, spans: 44)]
    return [open, proven]
  }

  /// Two generations of names beside each other, one of them replaced, with conflicts.
  private static var drift: Report.Drift {
    var drift = Report.Drift()
    drift.spans = 912
    drift.firstSeen = UnixNanos(1_795_456_000_000_000_000)
    drift.lastSeen = UnixNanos(1_795_460_000_000_000_000)
    drift.generations = [
      Report.Generation(name: "1.26", spans: 12), Report.Generation(name: "1.40-1.41", spans: 890),
      Report.Generation(name: nil, spans: 10),
    ]
    func field(_ name: String, _ sources: [Report.DriftSource], derived: Int = 0) -> Report.DriftField {
      var field = Report.DriftField(name: name)
      field.spans = sources.reduce(derived) { $0 + $1.spans }
      field.derived = derived
      field.sources = sources
      return field
    }
    var old = Report.DriftSource(
      name: "gen_ai.usage.prompt_tokens", dialect: "opentelemetry", generation: "1.26", isConventional: true,
      isReplaced: true)
    (old.spans, old.alone, old.conflicts, old.tokensAlone) = (12, 12, 0, 1_200)
    var new = Report.DriftSource(
      name: "gen_ai.usage.input_tokens", dialect: "opentelemetry", generation: nil, isConventional: true,
      isReplaced: false)
    (new.spans, new.alone, new.conflicts, new.tokensAlone) = (880, 870, 3, 68_000)
    var total = Report.DriftSource(
      name: "llm.usage.total_tokens", dialect: "openllmetry", generation: nil, isConventional: false,
      isReplaced: false)
    (total.spans, total.alone, total.conflicts) = (890, 890, 0)
    drift.fields = [
      field("input_tokens", [new, old]), field("total_tokens", [total]), field("provider", [], derived: 912),
    ]
    return drift
  }
}

import LedgerModel
import LedgerReport

/// Reports to draw: a full one in which all figures add up, an empty one, and a nasty one.
enum ReportSample {
  /// A generator of numbers that are the same everywhere (Knuth's MMIX constants).
  private struct Dice {
    var state: UInt64
    mutating func roll(_ range: Range<Int64>) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int64((state >> 33) % UInt64(range.upperBound - range.lowerBound))
    }
  }

  /// What a model costs and how it behaves in the sample; prices in pico-dollars per token.
  private struct Model {
    var service: String
    var provider: String
    var name: String
    var operation = "chat"
    var callsPerWindow: Int64
    var input: Int64
    var output: Int64
    var cachedPercent: Int64?
    var reasoningPercent: Int64?
    var milliseconds: Int64
    var isStreaming = false
    var inputPrice: Int128?
    var outputPrice: Int128 = 0
  }

  private static let models: [Model] = [
    Model(
      service: "support-assistant", provider: "anthropic", name: "claude-sonnet-4-5-20250929", callsPerWindow: 22,
      input: 6200, output: 540, cachedPercent: 71, milliseconds: 6400, isStreaming: true, inputPrice: 3_000_000,
      outputPrice: 15_000_000),
    Model(
      service: "checkout-copilot", provider: "openai", name: "gpt-4o-2024-08-06", callsPerWindow: 40, input: 1900,
      output: 310, cachedPercent: 24, milliseconds: 3100, isStreaming: true, inputPrice: 2_500_000,
      outputPrice: 10_000_000),
    Model(
      service: "planner", provider: "openai", name: "o4-mini-2025-04-16", callsPerWindow: 7, input: 2800, output: 2100,
      cachedPercent: 10, reasoningPercent: 64, milliseconds: 14_500, inputPrice: 1_100_000, outputPrice: 4_400_000),
    Model(
      service: "support-assistant", provider: "gcp.vertex_ai", name: "gemini-2.5-flash", callsPerWindow: 31,
      input: 2400,
      output: 260, cachedPercent: 33, reasoningPercent: 18, milliseconds: 1900, isStreaming: true, inputPrice: 300_000,
      outputPrice: 2_500_000),
    Model(
      service: "ticket-triage", provider: "openai", name: "gpt-4o-mini-2024-07-18", callsPerWindow: 64, input: 820,
      output: 90, cachedPercent: 8, milliseconds: 1150, inputPrice: 150_000, outputPrice: 600_000),
    Model(
      service: "knowledge-search", provider: "openai", name: "text-embedding-3-small", operation: "embeddings",
      callsPerWindow: 90, input: 410, output: 0, milliseconds: 210, inputPrice: 20_000),
    Model(
      service: "knowledge-search", provider: "mistral_ai", name: "mistral-small-latest", callsPerWindow: 4, input: 1500,
      output: 220, milliseconds: 1700, inputPrice: 100_000, outputPrice: 300_000),
    Model(
      service: "ticket-triage", provider: "ollama", name: "llama3.2:3b-instruct-q4_K_M", callsPerWindow: 3, input: 600,
      output: 180, milliseconds: 4200),
  ]

  /// 2026-11-22T18:00:00Z.
  static let nightStart: UInt64 = 1_795_370_400_000_000_000

  /// The exact distribution of values, by the plainest loop: sort and pick the nearest rank.
  static func distribution(_ values: [Int64], _ unit: MeasureUnit) -> Distribution? {
    guard let smallest = values.min(), let largest = values.max() else { return nil }
    let sorted = values.sorted()
    return Distribution(
      unit: unit, count: values.count, min: smallest, max: largest, sum: values.reduce(0) { $0 + Int128($1) },
      percentiles: Percentile.standard.map { sorted[$0.nearestRank(of: sorted.count) - 1] })
  }

  private struct Measured {
    var counters = Report.Counters()
    var durations: [Int64] = []
    var firstTokens: [Int64] = []
    var speeds: [Int64] = []
    var perToken: [Int64] = []

    var distributions: Report.Distributions {
      var all = Report.Distributions()
      all.duration = distribution(durations, .nanoseconds)
      all.timeToFirstToken = distribution(firstTokens, .nanoseconds)
      all.outputTokensPerSecond = distribution(speeds, .microTokensPerSecond)
      all.timePerOutputToken = distribution(perToken, .picoseconds)
      return all
    }

    mutating func add(_ other: Measured) {
      func plus(_ left: Int64?, _ right: Int64?) -> Int64? {
        left == nil && right == nil ? nil : (left ?? 0) + (right ?? 0)
      }
      func plus(_ left: PicoUSD?, _ right: PicoUSD?) -> PicoUSD? {
        left == nil && right == nil ? nil : (left ?? .zero) + (right ?? .zero)
      }
      counters.spans += other.counters.spans
      counters.calls += other.counters.calls
      counters.errors += other.counters.errors
      counters.callsWithoutUsage += other.counters.callsWithoutUsage
      counters.callsUnpriced += other.counters.callsUnpriced
      counters.callsPriced += other.counters.callsPriced
      counters.streamingCalls = plus(counters.streamingCalls, other.counters.streamingCalls)
      counters.inputTokens = plus(counters.inputTokens, other.counters.inputTokens)
      counters.uncachedInputTokens = plus(counters.uncachedInputTokens, other.counters.uncachedInputTokens)
      counters.cacheReadTokens = plus(counters.cacheReadTokens, other.counters.cacheReadTokens)
      counters.cacheWriteTokens = plus(counters.cacheWriteTokens, other.counters.cacheWriteTokens)
      counters.outputTokens = plus(counters.outputTokens, other.counters.outputTokens)
      counters.reasoningTokens = plus(counters.reasoningTokens, other.counters.reasoningTokens)
      counters.costUSD = plus(counters.costUSD, other.counters.costUSD)
      counters.reportedCostUSD = plus(counters.reportedCostUSD, other.counters.reportedCostUSD)
      counters.wrapperSpans += other.counters.wrapperSpans
      counters.duplicateSpans += other.counters.duplicateSpans
      durations += other.durations
      firstTokens += other.firstTokens
      speeds += other.speeds
      perToken += other.perToken
    }
  }

  private static func measure(_ model: Model, window: Int, dice: inout Dice) -> Measured {
    var measured = Measured()
    // More traffic in the evening than towards morning, and a quiet hour.
    let load = window >= 30 && window < 34 ? 6 : [100, 96, 88, 72, 60, 48, 40, 36, 34, 40, 55, 80][window / 4]
    let calls = max(window % 5 == 0 ? 0 : 1, model.callsPerWindow * Int64(load) / 60)
    for _ in 0..<calls {
      measured.counters.calls += 1
      measured.counters.spans += 3
      let factor = dice.roll(20..<100) * dice.roll(20..<100) / 25
      let duration = model.milliseconds * 1_000_000 * factor / 140 + dice.roll(1..<999_999)
      measured.durations.append(duration)
      if dice.roll(0..<120) == 0 {
        measured.counters.errors += 1
        measured.counters.callsWithoutUsage += 1
        continue
      }
      let input = model.input * dice.roll(60..<150) / 100
      let output = model.output * dice.roll(40..<170) / 100
      let cached = model.cachedPercent.map { input * $0 * dice.roll(60..<130) / 10_000 }
      let written = model.provider == "anthropic" ? input * dice.roll(2..<9) / 100 : nil as Int64?
      let reasoning = model.reasoningPercent.map { output * $0 / 100 }
      func add(_ total: inout Int64?, _ value: Int64?) { if let value { total = (total ?? 0) + value } }
      add(&measured.counters.streamingCalls, model.isStreaming ? 1 : 0)
      if model.isStreaming {
        if dice.roll(0..<60) == 0 {
          measured.counters.callsWithoutUsage += 1
          continue
        }
        let first = duration * dice.roll(8..<30) / 100
        measured.firstTokens.append(first)
        measured.speeds.append(Int64(Int128(output) * 1_000_000_000_000_000 / Int128(duration - first)))
        if output > 1 { measured.perToken.append((duration - first) / (output - 1) * 1000) }
      }
      add(&measured.counters.inputTokens, input)
      add(&measured.counters.uncachedInputTokens, input - (cached ?? 0) - (written ?? 0))
      add(&measured.counters.cacheReadTokens, cached)
      add(&measured.counters.cacheWriteTokens, written)
      if model.operation == "chat" { add(&measured.counters.outputTokens, output) }
      add(&measured.counters.reasoningTokens, reasoning)
      guard let price = model.inputPrice else {
        measured.counters.callsUnpriced += 1
        continue
      }
      let fresh = Int128(input - (cached ?? 0) - (written ?? 0))
      let cost =
        fresh * price + Int128(cached ?? 0) * price / 10 + Int128(written ?? 0) * price * 5 / 4
        + Int128(output) * model.outputPrice
      measured.counters.callsPriced += 1
      measured.counters.costUSD = (measured.counters.costUSD ?? .zero) + PicoUSD(cost)
      if model.service == "support-assistant" {
        measured.counters.reportedCostUSD = (measured.counters.reportedCostUSD ?? .zero) + PicoUSD(cost * 103 / 100)
      }
    }
    return measured
  }

  /// The whole night, made once.
  static let fullNight = night()

  /// A night of five services and eight models in quarters of an hour, at most 48 of them; everything adds up.
  static func night(quarters: Int = 48) -> Report {
    var settings = Report.Settings(window: .quarterHour)
    settings.priceBooks = [
      Report.PriceBook(
        name: "spanledger-2026-11", sha256: String(repeating: "3f9c", count: 16), asOf: "2026-11-20")
    ]
    var report = Report(generator: Report.Generator(name: "spanledger", version: "0.1.0"), settings: settings)
    var dice = Dice(state: 20_261_122)
    var byModel = Array(repeating: Measured(), count: models.count)
    for window in 0..<quarters {
      let start = nightStart + UInt64(window) * WindowSize.quarterHour.nanos
      var all = Measured()
      var slices: [Report.ModelSlice] = []
      for (index, model) in models.enumerated() {
        let measured = measure(model, window: window, dice: &dice)
        guard measured.counters.calls > 0 else { continue }
        byModel[index].add(measured)
        all.add(measured)
        slices.append(
          Report.ModelSlice(
            name: Report.ModelName(provider: model.provider, model: model.name), counters: measured.counters))
      }
      all.counters.wrapperSpans = all.counters.calls / 9
      all.counters.duplicateSpans = window == 7 ? 212 : 0
      report.windows.append(
        Report.Window(
          window: WindowSize.quarterHour.window(holding: UnixNanos(start)), counters: all.counters,
          duration: all.distributions.duration, models: slices))
    }
    var everything = Measured()
    var byService: [(String, Measured)] = []
    for (model, measured) in zip(models, byModel) {
      everything.add(measured)
      let name = Report.ModelName(provider: model.provider, model: model.name)
      report.models.append(
        Report.ModelRow(name: name, counters: measured.counters, distributions: measured.distributions))
      var key = Report.GroupKey()
      key.service = model.service
      key.provider = model.provider
      key.operation = model.operation
      key.requestModel = model.name.hasPrefix("gpt-4o-2024") ? "gpt-4o" : model.name
      key.responseModel = model.provider == "ollama" ? nil : model.name
      report.groups.append(
        Report.Group(key: key, counters: measured.counters, distributions: measured.distributions))
      if let index = byService.firstIndex(where: { $0.0 == model.service }) {
        byService[index].1.add(measured)
      } else {
        byService.append((model.service, measured))
      }
      if measured.counters.errors > 0 {
        report.errorTypes.append(
          Report.ErrorType(
            errorType: model.provider == "openai" ? "RateLimitError" : model.provider == "ollama" ? nil : "timeout",
            name: name, calls: measured.counters.errors))
      }
    }
    report.services = byService.map {
      Report.ServiceRow(service: $0.0, counters: $0.1.counters, distributions: $0.1.distributions)
    }
    report.errorTypes.sort { $0.calls > $1.calls }
    report.totals = everything.counters
    report.totals.wrapperSpans = report.windows.reduce(0) { $0 + $1.counters.wrapperSpans }
    report.totals.duplicateSpans = 212
    report.distributions = everything.distributions
    addDurations(to: &report)
    addThroughput(to: &report)
    addInputs(to: &report)
    addStagesAndQuality(to: &report, dice: &dice)
    addMoney(to: &report)
    addComparison(to: &report)
    addLibraries(to: &report)
    addUsage(to: &report)
    addCallsWithoutSpans(to: &report)
    addSampling(to: &report)
    return report
  }

  /// Most calls in the middle of three buckets.
  private static func addDurations(to report: inout Report) {
    report.durationEdges = [500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000]
    for row in report.windows.indices {
      let count = report.windows[row].duration?.count ?? 0
      if count > 0 { report.windows[row].durationCounts = [count / 8, count - count / 8 - count / 20, count / 20] }
    }
  }

  private static func addThroughput(to report: inout Report) {
    report.throughput.windowNanos = WindowSize.quarterHour.nanos
    report.throughput.callsWithoutTimes = 3
    for (row, window) in report.windows.enumerated() where window.counters.calls > 0 {
      var flow = Report.Throughput.Flow()
      flow.calls = window.counters.calls
      flow.peak = 2 + row % 5
      flow.peakAt = UnixNanos(window.window.start.value + 61_500_000_000)
      flow.busyNanos = 300_000_000_000 + Int128(row) * 1_000_000_000
      flow.inFlightNanos = flow.busyNanos * 3 / 2
      flow.outputTokens = window.counters.outputTokens
      report.throughput.windows.append(Report.Throughput.Window(window: window.window, flow: flow))
      report.throughput.total.join(flow)
    }
    for (row, model) in report.models.enumerated() {
      var flow = Report.Throughput.Flow()
      flow.calls = model.counters.calls
      flow.peak = 1 + row % 4
      flow.peakAt = report.throughput.total.peakAt
      flow.busyNanos = Int128(1 + row) * 700_000_000_000
      flow.inFlightNanos = flow.busyNanos + 77
      flow.outputTokens = row == 3 ? nil : model.counters.outputTokens
      report.throughput.models.append(Report.Throughput.Model(name: model.name, flow: flow))
    }
  }

  private static func addInputs(to report: inout Report) {
    let layouts = [
      ("json", "lines", "zstd"), ("json", "lines", "gzip"), ("protobuf", "length-prefixed", nil),
      ("json", "document", nil),
    ]
    for index in 0..<12 {
      let (format, framing, compression) = layouts[index % layouts.count]
      let number = index < 10 ? "0\(index)" : "\(index)"
      let ending =
        (format == "json" ? "jsonl" : "binpb") + (compression == "zstd" ? ".zst" : compression == nil ? "" : ".gz")
      var source = Report.Source(
        path: "night/\(index < 8 ? "traces" : index < 10 ? "metrics" : "logs")-\(number).\(ending)")
      source.format = format
      source.framing = framing
      source.compression = compression
      source.bytes = UInt64(1_204_117 + index * 331_009)
      source.records = 320 + index * 17
      source.spans = index < 8 ? report.totals.spans / 8 + (index == 0 ? report.totals.spans % 8 + 212 : 0) : 0
      source.metricPoints = index >= 8 && index < 10 ? 24_056 : 0
      source.logRecords = index >= 10 ? 9014 : 0
      source.problems = index == 3 ? 41 : index == 6 ? 1 : 0
      report.inputs.sources.append(source)
    }
    report.inputs.files = 12
    report.inputs.bytes = report.inputs.sources.reduce(0) { $0 + $1.bytes }
    report.inputs.bytesDecompressed = report.inputs.bytes * 7 / 2
    report.inputs.records = report.inputs.sources.reduce(0) { $0 + $1.records }
    report.inputs.spans = report.inputs.sources.reduce(0) { $0 + $1.spans }
    report.inputs.metricPoints = 48_112
    report.inputs.logRecords = 18_028
    report.inputs.earliest = UnixNanos(nightStart + 2_114_000_000)
    report.inputs.latest = UnixNanos((report.windows.last?.window.end.value ?? nightStart) - 750_000_000)
    report.problems = [
      Problem(
        .unreadableTime, at: SourcePosition(source: 3, byteOffset: 9_311_870, record: 36_113, line: 36_114),
        "endTimeUnixNano is a boolean, a whole number was expected", count: 41),
      Problem(
        .truncatedInput, at: SourcePosition(source: 6, byteOffset: 2_911_004, record: 415),
        "the message announces 18204 bytes, 977 are left"),
    ]
    report.traces.count = 3121
    report.traces.rooted = 3088
    report.traces.withMissingParent = 33
    report.traces.multiFile = 407
    report.traces.spansWithoutTrace = 0
  }

  private static func addStagesAndQuality(to report: inout Report, dice: inout Dice) {
    for (name, milliseconds, count) in [
      ("retrieve", 85, 1204), ("rerank", 140, 1190), ("generate", 4100, 1204), ("guardrail", 32, 611),
      ("tool", 480, 96),
    ] as [(String, Int64, Int)] {
      let values = (0..<count).map { _ in milliseconds * dice.roll(200_000..<3_900_000) }
      var distributions = Report.Distributions()
      distributions.duration = distribution(values, .nanoseconds)
      report.stages.append(
        Report.Stage(
          name: name, spans: count, errors: name == "tool" ? 5 : 0, distributions: distributions,
          retrievedDocuments: name == "retrieve"
            ? distribution((0..<1180).map { _ in dice.roll(0..<9) }, .count) : nil))
    }
    func scores(_ count: Int, _ range: Range<Int64>) -> Distribution? {
      distribution((0..<count).map { _ in dice.roll(range) }, .micros)
    }
    report.quality.evaluations = [
      Report.Evaluation(
        name: "groundedness", count: 380, failed: 5, scores: scores(375, 620_000..<1_000_001),
        labelCounts: [Report.LabelCount("grounded", 363), Report.LabelCount("hallucinated", 12)]),
      Report.Evaluation(name: "relevance", count: 380, scores: scores(380, 550_000..<1_000_001)),
      Report.Evaluation(
        name: "toxicity", count: 120,
        labelCounts: [Report.LabelCount("clean", 119), Report.LabelCount("flagged", 1)]),
    ]
    report.quality.hallucination = Report.Hallucination(hallucinations: 12, judged: 375)
  }

  private static func addMoney(to report: inout Report) {
    report.audit.reportedUSD = report.totals.reportedCostUSD
    report.audit.listUSD = report.totals.costUSD
    if let reported = report.totals.reportedCostUSD {
      let list = PicoUSD(reported.value * 100 / 103)
      report.audit.differenceUSD = reported - list
      report.audit.comparedCalls = 1204
    }
    for row in report.models where row.counters.callsUnpriced > 0 {
      let isUnknown = row.name.provider == "ollama"
      report.audit.unpriced.append(
        Report.Audit.Unpriced(
          name: row.name, calls: row.counters.callsUnpriced, inputTokens: isUnknown ? row.counters.inputTokens : nil,
          outputTokens: isUnknown ? row.counters.outputTokens : nil,
          reason: isUnknown ? "no price for this model" : "usage unknown"))
    }
    report.budgets = [
      Report.Budget(
        name: "all models", period: "day", limitUSD: PicoUSD(90_000_000_000_000), spentUSD: report.totals.costUSD,
        state: .warning)
    ]
    report.budgets[0].start = CivilDate("2026-11-23")
    report.budgets[0].end = CivilDate("2026-11-24")
    report.budgets[0].projectedUSD = report.totals.costUSD
    report.budgets[0].calls = report.totals.calls
    report.budgets[0].callsNotCounted = report.totals.callsUnpriced
    for (value, state) in [("m.lopez", Report.BudgetState.exceeded), (nil, .ok)] as [(String?, Report.BudgetState)] {
      var each = Report.Budget(
        name: "each", period: "month", limitUSD: PicoUSD(5_000_000_000_000), spentUSD: PicoUSD(5_120_400_000_000),
        state: state)
      each.start = CivilDate("2026-11-01")
      each.end = CivilDate("2026-12-01")
      each.scope = ["environment=production"]
      (each.split, each.value) = ("user", value)
      if state == .ok { each.spentUSD = PicoUSD(12_000_000_000) }
      each.spentBeforeUSD = state == .ok ? nil : PicoUSD(4_000_000_000_000)
      report.budgets.append(each)
    }
    report.budgetRests = [
      Report.BudgetRest(
        name: "each", start: CivilDate("2026-11-01"), values: 41, spentUSD: PicoUSD(9_000_000_000_000), warnings: 2,
        exceeded: 0)
    ]
  }

  private static func addComparison(to report: inout Report) {
    for (index, model) in models.enumerated() where model.provider != "ollama" {
      let counters = report.models[index].counters
      for (type, value) in [("input", counters.inputTokens), ("output", counters.outputTokens)] {
        guard let value else { continue }
        let metrics: Int128? =
          index == 6
          ? nil : Int128(index == 1 && type == "output" ? value - 1240 : index == 3 ? value + 88 : value)
        report.reconciliation.series.append(
          Report.Comparison(
            service: model.service, provider: model.provider, model: model.name, quantity: .tokens, tokenType: type,
            unit: .count, traces: Int128(value), metrics: metrics))
      }
      if let duration = report.models[index].distributions.duration {
        report.reconciliation.series.append(
          Report.Comparison(
            service: model.service, provider: model.provider, model: model.name, quantity: .duration,
            unit: .nanoseconds, traces: duration.sum,
            metrics: index == 2 ? duration.sum - 14_250_000_000 : duration.sum))
      }
    }
    report.reconciliation.series.append(
      Report.Comparison(
        service: "legacy-batch", provider: "openai", model: "gpt-4o-mini", quantity: .tokens, tokenType: "input",
        unit: .count, traces: nil, metrics: 48_200))
    for (index, window) in report.windows.enumerated() {
      report.reconciliation.windows.append(
        Report.WindowComparison(
          window: window.window,
          comparison: Report.Comparison(
            service: "checkout-copilot", provider: "openai", model: "gpt-4o-2024-08-06", quantity: .tokens,
            tokenType: "output", unit: .count, traces: 12_000 + Int128(index),
            metrics: index == 7 ? 10_760 + Int128(index) : 12_000 + Int128(index))))
    }
    if report.reconciliation.windows.count > 2 {
      report.reconciliation.windows[2].comparison.metrics = 11_985
      report.reconciliation.windows[2].comparison.metricsLow = 11_200
      report.reconciliation.windows[2].comparison.metricsHigh = 12_600
    }
    var total = Report.IgnoredSeries(
      metric: "gen_ai.client.token.usage", service: "checkout-copilot", model: "gpt-4o-2024-08-06",
      tokenType: "total", reason: "a total beside input and output")
    (total.series, total.points) = (2, 1440)
    var silent = Report.IgnoredSeries(
      metric: "gen_ai.client.cost", service: "checkout-copilot", model: nil,
      reason: "does not say how it counts: its temporality is unspecified")
    (silent.isLost, silent.points, silent.remedy) = (true, 3, "Say it.")
    report.reconciliation.ignoredSeries = [total, silent]
    addPercentiles(to: &report)
    report.reconciliation.findings = ["missing-stream-usage"]
    report.findings = [
      Report.Finding(
        code: "missing-stream-usage", severity: .warning, confidence: .high,
        title: "Streamed calls without token counts",
        message: "Metrics of checkout-copilot miss the output tokens of streamed calls.",
        place: [.init("service", .text("checkout-copilot")), .init("model", .text("gpt-4o-2024-08-06"))],
        evidence: [
          .init("traces", .count(562_110)), .init("metrics", .count(560_870)),
          .init("explains_share", .measure(937_500, .micros)), .init("cost", .money(PicoUSD(12_400_000_000))),
        ],
        remedy: "Ask the provider for usage in the last chunk (include_usage).")
    ]
    report.reconciliation.causes = report.findings
    report.reconciliation.explainedShareMicros = 937_500
  }

  private static func addLibraries(to report: inout Report) {
    report.libraries = [
      Report.Library(
        scopeName: "opentelemetry.instrumentation.openai_v2", scopeVersion: "2.1b0", dialect: "otel-genai-1.37",
        spans: 9802, calls: 9590, notCounted: [.init("duplicate", spans: 212)]),
      Report.Library(
        scopeName: "openinference.instrumentation.langchain", scopeVersion: "0.1.43", dialect: "openinference",
        spans: 4120, calls: 1811,
        notCounted: [.init("wrapper", spans: 1290), .init("merged by response id", spans: 322)]),
      Report.Library(scopeName: "ai", scopeVersion: nil, dialect: "vercel-ai", spans: 903, calls: 640),
      Report.Library(scopeName: nil, scopeVersion: nil, dialect: nil, spans: 21_006, calls: 0),
    ]
    report.notCounted.wrapperSpans = report.totals.wrapperSpans
    report.notCounted.duplicateSpans = report.totals.duplicateSpans
    report.notCounted.mergedResponses = 322
    report.notCounted.naiveInputTokens = report.totals.inputTokens.map { $0 * 131 / 100 }
    report.notCounted.naiveOutputTokens = report.totals.outputTokens.map { $0 * 127 / 100 }
  }

  /// Nothing was read.
  static func empty() -> Report {
    Report(
      generator: Report.Generator(name: "spanledger", version: "0.1.0"), settings: Report.Settings(window: .hour))
  }

  /// Names that try to break out of every format.
  static let nastyNames = [
    "<script>alert(1)</script>", "a|b|\u{301}c", "line\nbreak\r\nand\ttab", "`code` ![x](http://evil.example/x.png)",
    "\u{202E}gpt-4o\u{202C}", "نموذج-كبير", "\"quoted\" & 'single' \\ back", "=SUM(A1:A9),\"x\"", "\u{1B}[31mred\u{07}",
    "模型-日本語-モデル", "*bold* _it_ ~x~ #h <!-- c -->", "</style></table>--><img src=x onerror=alert(1)>",
    String(repeating: "very-long-model-name-", count: 60),
  ]

  /// A report full of names that try to break out, on very few calls.
  static func nasty() -> Report {
    var settings = Report.Settings(window: .hour)
    settings.filters = [Report.Filter(key: "service", value: nastyNames[0])]
    settings.priceBooks = [Report.PriceBook(name: nastyNames[1], sha256: nil, asOf: nil)]
    var report = Report(generator: Report.Generator(name: "spanledger", version: "0.1.0"), settings: settings)
    var slices: [Report.ModelSlice] = []
    for (index, name) in nastyNames.enumerated() {
      var counters = Report.Counters()
      counters.spans = 2
      counters.calls = 2
      counters.errors = 1
      counters.callsUnpriced = index % 3 == 0 ? 2 : 0
      counters.callsPriced = 2 - counters.callsUnpriced
      counters.callsWithoutUsage = index % 5 == 4 ? 2 : 0
      counters.inputTokens = index % 5 == 4 ? nil : 9_007_199_254_740_993 / Int64(nastyNames.count)
      counters.costUSD = index % 3 == 0 ? nil : PicoUSD(Int128(1) << Int128(index * 6))
      var distributions = Report.Distributions()
      distributions.duration = distribution([1, 2_000_000_000], .nanoseconds)
      let model = Report.ModelName(provider: name, model: name)
      slices.append(Report.ModelSlice(name: model, counters: counters))
      report.models.append(Report.ModelRow(name: model, counters: counters, distributions: distributions))
      report.services.append(Report.ServiceRow(service: name, counters: counters, distributions: distributions))
      var key = Report.GroupKey()
      key.service = name
      key.provider = name
      key.operation = name
      key.requestModel = name
      report.groups.append(Report.Group(key: key, counters: counters, distributions: distributions))
      report.errorTypes.append(Report.ErrorType(errorType: name, name: model, calls: 1))
      report.stages.append(Report.Stage(name: name, spans: 2))
      report.quality.evaluations.append(
        Report.Evaluation(name: name, count: 2, labelCounts: [Report.LabelCount(name, 2)]))
      addNastyMetrics(to: &report, named: name)
      addNastyPercentiles(to: &report, named: name)
      report.libraries.append(
        Report.Library(
          scopeName: name, scopeVersion: name, dialect: name, spans: 2, calls: 2,
          notCounted: [.init(name, spans: 1)]))
      report.emitters.append(
        Report.Emitter(
          scope: name, version: name, dialect: name, provider: name,
          convention: Report.Convention(
            inputIncludesCacheRead: true, inputIncludesCacheWrite: true, inputBasis: "default",
            outputIncludesReasoning: true, outputBasis: "default")))
      report.reconciliation.series.append(
        Report.Comparison(
          service: name, provider: name, model: name, quantity: .tokens, tokenType: name, unit: .count, traces: 0,
          metrics: 5))
      report.audit.unpriced.append(
        Report.Audit.Unpriced(name: model, calls: 2, inputTokens: nil, outputTokens: nil, reason: name))
      report.findings.append(
        Report.Finding(
          code: "content-captured", severity: .error, confidence: .low, title: name, message: name,
          place: [.init("service", .text(name))], evidence: [.init("calls", .count(2))], remedy: name))
      var source = Report.Source(path: name)
      source.format = name
      source.spans = 2
      report.inputs.sources.append(source)
      report.problems.append(
        Problem(.unreadableField, at: SourcePosition(source: index, byteOffset: 0), name, count: .max / 32))
      for total in [\Report.Counters.spans, \.calls, \.errors, \.callsUnpriced, \.callsPriced, \.callsWithoutUsage] {
        report.totals[keyPath: total] += counters[keyPath: total]
      }
      if let input = counters.inputTokens { report.totals.inputTokens = (report.totals.inputTokens ?? 0) + input }
      if let cost = counters.costUSD { report.totals.costUSD = (report.totals.costUSD ?? .zero) + cost }
    }
    report.inputs.files = nastyNames.count
    report.inputs.spans = report.totals.spans
    report.inputs.earliest = UnixNanos(1)
    report.inputs.latest = UnixNanos(.max)
    report.windows = [
      Report.Window(
        window: WindowSize.hour.window(holding: UnixNanos(1)), counters: report.totals,
        duration: distribution([1, 2_000_000_000], .nanoseconds), models: slices),
      Report.Window(
        window: WindowSize.hour.window(holding: UnixNanos(.max)), counters: Report.Counters(), models: []),
    ]
    report.distributions.duration = distribution([1, 2_000_000_000], .nanoseconds)
    addNastySampling(to: &report, names: nastyNames)
    return report
  }
}

import LedgerAggregates
import LedgerCalls
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerReport

// How calls were counted: what a plain sum would have said, what is not known, and how emitters count.

extension ReportAssembly {
  /// Fills in what the report says about counting, and the findings about it. Answers the calls whose usage is not known.
  func addUsage(to report: inout Report) -> [UnknownUsage] {
    let (counting, unknown) = counting.value
    report.counting = shown(counting)
    report.notCounted.naiveInputTokens = counting.naive.input.map { Int64(clamping: $0) }
    report.notCounted.naiveOutputTokens = counting.naive.output.map { Int64(clamping: $0) }
    report.usageStates = unknown.map(shown)
    let matrix = DriftMatrix(facts, selection: settings.selection, workers: Workers(count: settings.jobs))
    let isSelective = settings.selection != Selection()
    for (number, (emitter, usage)) in zip(facts.calls.emitters.emitters, counting.emitters).enumerated()
    where !isSelective || usage.calls > 0 {
      var row = shown(emitter, usage)
      row.drift = drift(matrix.emitters[number], settings.dialects)
      report.emitters.append(row)
      report.findings += UsageFindings(row, emitter.convention).findings
    }
    return unknown
  }

  private func shown(_ counting: UsageCounting) -> Report.Counting {
    var shown = Report.Counting()
    shown.naive = sums(counting.naive)
    shown.counted = sums(counting.counted)
    shown.aggregateOnly = sums(counting.aggregateOnly)
    shown.aggregateGap = sums(counting.gaps)
    shown.notCounted = LeftOutReason.allCases.compactMap { reason in
      guard let dialects = counting.leftOut[reason] else { return nil }
      var all = UsageSums()
      for part in dialects.values { all.add(part) }
      return Report.LeftOut(
        reason: reason.rawValue, sums: sums(all),
        dialects: dialects.sorted { $0.key < $1.key }.map {
          Report.DialectSums(dialect: dialectName($0.key), sums: sums($0.value))
        })
    }
    shown.adjustments = UsageAdjustment.allCases.compactMap { reason in
      counting.adjustments[reason].map { Report.Adjustment(reason: reason.rawValue, sums: sums($0)) }
    }
    return shown
  }

  private func sums(_ sums: UsageSums) -> Report.UsageSums {
    Report.UsageSums(
      spans: sums.spans, inputTokens: sums.input, outputTokens: sums.output,
      reportedCostUSD: sums.cost.map { PicoUSD($0) })
  }

  private func dialectName(_ dialect: UInt8) -> String? { dialect == 0 ? nil : settings.dialects.name(of: dialect) }

  private func shown(_ usage: UnknownUsage) -> Report.UnknownUsage {
    var shown = Report.UnknownUsage(state: usage.state.rawValue, calls: usage.calls)
    shown.boundedCalls = usage.boundedCalls
    shown.inputTokens = usage.input.map { $0.low...$0.high }
    shown.outputTokens = usage.output.map { $0.low...$0.high }
    shown.costUSD = usage.cost.map { PicoUSD($0.low)...PicoUSD($0.high) }
    shown.totalTokens = usage.total
    shown.estimatedInputTokens = usage.estimatedInput
    shown.estimatedOutputTokens = usage.estimatedOutput
    return shown
  }

  private func shown(_ emitter: UsageEmitter, _ usage: EmitterUsage) -> Report.Emitter {
    let known = emitter.convention
    func word(_ inclusion: Inclusion) -> String? {
      switch inclusion {
      case .unknown: nil
      case .inclusive, .asked: "inclusive"
      case .exclusive: "exclusive"
      }
    }
    func evidence(_ side: UsageEvidence.Side) -> Report.Evidence {
      Report.Evidence(calls: side.calls, provesApart: side.apart, suggestsInside: side.inside)
    }
    var convention = Report.Convention(
      inputIncludesCacheRead: known.cacheRead.isInside, inputIncludesCacheWrite: known.cacheWrite.isInside,
      inputBasis: known.inputBasis.rawValue, outputIncludesReasoning: known.reasoning.isInside,
      outputBasis: known.reasoning.basis.rawValue)
    convention.documentedCache = word(known.documentedCache)
    convention.documentedReasoning = word(known.documentedReasoning)
    convention.calls = known.evidence.calls
    convention.cacheRead = evidence(known.evidence.cacheRead)
    convention.cacheWrite = evidence(known.evidence.cacheWrite)
    convention.eitherCacheApart = known.evidence.eitherCacheApart
    convention.reasoning = evidence(known.evidence.reasoning)
    var shown = Report.Emitter(
      scope: emitter.scopeName, version: emitter.scopeVersion, dialect: dialectName(emitter.dialect),
      provider: store.texts.provider[emitter.provider], convention: convention)
    shown.calls = usage.calls
    shown.callsWithoutUsage = usage.callsWithoutUsage
    shown.inconsistentCalls = usage.inconsistentCalls
    shown.input = usage.input.map { Report.Bounded($0, more: usage.openInput) }
    shown.output = usage.output.map { Report.Bounded($0, more: usage.openOutput) }
    return shown
  }
}

import LedgerAggregates
import LedgerAudit
import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing
import LedgerReport

/// Lays the cost ledger out as reports show it.
struct AuditAssembly {
  private let facts: CallFacts
  private let ledger: CostLedger

  init(_ facts: CallFacts, _ ledger: CostLedger) {
    self.facts = facts
    self.ledger = ledger
  }

  /// The audit, without states and without what cannot be priced.
  func audit() -> Report.Audit {
    var audit = Report.Audit()
    audit.reportedUSD = ledger.claimed.map { PicoUSD($0) }
    audit.countedReportedUSD = ledger.counted.map { PicoUSD($0) }
    audit.listUSD = ledger.list.map { PicoUSD($0) }
    audit.differenceUSD = ledger.difference.map { PicoUSD($0) }
    audit.comparedCalls = ledger.comparedCalls
    audit.comparedDifferenceUSD = ledger.comparedDifference.map { PicoUSD($0) }
    // Where nothing is reported, there is nothing to explain.
    guard ledger.claimed != nil else { return audit }
    audit.causes = ledger.causes.sorted {
      ($1.value.magnitude, $0.key) < ($0.value.magnitude, $1.key)
    }.map(shown)
    audit.partsUSD = PicoUSD(ledger.causes.values.reduce(0) { $0 + $1.magnitude })
    audit.unexplainedUSD = PicoUSD(ledger.causes[.unexplained]?.magnitude ?? 0)
    audit.groups = ledger.groups.filter { group in
      group.fit.explanations.count > 1 || group.reported != group.list
    }.map(shown)
    return audit
  }

  private func shown(_ cause: AuditCause, _ part: AuditPart) -> Report.Audit.Cause {
    var shown = Report.Audit.Cause(code: cause.code, calls: part.calls, usd: PicoUSD(part.picoUSD))
    shown.since = part.since.map { UnixNanos($0) }
    shown.until = part.until.map { UnixNanos($0) }
    shown.examples = part.examples.map(self.shown)
    return shown
  }

  private func shown(_ example: AuditPart.Example) -> Report.Audit.Example {
    let store = facts.store
    let segment = store.calls[Int(example.candidate) >> CandidateLayout.rowBits]
    let row = Int(example.candidate) & CandidateLayout.mask
    let (spans, spanRow) = store.locate(span: segment.span[row])
    let trace = spans.traceID(spanRow)
    let model = segment.responseModel[row] != 0 ? segment.responseModel[row] : segment.requestModel[row]
    var shown = Report.Audit.Example(
      trace: trace == .absent ? nil : trace.description,
      span: spans.spanID[spanRow] == 0 ? nil : SpanID(spans.spanID[spanRow]).description,
      start: spans.start[spanRow] == 0 ? nil : UnixNanos(spans.start[spanRow]), model: store.texts.model[model],
      usd: PicoUSD(example.picoUSD))
    shown.reportedUSD = example.reported.map { PicoUSD(Int128($0)) }
    shown.listUSD = example.list.map { PicoUSD(Int128($0)) }
    return shown
  }

  private func shown(_ group: AuditGroup) -> Report.Audit.Group {
    let texts = facts.store.texts
    var shown = Report.Audit.Group(
      calls: group.members.count, reportedUSD: PicoUSD(group.reported), listUSD: PicoUSD(group.list))
    if let emitter = group.emitter {
      shown.scope = facts.calls.emitters.emitters[emitter].scopeName
      shown.version = facts.calls.emitters.emitters[emitter].scopeVersion
    }
    shown.provider = texts.provider[group.provider]
    shown.requestModel = texts.model[group.requestModel]
    shown.responseModel = texts.model[group.responseModel]
    shown.serviceTier = texts.serviceTier[group.serviceTier]
    shown.roundedTo = group.fit.tolerance.unit > 1 ? PicoUSD(Int128(group.fit.tolerance.unit)) : nil
    shown.since = group.since.map { UnixNanos($0) }
    shown.explanations = zip(group.fit.explanations, group.explained).compactMap { explanation, sums in
      guard sums.calls > 0 else { return nil }
      // Steps that change nothing for any of the calls lie on the way, and are no causes.
      let steps = explanation.steps.filter { sums.causes.contains($0.cause) }
      let causes = explanation.steps.isEmpty ? explanation.causes : steps.map(\.cause)
      return Report.Audit.Explanation(
        causes: causes.map(\.code), alternatives: explanation.alternatives.map { $0.map(\.code) }, calls: sums.calls,
        usd: PicoUSD(sums.picoUSD), evidence: steps.compactMap { words($0.evidence) })
    }
    return shown
  }

  /// What shows a cause.
  private func words(_ evidence: AuditEvidence) -> String? {
    switch evidence {
    case .none: return nil
    case .sheet(let sheet):
      let days = [
        sheet.from.map { "from \($0.description.prefix(10))" },
        sheet.until.map { "until \($0.description.prefix(10))" },
      ].compactMap { $0 }.joined(separator: " ")
      return "the prices of \(sheet.model) \(days): \(perMillion(sheet.base))"
    case .model(let model): return "the prices of \(model)"
    case .serviceTier(let tier): return "the prices of the service tier \(tier)"
    case .route(let route): return "the prices of the route \(route)"
    case .rates(let rates):
      let parts = [
        "input \(perMillion(rates.input))", rates.output.map { "output \(perMillion($0))" },
        rates.cacheRead.map { "cached input \(perMillion($0))" },
        rates.cacheWrite.map { "input into the cache \(perMillion($0))" },
      ].compactMap { $0 }.joined(separator: ", ")
      let models = rates.models.isEmpty ? "" : ", which is what \(rates.models.joined(separator: ", ")) cost"
      return "\(parts) USD per million tokens\(models)"
    case .factor(let numerator, let denominator): return "all rates × \(numerator)/\(denominator)"
    case .cachedTokens: return "as many tokens taken for cached as make a whole number in each call"
    }
  }

  private func perMillion(_ card: RateCard) -> String {
    func word(_ rate: Rate) -> String {
      guard let amount = rate.perToken else { return "none" }
      return perMillion(Int64(clamping: amount.value))
    }
    return "input \(word(card.input)), output \(word(card.output)) USD per million tokens"
  }

  /// Pico-dollars per token are micro-dollars per million.
  private func perMillion(_ rate: Int64) -> String { PicoUSD(Int128(rate) * 1_000_000).description }
}

extension Report.Audit.State {
  /// A state as reports show it.
  init(_ known: UnbilledCalls) {
    let bounds: ClosedRange<PicoUSD>? =
      if let low = known.low, let high = known.high { PicoUSD(low)...PicoUSD(max(low, high)) } else { nil }
    self.init(
      code: known.state.rawValue, calls: known.calls, boundedCalls: known.boundedCalls, bounds: bounds,
      reportedUSD: known.reported.map { PicoUSD($0) })
  }
}

import LedgerAggregates
import LedgerColumns
import LedgerModel
import LedgerReport

/// Lays out what the calls come to over everything there was, beside the report of what was kept.
struct SamplingAssembly {
  private let facts: CallFacts
  private let breakdown: CallBreakdown
  private let weights: CallWeights
  private let adjusted: AdjustedBreakdown?

  init(_ facts: CallFacts, _ breakdown: CallBreakdown, _ settings: RunSettings) {
    self.facts = facts
    self.breakdown = breakdown
    weights = CallWeights(facts, rates: settings.samplingRates)
    adjusted = AdjustedBreakdown(breakdown, facts, weights)
  }

  /// Adds the estimates to a report whose counters are complete.
  func fill(_ report: inout Report) {
    report.sampling = Report.Sampling(weights.census)
    guard let adjusted else { return }
    report.sampling.totals = adjusted.all.figures.first
    report.sampling.duration = adjusted.all.durations.first ?? nil
    report.sampling.timeToFirstToken = adjusted.all.firstTokens.first ?? nil
    if let totals = report.sampling.totals { report.totals.adjust(totals) }

    let groups = rows(breakdown.byKey, adjusted.byKey, key)
    for place in report.groups.indices {
      guard let row = groups[report.groups[place].key] else { continue }
      report.groups[place].counters.adjust(row.figures)
      report.sampling.groups.append(row)
    }
    let models = rows(breakdown.byModel, adjusted.byModel) { model($0[0], $0[1]) }
    for place in report.models.indices {
      guard let row = models[report.models[place].name] else { continue }
      report.models[place].counters.adjust(row.figures)
      report.sampling.models.append(row)
    }
    let services: [String?: Report.Sampling.Row<String?>] = rows(breakdown.byService, adjusted.byService) {
      .some(service($0[0]))
    }
    for place in report.services.indices {
      guard let row = services[report.services[place].service] else { continue }
      report.services[place].counters.adjust(row.figures)
      report.sampling.services.append(row)
    }
    fillWindows(&report, adjusted)
  }

  private func fillWindows(_ report: inout Report, _ adjusted: AdjustedBreakdown) {
    // Calls without a start are in no window.
    let isInWindow = { (code: UInt32) in Int(code) < breakdown.windows.count }
    let windows = rows(breakdown.byWindow, adjusted.byWindow) {
      isInWindow($0[0]) ? breakdown.windows[Int($0[0])] : nil
    }
    struct Slice: Hashable, Sendable {
      var window: TimeWindow
      var name: Report.ModelName
    }
    let slices = rows(breakdown.byModelAndWindow, adjusted.byModelAndWindow) {
      isInWindow($0[2]) ? Slice(window: breakdown.windows[Int($0[2])], name: model($0[0], $0[1])) : nil
    }
    for place in report.windows.indices {
      let window = report.windows[place].window
      for slice in report.windows[place].models.indices {
        let name = report.windows[place].models[slice].name
        if let row = slices[Slice(window: window, name: name)] {
          report.windows[place].models[slice].counters.adjust(row.figures)
        }
      }
      guard let row = windows[window] else { continue }
      report.windows[place].counters.adjust(row.figures)
      report.sampling.windows.append(
        Report.Sampling.Row(key: window, figures: row.figures, duration: row.duration))
    }
  }

  /// The rows of a side that have a figure, by what their codes mean.
  private func rows<Key: Hashable & Sendable>(
    _ side: CallBreakdown.Side, _ adjusted: AdjustedBreakdown.Side, _ key: ([UInt32]) -> Key?
  ) -> [Key: Report.Sampling.Row<Key>] {
    var rows: [Key: Report.Sampling.Row<Key>] = [:]
    for (group, codes) in side.grouping.keys.enumerated() where adjusted.figures[group] != AdjustedFigures() {
      guard let key = key(codes) else { continue }
      rows[key] = Report.Sampling.Row(
        key: key, figures: adjusted.figures[group],
        duration: adjusted.durations.isEmpty ? nil : adjusted.durations[group],
        timeToFirstToken: adjusted.firstTokens.isEmpty ? nil : adjusted.firstTokens[group])
    }
    return rows
  }

  // MARK: Names

  private func service(_ code: UInt32) -> String? { code == 0 ? nil : facts.serviceNames[Int(code)] }

  private func model(_ provider: UInt32, _ model: UInt32) -> Report.ModelName {
    Report.ModelName(provider: facts.store.texts.provider[provider], model: facts.store.texts.model[model])
  }

  private func key(_ codes: [UInt32]) -> Report.GroupKey {
    var key = Report.GroupKey()
    key.service = service(codes[0])
    key.provider = facts.store.texts.provider[codes[1]]
    key.operation = facts.store.texts.operation[codes[2]]
    key.requestModel = facts.store.texts.model[codes[3]]
    key.responseModel = facts.store.texts.model[codes[4]]
    return key
  }
}

extension Report.Sampling {
  /// How many calls have a weight, and from whom.
  init(_ census: WeightCensus) {
    self.init()
    weightedCalls = census.weighted
    unweightedCalls = census.unweighted
    zeroWeightCalls = census.zeroWeight
    fromThreshold = census.sources[Int(SpanWeight.Source.threshold.rawValue)]
    fromPower = census.sources[Int(SpanWeight.Source.power.rawValue)]
    fromAttribute = census.sources[Int(SpanWeight.Source.attribute.rawValue)]
    fromConfiguration = census.sources[Int(SpanWeight.Source.configured.rawValue)]
    inconsistent = census.inconsistent
    tailPolicies = census.tailPolicies
    tailSampledCalls = census.tailSampled
    traces = census.traces
    configuredRates = census.configured.map {
      ConfiguredRate(service: $0.service, weight: $0.weight, calls: $0.calls)
    }
  }
}

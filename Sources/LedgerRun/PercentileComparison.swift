import LedgerAggregates
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerReconcile
import LedgerReport

// Percentiles: the exact ones of the calls, and between which values those of the histograms lie.

extension TraceMetricComparison {
  private static let comparedPercentiles = ["50", "90", "95", "99"].compactMap { Percentile($0) }

  /// The percentiles of both sides, by service, model and quantity.
  ///
  /// - Parameter range: what counts of the histograms; `nil` for everything.
  func percentiles(within range: TimeWindow?) -> [Report.PercentileComparison] {
    let histograms = store.series.indices.compactMap(histogram)
    let chosen = ChosenHistograms(histograms)
    if chosen.parts.isEmpty { return [] }
    let masses = masses(chosen, within: range)
    let traces = tracedDistributions(chosen, Set(masses.keys.map(\.quantity)))
    return masses.keys.sorted().compactMap { key in
      guard let metrics = masses[key] else { return nil }
      let traced = traces[key]
      let percentiles = TraceMetricComparison.comparedPercentiles.enumerated().compactMap { place, percentile in
        metrics.masses.bounds(of: percentile).map { bounds in
          Report.ComparedPercentile(
            percentile: percentile, traces: traced?.percentiles[place], low: bounds.low, high: bounds.high,
            isCoarse: bounds.isCoarse)
        }
      }
      if percentiles.isEmpty { return nil }
      let total = metrics.masses.total
      return Report.PercentileComparison(
        service: key.service, provider: metrics.only(\.provider), operation: metrics.only(\.operation),
        model: key.model, quantity: key.quantity.shown, metrics: Set(metrics.keys.map(\.name)).sorted(),
        traceValues: traced?.count ?? 0, metricValues: total.sure, possibleMetricValues: total.possible,
        percentiles: percentiles)
    }
  }

  /// What both sides are joined by.
  private struct Key: Hashable, Comparable {
    var service: String?
    var model: String?
    var quantity: LedgerReconcile.PercentileQuantity

    static func < (left: Key, right: Key) -> Bool {
      // Unknown names first; a name is never empty.
      let (a, b) = ([left.service ?? "", left.model ?? ""], [right.service ?? "", right.model ?? ""])
      return a != b ? a.lexicographicallyPrecedes(b) : left.quantity < right.quantity
    }
  }

  private struct Metrics {
    var masses = BucketMasses()
    var keys: [MetricSeriesKey] = []

    /// What all series say; `nil` where they say nothing or do not agree.
    func only(_ member: (MetricSeriesKey) -> String?) -> String? {
      let said = Set(keys.map(member))
      return said.count == 1 ? said.first ?? nil : nil
    }
  }

  // MARK: Metrics

  private func histogram(_ row: Int) -> HistogramSeries? {
    let key = store.series[row]
    guard key.kind == .histogram || key.kind == .exponentialHistogram, isSelected(key), isOfCalls(key) else {
      return nil
    }
    return HistogramSeries(
      row: row, metricName: key.name, family: key.family, kind: key.kind, tokenType: key.tokenType,
      service: service(key), requestModel: key.requestModel, responseModel: key.responseModel,
      isOfFailures: key.errorType != nil)
  }

  private func masses(_ chosen: ChosenHistograms, within range: TimeWindow?) -> [Key: Metrics] {
    if chosen.parts.isEmpty { return [:] }
    let points = order.value
    let growths = Workers(count: settings.jobs).map(chosen.parts.count) { part in
      let series = chosen.parts[part].row
      return bucketGrowth(
        of: points.histogramPoints(ofSeries: series), temporality: store.series[series].temporality, within: range,
        layouts: store.bucketLayouts
      ) { place, buckets in points.read(place, into: &buckets) }
    }
    var found: [Key: Metrics] = [:]
    for (part, growth) in zip(chosen.parts, growths) {
      let total = growth.total
      if total.sure == 0, total.possible == 0 { continue }
      let series = store.series[part.row]
      let key = Key(service: service(series), model: part.model, quantity: part.quantity)
      found[key, default: Metrics()].masses.add(
        growth, layouts: store.bucketLayouts, numerator: series.scaleNumerator, denominator: series.scaleDenominator,
        places: series.family.decimalPlaces)
      found[key]?.keys.append(series)
    }
    return found
  }

  // MARK: Traces

  private func tracedDistributions(
    _ chosen: ChosenHistograms, _ quantities: Set<LedgerReconcile.PercentileQuantity>
  ) -> [Key: Distribution] {
    var found: [Key: Distribution] = [:]
    for quantity in quantities.sorted() {
      guard let measure = quantity.measure else { continue }
      // Codes of the joined names, so that groups can be put together by them.
      var codes: [String?: UInt32] = [:]
      var names: [String?] = []
      let groups = facts.groupedByKey().joined { key in
        let model = chosen.model(
          of: quantity, service: serviceName(key[0]), request: store.texts.model[key[3]],
          response: store.texts.model[key[4]])
        let code = codes[model] ?? UInt32(names.count)
        if codes.updateValue(code, forKey: model) == nil { names.append(model) }
        return [key[0], code]
      }
      let distributions = facts.distributions(
        [groups], of: [measure], percentiles: TraceMetricComparison.comparedPercentiles)[0][0]
      for (key, distribution) in zip(groups.keys, distributions) {
        found[Key(service: serviceName(key[0]), model: names[Int(key[1])], quantity: quantity)] = distribution
      }
    }
    return found
  }

  private func serviceName(_ code: UInt32) -> String? { code == 0 ? nil : facts.serviceNames[Int(code)] }
}

extension LedgerReconcile.PercentileQuantity {
  fileprivate var shown: Report.PercentileQuantity {
    switch self {
    case .duration: .duration
    case .timeToFirstToken: .timeToFirstToken
    case .inputTokens: .inputTokens
    case .outputTokens: .outputTokens
    case .totalTokens: .tokens
    }
  }

  /// What it is of a call; `nil` for what calls are not asked for.
  fileprivate var measure: CallMeasure? {
    switch self {
    case .duration: .duration
    case .timeToFirstToken: .timeToFirstToken
    case .inputTokens: .inputTokens
    case .outputTokens: .outputTokens
    case .totalTokens: nil
    }
  }
}

import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerReconcile
import LedgerReport

// Exemplars: whether the spans that they name are in the archive, and say the same.

extension TraceMetricComparison {
  /// The selected exemplars, by service and metric.
  func exemplars() -> [Report.Exemplars] {
    let chosen = store.exemplars.filter { kept in
      let time = kept.exemplar.timeUnixNano
      return isSelected(store.series[Int(kept.series)])
        && settings.selection.range.map { $0.start.value <= time && time < $0.end.value } ?? true
    }
    if chosen.isEmpty { return [] }
    let spans = NamedSpans(store, facts.calls, named: chosen.map(\.exemplar), Workers(count: settings.jobs))
    struct Key: Hashable {
      var service: String?
      var metric: String
    }
    var rows: [Key: Report.Exemplars] = [:]
    for kept in chosen {
      let series = store.series[Int(kept.series)]
      let key = Key(service: service(series), metric: series.name)
      rows[key, default: Report.Exemplars(service: key.service, metric: key.metric)].add(
        judged(kept.exemplar, series, spans))
    }
    return rows.values.sorted {
      ($0.service ?? "", $0.metric) < ($1.service ?? "", $1.metric)
    }
  }

  /// A finding about missing spans, with the exemplars that lead nowhere: each of them is a span that was.
  func withExemplars(_ exemplars: [Report.Exemplars], _ finding: Report.Finding) -> Report.Finding {
    guard finding.code == CauseCode.missingTraceWindow.rawValue else { return finding }
    let services = finding.place.filter { $0.name == "service" }.map(\.fact)
    let missing = exemplars.reduce(0) { sum, row in
      let isConcerned = services.isEmpty || services.contains(row.service.map { .text($0) } ?? .unknown)
      return isConcerned ? sum + row.withoutSpan : sum
    }
    var finding = finding
    if missing > 0 { finding.evidence.append(Report.NamedFact("exemplars_without_span", .count(Int64(missing)))) }
    return finding
  }

  private func judged(
    _ exemplar: Exemplar, _ series: MetricSeriesKey, _ spans: NamedSpans
  ) -> Report.Exemplars {
    var row = Report.Exemplars(service: nil, metric: "")
    row.count = 1
    guard !exemplar.traceID.isAbsent, !exemplar.spanID.isAbsent else {
      row.withoutIDs = 1
      return row
    }
    let found = spans.spans(of: exemplar)
    guard !found.isEmpty else {
      row.withoutSpan = 1
      return row
    }
    row.withSpan = 1
    let said = ExemplarSeries(
      family: series.family, tokenType: series.tokenType, scaleNumerator: series.scaleNumerator,
      scaleDenominator: series.scaleDenominator, service: service(series), requestModel: series.requestModel,
      responseModel: series.responseModel, isOfCalls: isOfCalls(series))
    // Of copies of a span the one that fits best tells.
    let fits = found.map { fit(exemplar, of: said, with: $0) }
    if fits.contains(where: { $0.kind == .sameCall }) {
      row.ofSameCall = 1
    } else if fits.contains(where: { $0.kind == .otherCall }) {
      row.ofOtherCall = 1
    } else {
      row.ofNoCall = 1
    }
    let values = fits.compactMap(\.valueAgrees)
    row.valueAgrees = values.contains(true) ? 1 : 0
    row.valueDiffers = !values.isEmpty && !values.contains(true) ? 1 : 0
    let times = fits.compactMap(\.isInTime)
    row.timeOutside = !times.isEmpty && !times.contains(true) ? 1 : 0
    return row
  }
}

/// The spans that exemplars name, found in one pass over all spans.
private struct NamedSpans {
  private struct Name: Hashable {
    var high: UInt64
    var low: UInt64
    var span: UInt64
  }

  private var spans: [Name: [ExemplarSpan]] = [:]

  init(_ store: Store, _ calls: SettledCalls, named exemplars: [Exemplar], _ workers: Workers) {
    let names = Set(exemplars.map(NamedSpans.name)).filter { $0.span != 0 && ($0.high | $0.low) != 0 }
    if names.isEmpty { return }
    // Few spans are named: a filter of one bit for each of their hashes spares nearly all of them the look into the set.
    var bits = 1 << 12
    while bits < names.count * 16 { bits *= 2 }
    let mask = UInt64(bits - 1)
    func hash(_ name: Name) -> UInt64 { foldedProduct(name.span ^ name.low, 0x9E37_79B9_7F4A_7C15) & mask }
    var filter = [UInt64](repeating: 0, count: bits / 64)
    for name in names { filter[Int(hash(name) >> 6)] |= 1 << (hash(name) & 63) }
    let known = filter
    let found = workers.map(store.spanSegmentCount) { number -> [(name: Name, span: UInt32)] in
      let segment = store.spans[number]
      var found: [(name: Name, span: UInt32)] = []
      for row in 0..<segment.count {
        let (span, trace) = (segment.spanID[row], segment.traceID(row))
        let slot = foldedProduct(span ^ trace.low, 0x9E37_79B9_7F4A_7C15) & mask
        guard known[Int(slot >> 6)] >> (slot & 63) & 1 == 1 else { continue }
        let name = Name(high: trace.high, low: trace.low, span: span)
        if names.contains(name) { found.append((name, UInt32(number << SegmentLayout.rowBits | row))) }
      }
      return found
    }.flatMap { $0 }
    let candidates = NamedSpans.candidates(of: Set(found.map(\.span)), store, workers)
    for (name, number) in found {
      let (segment, row) = store.locate(span: number)
      let duration = segment.duration[row]
      spans[name, default: []].append(
        ExemplarSpan(
          start: segment.start[row], end: segment.end(row), duration: duration == unknownDuration ? nil : duration,
          service: store.resource(ofScope: segment.scope[row]).serviceName,
          call: candidates[number].flatMap { candidate in
            // An agent that repeats the usage of its calls is none itself.
            let isCall =
              OperationClass(rawValue: segment.operationClass[row])?.isModelRequest == true
              || calls.outcome(candidate) == .counted
            return isCall ? NamedSpans.call(candidate, store, calls) : nil
          }))
    }
  }

  func spans(of exemplar: Exemplar) -> [ExemplarSpan] { spans[NamedSpans.name(exemplar)] ?? [] }

  private static func name(_ exemplar: Exemplar) -> Name {
    Name(high: exemplar.traceID.high, low: exemplar.traceID.low, span: exemplar.spanID.value)
  }

  /// The candidates that are about some spans, by span.
  private static func candidates(of spans: Set<UInt32>, _ store: Store, _ workers: Workers) -> [UInt32: UInt32] {
    var isNamed = [UInt64](repeating: 0, count: (store.spanSegmentCount << SegmentLayout.rowBits) / 64)
    for span in spans { isNamed[Int(span >> 6)] |= 1 << UInt64(span & 63) }
    let named = isNamed
    let found = workers.map(store.spanCallSegmentCount) { number -> [(UInt32, UInt32)] in
      let segment = store.calls[number]
      return (0..<segment.count).compactMap { row in
        let span = segment.span[row]
        guard named[Int(span >> 6)] >> UInt64(span & 63) & 1 == 1 else { return nil }
        return (span, CandidateLayout.number(segment: number, row: row))
      }
    }
    return Dictionary(found.joined(), uniquingKeysWith: min)
  }

  private static func call(_ candidate: UInt32, _ store: Store, _ calls: SettledCalls) -> ExemplarSpan.Call {
    let segment = store.calls[Int(candidate) >> CandidateLayout.rowBits]
    let row = Int(candidate) & CandidateLayout.mask
    let tokens = calls.tokens(ofCandidate: candidate)
    return ExemplarSpan.Call(
      requestModel: store.texts.model[segment.requestModel[row]],
      responseModel: store.texts.model[segment.responseModel[row]], inputTokens: tokens.input,
      outputTokens: tokens.output, cacheReadTokens: tokens.cacheRead, cacheWriteTokens: tokens.cacheWrite,
      reasoningTokens: tokens.reasoning, timeToFirstToken: segment.timeToFirstToken[row])
  }
}

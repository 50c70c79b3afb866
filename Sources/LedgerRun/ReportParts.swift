import LedgerAggregates
import LedgerModel
import LedgerPricing
import LedgerReport

// What the reports of several verbs have in common.

extension LoadedNight {
  /// What was read, as reports show it.
  var inputs: Report.Inputs {
    var inputs = Report.Inputs()
    inputs.files = sources.count
    for source in sources {
      inputs.bytes += source.bytes
      inputs.bytesDecompressed += source.bytesDecompressed
      inputs.records += Int(source.records)
      inputs.spans += Int(source.spans)
      inputs.metricPoints += Int(source.metricPoints)
      inputs.logRecords += Int(source.logRecords)
      if let earliest = source.earliest { inputs.earliest = min(inputs.earliest ?? earliest, earliest) }
      if let latest = source.latest { inputs.latest = max(inputs.latest ?? latest, latest) }
      var row = Report.Source(path: source.path)
      row.format = source.formatName
      row.framing = source.format?.framing.rawValue
      row.compression = source.format.flatMap { $0.compression.isEmpty ? nil : $0.compressionName }
      row.bytes = source.bytes
      row.records = Int(source.records)
      row.spans = Int(source.spans)
      row.metricPoints = Int(source.metricPoints)
      row.logRecords = Int(source.logRecords)
      row.problems = source.problems
      inputs.sources.append(row)
    }
    return inputs
  }

  /// Throws where nothing of the inputs could be used.
  func requireUse() throws {
    guard sources.contains(where: \.isUsed) || sources.allSatisfy({ $0.problems == 0 }) else {
      throw RunError.noUsableInput(problems, sources: sources.map(\.path))
    }
  }
}

extension RunSettings {
  /// The settings as reports show them; without books where nothing is priced.
  func shown(_ shelf: PriceShelf?) -> Report.Settings {
    var shown = Report.Settings(window: window)
    shown.zone = zone
    shown.from = selection.from
    shown.to = selection.to
    shown.priceBooks = shelf?.shown ?? []
    shown.bookAsOf = shelf?.day
    shown.filters =
      selection.services.sorted().map { Report.Filter(key: "service", value: $0) }
      + selection.providers.sorted().map { Report.Filter(key: "provider", value: $0) }
      + selection.models.sorted().map { Report.Filter(key: "model", value: $0) }
    return shown
  }
}

extension Report.Counters {
  /// What calls add up to, as reports show it; nothing about spans.
  init(_ tally: CallTally) {
    self.init()
    calls = tally.calls
    errors = tally.errors
    callsWithoutUsage = tally.callsWithoutUsage
    callsUnpriced = tally.callsUnpriced
    callsPriced = tally.callsPriced
    streamingCalls = tally.streamingCalls
    inputTokens = tally.input
    uncachedInputTokens = tally.uncachedInput
    cacheReadTokens = tally.cacheRead
    cacheWriteTokens = tally.cacheWrite
    outputTokens = tally.output
    reasoningTokens = tally.reasoning
    costUSD = tally.cost
    reportedCostUSD = tally.reportedCost
  }
}

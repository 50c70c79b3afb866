import LedgerMemory
import LedgerModel

// Metrics and log records.

extension DialectReader {
  mutating func read(_ point: borrowing DataPointRecord) -> MetricReading {
    var reading = MetricReading()
    guard let match = tables.metricIndex.match(point.metricName) else { return reading }
    guard
      let metric = tables.metrics[Int(match.key.index)].first(where: { !$0.needsScope || $0.dialect == scopeDialect })
    else { return reading }
    beginRecord()
    for value in point.attributes { take(value) }
    reading.family = metric.family
    settleUnit(point.unit, metric, into: &reading)
    if reading.family == .budgetUse { settlePercent(point, into: &reading) }
    if reading.family == .tokenUsage { reading.tokenType = tokenType(metric) }
    reading.operation = conventionWord?.operation ?? conventionText
    reading.requestModel = text(.requestModel)
    reading.responseModel = text(.responseModel)
    reading.errorType = text(.errorType)
    if reading.family == .qualityScore { reading.evaluation = judged(point) }
    reading.provider = text(.provider)
    if reading.provider.isEmpty {
      reading.provider = provider(request: reading.requestModel, response: reading.responseModel)
    }
    return reading
  }

  /// The rank of the row that names the dimension of a score, on metrics only.
  static let scoreDimensionRank: Int16 = 200

  /// What a metric of scores judges.
  private mutating func judged(_ point: borrowing DataPointRecord) -> ByteView {
    if has(.evaluationName) { return text(.evaluationName) }
    for value in point.attributes where isRule(value, .marker, rank: DialectReader.scoreDimensionRank) {
      return text(of: value)
    }
    return .empty
  }

  /// The unit that the metric says, else the one of the tables. A unit of money makes it a cost, whatever its name. A metric
  /// in a unit that its quantity is not counted in (costs in another currency, tokens in thousands) is not read.
  private mutating func settleUnit(_ said: ByteView, _ metric: DialectTables.Metric, into reading: inout MetricReading)
  {
    guard let unit = DialectReader.unit(said, of: metric, tables) else {
      unusable.insert(DialectReader.unusableUnit(of: reading.family))
      reading.family = .other
      return
    }
    switch unit {
    case .dollars:
      if reading.family != .other { reading.family = .cost }
    case .time(let unit):
      guard reading.family == .operationDuration || reading.family == .timeToFirstToken else { return }
      reading.scaleNumerator = 1
      reading.scaleDenominator = TimeUnit.seconds.rawValue / unit.rawValue
    case .tokens, .percent, .plain: break
    }
  }

  private static func unusableUnit(of family: MetricFamily) -> UnusableFigures {
    switch family {
    case .cost: .unitOfCost
    case .tokenUsage: .unitOfTokens
    case .operationDuration, .timeToFirstToken: .unitOfTime
    case .hallucinations, .qualityScore, .budgetUse, .other: []
    }
  }

  /// The unit of a metric; `nil` where it is none of its quantity. (Static: to ask a value as large as this one is to copy it.)
  private static func unit(_ said: ByteView, of metric: DialectTables.Metric, _ tables: DialectTables) -> MetricUnit? {
    let known =
      said == "$" ? MetricUnit.dollars : said == "µs" || said == "μs" ? .time(.microseconds) : tables.metricUnits[said]
    switch metric.family {
    case .hallucinations, .qualityScore, .budgetUse, .other: return known ?? metric.unit
    case .tokenUsage, .operationDuration, .timeToFirstToken, .cost: break
    }
    switch (known, metric.family) {
    case (.dollars?, _), (.tokens?, .tokenUsage), (.plain?, .tokenUsage): return known
    case (.time?, .operationDuration), (.time?, .timeToFirstToken): return known
    case (nil, _):
      // Who describes a metric with its unit knows better than the metric.
      let isOfUser = metric.dialect >= tables.firstUserRow
      return isOfUser || isNoUnit(said, isMoney: metric.family == .cost) ? metric.unit : nil
    default: return nil
    }
  }

  /// Whether a unit is none: empty, one, or an annotation in braces, which says what is counted. Three capital letters in
  /// them are a currency.
  private static func isNoUnit(_ unit: ByteView, isMoney: Bool) -> Bool {
    if unit.isEmpty || unit == "1" { return true }
    guard unit.count > 2, unit[0] == UInt8(ascii: "{"), unit[unit.count - 1] == UInt8(ascii: "}") else { return false }
    let word = unit.slice(1, unit.count - 1)
    return !isMoney || word.count != 3 || !(0..<3).allSatisfy { (0x41...0x5A).contains(word[$0]) }
  }

  /// A share of a budget that says percent is one where it is above 1.5: many write a fraction of one under that unit.
  private mutating func settlePercent(_ point: borrowing DataPointRecord, into reading: inout MetricReading) {
    guard point.unit == "%" || tables.metricUnits[point.unit] == .percent,
      let value = point.doubleValue ?? point.intValue.map(Double.init), value > 1.5
    else { return }
    reading.scaleDenominator = 100
  }

  /// Which tokens: by the metric's name, else by its attribute. A type nobody knows counts as part of another one.
  private mutating func tokenType(_ metric: DialectTables.Metric) -> TokenType {
    if let type = metric.tokenType { return type }
    guard has(.tokenType) else { return .unspecified }
    guard let word = tables.tokenTypes[text(.tokenType)] else { return .subset }
    guard metric.typesAreDisjoint else { return word.type }
    return word.isCache ? .input : word.type == .reasoning ? .output : word.type
  }

  mutating func read(_ log: borrowing LogRecord) -> LogReading {
    var reading = LogReading()
    beginRecord()
    for value in log.attributes where rules[Int(value.key.index)].field == .eventName { take(value) }
    reading.eventName = log.eventName
    if reading.eventName.isEmpty { reading.eventName = text(.eventName) }
    if reading.eventName.isEmpty, log.body.kind == .string, isEventName(log.body.text) {
      reading.eventName = log.body.text
    }
    reading.isGenAI = isEventName(reading.eventName) || (isScopeCertain && !reading.eventName.isEmpty)
    if reading.eventName == tables.evaluationEvent {
      reading.evaluation = evaluation(in: log.attributes[...])
    } else {
      reading.call = call(in: log, event: reading.eventName, isGenAI: reading.isGenAI)
    }
    return reading
  }

  /// Whether a text is the name of an event of an LLM instrumentation, and nothing longer.
  private mutating func isEventName(_ text: ByteView) -> Bool {
    guard text.count <= 96, text.firstIndex(of: 0x20) == nil else { return false }
    return text.hasPrefix("gen_ai.") || text.hasPrefix("claude_code.") || text.hasPrefix("codex.")
      || text.hasPrefix("gemini_cli.") || text.hasPrefix("copilot_chat.") || text.hasPrefix("github.copilot.")
  }
}

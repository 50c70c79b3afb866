import LedgerMemory
import LedgerModel

/// What the metrics say of the calls of a service that nothing else tells of.
public struct MetricOnlySums: Hashable, Sendable {
  /// The resource's service name; `nil` where unknown.
  public var service: String?
  /// The provider; `nil` where the metrics do not say.
  public var provider: String?
  /// The model; `nil` where the metrics do not tell models apart.
  public var model: String?
  /// How many durations were recorded; `nil` where no metric counts calls.
  public var calls: Int128?
  /// Input tokens; `nil` where no metric says.
  public var inputTokens: Int128?
  /// Output tokens; `nil` where no metric says.
  public var outputTokens: Int128?
  /// Tokens of a metric that does not tell input from output; `nil` where it does.
  public var totalTokens: Int128?
  /// Cost as the emitter estimated it, in pico-dollars; `nil` where no metric says.
  public var cost: Int128?
  /// Where the first interval starts.
  public var start: UnixNanos
  /// Where the last interval ends.
  public var end: UnixNanos
  /// The names of the metrics that were used, in order.
  public var metrics: [String]
}

/// Sums up the series of services that no call tells of: one row for each service, provider and model.
///
/// Of one series with two temporalities one is used. Per service one family of token metrics is used, one of durations and
/// one of costs, in the order of ``MetricChoice``: several families count the same tokens once more. Of a family input and
/// output count; a total, or a metric without types, only where its service has neither; parts of another type never.
/// Increments are those of the comparison; of a range the ones count that end in it.
///
/// - Parameters:
///   - range: what counts; `nil` for everything.
///   - workers: who works increments out; the result does not depend on how many they are.
///   - points: the points of a series by its row in `all`, as in ``judge(_:workers:points:)``.
public func metricOnlySums(
  _ all: [MetricSeries], within range: TimeWindow? = nil, workers: Workers = .one,
  points: (@Sendable (Int) -> [MetricPoint])? = nil
) -> [MetricOnlySums] {
  let rows = all.indices.filter {
    all[$0].isOfCalls && !all[$0].tokenType.isPart && MetricChoice.families.contains(all[$0].family)
  }
  let parts = workers.stretches(of: rows.count, least: 16)
  var used = workers.map(parts.count) { part in
    parts[part].compactMap { place -> UsedSeries? in
      var series = all[rows[place]]
      if let points { series.points = points(rows[place]) }
      var found = increments(of: series).list
      series.points = []
      if let range { found = IncrementList(found.filter { range.holdsEnd(of: $0) }) }
      return found.isEmpty ? nil : UsedSeries(series: series, increments: found)
    }
  }.flatMap { $0 }
  let repeated = secondTemporalities(used.map { ($0.series, $0.increments) })
  used = used.indices.filter { repeated[$0] == nil }.map { used[$0] }
  var best: [ServiceFamily: MetricChoice] = [:]
  for candidate in used {
    let key = ServiceFamily(service: candidate.series.service, family: candidate.series.family)
    let choice = MetricChoice(candidate.series)
    best[key] = min(best[key] ?? choice, choice)
  }
  used = used.filter {
    MetricChoice($0.series) == best[ServiceFamily(service: $0.series.service, family: $0.series.family)]
  }
  let splitServices = Set(
    used.filter { $0.series.tokenType == .input || $0.series.tokenType == .output }.map(\.series.service))
  used = used.filter {
    $0.series.family != .tokenUsage || $0.series.tokenType == .input || $0.series.tokenType == .output
      || !splitServices.contains($0.series.service)
  }
  return sum(used)
}

private struct UsedSeries {
  var series: MetricSeries
  var increments: IncrementList
}

extension TimeWindow {
  /// Metrics are recorded when calls end, and points stand at the end of their interval.
  fileprivate func holdsEnd(of increment: Increment) -> Bool { start < increment.to && increment.to <= end }
}

/// Which metric a service's figures are taken from: the smallest wins.
struct MetricChoice: Hashable, Comparable {
  /// The families that are looked at.
  static let families: Set<MetricFamily> = [.tokenUsage, .operationDuration, .cost]

  private var rank: Int
  private var isSum: Bool
  private var name: String

  init(_ series: MetricSeries) { self.init(series.family, name: series.metricName, kind: series.kind) }

  init(_ family: MetricFamily, name: String, kind: MetricKind) {
    let rows = MetricChoice.order.first { $0.family == family }?.names ?? []
    let place = rows.firstIndex { name.hasPrefix($0) }
    // Metrics of one row complete each other: one for input, one for output.
    rank = place ?? rows.count
    self.name = place.map { rows[$0] } ?? name
    let areOfOneKind = self.name.hasSuffix(".")
    isSum = !areOfOneKind && kind == .sum
  }

  static func < (left: MetricChoice, right: MetricChoice) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.isSum != right.isSum { return right.isSum }
    return left.name < right.name
  }

  /// Names, or beginnings of names where several metrics make up a family, best first; all others follow, by name.
  private static let order: [(family: MetricFamily, names: [String])] = [
    (
      .tokenUsage,
      [
        "gen_ai.client.inference.usage.", "gen_ai.client.token.usage", "claude_code.token.usage",
        "codex.turn.token_usage", "gemini_cli.token.usage", "semantic_kernel.", "strands.event_loop.",
      ]
    ),
    (
      .operationDuration,
      [
        "gen_ai.client.operation.duration", "gen_ai.client.inference.duration", "gen_ai.client.operation.latency",
        "gen_ai.client.response.duration", "gemini_cli.api.request.latency", "codex.api_request.duration_ms",
      ]
    ),
    (
      .timeToFirstToken,
      [
        "gen_ai.client.operation.time_to_first_chunk", "gen_ai.client.inference.time_to_first_chunk",
        "gen_ai.client.response.time_to_first_token", "gen_ai.client.time_to_first_token",
        "gen_ai.server.time_to_first_token",
      ]
    ),
    (.cost, ["gen_ai.usage.cost", "operation.cost", "claude_code.cost.usage", "gen_ai.client.token.cost"]),
  ]
}

// MARK: - Sums

private struct RowKey: Hashable {
  var service: String?
  var provider: String?
  var model: String?
}

private func sum(_ used: [UsedSeries]) -> [MetricOnlySums] {
  // Where some series name only the model that was asked for, that name joins the rows of a service.
  var lacksResponse: Set<String?> = []
  var lacksRequest: Set<String?> = []
  for candidate in used where candidate.series.errorType == nil {
    let names = (candidate.series.requestModel, candidate.series.responseModel)
    if names.0 == nil, names.1 == nil { continue }
    if names.1 == nil { lacksResponse.insert(candidate.series.service) }
    if names.0 == nil { lacksRequest.insert(candidate.series.service) }
  }
  var rows: [RowKey: MetricOnlySums] = [:]
  var names: [RowKey: Set<String>] = [:]
  for candidate in used {
    let series = candidate.series
    let label: ModelLabel =
      lacksResponse.contains(series.service) && !lacksRequest.contains(series.service)
      ? .requestElseResponse : .responseElseRequest
    let key = RowKey(
      service: series.service, provider: series.provider,
      model: label.name(request: series.requestModel, response: series.responseModel))
    guard let from = candidate.increments.lazy.map(\.from).min(),
      let to = candidate.increments.lazy.map(\.to).max()
    else { continue }
    var row =
      rows[key]
      ?? MetricOnlySums(
        service: key.service, provider: key.provider, model: key.model, start: from, end: to, metrics: [])
    row.start = min(row.start, from)
    row.end = max(row.end, to)
    row.add(candidate)
    rows[key] = row
    names[key, default: []].insert(series.metricName)
  }
  return rows.map { key, row in
    var row = row
    row.metrics = (names[key] ?? []).sorted()
    return row
  }.sorted {
    if $0.service != $1.service { return absentFirst($0.service, $1.service) }
    if $0.provider != $1.provider { return absentFirst($0.provider, $1.provider) }
    return absentFirst($0.model, $1.model)
  }
}

extension MetricOnlySums {
  fileprivate mutating func add(_ used: UsedSeries) {
    for increment in used.increments {
      switch used.series.family {
      case .operationDuration: MetricOnlySums.add(increment.count.map { Int128($0) }, to: &calls)
      case .cost: MetricOnlySums.add(increment.value, to: &cost)
      case .tokenUsage:
        switch used.series.tokenType {
        case .input: MetricOnlySums.add(increment.value, to: &inputTokens)
        case .output: MetricOnlySums.add(increment.value, to: &outputTokens)
        case .total, .unspecified: MetricOnlySums.add(increment.value, to: &totalTokens)
        case .subset, .cacheRead, .cacheWrite, .reasoning: break
        }
      default: break
      }
    }
  }

  /// Amounts come from hostile files, too: the largest number stands for what is beyond it.
  private static func add(_ value: Int128?, to sum: inout Int128?) {
    guard let value else { return }
    let (result, overflow) = (sum ?? 0).addingReportingOverflow(value)
    sum = overflow ? .max : result
  }
}

import LedgerModel

extension LatencyReport {
  /// The report as JSON, in the units and with the names of `report.json`.
  public func json() -> String {
    JSONValue.object(
      [
        ("schema", .string(LatencyReport.schema)),
        ("generator", .object([("name", .string(generator.name)), ("version", .string(generator.version))])),
        ("inputs", inputs.json),
        ("problems", .array(problems.map { $0.json(path: inputs.path(of: $0)) })),
        ("settings", .object(shownSettings)),
        (
          "groups",
          .array(
            groups.map { row in
              let key = zip(keys, row.key).map { ($0, JSONValue.string($1)) }
              return .object([("key", .inline(.object(key)))] + members(of: row))
            })
        ),
        ("rest", rest.map { .object([("groups", .integer(restCount))] + members(of: $0)) } ?? .null),
        ("totals", .object(members(of: all))),
      ] + (sampling.map { [("sampling", .object($0.counts))] } ?? [])
    ).document()
  }

  private var shownSettings: [(String, JSONValue)] {
    [
      ("spans", .string(subject == .calls ? "calls" : "all")),
      ("by", .inline(.array(keys.map { .string($0) }))),
      ("of", .inline(.array(measures.map { .string($0.rawValue) }))),
      ("percentiles", .inline(.array(percentiles.map { .number($0.text) }))),
      ("percentile_method", .string(definition.rawValue)),
      ("intervals", .bool(hasIntervals)),
      ("histogram", .string(histogram?.rawValue)),
      ("order", .string(order?.spelling ?? "key")),
      ("ascending", .bool(order?.isAscending ?? true)),
      ("top", .integer(top)),
      ("zone", .string("UTC")),
      ("from", .string(settings.from?.description)),
      ("to", .string(settings.to?.description)),
    ] + settings.shownParts
  }

  private func members(of row: Row) -> [(String, JSONValue)] {
    let drawn = row.drawn
    let extremes = zip(measures, drawn).map { measure, distribution in
      (measure.rawValue, JSONValue.array(distribution.map(atExtreme)?.map { .string($0) } ?? []))
    }
    return sums(of: row) + zip(measures, drawn).map { ($0.rawValue, json($1)) }
      + [("at_extreme", .inline(.object(extremes)))]
      + (histogram == nil
        ? []
        : [("histograms", .object(zip(measures, row.histograms).map { ($0.rawValue, json($1, $0.unit)) }))])
  }

  private func json(_ histogram: Histogram?, _ unit: MeasureUnit) -> JSONValue {
    func counts(_ counts: [Int]) -> JSONValue { .array(counts.map { .integer($0) }) }
    func side(_ side: ExponentialBuckets.Side) -> JSONValue {
      .object([("offset", .integer(side.offset)), ("bucket_counts", counts(side.counts))])
    }
    switch histogram {
    case nil: return .null
    case .edges(let edges, let own):
      return .inline(
        .object([("edges", .array(edges.map { LatencyReport.figure($0, unit) })), ("counts", counts(own))]))
    case .exponential(let buckets):
      return .inline(
        .object([
          ("unit", .string(unit.name)), ("scale", .integer(buckets.scale)), ("zero_count", .integer(buckets.zeroCount)),
          ("positive", side(buckets.positive)), ("negative", side(buckets.negative)),
        ]))
    }
  }

  /// A value in the unit of the JSON: seconds, tokens per second, tokens; money as a decimal string in USD.
  private static func figure(_ value: Int64, _ unit: MeasureUnit) -> JSONValue {
    switch unit {
    case .picoUSD: .string(PicoUSD(Int128(value)).description)
    case .count: .integer(value)
    case .nanoseconds, .picoseconds, .microTokensPerSecond, .micros:
      .number(decimalText(value, places: unit.decimalPlaces))
    }
  }

  private func sums(of row: Row) -> [(String, JSONValue)] {
    if let spans = row.spans {
      return [
        ("spans", .integer(spans.spans)), ("errors", .integer(spans.errors)),
        ("spans_without_duration", .integer(spans.withoutDuration)),
      ]
    }
    return counterColumns.members(of: row.counters)
  }

  private func json(_ distribution: Drawn?) -> JSONValue {
    guard let distribution else { return .null }
    func figure(_ value: Int64?) -> JSONValue {
      value.map { LatencyReport.figure($0, distribution.unit) } ?? .null
    }
    var members: [(String, JSONValue)] = [("count", .integer(distribution.count))]
    if distribution.estimate != nil { members.append(("adjusted_count", .number(distribution.population))) }
    members += [
      ("min", figure(distribution.min)), ("max", figure(distribution.max)), ("mean", figure(distribution.mean)),
    ]
    for (place, name) in percentileNames.enumerated() {
      members.append((name, figure(distribution.percentiles[place])))
      if hasBounds {
        members.append(("\(name)_low", figure(distribution.bounds[place].low)))
        members.append(("\(name)_high", figure(distribution.bounds[place].high)))
      }
    }
    return .inline(.object(members))
  }
}

extension MeasureUnit {
  /// What the integers behind a measure count, for whoever reads buckets of them.
  fileprivate var name: String {
    switch self {
    case .nanoseconds: "nanoseconds"
    case .picoseconds: "picoseconds"
    case .microTokensPerSecond: "micro_tokens_per_second"
    case .micros: "micros"
    case .count: "tokens"
    case .picoUSD: "pico_usd"
    }
  }
}

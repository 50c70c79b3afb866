import LedgerModel

extension Report {
  /// `report.json`: every figure of the report, exact.
  ///
  /// Money is a decimal string in USD, counts are integers (beyond 2^53 strings), durations are seconds as numbers
  /// written from integers, absent is `null`. Keys stand in a fixed order: the same report gives the same bytes.
  public func json() -> String { jsonValue.document() }

  /// Hands out `report.json` in pieces.
  public func writeJSON(_ write: (String) -> Void) { jsonValue.document(write) }

  private var jsonValue: JSONValue {
    .object([
      ("schema", .string(Report.schema)),
      ("generator", .object([("name", .string(generator.name)), ("version", .string(generator.version))])),
      ("inputs", inputs.json),
      ("problems", .array(problems.map { $0.json(path: inputs.path(of: $0)) })),
      ("settings", settingsJSON),
      ("totals", .object(members(of: totals) + boundMembers + members(of: distributions))),
      ("groups", .rows(groups, json)),
      ("by_model", .rows(models) { row($0.name, $0.counters, $0.distributions) }),
      (
        "by_service",
        .rows(services) {
          .object([("service", .string($0.service))] + members(of: $0.counters) + members(of: $0.distributions))
        }
      ),
      ("windows", .rows(windows, json)),
      ("duration_histogram", durationHistogramJSON),
      ("throughput", throughput.json),
      ("error_types", .array(errorTypes.map(json))),
      ("traces", tracesJSON),
      ("stages", .array(stages.map(json))),
      ("quality", qualityJSON),
      ("budgets", budgetsJSON),
      ("budget_rests", budgetRestsJSON),
      ("audit", audit.json),
      ("not_counted", notCountedJSON),
      ("counting", counting.json),
      ("usage_states", .array(usageStates.map(\.json))),
      ("log_calls", logCallsJSON),
      ("metric_only", metricOnlyJSON),
      ("libraries", .array(libraries.map(json))),
      ("emitters", .array(emitters.map(\.json))),
      ("sampling", sampling.json),
      ("reconciliation", reconciliationJSON),
      ("findings", .array(findings.map(\.json))),
    ])
  }

  private var settingsJSON: JSONValue {
    .object(
      [
        ("window", .string(settings.window.rawValue)),
        ("zone", .string("UTC")),
        ("shown_zone", .string(settings.zone.name)),
        ("percentile_method", .string(PercentileDefinition.nearestRank.rawValue)),
        ("from", instant(settings.from)),
        ("to", instant(settings.to)),
      ] + settings.shownParts)
  }

  // MARK: Rows

  private func json(_ group: Group) -> JSONValue {
    let key: JSONValue = .object([
      ("service", .string(group.key.service)),
      ("provider", .string(group.key.provider)),
      ("operation", .string(group.key.operation)),
      ("request_model", .string(group.key.requestModel)),
      ("response_model", .string(group.key.responseModel)),
    ])
    return .object([("key", key)] + members(of: group.counters) + members(of: group.distributions))
  }

  private func row(_ name: ModelName, _ counters: Counters, _ distributions: Distributions) -> JSONValue {
    .object(members(of: name) + members(of: counters) + members(of: distributions))
  }

  private func json(_ window: Window) -> JSONValue {
    .object(
      [("start", .string(window.window.start.description)), ("end", .string(window.window.end.description))]
        + members(of: window.counters) + [
          ("duration_seconds", json(window.duration)),
          ("models", .array(window.models.map { .inline(.object(members(of: $0.name) + members(of: $0.counters))) })),
        ])
  }

  private var durationHistogramJSON: JSONValue {
    guard !durationEdges.isEmpty else { return .null }
    return .object([
      ("edges_seconds", .inline(.array(durationEdges.map { .number(decimalText($0, places: 9)) }))),
      (
        "windows",
        .array(
          windows.filter { !$0.durationCounts.isEmpty }.map {
            .inline(
              .object([
                ("start", .string($0.window.start.description)),
                ("counts", .array($0.durationCounts.map { .integer($0) })),
              ]))
          })
      ),
    ])
  }

  private func json(_ row: ErrorType) -> JSONValue {
    .inline(
      .object([("error_type", .string(row.errorType))] + members(of: row.name) + [("calls", .integer(row.calls))]))
  }

  private var tracesJSON: JSONValue {
    .object([
      ("count", .integer(traces.count)),
      ("rooted", .integer(traces.rooted)),
      ("with_missing_parent", .integer(traces.withMissingParent)),
      ("multi_file", .integer(traces.multiFile)),
      ("spans_without_trace", .integer(traces.spansWithoutTrace)),
    ])
  }

  private func json(_ stage: Stage) -> JSONValue {
    .object(
      [("name", .string(stage.name)), ("spans", .integer(stage.spans)), ("errors", .integer(stage.errors))]
        + members(of: stage.distributions) + [
          ("retrieved_documents_mean", mean(stage.retrievedDocuments)),
          ("retrieved_documents", json(stage.retrievedDocuments)),
        ])
  }

  private func json(_ library: Library) -> JSONValue {
    .object([
      ("scope_name", .string(library.scopeName)),
      ("scope_version", .string(library.scopeVersion)),
      ("dialect", .string(library.dialect)),
      ("spans", .integer(library.spans)),
      ("calls", .integer(library.calls)),
      (
        "not_counted",
        .array(
          library.notCounted.map {
            .inline(.object([("reason", .string($0.reason)), ("spans", .integer($0.spans))]))
          })
      ),
    ])
  }

  private var notCountedJSON: JSONValue {
    .object([
      ("wrapper_spans", .integer(notCounted.wrapperSpans)),
      ("duplicate_spans", .integer(notCounted.duplicateSpans)),
      ("merged_responses", .integer(notCounted.mergedResponses)),
      ("naive_input_tokens", .integer(notCounted.naiveInputTokens)),
      ("naive_output_tokens", .integer(notCounted.naiveOutputTokens)),
    ])
  }

  // MARK: Quality, money

  private var qualityJSON: JSONValue {
    .object([
      ("evaluations", .array(quality.evaluations.map(json))),
      ("hallucination_rate", quality.hallucination.map(rate) ?? .null),
      ("hallucinations", .integer(quality.hallucination?.hallucinations)),
      ("judged", .integer(quality.hallucination?.judged)),
    ])
  }

  private func rate(_ row: Hallucination) -> JSONValue {
    ratio(Int128(row.hallucinations), of: Int128(row.judged))
  }

  private func json(_ evaluation: Evaluation) -> JSONValue {
    .object(
      [
        ("name", .string(evaluation.name)),
        ("count", .integer(evaluation.count)),
        ("failed", .integer(evaluation.failed)),
        ("scored", .integer(evaluation.scores?.count ?? 0)),
        ("mean", mean(evaluation.scores)),
        ("min", decimal(evaluation.scores?.min, of: evaluation.scores)),
        ("max", decimal(evaluation.scores?.max, of: evaluation.scores)),
        ("score", json(evaluation.scores)),
        (
          "label_counts", .inline(.object(evaluation.labelCounts.map { ($0.label, .integer($0.count)) }))
        ),
      ])
  }

  // MARK: Reconciliation

  var reconciliationJSON: JSONValue {
    .object([
      (
        "windows",
        .array(
          reconciliation.windows.map { row in
            .inline(
              .object(
                [
                  ("start", .string(row.window.start.description)), ("end", .string(row.window.end.description)),
                ] + members(of: row.comparison)))
          })
      ),
      ("series", .array(reconciliation.series.map { .inline(.object(members(of: $0))) })),
      ("percentiles", percentilesJSON),
      ("exemplars", exemplarsJSON),
      ("exemplars_checked_one_in", .integer(reconciliation.exemplarsOneIn)),
      (
        "ignored_series",
        .array(
          reconciliation.ignoredSeries.map { row in
            .inline(
              .object([
                ("metric", .string(row.metric)), ("service", .string(row.service)), ("model", .string(row.model)),
                ("token_type", .string(row.tokenType)), ("reason", .string(row.reason)),
                ("remedy", .string(row.remedy)), ("series", .integer(row.series)), ("points", .integer(row.points)),
              ]))
          })
      ),
      ("findings", .array(reconciliation.findings.map { .string($0) })),
      ("explained_share", reconciliation.explainedShareMicros.map { .number(decimalText($0, places: 6)) } ?? .null),
    ])
  }

  private func members(of row: Comparison) -> [(String, JSONValue)] {
    func side(_ value: Int128?) -> JSONValue {
      guard let value else { return .null }
      switch row.unit {
      case .count: return .integer(value)
      case .picoUSD: return money(PicoUSD(value))
      default: return .number(exactDecimal(value, places: row.unit.decimalPlaces))
      }
    }
    var share = JSONValue.null
    if let difference = row.difference, let traces = row.traces {
      share = ratio(difference, of: traces)
    }
    return [
      ("service", .string(row.service)),
      ("provider", .string(row.provider)),
      ("operation", .string(row.operation)),
      ("model", .string(row.model)),
      ("evaluation", .string(row.evaluation)),
      ("quantity", .string(row.quantity.rawValue)),
      ("token_type", .string(row.tokenType)),
      ("cost_basis", row.costIsListed.map { .string($0 ? "list" : "reported") } ?? .null),
      ("unit", .string(row.unitWord)),
      ("traces", side(row.traces)),
      ("metrics", side(row.metrics)),
      ("metrics_low", side(row.metricsLow ?? row.metrics)),
      ("metrics_high", side(row.metricsHigh ?? row.metrics)),
      ("difference", side(row.difference)),
      ("difference_share", share),
      (
        "causes",
        .array(row.causes.map { .object([("code", .string($0.code)), ("amount", side($0.amount))]) })
      ),
      ("rest", side(row.rest)),
    ]
  }

  // MARK: Parts

  private func members(of name: ModelName) -> [(String, JSONValue)] {
    [("provider", .string(name.provider)), ("model", .string(name.model))]
  }

  private func members(of counters: Counters) -> [(String, JSONValue)] {
    CounterColumn.allCases.members(of: counters)
  }

  private func members(of distributions: Distributions) -> [(String, JSONValue)] {
    [
      ("duration_seconds", json(distributions.duration)),
      ("time_to_first_token_seconds", json(distributions.timeToFirstToken)),
      ("output_tokens_per_second", json(distributions.outputTokensPerSecond)),
      ("time_per_output_token_seconds", json(distributions.timePerOutputToken)),
    ]
  }

  private func json(_ distribution: Distribution?) -> JSONValue {
    guard let distribution else { return .null }
    var members: [(String, JSONValue)] = [
      ("count", .integer(distribution.count)),
      ("min", decimal(distribution.min, of: distribution)),
      ("max", decimal(distribution.max, of: distribution)),
      ("mean", mean(distribution)),
    ]
    for percentile in StandardPercentile.allCases {
      guard let value = distribution.at(percentile) else { break }
      members.append((percentile.name, decimal(value, of: distribution)))
    }
    return .inline(.object(members))
  }

  private func decimal(_ value: Int64?, of distribution: Distribution?) -> JSONValue {
    guard let value, let distribution else { return .null }
    return .number(distribution.decimal(value))
  }

  private func mean(_ distribution: Distribution?) -> JSONValue {
    guard let distribution else { return .null }
    return .number(distribution.decimal(distribution.mean))
  }

  func money(_ amount: PicoUSD?) -> JSONValue { .string(amount?.description) }

  private func instant(_ instant: UnixNanos?) -> JSONValue { .string(instant?.description) }

  /// A share to six places; `null` of nothing.
  func ratio(_ part: Int128, of whole: Int128) -> JSONValue {
    guard whole != 0, let micros = Int64(exactly: roundedQuotient(part * 1_000_000, whole)) else { return .null }
    return .number(decimalText(micros, places: 6))
  }
}

extension Report.Inputs {
  /// The inputs as `report.json` has them.
  var json: JSONValue {
    .object([
      ("files", .integer(files)),
      ("bytes", .integer(bytes)),
      ("bytes_decompressed", .integer(bytesDecompressed)),
      ("records", .integer(records)),
      ("spans", .integer(spans)),
      ("metric_points", .integer(metricPoints)),
      ("log_records", .integer(logRecords)),
      ("earliest", .string(earliest?.description)),
      ("latest", .string(latest?.description)),
      (
        "sources",
        .array(
          sources.map { source in
            .object([
              ("path", .string(source.path)),
              ("format", .string(source.format)),
              ("framing", .string(source.framing)),
              ("compression", .string(source.compression)),
              ("bytes", .integer(source.bytes)),
              ("records", .integer(source.records)),
              ("spans", .integer(source.spans)),
              ("metric_points", .integer(source.metricPoints)),
              ("log_records", .integer(source.logRecords)),
              ("problems", .integer(source.problems)),
            ])
          })
      ),
    ])
  }
}

extension Problem {
  /// The problem as `report.json` has it.
  func json(path: String?) -> JSONValue {
    .object([
      ("code", .string(code.rawValue)),
      ("source", .string(path)),
      ("line", .integer(position.line)),
      ("record", .integer(position.record)),
      ("byte_offset", .integer(position.byteOffset)),
      ("message", .string(message)),
      ("count", .integer(count)),
    ])
  }
}

extension Report.Settings {
  /// Price books and filters as `report.json` has them.
  var shownParts: [(String, JSONValue)] {
    [
      (
        "price_books",
        .array(
          priceBooks.map {
            .object([
              ("name", .string($0.name)), ("revision", .integer($0.revision)), ("layer", .string($0.layer)),
              ("sha256", .string($0.sha256)), ("as_of", .string($0.asOf)),
            ])
          })
      ),
      ("book_as_of", .string(bookAsOf)),
      (
        "filters",
        .array(filters.map { .inline(.object([("key", .string($0.key)), ("value", .string($0.value))])) })
      ),
    ]
  }
}

extension Report.Finding {
  /// The finding as `report.json` has it.
  var json: JSONValue {
    .object([
      ("code", .string(code)),
      ("severity", .string(severity.rawValue)),
      ("confidence", .string(confidence.rawValue)),
      ("title", .string(title)),
      ("message", .string(message)),
      ("where", .object(place.map { ($0.name, $0.fact.json) })),
      ("evidence", .object(evidence.map { ($0.name, $0.fact.json) })),
      ("remedy", .string(remedy)),
    ])
  }
}

extension Report.Fact {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .period(let from, let to): .string("\(from?.description ?? "…")/\(to?.description ?? "…")")
    case .count(let count): .integer(count)
    case .measure(let value, let unit): .number(decimalText(value, places: unit.decimalPlaces))
    case .money(let amount): .string(amount.description)
    case .flag(let flag): .bool(flag)
    case .unknown: .null
    }
  }
}

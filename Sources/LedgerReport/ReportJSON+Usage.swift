import LedgerModel

// How calls were counted, as `report.json` has it: `counting`, `usage_states`, `emitters`.

extension Report {
  /// Between what the totals lie where an emitter's convention is not known.
  var boundMembers: [(String, JSONValue)] {
    [
      ("input_tokens_low", .integer(inputBounds?.low)), ("input_tokens_high", .integer(inputBounds?.high)),
      ("output_tokens_low", .integer(outputBounds?.low)), ("output_tokens_high", .integer(outputBounds?.high)),
    ]
  }
}

extension Report.UsageSums {
  /// The sums, with the number of spans under a name.
  func members(_ spansName: String) -> [(String, JSONValue)] {
    [
      (spansName, .integer(spans)), ("input_tokens", .integer(inputTokens)), ("output_tokens", .integer(outputTokens)),
      ("reported_cost_usd", .string(reportedCostUSD?.description)),
    ]
  }
}

extension Report.Counting {
  /// The counting as `report.json` has it.
  var json: JSONValue {
    .object([
      ("naive", .inline(.object(naive.members("spans_with_usage")))),
      ("counted", .inline(.object(counted.members("spans_with_usage")))),
      ("aggregate_only", .inline(.object(aggregateOnly.members("spans")))),
      (
        "not_counted",
        .array(
          notCounted.map { row in
            .object(
              [("reason", .string(row.reason))] + row.sums.members("spans") + [
                (
                  "dialects",
                  .array(
                    row.dialects.map {
                      .inline(.object([("dialect", .string($0.dialect))] + $0.sums.members("spans")))
                    })
                )
              ])
          })
      ),
      (
        "adjustments",
        .array(
          adjustments.map { .inline(.object([("reason", .string($0.reason))] + $0.sums.members("spans"))) })
      ),
      (
        "aggregate_gap",
        .inline(
          .object([
            ("spans", .integer(aggregateGap.spans)), ("input_tokens", .integer(aggregateGap.inputTokens)),
            ("output_tokens", .integer(aggregateGap.outputTokens)),
          ]))
      ),
    ])
  }
}

extension Report.UnknownUsage {
  /// The state as `report.json` has it.
  var json: JSONValue {
    .object([
      ("state", .string(state)), ("calls", .integer(calls)), ("bounded_calls", .integer(boundedCalls)),
      ("input_tokens_low", .integer(inputTokens?.lowerBound)), ("input_tokens_high", .integer(inputTokens?.upperBound)),
      ("output_tokens_low", .integer(outputTokens?.lowerBound)),
      ("output_tokens_high", .integer(outputTokens?.upperBound)),
      ("cost_usd_low", .string(costUSD?.lowerBound.description)),
      ("cost_usd_high", .string(costUSD?.upperBound.description)), ("total_tokens", .integer(totalTokens)),
      ("estimated_input_tokens", .integer(estimatedInputTokens)),
      ("estimated_output_tokens", .integer(estimatedOutputTokens)),
    ])
  }
}

extension Report.Emitter {
  /// The emitter as `report.json` has it.
  var json: JSONValue {
    .object(
      [
        ("scope", .string(scope)), ("version", .string(version)), ("dialect", .string(dialect)),
        ("provider", .string(provider)), ("calls", .integer(calls)),
        ("calls_without_usage", .integer(callsWithoutUsage)),
        ("inconsistent_calls", .integer(inconsistentCalls)), ("input_tokens", .integer(input?.value)),
        ("input_tokens_low", .integer(input?.low)), ("input_tokens_high", .integer(input?.high)),
        ("output_tokens", .integer(output?.value)), ("output_tokens_low", .integer(output?.low)),
        ("output_tokens_high", .integer(output?.high)), ("convention", convention.json),
      ] + drift.members)
  }
}

extension Report.Convention {
  /// The convention as `report.json` has it.
  var json: JSONValue {
    .object([
      ("input_includes_cache", inputIncludesCache.map { .bool($0) } ?? .null),
      ("input_includes_cache_read", .bool(inputIncludesCacheRead)),
      ("input_includes_cache_write", .bool(inputIncludesCacheWrite)), ("basis", .string(inputBasis)),
      ("output_includes_reasoning", .bool(outputIncludesReasoning)), ("output_basis", .string(outputBasis)),
      (
        "documented",
        .inline(.object([("cache", .string(documentedCache)), ("reasoning", .string(documentedReasoning))]))
      ),
      (
        "evidence",
        .object([
          ("calls", .integer(calls)), ("cache_read", cacheRead.json), ("cache_write", cacheWrite.json),
          ("cache_read_or_write_proves_apart", .integer(eitherCacheApart)), ("reasoning", reasoning.json),
        ])
      ),
    ])
  }
}

extension Report.Evidence {
  /// The evidence as `report.json` has it.
  var json: JSONValue {
    .inline(
      .object([
        ("calls", .integer(calls)), ("proves_apart", .integer(provesApart)),
        ("suggests_inside", .integer(suggestsInside)),
      ]))
  }
}

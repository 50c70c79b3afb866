import LedgerModel

extension Report {
  /// What the calls come to over everything there was: estimates from the calls whose sampling weight is known.
  ///
  /// Where no weight is known, nothing is extrapolated: ``totals`` is `nil` and all lists are empty.
  public struct Sampling: Hashable, Sendable {
    /// Calls whose weight is known.
    public var weightedCalls = 0
    /// Calls whose weight is not known; they are in no estimate.
    public var unweightedCalls = 0
    /// Calls of known weight 0; they stand for nothing.
    public var zeroWeightCalls = 0
    /// Calls whose weight is a threshold's.
    public var fromThreshold = 0
    /// Calls whose weight is a power of two, the older form.
    public var fromPower = 0
    /// Calls whose weight is that of an attribute, or of another vendor's trace state.
    public var fromAttribute = 0
    /// Calls whose weight was configured for their service.
    public var fromConfiguration = 0
    /// Calls with a threshold, or power, that cannot have kept them.
    public var inconsistent = 0
    /// How many policies of tail samplers scopes name.
    public var tailPolicies = 0
    /// Calls from such scopes.
    public var tailSampledCalls = 0
    /// How many traces the calls of known weight belong to.
    public var traces = 0
    /// The rates that were configured.
    public var configuredRates: [ConfiguredRate] = []
    /// Everything; `nil` where no call has a known weight.
    public var totals: AdjustedFigures?
    /// Start to end of a call; `nil` where unknown.
    public var duration: EstimatedDistribution?
    /// Start of a call to its first token; `nil` where unknown.
    public var timeToFirstToken: EstimatedDistribution?
    /// By service, provider, operation, request and response model: the groups with a call of known weight.
    public var groups: [Row<GroupKey>] = []
    /// By provider and model.
    public var models: [Row<ModelName>] = []
    /// By service.
    public var services: [Row<String?>] = []
    /// By window; without times to first token.
    public var windows: [Row<TimeWindow>] = []

    /// Nothing known.
    public init() {}

    /// A rate that was configured for a service.
    public struct ConfiguredRate: Hashable, Sendable {
      /// The service.
      public var service: String
      /// What a call of it stands for.
      public var weight: SamplingWeight
      /// How many calls say no weight of their own, so that this one counts.
      public var calls: Int

      /// A rate from its parts.
      public init(service: String, weight: SamplingWeight, calls: Int) {
        self.service = service
        self.weight = weight
        self.calls = calls
      }
    }

    /// The estimates of one group.
    public struct Row<Key: Hashable & Sendable>: Hashable, Sendable {
      /// What its calls have in common.
      public var key: Key
      /// Its figures.
      public var figures: AdjustedFigures
      /// Start to end of a call.
      public var duration: EstimatedDistribution?
      /// Start of a call to its first token.
      public var timeToFirstToken: EstimatedDistribution?

      /// A row from its parts.
      public init(
        key: Key, figures: AdjustedFigures, duration: EstimatedDistribution? = nil,
        timeToFirstToken: EstimatedDistribution? = nil
      ) {
        self.key = key
        self.figures = figures
        self.duration = duration
        self.timeToFirstToken = timeToFirstToken
      }
    }
  }
}

extension Report.Counters {
  /// Takes over what the calls come to over everything there was.
  public mutating func adjust(_ figures: AdjustedFigures) {
    adjustedCallsMicros = figures.calls.map {
      Int64(clamping: Estimate.integer($0.totalQ32, times: 1_000_000, .nearest))
    }
    adjustedCostUSD = figures.cost.map { PicoUSD(Estimate.integer($0.totalQ32, .nearest)) }
  }
}

// MARK: JSON

extension Report.Sampling {
  /// How many calls have a weight, and from whom.
  var counts: [(String, JSONValue)] {
    [
      ("weighted_calls", .integer(weightedCalls)),
      ("unweighted_calls", .integer(unweightedCalls)),
      ("zero_weight_calls", .integer(zeroWeightCalls)),
      (
        "sources",
        .inline(
          .object([
            ("threshold", .integer(fromThreshold)), ("p_value", .integer(fromPower)),
            ("attribute", .integer(fromAttribute)), ("configured", .integer(fromConfiguration)),
          ]))
      ),
      ("inconsistent", .integer(inconsistent)),
      ("tail_sampling_policies", .integer(tailPolicies)),
      ("tail_sampled_calls", .integer(tailSampledCalls)),
      ("traces", .integer(traces)),
      (
        "configured_rates",
        .array(
          configuredRates.map {
            .inline(
              .object([
                ("service", .string($0.service)), ("weight", decimal(Int128($0.weight.q32), .nearest)),
                ("calls", .integer($0.calls)),
              ]))
          })
      ),
    ]
  }

  /// The estimates as `report.json` has them.
  var json: JSONValue {
    .object(
      counts + [
        ("confidence_level", .number("0.95")),
        ("totals", totals.map { .object(members(of: $0)) } ?? .null),
        ("duration_seconds", json(duration)),
        ("time_to_first_token_seconds", json(timeToFirstToken)),
      ] + [
        ("groups", .array(groups.map { row($0, key(of: $0.key)) })),
        ("by_model", .array(models.map { row($0, members(of: $0.key)) })),
        ("by_service", .array(services.map { row($0, [("service", .string($0.key))]) })),
        (
          "windows",
          .array(
            windows.map {
              row($0, [("start", .string($0.key.start.description)), ("end", .string($0.key.end.description))])
            })
        ),
      ])
  }

  private func key(of key: Report.GroupKey) -> [(String, JSONValue)] {
    [
      (
        "key",
        .inline(
          .object([
            ("service", .string(key.service)), ("provider", .string(key.provider)),
            ("operation", .string(key.operation)), ("request_model", .string(key.requestModel)),
            ("response_model", .string(key.responseModel)),
          ]))
      )
    ]
  }

  private func members(of name: Report.ModelName) -> [(String, JSONValue)] {
    [("provider", .string(name.provider)), ("model", .string(name.model))]
  }

  private func row<Key>(_ row: Row<Key>, _ key: [(String, JSONValue)]) -> JSONValue {
    .object(
      key + members(of: row.figures) + [
        ("duration_seconds", json(row.duration)), ("time_to_first_token_seconds", json(row.timeToFirstToken)),
      ])
  }

  private func members(of figures: AdjustedFigures) -> [(String, JSONValue)] {
    [
      ("calls", json(figures.calls, decimal)), ("errors", json(figures.errors, decimal)),
      ("input_tokens", json(figures.inputTokens, whole)), ("output_tokens", json(figures.outputTokens, whole)),
      ("cost_usd", json(figures.cost, money)),
    ]
  }

  private func json(_ estimate: Estimate?, _ write: (Int128, Estimate.Rounding) -> JSONValue) -> JSONValue {
    guard let estimate else { return .null }
    return .inline(
      .object([
        ("seen", write(estimate.seenQ32, .nearest)), ("estimate", write(estimate.totalQ32, .nearest)),
        ("low", write(estimate.lowQ32, .down)), ("high", write(estimate.highQ32, .up)),
      ]))
  }

  private func decimal(_ q32: Int128, _ rounding: Estimate.Rounding) -> JSONValue {
    .number(exactDecimal(Estimate.integer(q32, times: 1_000_000, rounding), places: 6))
  }

  private func whole(_ q32: Int128, _ rounding: Estimate.Rounding) -> JSONValue {
    .integer(Estimate.integer(q32, rounding))
  }

  private func money(_ q32: Int128, _ rounding: Estimate.Rounding) -> JSONValue {
    .string(PicoUSD(Estimate.integer(q32, rounding)).description)
  }

  private func json(_ known: EstimatedDistribution?) -> JSONValue {
    guard let known else { return .null }
    func number(_ value: Int64?) -> JSONValue {
      value.map { .number(decimalText($0, places: known.unit.decimalPlaces)) } ?? .null
    }
    return .inline(
      .object(
        [
          ("count", .integer(known.count)), ("adjusted_count", decimal(known.populationQ32, .nearest)),
          ("min", number(known.min)), ("max", number(known.max)), ("mean", number(known.mean)),
        ]
          + zip(["p50", "p75", "p90", "p95", "p99", "p99_9"], known.percentiles).flatMap { name, percentile in
            [
              (name, number(percentile.value)), ("\(name)_low", number(percentile.low)),
              ("\(name)_high", number(percentile.high)),
            ]
          }))
  }
}

import LedgerModel

extension Report {
  /// How much went on at the same time: calls in flight and output tokens per second.
  public struct Throughput: Hashable, Sendable {
    /// What went on in a stretch of time, or to a model.
    public struct Flow: Hashable, Sendable {
      /// Calls that start in it; of a model, all its calls with times.
      public var calls = 0
      /// The most calls in flight at one instant.
      public var peak = 0
      /// The first instant of that peak; `nil` where nothing was in flight.
      public var peakAt: UnixNanos?
      /// How long at least one call was in flight, in nanoseconds.
      public var busyNanos: Int128 = 0
      /// The times of all calls in it, added up, in nanoseconds.
      public var inFlightNanos: Int128 = 0
      /// Output tokens that were written in it; `nil` where they are not known.
      public var outputTokens: Int64?
      /// Calls whose output tokens are not known.
      public var callsWithoutOutput = 0

      /// Nothing.
      public init() {}

      /// Calls in flight on average, in millionths, over so many nanoseconds; `nil` for no time.
      func meanInFlightMicros(over nanos: Int128) -> Int128? {
        nanos > 0 ? roundedQuotient(inFlightNanos * 1_000_000, nanos) : nil
      }

      /// Output tokens per second, in millionths, over so many nanoseconds; `nil` where either is not known.
      func tokensPerSecondMicros(over nanos: Int128) -> Int128? {
        guard let outputTokens, nanos > 0 else { return nil }
        return roundedQuotient(Int128(outputTokens) * powerOfTen(15), nanos)
      }

      /// Adds a stretch of time that follows this one.
      public mutating func join(_ next: Flow) {
        calls += next.calls
        if next.peak > peak { (peak, peakAt) = (next.peak, next.peakAt) }
        busyNanos += next.busyNanos
        inFlightNanos += next.inFlightNanos
        outputTokens = sum(outputTokens, next.outputTokens)
        callsWithoutOutput += next.callsWithoutOutput
      }
    }

    /// A window in which any call was in flight.
    public struct Window: Hashable, Sendable {
      /// The stretch of time.
      public var window: TimeWindow
      /// What went on in it.
      public var flow: Flow

      /// A window and what went on in it.
      public init(window: TimeWindow, flow: Flow) {
        self.window = window
        self.flow = flow
      }
    }

    /// A model's part.
    public struct Model: Hashable, Sendable {
      /// The model.
      public var name: ModelName
      /// What went on.
      public var flow: Flow

      /// A model and what went on.
      public init(name: ModelName, flow: Flow) {
        self.name = name
        self.flow = flow
      }
    }

    /// How long the windows are, in nanoseconds; `nil` where there are none.
    public var windowNanos: UInt64?
    /// All calls with times.
    public var total = Flow()
    /// The models, by name.
    public var models: [Model] = []
    /// The windows in which any call was in flight, by time.
    public var windows: [Window] = []
    /// Calls whose start or duration is not known, and which are in none of these figures.
    public var callsWithoutTimes = 0

    /// No throughput.
    public init() {}
  }
}

extension Report.Throughput {
  /// The throughput as `report.json` has it.
  var json: JSONValue {
    .object([
      ("window_seconds", windowNanos.map { .integer($0 / 1_000_000_000) } ?? .null),
      ("calls_without_times", .integer(callsWithoutTimes)),
      ("total", .inline(.object(total.members(over: total.busyNanos, isBusy: true)))),
      (
        "models",
        .array(
          models.map {
            .inline(
              .object(
                [("provider", .string($0.name.provider)), ("model", .string($0.name.model))]
                  + $0.flow.members(over: $0.flow.busyNanos, isBusy: true)))
          })
      ),
      (
        "windows",
        .array(
          windows.map { window in
            let nanos = Int128(window.window.end.value) - Int128(window.window.start.value)
            return .inline(
              .object(
                [
                  ("start", .string(window.window.start.description)), ("end", .string(window.window.end.description)),
                ] + window.flow.members(over: nanos, isBusy: false)))
          })
      ),
    ])
  }
}

extension Report.Throughput.Flow {
  /// The figures, with averages over a time: that of the window, or the busy time.
  fileprivate func members(over nanos: Int128, isBusy: Bool) -> [(String, JSONValue)] {
    func micros(_ value: Int128?) -> JSONValue { value.map { .number(exactDecimal($0, places: 6)) } ?? .null }
    let suffix = isBusy ? "_while_busy" : ""
    return [
      ("calls", .integer(calls)),
      ("peak_calls_in_flight", .integer(peak)),
      ("peak_at", .string(peakAt?.description)),
      ("mean_calls_in_flight" + suffix, micros(meanInFlightMicros(over: nanos))),
      ("busy_seconds", .number(exactDecimal(busyNanos, places: 9))),
      ("output_tokens", .integer(outputTokens)),
      ("output_tokens_per_second" + suffix, micros(tokensPerSecondMicros(over: nanos))),
      ("calls_without_output", .integer(callsWithoutOutput)),
    ]
  }
}

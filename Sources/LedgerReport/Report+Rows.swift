import LedgerModel

extension Report {
  /// What the calls of a group have in common; `nil` where the emitter did not say.
  public struct GroupKey: Hashable, Sendable {
    /// `service.name`.
    public var service: String?
    /// The provider.
    public var provider: String?
    /// The operation, such as `chat`.
    public var operation: String?
    /// The model that was asked for.
    public var requestModel: String?
    /// The model that answered.
    public var responseModel: String?

    /// A key of which nothing is known.
    public init() {}
  }

  /// The calls of one key.
  public struct Group: Hashable, Sendable {
    /// What they have in common.
    public var key: GroupKey
    /// Their counters.
    public var counters: Counters
    /// Their distributions.
    public var distributions: Distributions

    /// A group from its parts.
    public init(key: GroupKey, counters: Counters, distributions: Distributions) {
      self.key = key
      self.counters = counters
      self.distributions = distributions
    }
  }

  /// A model of a provider: the response model where known, else the request model.
  public struct ModelName: Hashable, Sendable {
    /// The provider; `nil` where unknown.
    public var provider: String?
    /// The model; `nil` where unknown.
    public var model: String?

    /// A model by name.
    public init(provider: String?, model: String?) {
      self.provider = provider
      self.model = model
    }
  }

  /// The calls to one model.
  public struct ModelRow: Hashable, Sendable {
    /// Which model.
    public var name: ModelName
    /// Its counters.
    public var counters: Counters
    /// Its distributions.
    public var distributions: Distributions

    /// A row from its parts.
    public init(name: ModelName, counters: Counters, distributions: Distributions) {
      self.name = name
      self.counters = counters
      self.distributions = distributions
    }
  }

  /// The calls of one service.
  public struct ServiceRow: Hashable, Sendable {
    /// `service.name`; `nil` where unknown.
    public var service: String?
    /// Its counters.
    public var counters: Counters
    /// Its distributions.
    public var distributions: Distributions

    /// A row from its parts.
    public init(service: String?, counters: Counters, distributions: Distributions) {
      self.service = service
      self.counters = counters
      self.distributions = distributions
    }
  }

  /// What happened in one UTC window. Calls belong to the window in which they end or start, as `docs/numbers.md` says.
  public struct Window: Hashable, Sendable {
    /// The window, half-open.
    public var window: TimeWindow
    /// Its counters.
    public var counters: Counters
    /// The durations of its calls.
    public var duration: Distribution?
    /// How many of its calls took how long, by ``Report/durationEdges``: one number less than there are borders; empty where no
    /// duration is known.
    public var durationCounts: [Int] = []
    /// The same counters by model; they add up to ``counters`` as far as calls, tokens and cost go.
    public var models: [ModelSlice]

    /// A window from its parts.
    public init(window: TimeWindow, counters: Counters, duration: Distribution? = nil, models: [ModelSlice] = []) {
      self.window = window
      self.counters = counters
      self.duration = duration
      self.models = models
    }
  }

  /// The part of one model in a window.
  public struct ModelSlice: Hashable, Sendable {
    /// Which model.
    public var name: ModelName
    /// Its counters in this window.
    public var counters: Counters

    /// A slice from its parts.
    public init(name: ModelName, counters: Counters) {
      self.name = name
      self.counters = counters
    }
  }

  /// Calls that failed in the same way.
  public struct ErrorType: Hashable, Sendable {
    /// What went wrong, such as `timeout` or `429`; `nil` where nobody said what.
    public var errorType: String?
    /// Which model.
    public var name: ModelName
    /// How many calls failed so.
    public var calls: Int

    /// A row from its parts.
    public init(errorType: String?, name: ModelName, calls: Int) {
      self.errorType = errorType
      self.name = name
      self.calls = calls
    }
  }

  /// The traces of the archive; a count is `nil` where it was not taken.
  public struct Traces: Hashable, Sendable {
    /// How many traces there are.
    public var count: Int?
    /// How many have a root span in the archive.
    public var rooted: Int?
    /// How many have a span whose parent is not in the archive.
    public var withMissingParent: Int?
    /// How many are spread over several sources.
    public var multiFile: Int?
    /// Spans without a usable trace id.
    public var spansWithoutTrace: Int?

    /// Nothing counted.
    public init() {}
  }

  /// One stage of pipelines, by name.
  public struct Stage: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Its spans.
    public var spans: Int
    /// Its spans that failed.
    public var errors: Int
    /// Its distributions.
    public var distributions: Distributions
    /// How many documents its retrievals brought, over the spans that say so; unit ``MeasureUnit/count``.
    public var retrievedDocuments: Distribution?

    /// A stage from its parts.
    public init(
      name: String, spans: Int, errors: Int = 0, distributions: Distributions = Distributions(),
      retrievedDocuments: Distribution? = nil
    ) {
      self.name = name
      self.spans = spans
      self.errors = errors
      self.distributions = distributions
      self.retrievedDocuments = retrievedDocuments
    }
  }

  /// An instrumentation library and what it emitted.
  public struct Library: Hashable, Sendable {
    /// The scope's name; `nil` where it has none.
    public var scopeName: String?
    /// The scope's version; `nil` where it has none.
    public var scopeVersion: String?
    /// The dialect in which it spells usage; `nil` where it emits none that is known.
    public var dialect: String?
    /// Its spans.
    public var spans: Int
    /// Its calls that count.
    public var calls: Int
    /// Its spans that do not count, by reason.
    public var notCounted: [Reason]

    /// A library from its parts.
    public init(
      scopeName: String?, scopeVersion: String?, dialect: String?, spans: Int, calls: Int, notCounted: [Reason] = []
    ) {
      self.scopeName = scopeName
      self.scopeVersion = scopeVersion
      self.dialect = dialect
      self.spans = spans
      self.calls = calls
      self.notCounted = notCounted
    }

    /// Why spans do not count, and how many.
    public struct Reason: Hashable, Sendable {
      /// The reason in words, such as `wrapper` or `duplicate`.
      public var reason: String
      /// How many spans.
      public var spans: Int

      /// A reason with its count.
      public init(_ reason: String, spans: Int) {
        self.reason = reason
        self.spans = spans
      }
    }
  }

  /// What was read and left out, so that nothing counts twice.
  public struct NotCounted: Hashable, Sendable {
    /// Spans that repeat the usage of their children.
    public var wrapperSpans = 0
    /// Spans that were seen before.
    public var duplicateSpans = 0
    /// Spans that tell of a response which another span tells of, too.
    public var mergedResponses = 0
    /// Input tokens that adding up all spans would have given; `nil` where nothing reported any.
    public var naiveInputTokens: Int64?
    /// Output tokens that adding up all spans would have given; `nil` where nothing reported any.
    public var naiveOutputTokens: Int64?

    /// Nothing left out.
    public init() {}

    /// How many spans were left out.
    var spans: Int { wrapperSpans + duplicateSpans + mergedResponses }
  }
}

import LedgerModel

extension Report {
  /// Who wrote calls in one way: scopes of one name and version, as far as they write one dialect for one provider.
  public struct Emitter: Hashable, Sendable {
    /// The scope's name; `nil` where it has none.
    public var scope: String?
    /// The scope's version; `nil` where it has none.
    public var version: String?
    /// The dialect; `nil` where it is none that is known.
    public var dialect: String?
    /// The provider; `nil` where it is not said.
    public var provider: String?
    /// Its calls that count.
    public var calls = 0
    /// Of them, those whose usage is not known.
    public var callsWithoutUsage = 0
    /// Calls in which a part is larger than its whole, against the convention.
    public var inconsistentCalls = 0
    /// Input of its calls, and between what it lies where the convention is not known.
    public var input: Bounded?
    /// Output of its calls, and between what it lies where the convention is not known.
    public var output: Bounded?
    /// How it counts.
    public var convention: Convention
    /// Which names it uses.
    public var drift = Drift()

    /// An emitter from its names and its convention.
    public init(scope: String?, version: String?, dialect: String?, provider: String?, convention: Convention) {
      self.scope = scope
      self.version = version
      self.dialect = dialect
      self.provider = provider
      self.convention = convention
    }
  }

  /// A sum, and between what it lies where it is not certain.
  public struct Bounded: Hashable, Sendable {
    /// The figure that is used.
    public var value: Int128
    /// The least that it can be.
    public var low: Int128
    /// The most that it can be.
    public var high: Int128

    /// A sum that is certain, or one that may be more.
    public init(_ value: Int128, more: Int128 = 0) {
      self.value = value
      low = value
      high = value + more
    }
  }

  /// How an emitter counts tokens, and how that became known.
  public struct Convention: Hashable, Sendable {
    /// Whether input includes what was read from the cache.
    public var inputIncludesCacheRead: Bool
    /// Whether input includes what was written into the cache.
    public var inputIncludesCacheWrite: Bool
    /// How both became known: `arithmetic`, `dialect`, `spec`, `provider` or `default`.
    public var inputBasis: String
    /// Whether output includes reasoning.
    public var outputIncludesReasoning: Bool
    /// How that became known.
    public var outputBasis: String
    /// What is documented, or asked for by the schema, of cached tokens: `inclusive`, `exclusive`; `nil` for nothing.
    public var documentedCache: String?
    /// What is documented, or asked for by the schema, of reasoning.
    public var documentedReasoning: String?
    /// Spans that were looked at, copies apart.
    public var calls = 0
    /// What they show of cache reads.
    public var cacheRead = Evidence()
    /// What they show of cache writes.
    public var cacheWrite = Evidence()
    /// Calls that prove that reads or writes are apart, and not which.
    public var eitherCacheApart = 0
    /// What they show of reasoning.
    public var reasoning = Evidence()

    /// A convention without evidence.
    public init(
      inputIncludesCacheRead: Bool, inputIncludesCacheWrite: Bool, inputBasis: String, outputIncludesReasoning: Bool,
      outputBasis: String
    ) {
      self.inputIncludesCacheRead = inputIncludesCacheRead
      self.inputIncludesCacheWrite = inputIncludesCacheWrite
      self.inputBasis = inputBasis
      self.outputIncludesReasoning = outputIncludesReasoning
      self.outputBasis = outputBasis
    }

    /// Whether input includes cached tokens; `nil` where it includes one kind and not the other.
    public var inputIncludesCache: Bool? {
      inputIncludesCacheRead == inputIncludesCacheWrite ? inputIncludesCacheRead : nil
    }
  }

  /// What calls show of one part of their counts.
  public struct Evidence: Hashable, Sendable {
    /// Calls that have any of the part.
    public var calls: Int
    /// Of them, those whose numbers fit only with the part beside its whole.
    public var provesApart: Int
    /// Of them, those whose total fits with the part inside its whole.
    public var suggestsInside: Int

    /// Evidence by its counts.
    public init(calls: Int = 0, provesApart: Int = 0, suggestsInside: Int = 0) {
      self.calls = calls
      self.provesApart = provesApart
      self.suggestsInside = suggestsInside
    }
  }

  /// Between what the input of all calls lies where some emitter's convention is not known; `nil` where unknown.
  public var inputBounds: Bounded? { bounds(totals.inputTokens, \.input) }

  /// The same of output.
  public var outputBounds: Bounded? { bounds(totals.outputTokens, \.output) }

  private func bounds(_ total: Int64?, _ part: (Emitter) -> Bounded?) -> Bounded? {
    total.map { total in
      Bounded(Int128(total), more: emitters.reduce(0) { $0 + (part($1).map { $0.high - $0.value } ?? 0) })
    }
  }
}

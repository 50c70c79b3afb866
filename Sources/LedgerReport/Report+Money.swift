import LedgerModel

extension Report {
  /// Reported cost beside recomputed cost.
  public struct Audit: Hashable, Sendable {
    /// What the emitters reported; `nil` where none did.
    public var reportedUSD: PicoUSD?
    /// Cost by list prices; `nil` where nothing could be priced.
    public var listUSD: PicoUSD?
    /// Cost by contract prices; `nil` where there are none.
    public var contractUSD: PicoUSD?
    /// Reported minus list, over the calls that have both; `nil` where no call has.
    public var differenceUSD: PicoUSD?
    /// How many calls have a reported and a list cost; `nil` where that was not counted.
    public var comparedCalls: Int?
    /// The difference by cause.
    public var causes: [Cause] = []
    /// The calls that could not be priced.
    public var unpriced: [Unpriced] = []

    /// Nothing to compare.
    public init() {}

    /// A part of the difference with its cause.
    public struct Cause: Hashable, Sendable {
      /// The cause's code.
      public var code: String
      /// How many calls.
      public var calls: Int
      /// Its part of the difference, signed.
      public var usd: PicoUSD

      /// A cause from its parts.
      public init(code: String, calls: Int, usd: PicoUSD) {
        self.code = code
        self.calls = calls
        self.usd = usd
      }
    }

    /// Calls to one model that could not be priced for one reason.
    public struct Unpriced: Hashable, Sendable {
      /// Which model.
      public var name: ModelName
      /// How many calls.
      public var calls: Int
      /// What they read; `nil` where no call reported it.
      public var inputTokens: Int64?
      /// What they wrote; `nil` where no call reported it.
      public var outputTokens: Int64?
      /// Why, in words: `no price for this model`, `usage unknown`, …
      public var reason: String

      /// A row from its parts.
      public init(name: ModelName, calls: Int, inputTokens: Int64?, outputTokens: Int64?, reason: String) {
        self.name = name
        self.calls = calls
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.reason = reason
      }
    }
  }
}

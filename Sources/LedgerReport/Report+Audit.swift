import LedgerModel

extension Report {
  /// Reported cost beside recomputed cost, and the difference by cause.
  public struct Audit: Hashable, Sendable {
    /// Everything that is claimed: what the calls that count report, and what spans that do not count claim besides; `nil`
    /// where nothing is.
    public var reportedUSD: PicoUSD?
    /// Of it, what the calls that count report; `nil` where none does.
    public var countedReportedUSD: PicoUSD?
    /// What metrics say, where any counts costs; in no sum.
    public var metricsUSD: PicoUSD?
    /// Cost by list prices; `nil` where nothing could be priced.
    public var listUSD: PicoUSD?
    /// Cost by contract prices; `nil` where there are none.
    public var contractUSD: PicoUSD?
    /// Reported minus list; what ``causes`` add up to. `nil` where nothing is reported.
    public var differenceUSD: PicoUSD?
    /// How many calls have a reported and a list cost.
    public var comparedCalls: Int?
    /// Reported minus list over these calls; `nil` where no call has both.
    public var comparedDifferenceUSD: PicoUSD?
    /// The sum of the differences of the calls that nothing explains, whatever their sign.
    public var unexplainedUSD = PicoUSD.zero
    /// The sum of all parts of the difference, whatever their sign.
    public var partsUSD = PicoUSD.zero
    /// The difference by cause, the largest part first; empty where nothing is reported.
    public var causes: [Cause] = []
    /// The calls that have both, by emitter and model, as far as they differ.
    public var groups: [Group] = []
    /// The calls that have no list cost, or a list cost of nothing, by state.
    public var states: [State] = []
    /// The calls that could not be priced.
    public var unpriced: [Unpriced] = []

    /// Nothing to compare.
    public init() {}

    /// How much of all parts nothing explains, in millionths; `nil` where there is no difference.
    public var unexplainedMillionths: Int64? {
      partsUSD.value == 0
        ? nil : Int64(clamping: roundedQuotient(unexplainedUSD.value * 1_000_000, partsUSD.value))
    }

    /// A part of the difference with its cause.
    public struct Cause: Hashable, Sendable {
      /// The cause's code.
      public var code: String
      /// How many calls, or other spans with a claim.
      public var calls: Int
      /// Its part of the difference, signed.
      public var usd: PicoUSD
      /// The start of the earliest of them; `nil` where it is not known.
      public var since: UnixNanos?
      /// The start of the latest of them.
      public var until: UnixNanos?
      /// The largest parts, whatever their sign.
      public var examples: [Example] = []

      /// A cause from its parts.
      public init(code: String, calls: Int, usd: PicoUSD) {
        self.code = code
        self.calls = calls
        self.usd = usd
      }
    }

    /// A call, or another span, by its ids.
    public struct Example: Hashable, Sendable {
      /// Trace id in hexadecimal; `nil` where it has none.
      public var trace: String?
      /// Span id in hexadecimal; `nil` where it has none.
      public var span: String?
      /// Its start; `nil` where it is not known.
      public var start: UnixNanos?
      /// The model.
      public var model: String?
      /// What the cause makes of it, signed.
      public var usd: PicoUSD
      /// What is reported; `nil` where nothing is.
      public var reportedUSD: PicoUSD?
      /// What the list says; `nil` where it says nothing.
      public var listUSD: PicoUSD?

      /// An example from its ids and its part.
      public init(trace: String?, span: String?, start: UnixNanos?, model: String?, usd: PicoUSD) {
        self.trace = trace
        self.span = span
        self.start = start
        self.model = model
        self.usd = usd
      }
    }

    /// The calls of one emitter to one model that have a reported and a list cost.
    public struct Group: Hashable, Sendable {
      /// The emitter's scope; `nil` where it has none.
      public var scope: String?
      /// The scope's version.
      public var version: String?
      /// The provider.
      public var provider: String?
      /// The model that was asked for.
      public var requestModel: String?
      /// The model that answered.
      public var responseModel: String?
      /// The service tier that the calls name.
      public var serviceTier: String?
      /// How many calls.
      public var calls: Int
      /// What they report.
      public var reportedUSD: PicoUSD
      /// What the list says.
      public var listUSD: PicoUSD
      /// The unit of the last digit that the emitter writes; `nil` where it does not round.
      public var roundedTo: PicoUSD?
      /// When the first of them differs by more than rounding; `nil` where none does.
      public var since: UnixNanos?
      /// What explains them.
      public var explanations: [Explanation] = []

      /// A group from its figures.
      public init(calls: Int, reportedUSD: PicoUSD, listUSD: PicoUSD) {
        self.calls = calls
        self.reportedUSD = reportedUSD
        self.listUSD = listUSD
      }
    }

    /// What explains some calls of a group.
    public struct Explanation: Hashable, Sendable {
      /// The codes of the causes, in the order in which the difference is taken apart; none where the list holds.
      public var causes: [String]
      /// Other sets of causes that give the same figures.
      public var alternatives: [[String]]
      /// How many calls.
      public var calls: Int
      /// Their reported minus their list cost.
      public var usd: PicoUSD
      /// What shows it, in words.
      public var evidence: [String]

      /// An explanation from its parts.
      public init(causes: [String], alternatives: [[String]], calls: Int, usd: PicoUSD, evidence: [String]) {
        self.causes = causes
        self.alternatives = alternatives
        self.calls = calls
        self.usd = usd
        self.evidence = evidence
      }
    }

    /// Calls without an amount in the list total, or with nothing in it, for one reason.
    public struct State: Hashable, Sendable {
      /// `free`, `unpriced-model`, `unpriced-unit`, `unpriced-by-date` or `unknown-usage`.
      public var code: String
      /// How many calls.
      public var calls: Int
      /// Of them, those that the bounds are over.
      public var boundedCalls: Int
      /// The least and the most they may have cost, in no total; `nil` where no call has a bound.
      public var bounds: ClosedRange<PicoUSD>?
      /// What their emitters report; `nil` where none does.
      public var reportedUSD: PicoUSD?

      /// A state from its parts.
      public init(
        code: String, calls: Int, boundedCalls: Int, bounds: ClosedRange<PicoUSD>?, reportedUSD: PicoUSD?
      ) {
        self.code = code
        self.calls = calls
        self.boundedCalls = boundedCalls
        self.bounds = bounds
        self.reportedUSD = reportedUSD
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

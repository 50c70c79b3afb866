import LedgerModel

/// The calls one by one, as causes are looked for in them: what sums by window no longer tell.
///
/// Beside the calls that count stand the spans that were left out because they repeat others, marked as such.
public struct CallEvidence: Sendable {
  /// What calls have in common.
  public struct Kind: Hashable, Sendable {
    /// The resource's service name; `nil` where unknown.
    public var service: String?
    /// The resource's `service.instance.id`; `nil` where unknown.
    public var instance: String?
    /// The provider; `nil` where unknown.
    public var provider: String?
    /// The operation; `nil` where unknown.
    public var operation: String?
    /// The model that was asked for; `nil` where unknown.
    public var requestModel: String?
    /// The model that answered; `nil` where unknown.
    public var responseModel: String?
    /// The span's name up to its first space, which tells one API of a library from another; `nil` where unknown.
    public var spanName: String?
    /// What was judged, for results of evaluations; `nil` for calls.
    public var evaluation: String?

    /// A kind from its parts.
    public init(
      service: String? = nil, instance: String? = nil, provider: String? = nil, operation: String? = nil,
      requestModel: String? = nil, responseModel: String? = nil, spanName: String? = nil, evaluation: String? = nil
    ) {
      self.service = service
      self.instance = instance
      self.provider = provider
      self.operation = operation
      self.requestModel = requestModel
      self.responseModel = responseModel
      self.spanName = spanName
      self.evaluation = evaluation
    }

    private static let texts = [
      \Kind.service, \.instance, \.provider, \.operation, \.requestModel, \.responseModel, \.spanName, \.evaluation,
    ]

    /// Whether one comes before the other in the order of their texts, absent ones first.
    static func precedes(_ left: Kind, _ right: Kind) -> Bool {
      for text in texts where left[keyPath: text] != right[keyPath: text] {
        return absentFirst(left[keyPath: text], right[keyPath: text])
      }
      return false
    }
  }

  /// What is true of a call.
  public struct Marks: OptionSet, Hashable, Sendable {
    /// The bits.
    public var rawValue: UInt8

    /// A set from its bits.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It failed.
    @inlinable public static var failed: Marks { Marks(rawValue: 1) }
    /// Its response was streamed.
    @inlinable public static var streamed: Marks { Marks(rawValue: 2) }
    /// It says neither input nor output.
    @inlinable public static var withoutUsage: Marks { Marks(rawValue: 4) }
    /// It says no output.
    @inlinable public static var withoutOutput: Marks { Marks(rawValue: 8) }
    /// It is a copy of another span; not counted.
    @inlinable public static var copy: Marks { Marks(rawValue: 16) }
    /// It repeats the usage of calls below it; not counted.
    @inlinable public static var wrapper: Marks { Marks(rawValue: 32) }
    /// It is no call but the result of an evaluation that gave a score.
    static var evaluation: Marks { Marks(rawValue: 64) }
    /// It is no call but a judgement that an answer was made up.
    static var hallucination: Marks { Marks(rawValue: 128) }
    /// Whether it is a call, and counted as one.
    var isCountedCall: Bool { isDisjoint(with: [.copy, .wrapper, .evaluation, .hallucination]) }
  }

  /// One call.
  public struct Call: Sendable {
    /// Row of ``CallEvidence/kinds``.
    public var kind: Int32
    /// What is true of it.
    public var marks: Marks
    /// Start in Unix nanoseconds; 0 unknown.
    public var start: UInt64
    /// End in Unix nanoseconds; a call without one takes no part.
    public var end: UInt64
    /// Duration in nanoseconds as the span tells it; `nil` where unknown.
    public var duration: UInt64? {
      get { knownDuration == .max ? nil : knownDuration }
      set { knownDuration = newValue ?? .max }
    }
    /// Its tokens.
    public var tokens: Tokens
    /// How many calls it stands for, in 2⁻³²; 0 where unknown.
    public var weight: UInt64
    /// Which trace it belongs to, as a digest; 0 where unknown. Calls of one trace are kept or dropped together.
    public var trace: UInt64
    /// Time to first token in nanoseconds; `nil` where unknown.
    public var firstToken: UInt64? {
      get { knownFirstToken == .max ? nil : knownFirstToken }
      set { knownFirstToken = newValue ?? .max }
    }
    /// What it cost in pico-dollars; `nil` where unknown.
    public var cost: Int64? {
      get { knownCost == .min ? nil : knownCost }
      set { knownCost = newValue ?? .min }
    }
    // There are many calls: what is not known is told by numbers that no call has, and not beside the numbers.
    @usableFromInline var knownDuration: UInt64
    @usableFromInline var knownFirstToken: UInt64
    @usableFromInline var knownCost: Int64

    /// A call from its parts.
    @inlinable
    public init(
      kind: Int32, marks: Marks = [], start: UInt64, end: UInt64, duration: UInt64?, tokens: Tokens = Tokens(),
      weight: UInt64 = 0, trace: UInt64 = 0, firstToken: UInt64? = nil, cost: Int64? = nil
    ) {
      self.kind = kind
      self.marks = marks
      self.start = start
      self.end = end
      knownDuration = duration ?? .max
      self.tokens = tokens
      self.weight = weight
      self.trace = trace
      knownFirstToken = firstToken ?? .max
      knownCost = cost ?? .min
    }
  }

  /// One result of an evaluation.
  public struct Evaluation: Sendable {
    /// Row of ``CallEvidence/kinds``.
    public var kind: Int32
    /// When, in Unix nanoseconds; one without a time takes no part.
    public var time: UInt64
    /// The score in millionths; `nil` where there is none.
    public var scoreMicros: Int64?
    /// Whether the answer is judged to be made up; `nil` where that is not judged.
    public var isHallucination: Bool?

    /// A result from its parts.
    public init(kind: Int32, time: UInt64, scoreMicros: Int64?, isHallucination: Bool?) {
      self.kind = kind
      self.time = time
      self.scoreMicros = scoreMicros
      self.isHallucination = isHallucination
    }
  }

  /// Token counts; 0 where a count is not known, which ``Marks`` tell.
  public struct Tokens: Hashable, Sendable {
    /// Everything the model read.
    public var input: Int64 = 0
    /// Everything the model wrote.
    public var output: Int64 = 0
    /// Of the input, read from the cache.
    public var cacheRead: Int64 = 0
    /// Of the input, written to the cache.
    public var cacheWrite: Int64 = 0
    /// Of the output, spent on reasoning.
    public var reasoning: Int64 = 0

    /// No tokens.
    @inlinable
    public init(input: Int64 = 0, output: Int64 = 0, cacheRead: Int64 = 0, cacheWrite: Int64 = 0, reasoning: Int64 = 0)
    {
      self.input = input
      self.output = output
      self.cacheRead = cacheRead
      self.cacheWrite = cacheWrite
      self.reasoning = reasoning
    }
  }

  /// The kinds, each once.
  public private(set) var kinds: [Kind] = []
  /// The calls, in any order.
  public var calls: [Call] = []
  /// The results of evaluations, in any order.
  public var evaluations: [Evaluation] = []
  /// Services of which some call reports what it cost; see ``TraceSide/servicesThatReportCosts``.
  public var servicesThatReportCosts: Set<String?> = []
  private var rows: [Kind: Int32] = [:]

  /// No calls.
  public init() {}

  /// The row of a kind, made where it is new.
  public mutating func row(of kind: Kind) -> Int32 {
    if let row = rows[kind] { return row }
    let row = Int32(kinds.count)
    rows[kind] = row
    kinds.append(kind)
    return row
  }
}

extension CallEvidence {
  /// The same service by service. A service only knows the kinds of its own calls.
  var byService: [String?: CallEvidence] {
    var parts: [String?: CallEvidence] = [:]
    let services = kinds.map(\.service)
    let places = kinds.map { parts[$0.service, default: CallEvidence()].row(of: $0) }
    for var call in calls {
      let kind = Int(call.kind)
      call.kind = places[kind]
      parts[services[kind]]?.calls.append(call)
    }
    for var evaluation in evaluations {
      let kind = Int(evaluation.kind)
      evaluation.kind = places[kind]
      parts[services[kind]]?.evaluations.append(evaluation)
    }
    for service in servicesThatReportCosts { parts[service]?.servicesThatReportCosts = [service] }
    return parts
  }
}

import LedgerModel

/// Spans with usage and what they say, added up. 128 bits hold any number of counts exactly, so that differences between
/// such sums are exact too.
public struct UsageSums: Hashable, Sendable {
  /// How many spans.
  public var spans = 0
  /// Input tokens; `nil` where none says any.
  public var input: Int128?
  /// Output tokens; `nil` where none says any.
  public var output: Int128?
  /// Reported cost in pico-dollars; `nil` where none says any.
  public var cost: Int128?

  /// Nothing.
  public init() {}

  mutating func add(input: Int64?, output: Int64?, cost: Int64?) {
    if let input { self.input = (self.input ?? 0) + Int128(input) }
    if let output { self.output = (self.output ?? 0) + Int128(output) }
    if let cost { self.cost = (self.cost ?? 0) + Int128(cost) }
  }

  /// Adds other spans.
  public mutating func add(_ other: UsageSums) {
    func sum(_ left: Int128?, _ right: Int128?) -> Int128? {
      guard let left else { return right }
      return left + (right ?? 0)
    }
    spans += other.spans
    input = sum(input, other.input)
    output = sum(output, other.output)
    cost = sum(cost, other.cost)
  }
}

/// Why usage that was reported is not counted where it was reported.
public enum LeftOutReason: String, CaseIterable, Sendable {
  /// The span is in the archive more than once.
  case duplicate
  /// A request of the same kind lies inside: two libraries instrument one request.
  case nestedRequest = "nested_request"
  /// An agent, workflow or step above the requests whose usage it sums up.
  case wrapper
  /// Another span tells of the same response, by its id.
  case sameResponse = "same_response"
  /// Another library tells of the same request: time, model and counts.
  case sameRequest = "same_request"
  /// An attempt that failed inside a call that went on.
  case failedAttempt = "failed_attempt"
  /// It repeats another span by its nature.
  case repetition
  /// A part of what a request around it tells.
  case partOfRequest = "part_of_request"
  /// A part by its name, below a span that tells the whole.
  case partial
  /// An estimate by the instrumentation's own word.
  case estimated
}

/// Why a call that counts has other counts than its span reported.
public enum UsageAdjustment: String, CaseIterable, Sendable {
  /// Input is counted with the cached tokens that the emitter counts apart.
  case cacheApart = "cache_apart"
  /// Output is counted with the reasoning that the emitter counts apart.
  case reasoningApart = "reasoning_apart"
  /// The span reports none; taken over from a span or log record of the same call that does not count.
  case takenOver = "taken_over"
  /// No span tells of the call, a log record does.
  case loggedOnly = "logged_only"
}

/// What the calls of one emitter add up to.
public struct EmitterUsage: Hashable, Sendable {
  /// Its calls that count.
  public var calls = 0
  /// Of them, those of which neither input nor output is known.
  public var callsWithoutUsage = 0
  /// Calls in which a part is larger than its whole, against the emitter's convention: the part is left out as unknown.
  public var inconsistentCalls = 0
  /// Input of its calls; `nil` where none says.
  public var input: Int128?
  /// Output of its calls; `nil` where none says.
  public var output: Int128?
  /// What input would be more if cached tokens were apart after all; 0 where the convention is known.
  public var openInput: Int128 = 0
  /// What output would be more if reasoning were apart after all; 0 where the convention is known.
  public var openOutput: Int128 = 0

  /// Nothing.
  public init() {}

  mutating func add(_ other: EmitterUsage) {
    func sum(_ left: Int128?, _ right: Int128?) -> Int128? {
      guard let left else { return right }
      return left + (right ?? 0)
    }
    calls += other.calls
    callsWithoutUsage += other.callsWithoutUsage
    inconsistentCalls += other.inconsistentCalls
    input = sum(input, other.input)
    output = sum(output, other.output)
    openInput += other.openInput
    openOutput += other.openOutput
  }
}

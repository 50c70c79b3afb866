import LedgerModel

// A dialect is data: a table that reads like the conventions page it was taken from. To add one, write its file, add it
// to `Dialects.all`, and give it a fixture.

/// One spelling of LLM telemetry: how to recognise it, and what its names mean.
public struct Dialect: Sendable {
  /// The stable name shown in reports, such as `openinference`.
  public let id: String
  /// A readable name.
  public let title: String
  /// Which instrumentation scopes write it.
  let scopes: [ScopePattern]
  /// What its span names mean.
  let spanNames: [SpanNameRow]
  /// What its attributes mean.
  let attributes: [AttributeRow]
  /// What its span events and log events mean.
  let events: [EventRow]
  /// What its metrics measure.
  let metrics: [MetricRow]
  /// Which of its log records tell of calls.
  let logEvents: [LogEventRow]
  /// What attributes and members of bodies mean on log records alone.
  let logAttributes: [AttributeRow]
  /// What its counts include; the first row that fits decides.
  let inclusion: [InclusionRow]
  /// In which unit it writes a time to first token under a name whose unit differs between emitters; `nil` where that is
  /// not documented, so that the span's duration must decide.
  let timeToFirstTokenUnit: TimeUnit?
  /// Whether input, output and total all zero mean that nothing was reported.
  let zeroUsageIsUnknown: Bool
  /// Whether it writes the whole duration as a time to first token when nothing was streamed, so that one counts only
  /// beside a streaming flag.
  let timeToFirstTokenNeedsStreaming: Bool

  init(
    id: String, title: String, scopes: [ScopePattern] = [], spanNames: [SpanNameRow] = [],
    attributes: [AttributeRow] = [], events: [EventRow] = [], metrics: [MetricRow] = [],
    logEvents: [LogEventRow] = [], logAttributes: [AttributeRow] = [], inclusion: [InclusionRow] = [],
    timeToFirstTokenUnit: TimeUnit? = nil, zeroUsageIsUnknown: Bool = false,
    timeToFirstTokenNeedsStreaming: Bool = false
  ) {
    self.id = id
    self.title = title
    self.scopes = scopes
    self.spanNames = spanNames
    self.attributes = attributes
    self.events = events
    self.metrics = metrics
    self.logEvents = logEvents
    self.logAttributes = logAttributes
    self.inclusion = inclusion
    self.timeToFirstTokenUnit = timeToFirstTokenUnit
    self.zeroUsageIsUnknown = zeroUsageIsUnknown
    self.timeToFirstTokenNeedsStreaming = timeToFirstTokenNeedsStreaming
  }
}

/// Which instrumentation scope names belong to a dialect.
struct ScopePattern: Sendable {
  enum Shape: Sendable {
    case whole
    case prefix
    case containing
  }

  let text: String
  let shape: Shape
  /// A certain scope decides the dialect; an uncertain one only where no attribute marks another.
  let isCertain: Bool

  static func whole(_ text: String) -> ScopePattern { ScopePattern(text: text, shape: .whole, isCertain: true) }
  static func prefix(_ text: String) -> ScopePattern { ScopePattern(text: text, shape: .prefix, isCertain: true) }
  static func containing(_ text: String) -> ScopePattern {
    ScopePattern(text: text, shape: .containing, isCertain: true)
  }
  static func perhaps(_ text: String) -> ScopePattern { ScopePattern(text: text, shape: .whole, isCertain: false) }
}

/// What an attribute means.
struct AttributeRow: Sendable {
  /// The name. A trailing `*` stands for a family of indexed names; `N` between dots for the numbers 0 to 7.
  let name: String
  /// For attributes that hold JSON: which member, as a dotted path.
  let path: String?
  /// What it says.
  let field: CanonicalField
  /// Its place among all sources of that field, in all dialects: the smallest that is present and readable wins.
  let rank: UInt16
  /// How the value is written.
  let form: ValueForm
  /// Era, generation, caveat.
  let note: String
  /// Whether the attribute alone names the dialect.
  let marks: Bool
  /// Whether ordinary spans carry the name too, so that it alone says nothing about a model.
  let isCommon: Bool

  init(
    _ name: String, path: String? = nil, _ field: CanonicalField, _ rank: UInt16, _ form: ValueForm = .text,
    _ note: String = "", marks: Bool = false, common: Bool = false
  ) {
    self.name = name
    self.path = path
    self.field = field
    self.rank = rank
    self.form = form
    self.note = note
    self.marks = marks
    isCommon = common
  }

  /// A name that only gives the dialect away.
  static func marker(_ name: String, _ note: String = "") -> AttributeRow {
    AttributeRow(name, .marker, 0, .presence, note, marks: true)
  }
}

/// What a span's name means.
struct SpanNameRow: Sendable {
  let name: String
  let operationClass: OperationClass
  /// The operation in the conventions' words; empty for the class's own word.
  let operation: String
  let isPrefix: Bool
  /// Whether the name counts only under a scope of its dialect, because others use it too.
  let needsScope: Bool
  /// Whether the span repeats another by its nature.
  let isRepetition: Bool
  /// Whether a model and usage on the span itself make it a model request after all.
  let yieldsToUsage: Bool

  init(
    _ name: String, _ operationClass: OperationClass, _ operation: String = "", prefix: Bool = false,
    needsScope: Bool = false, repetition: Bool = false, yieldsToUsage: Bool = false
  ) {
    self.name = name
    self.operationClass = operationClass
    self.operation = operation
    isPrefix = prefix
    self.needsScope = needsScope
    isRepetition = repetition
    self.yieldsToUsage = yieldsToUsage
  }
}

/// What an event's name means.
struct EventRow: Sendable {
  enum Meaning: UInt8, Sendable {
    /// The first of them marks the first token.
    case firstToken
    /// A judgement.
    case evaluation
    /// An exception.
    case exception
    /// One found document.
    case document
    /// A model's choice, with its finish reason.
    case choice
    /// Known, nothing to read.
    case other
  }

  let name: String
  let meaning: Meaning

  init(_ name: String, _ meaning: Meaning) {
    self.name = name
    self.meaning = meaning
  }
}

/// What a metric measures.
struct MetricRow: Sendable {
  let name: String
  let family: MetricFamily
  /// The unit where the metric says none.
  let unit: MetricUnit
  /// The token type that the name itself says.
  let tokenType: TokenType?
  /// Whether cache types are apart from `input`, so that they count as input too.
  let cacheTypesAreInput: Bool
  /// Whether the row holds only under a scope of its dialect.
  let needsScope: Bool
  let note: String

  init(
    _ name: String, _ family: MetricFamily, _ unit: MetricUnit, type tokenType: TokenType? = nil,
    cacheTypesAreInput: Bool = false, needsScope: Bool = false, _ note: String = ""
  ) {
    self.name = name
    self.family = family
    self.unit = unit
    self.tokenType = tokenType
    self.cacheTypesAreInput = cacheTypesAreInput
    self.needsScope = needsScope
    self.note = note
  }
}

/// What the counts of an emitter include, as far as it is documented.
struct InclusionRow: Sendable {
  /// Part of the scope's name; `nil` fits every scope.
  let scope: String?
  /// The canonical provider; `nil` fits every provider.
  let provider: String?
  /// Whether only scopes fit whose schema is of 1.40 or later, where the conventions ask for inclusive input.
  let needsInclusiveSchema: Bool
  let cache: Inclusion
  let reasoning: Inclusion
  let note: String

  init(
    scope: String? = nil, provider: String? = nil, needsInclusiveSchema: Bool = false, cache: Inclusion,
    reasoning: Inclusion, _ note: String = ""
  ) {
    self.scope = scope
    self.provider = provider
    self.needsInclusiveSchema = needsInclusiveSchema
    self.cache = cache
    self.reasoning = reasoning
    self.note = note
  }
}

/// A unit of time, as nanoseconds.
enum TimeUnit: Int64, Sendable, CaseIterable {
  case seconds = 1_000_000_000
  case milliseconds = 1_000_000
  case microseconds = 1000
  case nanoseconds = 1
}

/// The unit of a metric.
enum MetricUnit: Sendable, Hashable {
  case time(TimeUnit)
  case tokens
  case dollars
  case plain
}

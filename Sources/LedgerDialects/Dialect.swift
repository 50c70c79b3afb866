import LedgerMemory
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
  /// Which resources write it, where nothing on a span says anything else: their `service.name` or `telemetry.sdk.name`.
  let resources: [String]
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
  /// Whether an exception event means that the span failed, whatever its status: it is written at the end of runs that
  /// failed alone, and the status says *ok* of those, too.
  let exceptionsAreFailures: Bool
  /// Which of its scopes say of streams what did not happen so.
  let habits: [(scope: String, habit: ScopeHabit)]

  init(
    id: String, title: String, scopes: [ScopePattern] = [], resources: [String] = [],
    spanNames: [SpanNameRow] = [], attributes: [AttributeRow] = [], events: [EventRow] = [], metrics: [MetricRow] = [],
    logEvents: [LogEventRow] = [], logAttributes: [AttributeRow] = [], inclusion: [InclusionRow] = [],
    timeToFirstTokenUnit: TimeUnit? = nil, zeroUsageIsUnknown: Bool = false,
    timeToFirstTokenNeedsStreaming: Bool = false, exceptionsAreFailures: Bool = false,
    habits: [(scope: String, habit: ScopeHabit)] = []
  ) {
    self.id = id
    self.title = title
    self.scopes = scopes
    self.resources = resources
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
    self.exceptionsAreFailures = exceptionsAreFailures
    self.habits = habits
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
  /// Its place among all sources of that field, in all dialects: the smallest that is present and readable wins. Users'
  /// own rows are below zero.
  let rank: Int16
  /// How the value is written.
  let form: ValueForm
  /// Era, generation, caveat.
  let note: String
  /// Whether the attribute alone names the dialect.
  let marks: Bool
  /// Whether ordinary spans carry the name too, so that it alone says nothing about a model.
  let isCommon: Bool

  init(
    _ name: String, path: String? = nil, _ field: CanonicalField, _ rank: Int16, _ form: ValueForm = .text,
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
  /// Whether the name tells the dialect; not where several write it.
  let namesDialect: Bool
  /// The stage under which the span is summed up; empty for that of its class.
  let stage: String
  /// Whether the name says more than any attribute.
  let isFinal: Bool
  /// Whether usage on the span sums up that of others in its trace.
  let isSum: Bool

  init(
    _ name: String, _ operationClass: OperationClass, _ operation: String = "", prefix: Bool = false,
    needsScope: Bool = false, repetition: Bool = false, yieldsToUsage: Bool = false, namesDialect: Bool = true,
    stage: String = "", isFinal: Bool = false, isSum: Bool = false
  ) {
    self.name = name
    self.operationClass = operationClass
    self.operation = operation
    isPrefix = prefix
    self.needsScope = needsScope
    isRepetition = repetition
    self.yieldsToUsage = yieldsToUsage
    self.namesDialect = namesDialect
    self.stage = stage
    self.isFinal = isFinal
    self.isSum = isSum
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
  /// Whether cache types are apart from `input`, so that they count as input too, and reasoning apart from `output`.
  let typesAreDisjoint: Bool
  /// Whether the row holds only under a scope of its dialect.
  let needsScope: Bool
  let note: String

  init(
    _ name: String, _ family: MetricFamily, _ unit: MetricUnit, type tokenType: TokenType? = nil,
    typesAreDisjoint: Bool = false, needsScope: Bool = false, _ note: String = ""
  ) {
    self.name = name
    self.family = family
    self.unit = unit
    self.tokenType = tokenType
    self.typesAreDisjoint = typesAreDisjoint
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
  /// The first version of the scope that fits; `nil` for all up to ``before``. A scope without a version fits no row that
  /// names one.
  let from: ScopeVersion?
  /// The first version of the scope that no longer fits.
  let before: ScopeVersion?
  let cache: Inclusion
  let reasoning: Inclusion
  /// Whether reasoning is told nowhere but in the total: it is what input and output leave over of that.
  let restIsReasoning: Bool
  let note: String

  init(
    scope: String? = nil, provider: String? = nil, needsInclusiveSchema: Bool = false, from: ScopeVersion? = nil,
    before: ScopeVersion? = nil, cache: Inclusion, reasoning: Inclusion, restIsReasoning: Bool = false,
    _ note: String = ""
  ) {
    self.scope = scope
    self.provider = provider
    self.needsInclusiveSchema = needsInclusiveSchema
    self.from = from
    self.before = before
    self.cache = cache
    self.reasoning = reasoning
    self.restIsReasoning = restIsReasoning
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
  case percent
}

/// The version of a scope as far as its numbers go: `1.3b0` is 1.3, `v0.62.4` is 0.62.4.
struct ScopeVersion: Comparable, Sendable, ExpressibleByStringLiteral {
  /// Up to four numbers of 16 bits, the first one on top.
  let number: UInt64
  /// The version as it was written.
  let text: String

  init(stringLiteral text: String) { self.init(text) }

  init(_ text: String) {
    self.text = text
    number = ScopeVersion.number(text.utf8)
  }

  /// The number of a version that a scope says; `nil` for a text that does not begin with one.
  static func number(of text: ByteView) -> UInt64? {
    if text.isEmpty { return nil }
    let start = text[0] | 0x20 == UInt8(ascii: "v") ? 1 : 0
    guard start < text.count, text[start] >= 0x30, text[start] <= 0x39 else { return nil }
    return number((start..<text.count).lazy.map { text[$0] })
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var whole: UInt64 = 0
    var part: UInt64 = 0
    var shift: UInt64 = 48
    for byte in bytes {
      if byte >= 0x30, byte <= 0x39 {
        part = min(part * 10 + UInt64(byte - 0x30), 0xFFFF)
      } else if byte == UInt8(ascii: "."), shift > 0 {
        whole |= part << shift
        part = 0
        shift -= 16
      } else {
        break
      }
    }
    return whole | part << shift
  }

  static func < (left: ScopeVersion, right: ScopeVersion) -> Bool { left.number < right.number }
  static func == (left: ScopeVersion, right: ScopeVersion) -> Bool { left.number == right.number }
}

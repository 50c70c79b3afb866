/// One step from what both sides say towards agreement: what a cause does to one of them.
enum Correction: Hashable {
  /// Metrics are stamped ahead.
  case shift(Shift)
  /// Of all calls only a part has spans: one in `count`, given as probability.
  case sampling(probability: Double, isKnown: Bool)
  /// Calls that the metric does not count, for some quantities.
  case leaveOut(CallFilter, quantities: Set<ComparedQuantity>)
  /// The metric's input holds more or less of cached tokens, of some calls.
  case cached(read: Int128, write: Int128, CallFilter)
  /// The metric's output holds more or less of reasoning tokens.
  case reasoning(Int128)
  /// The metric counts spans that were left out.
  case includes(CallEvidence.Marks, quantities: Set<ComparedQuantity>)
  /// The metric counts everything so many times.
  case times(Int128, quantities: Set<ComparedQuantity>)
  /// Models that are one under several names.
  case sameModel(Set<String?>)
  /// What is missing in some cells.
  case missing([Gap])

  /// The same with one quantity more, or less; `nil` where it is not about quantities.
  func toggling(_ quantity: ComparedQuantity) -> Correction? {
    switch self {
    case .leaveOut(let filter, let quantities):
      .leaveOut(filter, quantities: quantities.symmetricDifference([quantity]))
    case .includes(let marks, let quantities):
      .includes(marks, quantities: quantities.symmetricDifference([quantity]))
    case .times(let factor, let quantities):
      .times(factor, quantities: quantities.symmetricDifference([quantity]))
    case .shift, .sampling, .cached, .reasoning, .sameModel, .missing: nil
    }
  }
}

/// Which calls.
struct CallFilter: Hashable {
  /// All of these marks.
  var marks: CallEvidence.Marks = []
  /// These kinds; `nil` for all.
  var kinds: Set<Int32>?

  func holds(_ kind: Int32, _ marks: CallEvidence.Marks) -> Bool {
    marks.isSuperset(of: self.marks) && (kinds?.contains(kind) ?? true)
  }
}

/// An amount that is missing in a cell: of the traces where it is positive, of the metrics where it is negative.
struct Gap: Hashable {
  var strand: Int
  var cell: Int
  var amount: Int128
}

/// A cause with its correction, proposed by a rule.
struct Proposal {
  var code: CauseCode
  var correction: Correction
  /// How much it takes to believe it; the smallest sum explains.
  var cost: Double = 1
  var confidence: Confidence = .high
  /// Where it holds, beyond the service.
  var place = Place()
  /// The figures it rests on.
  var facts: [CauseFact] = []

  struct Place: Hashable {
    var instance: String?
    var models: [String] = []
    var operation: String?
    var from: UInt64?
    var to: UInt64?
  }
}

/// How sure a cause is.
public enum Confidence: Int, Hashable, Comparable, Sendable {
  /// A guess with a reason.
  case low
  /// Likely.
  case medium
  /// All but certain.
  case high

  /// Surer is greater.
  public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
}

/// A figure that a cause rests on.
public struct CauseFact: Hashable, Sendable {
  /// Its name in snake_case.
  public var name: String
  /// Its value.
  public var value: Value

  /// The value of a figure.
  public enum Value: Hashable, Sendable {
    /// A whole number.
    case count(Int128)
    /// A share in millionths.
    case micros(Int64)
    /// Time in nanoseconds, signed.
    case nanos(Int128)
    /// Words.
    case text(String)
    /// An instant.
    case instant(UInt64)
  }

  /// A figure by name.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// What a rule sees: both sides under what is supposed so far.
struct Scene {
  var service: ServiceCase
  var view: CaseView
  var corrections: [Correction]

  /// Whether cells may still change: gaps are told in cells, so that nothing that moves them may follow.
  var isOpen: Bool {
    !corrections.contains { if case .missing = $0 { true } else { false } }
  }

  var isSampled: Bool { corrections.contains { if case .sampling = $0 { true } else { false } } }
}

/// A way in which both sides come apart: knows the marks that it leaves, and proposes what would explain them.
///
/// Each rule is a type of its own. A rule proposes what the evidence allows; ``CauseSearch`` decides what is needed.
protocol CauseRule: Sendable {
  /// Whether it may propose that something is missing (``Correction/missing(_:)``).
  var tellsWhatIsMissing: Bool { get }
  func proposals(_ scene: Scene) -> [Proposal]
}

extension CauseRule {
  var tellsWhatIsMissing: Bool { false }
}

import LedgerModel

extension Report {
  /// Something wrong or remarkable, with what it rests on.
  public struct Finding: Hashable, Sendable {
    /// Its code, as the contract lists them.
    public var code: String
    /// How bad it is.
    public var severity: Severity
    /// How sure it is.
    public var confidence: Confidence
    /// One line.
    public var title: String
    /// One paragraph.
    public var message: String
    /// Where it holds, such as `service` and `checkout`, in the order to be shown.
    public var place: [NamedFact]
    /// The figures it rests on, in the order to be shown.
    public var evidence: [NamedFact]
    /// What to do about it; `nil` where nothing can be done.
    public var remedy: String?

    /// A finding from its parts.
    public init(
      code: String, severity: Severity, confidence: Confidence, title: String, message: String,
      place: [NamedFact] = [], evidence: [NamedFact] = [], remedy: String? = nil
    ) {
      self.code = code
      self.severity = severity
      self.confidence = confidence
      self.title = title
      self.message = message
      self.place = place
      self.evidence = evidence
      self.remedy = remedy
    }
  }

  /// How bad a finding is.
  public enum Severity: String, Hashable, Sendable {
    /// Worth knowing.
    case info
    /// Worth looking at.
    case warning
    /// Wrong.
    case error
  }

  /// How sure a finding is.
  public enum Confidence: String, Hashable, Sendable {
    /// A guess with a reason.
    case low
    /// Likely.
    case medium
    /// All but certain.
    case high
  }

  /// A fact with its name in snake_case.
  public struct NamedFact: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The fact.
    public var fact: Fact

    /// A fact by name.
    public init(_ name: String, _ fact: Fact) {
      self.name = name
      self.fact = fact
    }
  }

  /// One value of a finding.
  public enum Fact: Hashable, Sendable {
    /// Words: a service, a model, a window.
    case text(String)
    /// A stretch of time, from one instant to another one; `nil` where it has no end on that side.
    case period(from: UnixNanos?, to: UnixNanos?)
    /// A count.
    case count(Int64)
    /// A measured value of a unit, shown as its decimal number.
    case measure(Int64, MeasureUnit)
    /// Money.
    case money(PicoUSD)
    /// Yes or no.
    case flag(Bool)
    /// Not known.
    case unknown
  }
}

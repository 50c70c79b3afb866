import LedgerModel

extension Report {
  /// Which names an emitter uses for what.
  public struct Drift: Hashable, Sendable {
    /// Its spans that may be calls, copies apart.
    public var spans = 0
    /// Its log records that tell of calls, copies apart. Which names they use is not kept.
    public var logRecords = 0
    /// When the first span or call of a record began; `nil` where none says.
    public var firstSeen: UnixNanos?
    /// When the last one began.
    public var lastSeen: UnixNanos?
    /// How many spans use names of which generation of the conventions, the oldest first; a `nil` generation stands for
    /// spans without any name that tells.
    public var generations: [Generation] = []
    /// What is said, field by field.
    public var fields: [DriftField] = []

    /// Nothing seen.
    public init() {}
  }

  /// Spans that use a generation of the conventions.
  public struct Generation: Hashable, Sendable {
    /// The generation, such as `1.37-1.39`.
    public var name: String?
    /// How many spans.
    public var spans: Int

    /// A generation by its name.
    public init(name: String?, spans: Int) {
      self.name = name
      self.spans = spans
    }
  }

  /// Where an emitter says one field.
  public struct DriftField: Hashable, Sendable {
    /// The field.
    public var name: String
    /// Spans of which it is known.
    public var spans = 0
    /// Of them, those where no attribute said it, but the span's name, another fact, or an event.
    public var derived = 0
    /// The names it is said under, the best first.
    public var sources: [DriftSource] = []

    /// A field by its name.
    public init(name: String) { self.name = name }
  }

  /// One name under which a field is said.
  public struct DriftSource: Hashable, Sendable {
    /// The attribute's name.
    public var name: String
    /// The dialect whose table lists it.
    public var dialect: String
    /// The generation of the conventions that it tells of; `nil` where it tells of none.
    public var generation: String?
    /// Whether it is a name of the conventions.
    public var isConventional: Bool
    /// Whether the conventions have another name for it by now.
    public var isReplaced: Bool
    /// Spans whose value was taken from it.
    public var spans = 0
    /// Of them, for counts, those in which no other name says the same field.
    public var alone: Int?
    /// Of them, for counts, those in which another name says another number.
    public var conflicts: Int?
    /// What the totals would lose without the name: the tokens that count from spans in which it is alone. `nil` for what
    /// is no count of the totals.
    public var tokensAlone: Int128?

    /// A name without spans.
    public init(name: String, dialect: String, generation: String?, isConventional: Bool, isReplaced: Bool) {
      self.name = name
      self.dialect = dialect
      self.generation = generation
      self.isConventional = isConventional
      self.isReplaced = isReplaced
    }
  }
}

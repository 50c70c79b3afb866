import LedgerModel

extension Report {
  /// Scores and verdicts on answers.
  public struct Quality: Hashable, Sendable {
    /// One row per evaluation.
    public var evaluations: [Evaluation] = []
    /// Verdicts on whether an answer was made up; `nil` where nothing was judged.
    public var hallucination: Hallucination?

    /// Nothing judged.
    public init() {}
  }

  /// All results of one evaluation.
  public struct Evaluation: Hashable, Sendable {
    /// Its name, such as `relevance`.
    public var name: String
    /// How many results there are, failed evaluations included.
    public var count: Int
    /// How many evaluations failed; their scores do not count.
    public var failed: Int
    /// The scores, unit ``MeasureUnit/micros``; `nil` where only labels were given.
    public var scores: Distribution?
    /// How often each label was given.
    public var labelCounts: [LabelCount]

    /// An evaluation from its parts.
    public init(
      name: String, count: Int, failed: Int = 0, scores: Distribution? = nil, labelCounts: [LabelCount] = []
    ) {
      self.name = name
      self.count = count
      self.failed = failed
      self.scores = scores
      self.labelCounts = labelCounts
    }
  }

  /// A label and how often it was given.
  public struct LabelCount: Hashable, Sendable {
    /// The label.
    public var label: String
    /// How often.
    public var count: Int

    /// A label with its count.
    public init(_ label: String, _ count: Int) {
      self.label = label
      self.count = count
    }
  }

  /// How many answers were judged to be made up. The rate is ``hallucinations`` / ``judged``.
  public struct Hallucination: Hashable, Sendable {
    /// Answers judged to be made up.
    public var hallucinations: Int
    /// Answers that were judged; at least one.
    public var judged: Int

    /// A count of verdicts.
    public init(hallucinations: Int, judged: Int) {
      self.hallucinations = hallucinations
      self.judged = judged
    }
  }
}

/// One thing per text column.
public struct ColumnTexts<Texts> {
  /// Span names.
  public var name: Texts
  /// Providers.
  public var provider: Texts
  /// Operations.
  public var operation: Texts
  /// Request and response models: one dictionary, so that they can be compared.
  public var model: Texts
  /// Finish reasons.
  public var finishReason: Texts
  /// Error types.
  public var errorType: Texts
  /// Agents.
  public var agent: Texts
  /// Tools.
  public var tool: Texts
  /// Service tiers.
  public var serviceTier: Texts
  /// Details that are texts.
  public var detail: Texts
  /// Stages.
  public var stage: Texts
  /// Evaluation names.
  public var evaluation: Texts
  /// Evaluation labels.
  public var label: Texts
  /// Log event names.
  public var event: Texts

  static var columnCount: Int { 14 }

  /// Takes one thing for each column, in the order of ``all``.
  init(all texts: [Texts]) {
    name = texts[0]
    provider = texts[1]
    operation = texts[2]
    model = texts[3]
    finishReason = texts[4]
    errorType = texts[5]
    agent = texts[6]
    tool = texts[7]
    serviceTier = texts[8]
    detail = texts[9]
    stage = texts[10]
    evaluation = texts[11]
    label = texts[12]
    event = texts[13]
  }

  /// Those of all columns. No key paths: made anew for each use, they cost a start of the program half a millisecond.
  var all: [Texts] {
    [
      name, provider, operation, model, finishReason, errorType, agent, tool, serviceTier, detail, stage, evaluation,
      label, event,
    ]
  }
}

extension ColumnTexts: Sendable where Texts: Sendable {}

/// The dictionaries of one worker, one per text column.
struct WorkerTexts: ~Copyable {
  var name = TextDictionary()
  var provider = TextDictionary()
  var operation = TextDictionary()
  var model = TextDictionary()
  var finishReason = TextDictionary()
  var errorType = TextDictionary()
  var agent = TextDictionary()
  var tool = TextDictionary()
  var serviceTier = TextDictionary()
  var detail = TextDictionary()
  var stage = TextDictionary()
  var evaluation = TextDictionary()
  var label = TextDictionary()
  var event = TextDictionary()

  /// The texts of each column by code, the absent text first; in the order of ``ColumnTexts/all``.
  func listed() -> [[String]] {
    [
      name.texts(), provider.texts(), operation.texts(), model.texts(), finishReason.texts(), errorType.texts(),
      agent.texts(), tool.texts(), serviceTier.texts(), detail.texts(), stage.texts(), evaluation.texts(),
      label.texts(), event.texts(),
    ]
  }

  /// How many rows were given the code of ``TextDictionary/others``, over all columns.
  var overflowCount: UInt64 {
    name.overflowCount + provider.overflowCount + operation.overflowCount + model.overflowCount
      + finishReason.overflowCount + errorType.overflowCount + agent.overflowCount + tool.overflowCount
      + serviceTier.overflowCount + detail.overflowCount + stage.overflowCount + evaluation.overflowCount
      + label.overflowCount
      + event.overflowCount
  }
}

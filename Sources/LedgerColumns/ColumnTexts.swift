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

  init(make: () -> Texts) {
    name = make()
    provider = make()
    operation = make()
    model = make()
    finishReason = make()
    errorType = make()
    agent = make()
    tool = make()
    serviceTier = make()
    detail = make()
    stage = make()
    evaluation = make()
    label = make()
    event = make()
  }

  static var columns: [WritableKeyPath<ColumnTexts, Texts>] {
    [
      \.name, \.provider, \.operation, \.model, \.finishReason, \.errorType, \.agent, \.tool, \.serviceTier, \.detail,
      \.stage, \.evaluation, \.label, \.event,
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

  /// The texts of each column by code, the absent text first.
  func listed() -> ColumnTexts<[String]> {
    var lists = ColumnTexts<[String]>(make: { [] })
    lists.name = name.texts()
    lists.provider = provider.texts()
    lists.operation = operation.texts()
    lists.model = model.texts()
    lists.finishReason = finishReason.texts()
    lists.errorType = errorType.texts()
    lists.agent = agent.texts()
    lists.tool = tool.texts()
    lists.serviceTier = serviceTier.texts()
    lists.detail = detail.texts()
    lists.stage = stage.texts()
    lists.evaluation = evaluation.texts()
    lists.label = label.texts()
    lists.event = event.texts()
    return lists
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

import ArgumentParser
import LedgerAggregates
import LedgerModel
import LedgerReport
import LedgerRun

struct LatencyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency",
    abstract: "Percentiles of calls by groups: duration, time to first token, speed.",
    discussion: """
      Reads traces as report does, counts each call once, and prints a table for the \
      groups and a last row for all calls. Groups are in the order of their keys: \
      absent first, then by text, hours and days by time.

      Keys: \(GroupingKey.named.map(\.rawValue).joined(separator: ", ")), and attr:NAME for \
      any attribute of a call's span, else of its resource; captured content is never \
      shown.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var narrowing: SelectionOptions
  @OptionGroup var sampling: SamplingOptions
  @OptionGroup var telling: VerboseOptions

  @Option(
    help: ArgumentHelp(
      "What to group by, separated by commas; the keys are above (default: model).", valueName: "keys"),
    transform: { try ValueList(keys: $0) })
  var by = ValueList(GroupingKey.model)

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      """
      Only calls that say so, or with != do not; may be given several times. Of several values of one key one has to \
      fit, different keys all have to. The word absent stands for calls that do not say.
      """, valueName: "key=value"))
  var conditions: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which percentiles, separated by commas, each from 0 to 100 (default: 50,90,95,99,99.9).",
      valueName: "percentiles"),
    transform: { try ValueList(percentiles: $0) })
  var percentiles = ValueList<Percentile>.usual

  @Option(
    help: ArgumentHelp(
      "Of what, separated by commas: duration, ttft, time_per_output_token, tokens_per_second (default: duration,ttft).",
      valueName: "measures"),
    transform: { try ValueList(measures: $0) })
  var of = ValueList(CallMeasure.duration, .timeToFirstToken)

  @Option(help: "What a percentile is: nearest-rank, a value that occurred; or linear, between two.")
  var method = PercentileDefinition.nearestRank

  @Flag(
    help: """
      Weigh each call by how it was sampled: percentiles of all calls there were, with 95 % intervals in csv and json. \
      Calls that do not say it are left out.
      """)
  var adjusted = false

  @Option(help: "What standard output gets: text, md, csv or json.")
  var format = OutputFormat.text

  func validate() throws {
    try telling.validate(beside: input)
    _ = try conditions.map(CallCondition.init(checked:))
    if adjusted, method == .linear {
      throw ValidationError("--adjusted goes with --method nearest-rank: weights say nothing between two values.")
    }
    if !adjusted, !sampling.samplingRate.isEmpty {
      throw ValidationError("--sampling-rate has no effect without --adjusted.")
    }
  }

  mutating func run() async throws {
    var settings = try input.settings(narrowing)
    settings.samplingRates.merge(sampling.weights) { _, flag in flag }
    var question = LatencyQuestion(
      keys: by.values, percentiles: percentiles.values, definition: method, measures: of.values)
    question.isAdjusted = adjusted
    question.conditions = try conditions.map(CallCondition.init(checked:))
    settings.tellsTables = telling.tellsTables
    let progress = input.progress
    let report = try await Verb.run(input) { try await LatencyRun(settings, question).report(progress: progress) }
    switch format {
    case .text: Terminal.print(report.text(isColoured: Terminal.isColoured))
    case .md: Terminal.print(report.markdown())
    case .csv: Terminal.print(report.csv())
    case .json: Terminal.print(report.json())
    }
    Verb.tell(report.problems, paths: report.inputs.sources.map(\.path))
    if !report.problems.isEmpty { throw ExitStatus.someInputUnused }
  }
}

extension PercentileDefinition: ExpressibleByArgument {}

/// Values separated by commas in one argument. What is unknown, or there twice, is wrong usage.
struct ValueList<Value: Hashable & Sendable>: CustomStringConvertible, Sendable {
  var values: [Value]
  private let write: @Sendable (Value) -> String

  init(_ values: [Value], write: @escaping @Sendable (Value) -> String) {
    self.values = values
    self.write = write
  }

  /// Reads an argument; `remedy` says what can be given, in place of what cannot be read.
  init(
    _ argument: String, read: (String) -> Value?, write: @escaping @Sendable (Value) -> String, remedy: String
  ) throws {
    var values: [Value] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = read(String(part)) else { throw ValidationError("there is no '\(part)'. \(remedy)") }
      if values.contains(value) { throw ValidationError("'\(part)' is given twice.") }
      values.append(value)
    }
    self.init(values, write: write)
  }

  var description: String { values.map(write).joined(separator: ",") }
}

extension ValueList<GroupingKey> {
  init(_ values: GroupingKey...) { self.init(values, write: \.rawValue) }

  init(keys argument: String) throws {
    try self.init(argument, read: GroupingKey.init, write: \.rawValue, remedy: GroupingKey.remedy)
    for key in values { try key.refuseContent() }
  }
}

extension GroupingKey {
  /// Captured content is neither shown nor compared: what is in it would be told.
  func refuseContent() throws {
    guard RunSettings.isContent(self) else { return }
    throw ValidationError(
      "'\(rawValue)' holds captured content (prompts, answers, what tools were given), which is never shown or compared. "
        + "Choose an attribute that names, counts or classifies.")
  }
}

extension CallCondition {
  /// Reads a condition. What is wrong with it is told without its value.
  init(checked argument: String) throws {
    do {
      try self.init(argument: argument)
    } catch {
      throw ValidationError("--where: \(error.text)")
    }
    try key.refuseContent()
  }
}

extension ValueList<CallMeasure> {
  init(_ values: CallMeasure...) { self.init(values, write: \.rawValue) }

  init(measures argument: String) throws {
    try self.init(
      argument, read: CallMeasure.init, write: \.rawValue,
      remedy: "There are \(CallMeasure.allCases.map(\.rawValue).joined(separator: ", ")).")
  }
}

extension ValueList<Percentile> {
  /// What is shown where nothing is asked for.
  static var usual: ValueList {
    ValueList(["50", "90", "95", "99", "99.9"].compactMap { Percentile($0) }, write: \.text)
  }

  init(percentiles argument: String) throws {
    try self.init(
      argument, read: { Percentile($0) }, write: \.text,
      remedy: "A percentile is a decimal number from 0 to 100, such as 99.9.")
  }
}

import ArgumentParser
import LedgerAggregates
import LedgerModel
import LedgerReport
import LedgerRun

struct LatencyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency",
    abstract: "Percentiles of calls or spans by groups: time, speed, tokens, cost.",
    discussion: """
      Reads traces as report does, counts each call once, and prints a table for the \
      groups and a last row for all calls; with --spans all, for spans of any kind, \
      each once. See docs/latency.md.

      Examples:
        spanledger latency night/                           times by model
        spanledger latency night/ --by service,hour --of cost,ttft
        spanledger latency night/ --order p99:duration --top 10
        spanledger latency night/ --where stream=true --where agent!=absent
        spanledger latency night/ --spans all --by service,name

      Keys of calls: \(GroupingKey.named.map(\.rawValue).joined(separator: ", ")), and attr:NAME for \
      any attribute of a call's span, else of its resource; captured content is never \
      shown.

      Keys of spans: \(SpanKey.named.map(\.rawValue).joined(separator: ", ")), and attr:NAME.

      Measures: \(CallMeasure.allCases.map(\.rawValue).joined(separator: ", ")). \
      Spans have a duration only.

      Orders: key (absent first, then by text, hours and days by time); \
      \(LatencyQuestion.Sum.allCases.map(\.rawValue).joined(separator: ", ")); or a figure of a \
      measure, such as p99:duration, mean:cost, max:ttft, min:tokens_per_second, \
      count:ttft.
      """)

  @Option(help: "Which spans: calls, requests to models; or all, whatever they tell of.")
  var spans = SpanChoice.calls

  @Option(
    help: ArgumentHelp(
      "What to group by, separated by commas; the keys are above (default: model, of spans name).", valueName: "keys"),
    transform: { try ValueList(keys: $0) })
  var by: ValueList<LatencyKey>?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      """
      Only calls or spans that say so, or with != do not; may be given several times. Of several values of one key one \
      has to fit, different keys all have to. The word absent stands for those that do not say.
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
      "Of what, separated by commas; the measures are above (default: duration,ttft, of spans duration).",
      valueName: "measures"),
    transform: { try ValueList(measures: $0) })
  var of: ValueList<CallMeasure>?

  @Option(help: "What a percentile is: nearest-rank, a value that occurred; or linear, between two.")
  var method = PercentileDefinition.nearestRank

  @Flag(
    help: """
      Below each percentile its 95 % interval: how far the percentile of whatever produces the values may be from that \
      of the values at hand.
      """)
  var intervals = false

  @Option(
    help: ArgumentHelp(
      "In which order groups stand; the orders are above. Figures go from the largest down, absent ones last (default: key).",
      valueName: "order"),
    transform: { try LatencyQuestion.Order(argument: $0) })
  var order = LatencyQuestion.Order.key

  @Flag(help: "With an --order by figures: the smallest first.")
  var ascending = false

  @Option(
    help: ArgumentHelp("Only so many groups; the others are summed up in one row.", valueName: "count"),
    transform: { argument in
      guard let count = Int(argument), count >= 1 else { throw ValidationError("A whole number from 1 on is needed.") }
      return count
    })
  var top: Int?

  @Flag(
    help: """
      Weigh each call by how it was sampled: percentiles of all calls there were, with 95 % intervals in csv and json. \
      Calls that do not say it are left out.
      """)
  var adjusted = false

  @Option(
    help: """
      In json, how values are spread over buckets: linear, 20 of one width; log, at 1, 2 and 5 times each power of ten; \
      or exponential, as in metrics of OTLP.
      """)
  var histogram: Histogram.Kind?

  @OptionGroup var output: FormatOptions

  @Option(
    help: """
      What boxes are drawn with in text: unicode, ascii or none (default: unicode, and ascii on a terminal without it).
      """)
  var chart: ChartCharacters?

  @OptionGroup var narrowing: SelectionOptions
  @OptionGroup var sampling: SamplingOptions
  @OptionGroup var pricing: PriceBookOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var telling: VerboseOptions

  func validate() throws {
    try telling.validate(beside: input)
    _ = try question()
    if spans == .all { try validateForSpans() }
    if adjusted, method == .linear {
      throw ValidationError("--adjusted goes with --method nearest-rank: weights say nothing between two values.")
    }
    if adjusted, intervals {
      throw ValidationError("--intervals goes without --adjusted, which has intervals of its own in csv and json.")
    }
    if histogram != nil, output.format != .json { throw ValidationError("--histogram goes with --format json.") }
    if histogram != nil, adjusted {
      throw ValidationError("--histogram goes without --adjusted: it counts the calls that were kept.")
    }
    if !adjusted, !sampling.samplingRate.isEmpty {
      throw ValidationError("--sampling-rate has no effect without --adjusted.")
    }
    if ascending, order == .key { throw ValidationError("--ascending goes with an --order by figures, such as count.") }
    if chart != nil, output.format != .text { throw ValidationError("--chart goes with --format text.") }
  }

  /// What only calls have is not to be had of spans.
  private func validateForSpans() throws {
    if let measure = of?.values.first(where: { $0 != .duration }) {
      throw ValidationError(
        "'\(measure.rawValue)' is a measure of calls, not of spans: leave --spans all out, or ask for duration.")
    }
    switch order {
    case .statistic(_, let measure) where measure != .duration:
      throw ValidationError(
        "'\(measure.rawValue)' is a measure of calls, not of spans: with --spans all, order by a figure of duration.")
    case .sum(let sum) where sum != .count && sum != .errors:
      throw ValidationError(
        "'\(sum.rawValue)' is a sum of calls, not of spans: with --spans all, order by count or errors.")
    default: break
    }
    if adjusted { throw ValidationError("--adjusted goes with calls: leave --spans all out.") }
    if !pricing.isEmpty {
      throw ValidationError("--prices and --book-as-of are for calls: leave --spans all out.")
    }
  }

  /// What is grouped by what. A key that the other ones do not have is wrong usage.
  private func subject() throws -> LatencyQuestion.Subject {
    switch spans {
    case .calls:
      guard let by else { return .calls(by: [.model]) }
      return .calls(by: try by.values.map { try $0.requireOfCalls() })
    case .all:
      guard let by else { return .spans(by: [.name]) }
      return .spans(by: try by.values.map { try $0.requireOfSpans() })
    }
  }

  private func question() throws -> LatencyQuestion {
    let usual: [CallMeasure] = spans == .all ? [.duration] : [.duration, .timeToFirstToken]
    var question = LatencyQuestion(
      try subject(), percentiles: percentiles.values, definition: method, measures: of?.values ?? usual)
    question.order = order
    question.isAscending = ascending
    question.top = top
    question.hasIntervals = intervals
    question.histogram = histogram
    question.hasBoxes = output.format == .text && characters != .none
    question.isAdjusted = adjusted
    switch spans {
    case .calls: question.conditions = try conditions.map(CallCondition.init(ofCalls:))
    case .all: question.spanConditions = try conditions.map(SpanCondition.init(ofSpans:))
    }
    return question
  }

  private var characters: ChartCharacters { chart ?? (Terminal.showsUnicode ? .unicode : .ascii) }

  mutating func run() async throws {
    var settings = try input.settings(narrowing)
    settings.samplingRates.merge(sampling.weights) { _, flag in flag }
    settings.tellsTables = telling.tellsTables
    settings.prices = try pricing.settings()
    let question = try question()
    let progress = input.progress
    let report = try await Verb.run(input) { try await LatencyRun(settings, question).report(progress: progress) }
    output.show(report) { report.text(isColoured: $0, chart: characters) }
    Verb.tell(report.problems, paths: report.inputs.sources.map(\.path))
    if !report.problems.isEmpty { throw ExitStatus.someInputUnused }
  }
}

/// Which spans `latency` is about.
enum SpanChoice: String, CaseIterable, ExpressibleByArgument {
  /// Requests to models.
  case calls
  /// All.
  case all
}

extension PercentileDefinition: ExpressibleByArgument {}

extension Histogram.Kind: ExpressibleByArgument {}

extension ChartCharacters: ExpressibleByArgument {}

extension LatencyQuestion.Order {
  /// Reads an argument; anything else than an order is wrong usage.
  init(argument: String) throws {
    guard let order = LatencyQuestion.Order(argument) else {
      throw ValidationError(
        """
        '\(argument)' is no order. Write key, \
        \(LatencyQuestion.Sum.allCases.map(\.rawValue).joined(separator: ", ")), or a figure and its measure, such as \
        p99:duration: count, min, max, mean or a percentile of \
        \(CallMeasure.allCases.map(\.rawValue).joined(separator: ", ")).
        """)
    }
    self = order
  }
}

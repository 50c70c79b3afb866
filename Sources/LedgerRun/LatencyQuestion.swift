import LedgerAggregates
import LedgerModel

/// What `latency` is asked.
public struct LatencyQuestion: Sendable {
  /// What is grouped, and by what.
  public var subject: Subject
  /// Which percentiles.
  public var percentiles: [Percentile]
  /// What a percentile is.
  public var definition: PercentileDefinition
  /// Of what; of spans only the duration is known.
  public var measures: [CallMeasure]
  /// In which order the groups stand.
  public var order = Order.key
  /// Whether the smallest figure comes first, where figures decide the order.
  public var isAscending = false
  /// How many groups have a row of their own; all without.
  public var top: Int?
  /// Whether percentiles have 95 % intervals.
  public var hasIntervals = false
  /// How the buckets of histograms are cut; none without.
  public var histogram: Histogram.Kind?
  /// Whether boxes are to be drawn.
  public var hasBoxes = false
  /// Whether calls are weighed by their sampling.
  public var isAdjusted = false
  /// What calls must say to be counted.
  public var conditions: [CallCondition] = []
  /// What spans must say, where they are the subject.
  public var spanConditions: [SpanCondition] = []

  /// What is grouped.
  public enum Subject: Sendable {
    /// Calls, by their keys.
    case calls(by: [GroupingKey])
    /// Spans of any kind, by theirs.
    case spans(by: [SpanKey])
  }

  /// In which order groups stand.
  public enum Order: Hashable, Sendable {
    /// By what they stand for.
    case key
    /// By a sum of their calls or spans.
    case sum(Sum)
    /// By a figure of a distribution.
    case statistic(Statistic, of: CallMeasure)
  }

  /// A sum that groups can be ordered by.
  public enum Sum: String, CaseIterable, Sendable {
    /// How many calls, or spans.
    case count
    /// How many of them failed.
    case errors
    /// What the calls read in all.
    case inputTokens = "input_tokens"
    /// What they wrote in all.
    case outputTokens = "output_tokens"
    /// What they cost in all.
    case cost
  }

  /// A figure of a distribution that groups can be ordered by.
  public enum Statistic: Hashable, Sendable {
    /// How many values there are.
    case count
    /// The smallest value.
    case min
    /// The largest value.
    case max
    /// The mean.
    case mean
    /// A percentile.
    case percentile(Percentile)
  }

  /// A question from its parts.
  public init(
    _ subject: Subject, percentiles: [Percentile], definition: PercentileDefinition, measures: [CallMeasure]
  ) {
    self.subject = subject
    self.percentiles = percentiles
    self.definition = definition
    self.measures = measures
  }
}

extension LatencyQuestion.Statistic {
  /// The figure that orders a distribution, of its figures. A percentile that decides the order is the only one that was asked for.
  func figure(count: Int, min: Int64, max: Int64, mean: Int64, percentile: Int64?) -> Int128? {
    switch self {
    case .count: Int128(count)
    case .min: Int128(min)
    case .max: Int128(max)
    case .mean: Int128(mean)
    case .percentile: percentile.map { Int128($0) }
    }
  }
}

extension LatencyQuestion.Statistic: CustomStringConvertible {
  /// As it is asked for: `p99.9`, `max`.
  public var description: String {
    switch self {
    case .count: "count"
    case .min: "min"
    case .max: "max"
    case .mean: "mean"
    case .percentile(let percentile): "p\(percentile.text)"
    }
  }

  /// Reads what ``description`` writes; anything else is `nil`.
  public init?(_ text: some StringProtocol) {
    switch text {
    case "count": self = .count
    case "min": self = .min
    case "max": self = .max
    case "mean": self = .mean
    default:
      guard text.hasPrefix("p"), let percentile = Percentile(text.dropFirst()) else { return nil }
      self = .percentile(percentile)
    }
  }
}

extension LatencyQuestion.Order: CustomStringConvertible {
  /// As it is asked for: `key`, `count`, `p99:duration`.
  public var description: String {
    switch self {
    case .key: "key"
    case .sum(let sum): sum.rawValue
    case .statistic(let statistic, let measure): "\(statistic):\(measure.rawValue)"
    }
  }

  /// Reads what ``description`` writes; anything else is `nil`.
  public init?(_ text: some StringProtocol) {
    if text == "key" {
      self = .key
    } else if let sum = LatencyQuestion.Sum(rawValue: String(text)) {
      self = .sum(sum)
    } else {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let statistic = LatencyQuestion.Statistic(parts[0]),
        let measure = CallMeasure(rawValue: String(parts[1]))
      else { return nil }
      self = .statistic(statistic, of: measure)
    }
  }
}

import ArgumentParser
import LedgerAggregates
import LedgerModel
import LedgerRun

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

/// A key of calls, of spans, or of both.
struct LatencyKey: Hashable, Sendable {
  /// As it is written.
  let spelling: String
  /// The key of calls that it is.
  let ofCalls: GroupingKey?
  /// The key of spans that it is.
  let ofSpans: SpanKey?

  /// Reads a key; `nil` where neither calls nor spans have it.
  init?(_ text: String) {
    spelling = text
    ofCalls = GroupingKey(rawValue: text)
    ofSpans = SpanKey(rawValue: text)
    if ofCalls == nil, ofSpans == nil { return nil }
  }

  /// The keys of spans, in words.
  static let allOfSpans = SpanKey.named.map(\.rawValue).joined(separator: ", ")
}

extension ValueList<LatencyKey> {
  init(keys argument: String) throws {
    try self.init(
      argument, read: { LatencyKey($0) }, write: \.spelling,
      remedy: """
        \(GroupingKey.remedy) Spans (--spans all) can be grouped by \(LatencyKey.allOfSpans), or attr:NAME.
        """)
    for key in values { try key.ofCalls?.refuseContent() }
  }
}

extension ValueList<CallMeasure> {
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

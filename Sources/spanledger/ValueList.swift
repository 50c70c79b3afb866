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

  /// Reads an argument of values that are called `thing`; `remedy` says what can be given, in place of what cannot be read.
  init(
    _ argument: String, of thing: String, read: (String) -> Value?, write: @escaping @Sendable (Value) -> String,
    remedy: String
  ) throws {
    var values: [Value] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = read(String(part)) else { throw ValidationError("'\(part)' is no \(thing). \(remedy)") }
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

  /// The keys that there are, in words.
  static let remedy = "\(GroupingKey.remedy) \(SpanKey.remedy)"

  /// The key that a condition is about, where it is of both or of the others.
  init?(ofCondition argument: String) {
    guard let name = CallCondition.keyName(in: argument) else { return nil }
    self.init(name)
  }

  /// The key as one of calls. One that calls do not have is wrong usage.
  func requireOfCalls() throws -> GroupingKey {
    if let ofCalls { return ofCalls }
    throw ValidationError(
      "'\(spelling)' is a key of spans, not of calls: add --spans all, or choose another. \(GroupingKey.remedy)")
  }

  /// The key as one of spans. One that spans do not have is wrong usage.
  func requireOfSpans() throws -> SpanKey {
    if let ofSpans { return ofSpans }
    throw ValidationError(
      "'\(spelling)' is a key of calls, not of spans: leave --spans all out, or choose another. \(SpanKey.remedy)")
  }
}

extension ValueList<LatencyKey> {
  init(keys argument: String) throws {
    try self.init(
      argument, of: "key", read: { LatencyKey($0) }, write: \.spelling, remedy: LatencyKey.remedy)
    for key in values { try key.ofCalls?.refuseContent() }
  }
}

extension ValueList<CallMeasure> {
  init(measures argument: String) throws {
    try self.init(
      argument, of: "measure", read: CallMeasure.init, write: \.rawValue,
      remedy: "Measures are \(CallMeasure.allCases.map(\.rawValue).joined(separator: ", ")).")
  }
}

extension ValueList<Percentile> {
  /// What is shown where nothing is asked for.
  static var usual: ValueList {
    ValueList(["50", "90", "95", "99", "99.9"].compactMap { Percentile($0) }, write: \.text)
  }

  init(percentiles argument: String) throws {
    try self.init(
      argument, of: "percentile", read: { Percentile($0) }, write: \.text,
      remedy: "A percentile is a decimal number from 0 to 100, such as 99.9, with up to twelve places.")
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

extension KeyCondition {
  /// Reads a condition on a key that `require` finds. What is wrong with it is told without its value.
  fileprivate init(checked argument: String, _ require: (LatencyKey) throws -> Key) throws {
    // A key of the other ones is told so, before there is a word about its value.
    if let key = LatencyKey(ofCondition: argument) { _ = try require(key) }
    do {
      try self.init(argument: argument)
    } catch {
      throw ValidationError("--where: \(error.text)")
    }
    // Attributes are called alike by calls and spans.
    try GroupingKey(rawValue: key.rawValue)?.refuseContent()
  }
}

extension CallCondition {
  /// Reads a condition on calls.
  init(ofCalls argument: String) throws { try self.init(checked: argument) { try $0.requireOfCalls() } }
}

extension SpanCondition {
  /// Reads a condition on spans.
  init(ofSpans argument: String) throws { try self.init(checked: argument) { try $0.requireOfSpans() } }
}

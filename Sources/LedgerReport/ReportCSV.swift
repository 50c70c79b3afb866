import LedgerModel

extension Report {
  /// The groups as comma-separated values (RFC 4180, lines end in CR LF): one row per group, exact figures, absent
  /// values are empty. Durations are seconds, money is USD.
  public func csv() -> String {
    var text = ""
    func add(_ fields: [String]) { text += CSV.line(fields) }
    let measures = [
      "duration_seconds", "time_to_first_token_seconds", "output_tokens_per_second", "time_per_output_token_seconds",
    ]
    let statistics = ["count", "min", "max", "mean"] + StandardPercentile.allCases.map(\.name)
    add(
      ["service", "provider", "operation", "request_model", "response_model"] + CounterColumn.allCases.map(\.rawValue)
        + measures.flatMap { name in statistics.map { "\(name)_\($0)" } })
    for group in groups {
      let key = [
        group.key.service, group.key.provider, group.key.operation, group.key.requestModel, group.key.responseModel,
      ].map { $0 ?? "" }
      let all = group.distributions
      let distributions = [
        all.duration, all.timeToFirstToken, all.outputTokensPerSecond, all.timePerOutputToken,
      ].flatMap { CSV.fields($0, count: statistics.count) }
      add(key + CounterColumn.allCases.fields(of: group.counters) + distributions)
    }
    return text
  }
}

/// Comma-separated values as RFC 4180 has them.
///
/// A text that a spreadsheet would run as a formula, such as the name of a model that begins with `=`, gets an apostrophe
/// before it; so does one that begins with apostrophes and then as a formula, so that taking one away always gives the text.
/// Numbers stay as they are.
public enum CSV {
  /// A line of fields, with its end.
  public static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

  /// A field, quoted where it holds a comma, a quote or a line break.
  static func field(_ text: String) -> String { quoted(mayRun(text) ? "'" + text : text) }

  /// Whether a text, perhaps behind apostrophes, begins as a formula, and is no number.
  private static func mayRun(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    switch first {
    // The wide forms are the same to a spreadsheet of East Asia.
    case "=", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    case "+", "-": return !isNumber(text.utf8.dropFirst())
    default: return false
    }
  }

  /// Digits, perhaps with a point and more digits.
  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  static func fields(_ distribution: Distribution?, count: Int) -> [String] {
    guard let distribution else { return Array(repeating: "", count: count) }
    let values =
      [distribution.min, distribution.max, distribution.mean] + distribution.percentiles.prefix(count - 4)
    let texts = [String(distribution.count)] + values.map { distribution.decimal($0) }
    return texts + Array(repeating: "", count: max(0, count - texts.count))
  }
}

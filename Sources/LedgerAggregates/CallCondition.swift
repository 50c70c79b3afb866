import LedgerModel

/// What calls must say for a key, or must not: one `KEY=VALUE` or `KEY!=VALUE`.
///
/// Values are compared with the texts of the key, letter by letter. Of several conditions with `=` on one key one has to
/// hold; everything else has to hold all together. The word `absent` stands for calls that do not say; in double quotes it
/// is the text itself, as anything is. A call that does not say is different from every text.
public struct CallCondition: Hashable, Sendable {
  /// The key.
  public let key: GroupingKey
  /// What it is compared with; `nil` for *absent*.
  public let value: String?
  /// Whether calls must not say it.
  public let isNegated: Bool

  /// A condition from its parts.
  public init(_ key: GroupingKey, is value: String?, isNegated: Bool = false) {
    self.key = key
    self.value = value
    self.isNegated = isNegated
  }

  /// Why a text is no condition, in words that say what can be done. Never shows the value.
  public struct Unreadable: Error, Sendable {
    /// The words.
    public let text: String
  }

  /// The word for calls that do not say.
  public static let absentWord = "absent"

  /// Reads `KEY=VALUE` or `KEY!=VALUE`.
  public init(argument: String) throws(Unreadable) {
    guard let sign = argument.firstIndex(of: "=") else {
      throw Unreadable(text: "a condition is KEY=VALUE or KEY!=VALUE, such as model=gpt-4o or agent!=absent.")
    }
    var name = argument[..<sign]
    isNegated = name.hasSuffix("!")
    if isNegated { name = name.dropLast() }
    guard let key = GroupingKey(rawValue: String(name)) else {
      throw Unreadable(text: "there is no '\(name)'. \(GroupingKey.remedy)")
    }
    self.key = key
    var text = String(argument[argument.index(after: sign)...])
    if text.isEmpty {
      throw Unreadable(text: "'\(name)' is compared with nothing. The word for calls that do not say is absent.")
    }
    if text == CallCondition.absentWord {
      value = nil
      return
    }
    if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
    if let allowed = CallCondition.fault(of: text, for: key) { throw Unreadable(text: allowed) }
    value = text
  }

  /// What is wrong with a value of a key whose values are known beforehand; `nil` where nothing is.
  private static func fault(of text: String, for key: GroupingKey) -> String? {
    switch key {
    case .stream where !["true", "false"].contains(text): "'stream' is true, false or absent."
    case .status where !["unset", "ok", "error"].contains(text): "'status' is unset, ok or error."
    case .day where text.utf8.count != 10 || UnixNanos(rfc3339: text + "T00:00:00Z") == nil:
      "'day' is a UTC day such as 2026-11-24."
    case .hour where !isHour(text): "'hour' is the start of a UTC hour such as 2026-11-24T09:00:00Z."
    default: nil
    }
  }

  private static func isHour(_ text: String) -> Bool {
    guard let instant = UnixNanos(rfc3339: text) else { return false }
    return instant.value % WindowSize.hour.nanos == 0 && instant.description == text
  }

  /// The condition as it is written.
  public var text: String { "\(key.rawValue)\(isNegated ? "!=" : "=")\(writtenValue)" }

  /// The value as it is written.
  public var writtenValue: String {
    guard let value else { return CallCondition.absentWord }
    let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
    return value == CallCondition.absentWord || isQuoted ? "\"\(value)\"" : value
  }
}

extension GroupingKey {
  /// What calls can be grouped and filtered by, as a sentence.
  public static var remedy: String {
    "Calls can be grouped by \(named.map(\.rawValue).joined(separator: ", ")), or attr:NAME for any attribute."
  }
}

/// The conditions on one key, as a table of its codes.
struct KeyFilter: Sendable {
  let key: GroupingKey
  private let wanted: Set<String?>
  private let unwanted: Set<String?>

  /// One filter for each key of some conditions, in the order in which the keys first stand.
  static func filters(_ conditions: [CallCondition]) -> [KeyFilter] {
    var keys: [GroupingKey] = []
    for condition in conditions where !keys.contains(condition.key) { keys.append(condition.key) }
    return keys.map { key in
      let own = conditions.filter { $0.key == key }
      return KeyFilter(
        key: key, wanted: Set(own.filter { !$0.isNegated }.map(\.value)),
        unwanted: Set(own.filter(\.isNegated).map(\.value)))
    }
  }

  /// For each code of a column whether its calls are wanted.
  func accepted(_ column: KeyColumn) -> [Bool] {
    column.texts.map { (wanted.isEmpty || wanted.contains($0)) && !unwanted.contains($0) }
  }
}

import LedgerModel

/// A key that calls or spans can be chosen by, as well as grouped.
public protocol ConditionKey: Hashable, RawRepresentable, Sendable where RawValue == String {
  /// What is chosen, in the plural: `calls`, `spans`.
  static var things: String { get }
  /// Two conditions as examples: one that asks for a value, one that asks for any.
  static var examples: (equal: String, present: String) { get }
  /// All keys there are, as a sentence.
  static var remedy: String { get }
  /// What is wrong with a value of a key whose values are known beforehand; `nil` where nothing is.
  func fault(of value: String) -> String?
}

/// What calls must say for a key, or must not; see ``KeyCondition``.
public typealias CallCondition = KeyCondition<GroupingKey>

/// What spans of any kind must say for a key, or must not; see ``KeyCondition``.
public typealias SpanCondition = KeyCondition<SpanKey>

/// What calls or spans must say for a key, or must not: one `KEY=VALUE` or `KEY!=VALUE`.
///
/// Values are compared with the texts of the key, letter by letter. Of several conditions with `=` on one key one has to
/// hold; everything else has to hold all together. The word `absent` stands for those that do not say; in double quotes it
/// is the text itself, as anything is. What does not say is different from every text.
public struct KeyCondition<Key: ConditionKey>: Hashable, Sendable {
  /// The key.
  public let key: Key
  /// What it is compared with; `nil` for *absent*.
  public let value: String?
  /// Whether it must not be said.
  public let isNegated: Bool

  /// A condition from its parts.
  public init(_ key: Key, is value: String?, isNegated: Bool = false) {
    self.key = key
    self.value = value
    self.isNegated = isNegated
  }

  /// Why a text is no condition, in words that say what can be done. Never shows the value.
  public struct Unreadable: Error, Sendable {
    /// The words.
    public let text: String
  }

  /// The word for what does not say.
  private static var absentWord: String { "absent" }

  /// What stands before the sign of a condition, whether or not it is a key; `nil` where there is no sign.
  public static func keyName(in argument: String) -> String? {
    argument.firstIndex(of: "=").map { sign in
      let name = argument[..<sign]
      return String(name.hasSuffix("!") ? name.dropLast() : name)
    }
  }

  /// Reads `KEY=VALUE` or `KEY!=VALUE`.
  public init(argument: String) throws(Unreadable) {
    guard let sign = argument.firstIndex(of: "="), let name = Self.keyName(in: argument) else {
      throw Unreadable(
        text: "a condition is KEY=VALUE or KEY!=VALUE, such as \(Key.examples.equal) or \(Key.examples.present).")
    }
    isNegated = argument[..<sign].hasSuffix("!")
    guard let key = Key(rawValue: name) else { throw Unreadable(text: "'\(name)' is no key. \(Key.remedy)") }
    self.key = key
    var text = String(argument[argument.index(after: sign)...])
    if text.isEmpty {
      throw Unreadable(
        text: "'\(name)' is compared with nothing. The word for \(Key.things) that do not say is \(Self.absentWord).")
    }
    if text == Self.absentWord {
      value = nil
      return
    }
    if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
    if let allowed = key.fault(of: text) { throw Unreadable(text: allowed) }
    value = text
  }

  /// The condition as it is written.
  public var text: String { "\(key.rawValue)\(isNegated ? "!=" : "=")\(writtenValue)" }

  /// The value as it is written.
  private var writtenValue: String {
    guard let value else { return Self.absentWord }
    let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
    return value == Self.absentWord || isQuoted ? "\"\(value)\"" : value
  }
}

extension GroupingKey: ConditionKey {
  /// How messages call what is chosen.
  public static var things: String { "calls" }

  /// Two conditions as examples.
  public static var examples: (equal: String, present: String) { ("model=gpt-4o", "agent!=absent") }

  /// What calls can be grouped and chosen by, as a sentence.
  public static var remedy: String {
    "Keys of calls are \(named.map(\.rawValue).joined(separator: ", ")), and attr:NAME for any attribute."
  }

  /// What is wrong with a value; `nil` where nothing is.
  public func fault(of value: String) -> String? {
    switch self {
    case .stream where !["true", "false"].contains(value): "'stream' is true, false or absent."
    case .status: SpanKey.status.fault(of: value)
    case .hour: SpanKey.hour.fault(of: value)
    case .day: SpanKey.day.fault(of: value)
    default: nil
    }
  }
}

extension SpanKey: ConditionKey {
  /// How messages call what is chosen.
  public static var things: String { "spans" }

  /// Two conditions as examples.
  public static var examples: (equal: String, present: String) { ("service=checkout", "error_type!=absent") }

  /// What spans can be grouped and chosen by, as a sentence.
  public static var remedy: String {
    "Keys of spans are \(named.map(\.rawValue).joined(separator: ", ")), and attr:NAME for any attribute."
  }

  /// What is wrong with a value; `nil` where nothing is.
  public func fault(of value: String) -> String? {
    switch self {
    // Numbers without a name are written as numbers.
    case .status where !SpanKey.statuses.contains(value): "'status' is unset, ok or error."
    case .kind where !SpanKey.kinds.contains(value):
      "'kind' is unspecified, internal, server, client, producer or consumer."
    case .day where value.utf8.count != 10 || UnixNanos(rfc3339: value + "T00:00:00Z") == nil:
      "'day' is a UTC day such as 2026-11-24."
    case .hour where !SpanKey.isHour(value): "'hour' is the start of a UTC hour such as 2026-11-24T09:00:00Z."
    default: nil
    }
  }

  private static func isHour(_ text: String) -> Bool {
    guard let instant = UnixNanos(rfc3339: text) else { return false }
    return instant.value % WindowSize.hour.nanos == 0 && instant.description == text
  }
}

/// The conditions on one key, as a table of its codes.
struct KeyFilter<Key: ConditionKey>: Sendable {
  let key: Key
  private let wanted: Set<String?>
  private let unwanted: Set<String?>

  /// One filter for each key of some conditions, in the order in which the keys first stand.
  static func filters(_ conditions: [KeyCondition<Key>]) -> [KeyFilter] {
    var keys: [Key] = []
    for condition in conditions where !keys.contains(condition.key) { keys.append(condition.key) }
    return keys.map { key in
      let own = conditions.filter { $0.key == key }
      return KeyFilter(
        key: key, wanted: Set(own.filter { !$0.isNegated }.map(\.value)),
        unwanted: Set(own.filter(\.isNegated).map(\.value)))
    }
  }

  /// For each code of a column whether what says it is wanted.
  func accepted(_ column: KeyColumn) -> [Bool] {
    column.texts.map { (wanted.isEmpty || wanted.contains($0)) && !unwanted.contains($0) }
  }
}

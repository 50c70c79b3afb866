/// What an import left out or changed, by reason: nothing is dropped silently.
public struct NotCarried: Sendable {
  /// One reason.
  public struct Entry: Hashable, Sendable {
    /// Why, in words that stand for themselves.
    public var reason: String
    /// How many rows, prices or names it concerns.
    public var count: Int
    /// The first few of them, in the order of the catalogue's names.
    public var examples: [String]
  }

  private var entries: [String: Entry] = [:]

  /// The reasons, the commonest first.
  public var byReason: [Entry] {
    entries.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
  }

  /// How much was left out or changed, over all reasons.
  public var total: Int { entries.values.reduce(0) { $0 + $1.count } }

  /// The reasons as lines of text: how many, why, such as.
  public var lines: [String] {
    byReason.map { "\($0.count) × \($0.reason), such as \($0.examples.joined(separator: ", "))" }
  }

  /// An empty list.
  public init() {}

  mutating func add(_ reason: String, _ example: String, count: Int = 1) {
    var entry = entries[reason] ?? Entry(reason: reason, count: 0, examples: [])
    entry.count += count
    if entry.examples.count < 3, !entry.examples.contains(example) { entry.examples.append(example) }
    entries[reason] = entry
  }

  mutating func merge(_ other: NotCarried) {
    for entry in other.byReason {
      for example in entry.examples { add(entry.reason, example, count: 0) }
      add(entry.reason, entry.examples.first ?? "", count: entry.count)
    }
  }
}

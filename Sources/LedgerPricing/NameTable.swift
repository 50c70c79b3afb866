/// Who goes by which name in a book.
struct NameTable: Sendable {
  struct Entry: Sendable {
    enum Target: Sendable {
      case model(Int)
      case unpriced(Int)
    }
    var seller: Int
    var target: Target
    var isAlias: Bool
    var line: Int
    /// The entry of the same name that was there before; -1 for none.
    fileprivate(set) var next = -1
  }

  private var first: [String: Int] = [:]
  private var entries: [Entry] = []

  mutating func reserve(_ count: Int) {
    first.reserveCapacity(count)
    entries.reserveCapacity(count)
  }

  /// The entries of a name, in the order in which they were added.
  func entries(of name: String) -> [Entry] {
    guard var at = first[name] else { return [] }
    var found: [Entry] = []
    while at >= 0 {
      found.append(entries[at])
      at = entries[at].next
    }
    return found.reversed()
  }

  /// Adds an entry; if the seller has one of that name already, that one is answered and nothing is added.
  mutating func add(_ name: String, _ entry: Entry) -> Entry? {
    let number = entries.count
    let known = first[name] ?? -1
    var at = known
    while at >= 0 {
      if entries[at].seller == entry.seller { return entries[at] }
      at = entries[at].next
    }
    var entry = entry
    entry.next = known
    entries.append(entry)
    first[name] = number
    return nil
  }
}

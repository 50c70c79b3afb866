import LedgerKernels
import LedgerModel

/// The groups of a table in the order in which they are shown, and how many of them are; the others are one row.
public struct GroupOrder: Sendable {
  /// The numbers of all groups, in order.
  public let groups: [Int]
  /// How many groups have a row of their own.
  public let shownCount: Int

  /// Orders groups by what they stand for, absent first.
  ///
  /// - Parameters:
  ///   - figures: for each group the figure that decides before its key does; the order is by key alone without. Groups
  ///     whose figure is absent come last.
  ///   - isAscending: whether smaller figures come first.
  ///   - top: how many groups have a row of their own; all without.
  public init(_ grouping: Grouping, by figures: [Int128?]? = nil, isAscending: Bool = false, top: Int? = nil) {
    let keys = grouping.keys
    groups = (0..<grouping.count).sorted { left, right in
      if let figures, figures[left] != figures[right] {
        guard let first = figures[left] else { return false }
        guard let second = figures[right] else { return true }
        return isAscending ? first < second : first > second
      }
      // Codes are in the order of what they mean, absent first.
      return keys[left].lexicographicallyPrecedes(keys[right])
    }
    shownCount = min(top ?? groups.count, groups.count)
  }

  /// How many groups share the row of the others.
  public var restCount: Int { groups.count - shownCount }

  /// How many rows there are: the groups that are shown, and behind them one for the others, where there are any.
  public var rowCount: Int { shownCount + (restCount > 0 ? 1 : 0) }

  /// The rows as groups; see ``group(ofRow:)``.
  ///
  /// - Parameter grouping: the finest groups, those that were ordered.
  public func rows(of grouping: Grouping) -> Grouping {
    precondition(grouping.joined == nil && grouping.count == groups.count, "other groups than were ordered")
    // Where all are shown, they need not be joined: that would cost another look at each value.
    if restCount == 0 { return grouping }
    var places = [UInt32](repeating: UInt32(shownCount), count: groups.count)
    for (place, group) in groups.prefix(shownCount).enumerated() { places[group] = UInt32(place) }
    let keys = groups.prefix(shownCount).map { grouping.keys[$0] }
    return Grouping(grouping.rows, joined: places, keys: keys + [[]])
  }

  /// Which of the groups of ``rows(of:)`` makes a row.
  public func group(ofRow row: Int) -> Int { restCount == 0 ? groups[row] : row }
}

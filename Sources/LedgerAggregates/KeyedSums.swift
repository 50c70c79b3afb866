import LedgerModel

/// What the calls with the same words for some keys add up to.
public struct KeyedSum: Hashable, Sendable {
  /// What they say for each key; `nil` for nothing.
  public var key: [String?]
  /// What they add up to.
  public var sum: CallTally
}

extension CallFacts {
  /// Adds up the calls for which all conditions hold, by the words of some keys; in the order of the words, nothing first.
  ///
  /// A key that the side table must hold and does not (``GroupingKey/sideTableKey``) is a programmer error.
  public func sums(by keys: [GroupingKey], where conditions: [CallCondition]) -> [KeyedSum] {
    var all = keys
    for condition in conditions where !all.contains(condition.key) { all.append(condition.key) }
    let columns = all.map { column(of: $0) }
    let groups = grouped(by: columns.map(\.codes))
    let tallies = tallies(groups)
    let filters = KeyFilter.filters(conditions).compactMap { filter in
      all.firstIndex(of: filter.key).map { (place: $0, accepted: filter.accepted(columns[$0])) }
    }
    var sums: [[UInt32]: CallTally] = [:]
    for (codes, tally) in zip(groups.keys, tallies)
    where filters.allSatisfy({ $0.accepted[Int(codes[$0.place])] }) {
      sums[Array(codes.prefix(keys.count)), default: CallTally()].add(tally)
    }
    let ordered = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return ordered.map { codes, sum in
      KeyedSum(key: zip(columns, codes).map { $0.texts[Int($1)] }, sum: sum)
    }
  }
}

import LedgerModel

/// Which ranks of a group's values are wanted, and what is made of the values there.
///
/// A group's answers are the values at these ranks by size: the smallest value, the largest, what the percentiles need by
/// their definition, and, where asked for, both ends of each one's interval. All are found in one search.
struct RankRequest: Sendable {
  /// In which of a group's sorted answers each wanted value is.
  struct Places: Sendable {
    var ranks: [Int] = []  // sorted
    fileprivate var place: [Int] = []  // by entry
    fileprivate var hasInterval: [Bool] = []  // by percentile
    fileprivate var entries: [(rank: Int, entry: Int)] = []
  }

  let percentiles: [Percentile]
  private let definition: PercentileDefinition
  private let confidence: Double?

  init(_ percentiles: [Percentile], definition: PercentileDefinition, confidence: Double?) {
    self.percentiles = percentiles
    self.definition = definition
    self.confidence = confidence
  }

  /// Whether each percentile has an interval.
  var hasIntervals: Bool { confidence != nil }

  /// How many answers each group has.
  var rankCount: Int { 2 + percentiles.count * ((definition == .linear ? 2 : 1) + (confidence == nil ? 0 : 2)) }

  /// The 0-based ranks among `count` values, not falling.
  func fill(_ places: inout Places, count: Int) {
    places.entries.removeAll(keepingCapacity: true)
    func add(_ rank: Int) {
      // In most requests ranks come sorted already.
      var at = places.entries.count
      let entry = at
      while at > 0, places.entries[at - 1].rank > rank { at -= 1 }
      places.entries.insert((rank: rank, entry: entry), at: at)
    }
    add(0)
    for percentile in percentiles {
      switch definition {
      case .nearestRank: add(percentile.nearestRank(of: count) - 1)
      case .linear:
        let place = percentile.linearPlace(in: count)
        add(place.below)
        add(place.below + (place.numerator > 0 ? 1 : 0))
      }
    }
    add(count - 1)
    places.hasInterval.removeAll(keepingCapacity: true)
    if let confidence {
      for percentile in percentiles {
        let interval = rankInterval(count: count, percentile: percentile, confidence: confidence)
        places.hasInterval.append(interval != nil)
        add((interval?.lower ?? 1) - 1)
        add((interval?.upper ?? count) - 1)
      }
    }
    places.ranks.removeAll(keepingCapacity: true)
    places.place.removeAll(keepingCapacity: true)
    places.place.append(contentsOf: repeatElement(0, count: places.entries.count))
    for (index, entry) in places.entries.enumerated() {
      places.ranks.append(entry.rank)
      places.place[entry.entry] = index
    }
  }

  /// Ranks among `count` values that are neither the first nor the last one.
  static func withoutEnds(_ ranks: [Int], count: Int) -> ArraySlice<Int> {
    let first = ranks.firstIndex { $0 > 0 } ?? ranks.endIndex
    var end = ranks.endIndex
    while end > first, ranks[end - 1] == count - 1 { end -= 1 }
    return ranks[first..<end]
  }

  /// Turns the values at the ranks of ``fill(_:count:)`` into the result of a group.
  func store(
    _ answers: ArraySlice<Int64>, _ places: Places, count: Int, ofGroup group: Int,
    into result: inout GroupedOrderStatistics
  ) {
    func answer(_ entry: Int) -> Int64 { answers[answers.startIndex + places.place[entry]] }
    let perPercentile = definition == .linear ? 2 : 1
    let last = 1 + percentiles.count * perPercentile
    result.minima[group] = answer(0)
    result.maxima[group] = answer(last)
    for (index, percentile) in percentiles.enumerated() {
      let first = answer(1 + index * perPercentile)
      result.percentileValues[group * percentiles.count + index] =
        definition == .nearestRank
        ? first : interpolated(percentile, count: count, below: first, above: answer(2 + index * perPercentile))
      if confidence != nil, places.hasInterval[index] {
        result.intervals[group * percentiles.count + index] = PercentileInterval(
          low: answer(last + 1 + 2 * index), high: answer(last + 2 + 2 * index))
      }
    }
  }

  private func interpolated(_ percentile: Percentile, count: Int, below: Int64, above: Int64) -> Int64 {
    let low = Int128(below)
    let width = Int128(above) - low
    let part = Int128(percentile.linearPlace(in: count).numerator)
    // Numerator and denominator are below 2^47, the distance below 2^64: the product fits 128 bits.
    let denominator = Int128(percentile.denominator)
    let scaled = low * denominator + part * width
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
    let roundsAway = remainder.magnitude * 2 >= denominator.magnitude
    return Int64(quotient + (roundsAway ? (scaled < 0 ? -1 : 1) : 0))
  }
}

import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerKernels

/// Groups that are joined from many parts: their percentiles are guessed before, and exact whatever was guessed.
@Suite struct BucketGuessTests {
  private let percentiles = ["50", "90", "95", "99", "99.9"].compactMap { Percentile($0) }

  /// What a group comes to by sorting.
  private struct Answer: Equatable {
    var count = 0
    var sum: Int128 = 0
    var extremes: [Int64] = []
    var percentiles: [Int64]?
    var intervals: [PercentileInterval?]?

    init(_ values: [Int64], _ wanted: [Percentile], confidence: Double?) {
      let sorted = values.sorted()
      count = sorted.count
      sum = Oracle.sum(sorted)
      if sorted.isEmpty { return }
      extremes = [sorted[0], sorted[count - 1]]
      percentiles = wanted.map { sorted[$0.nearestRank(of: count) - 1] }
      intervals = confidence.map { confidence in
        wanted.map { percentile in
          rankInterval(count: sorted.count, percentile: percentile, confidence: confidence).map {
            PercentileInterval(low: sorted[$0.lower - 1], high: sorted[$0.upper - 1])
          }
        }
      }
    }

    init(_ known: GroupedOrderStatistics, _ group: Int) {
      count = known.counts[group]
      sum = known.sums[group]
      if count == 0 { return }
      extremes = [known.minima[group], known.maxima[group]]
      percentiles = known.percentiles(ofGroup: group)
      intervals = known.intervals(ofGroup: group)
    }
  }

  /// Values in stretches of groups that take turns, in the order of their groups.
  private struct Column {
    var values: [Int64]
    var stretches: [GroupedStretch] = []
    let groupCount: Int
    /// All in one, and a third apart from the others.
    var joins: [[UInt32]]

    init(_ values: [Int64], groupCount: Int, length: Int = 700) {
      self.values = values
      self.groupCount = groupCount
      joins = [
        [UInt32](repeating: 0, count: groupCount), (0..<groupCount).map { UInt32($0 % 3 == 0 ? 1 : 0) },
      ]
      for (number, start) in stride(from: 0, to: values.count, by: length).enumerated() {
        stretches.append(
          GroupedStretch(
            group: UInt32(number % groupCount), start: UInt32(start), count: UInt32(min(length, values.count - start))))
      }
    }

    /// The values of each group of a join.
    func values(of join: [UInt32]) -> [[Int64]] {
      var joined = [[Int64]](repeating: [], count: Int(join.max() ?? 0) + 1)
      for stretch in stretches { joined[Int(join[Int(stretch.group)])] += values[stretch.rows] }
      return joined
    }
  }

  private func search(_ column: Column, confidence: Double? = nil) throws -> StretchSearch {
    let search = StretchSearch(
      GroupedStretches(groupCount: column.groupCount, column.stretches),
      column.joins.map { JoinedGroups($0, count: Int($0.max() ?? 0) + 1) },
      RankRequest(percentiles, definition: .nearestRank, confidence: confidence))
    return try #require(search)
  }

  private func guesses(_ column: Column, _ workers: Workers = .one) throws -> [[BucketGuess?]] {
    try search(column).guesses(column.values.span, workers)
  }

  private func check(
    _ column: Column, confidence: Double? = nil, workers: [Int] = [1, 2, 8], guesses: [[BucketGuess?]]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = column.joins.map { join in
      column.values(of: join).map { Answer($0, percentiles, confidence: confidence) }
    }
    let search = try search(column, confidence: confidence)
    for count in workers {
      let results = search.results(of: column.values.span, Workers(count: count), guesses: guesses)
      for (found, expected) in zip(try #require(results), expected) {
        #expect(found.counts.indices.map { Answer(found, $0) } == expected, sourceLocation: sourceLocation)
      }
    }
  }

  /// The buckets that the percentiles of some values are in, but for those of a single value.
  private func buckets(_ values: [Int64]) -> [UInt32] {
    let sorted = values.sorted()
    var bits = [UInt32](repeating: 0, count: LeadingBits.bucketCount / 32)
    for percentile in percentiles {
      let bucket = LeadingBits.bucket(of: sorted[percentile.nearestRank(of: sorted.count) - 1])
      if LeadingBits.onlyValue(of: bucket) == nil { bits[bucket >> 5] |= 1 << UInt32(bucket & 31) }
    }
    return bits
  }

  /// How many of some values are in guessed buckets.
  private func caught(_ values: [Int64], _ guess: BucketGuess) -> Int {
    values.reduce(0) { count, value in
      let bucket = LeadingBits.bucket(of: value)
      return count + Int(guess.bits[bucket >> 5] >> UInt32(bucket & 31) & 1)
    }
  }

  @Test(arguments: [Shape.durations, .longTail, .full63Bits, .ascending])
  func `a guess from a sample holds`(_ shape: Shape) throws {
    // Of the groups of the second join, only the first is worth a guess.
    let column = Column(shape.values(300_000, seed: 71), groupCount: 31)
    let guesses = try guesses(column)
    let values = column.values(of: column.joins[1]).map(\.count)
    #expect(guesses[1].map { $0 == nil } == values.map { $0 < BucketGuess.least })
    let guess = try #require(guesses[0][0])
    #expect(guess.covers(buckets(column.values)))
    // It is not one of nearly everything.
    #expect(caught(column.values, guess) <= guess.limit)
    try check(column, workers: [1, 4])
    try check(column, confidence: 0.95, workers: [2])
    for count in [2, 7] {
      let others = try self.guesses(column, Workers(count: count))
      #expect(others[0][0]?.bits == guess.bits && others[0][0]?.limit == guess.limit)
    }
  }

  @Test(arguments: [true, false])
  func `a sample that misleads costs a second look, and no exactness`(_ isSmall: Bool) throws {
    // Only the values at the places that are drawn are small, or large.
    let column = Column(Shape.durations.values(600 * 512, seed: 73), groupCount: 5, length: 512)
    var misleading = column
    for stretch in column.stretches {
      for row in stretch.rows where row % 512 >= 256 && row % 512 < 264 {
        misleading.values[row] = isSmall ? misleading.values[row] / 1000 : misleading.values[row] * 1000
      }
    }
    let guess = try #require(try guesses(misleading)[0][0])
    // Behind the largest value that was drawn there may be any: too many, where all of those are small.
    if isSmall {
      #expect(caught(misleading.values, guess) > guess.limit)
    } else {
      #expect(!guess.covers(buckets(misleading.values)))
    }
    try check(misleading)
  }

  @Test func `more values than were drawn for are not kept, and the rest is looked at again`() throws {
    // Those that are drawn are spread widely, and all others stand where one of these is.
    let column = Column(Shape.durations.values(600 * 512, seed: 79), groupCount: 5, length: 512)
    var misleading = column
    for stretch in column.stretches {
      for row in stretch.rows where !(row % 512 >= 256 && row % 512 < 264) {
        misleading.values[row] = 2_000_000_000 + Int64(row % 7)
      }
    }
    let guess = try #require(try guesses(misleading)[0][0])
    #expect(guess.covers(buckets(misleading.values)))
    #expect(caught(misleading.values, guess) > guess.limit)
    try check(misleading)
  }

  @Test(arguments: [Shape.zeros, .equal, .ties, .extremes, .adversarial])
  func `where a guess would be of too much there is none`(_ shape: Shape) throws {
    let column = Column(shape.values(200_000, seed: 83), groupCount: 3)
    let guess = try guesses(column)[0][0]
    // Values below 127 have a bucket for each, which needs no search.
    if shape == .zeros {
      #expect(guess?.bits.prefix(448 / 32).allSatisfy { $0 == 0 } == true)
    } else {
      #expect(guess == nil)
    }
    try check(column)
  }

  @Test(arguments: [Shape.durations, .ties, .full63Bits, .extremes, .zeros])
  func `results are the same whatever is guessed`(_ shape: Shape) throws {
    let all = [UInt32](repeating: .max, count: LeadingBits.bucketCount / 32)
    let none = all.map { _ in UInt32(0) }
    for (count, groupCount, length) in [(9000, 40, 30), (20_000, 9, 300)] {
      let column = Column(shape.values(count, seed: 89), groupCount: groupCount, length: length)
      let right = column.joins.map { column.values(of: $0).map { buckets($0) } }
      func guesses(_ guess: (_ join: Int, _ slot: Int) -> BucketGuess?) -> [[BucketGuess?]] {
        right.indices.map { join in right[join].indices.map { guess(join, $0) } }
      }
      for guesses in [
        guesses { _, _ in nil }, guesses { BucketGuess(right[$0][$1], limit: count) },
        guesses { _, _ in BucketGuess(all, limit: count) }, guesses { _, _ in BucketGuess(none, limit: count) },
        guesses { _, _ in BucketGuess(all, limit: 1000) },
        guesses { $1 == 0 ? BucketGuess(right[$0][0], limit: 70) : nil },
        guesses { $1 == 1 ? BucketGuess(right[$0][1], limit: count) : BucketGuess(none, limit: count) },
      ] {
        try check(column, workers: [1, 3], guesses: guesses)
      }
    }
  }

  @Test func `values behind a long stretch, and negative ones among guessed ones`() throws {
    // One stretch that is longer than parts are, another group behind it.
    var column = Column(Shape.durations.values(310_000, seed: 97), groupCount: 2, length: 300_000)
    let stretches = GroupedStretches(groupCount: 2, column.stretches)
    let joins = column.joins.map { JoinedGroups($0, count: Int($0.max() ?? 0) + 1) }
    for count in [1, 2, 8] {
      for isNegative in [false, true] {
        if isNegative { column.values[299_999] = -5 }
        let found = exactPercentiles(
          of: column.values.span, in: stretches, joinedBy: joins, percentiles: percentiles,
          workers: Workers(count: count))
        for (found, join) in zip(found, column.joins) {
          let expected = column.values(of: join).map { Answer($0, percentiles, confidence: nil) }
          #expect(found.counts.indices.map { Answer(found, $0) } == expected)
        }
        column.values[299_999] = 1 << 33
      }
    }
  }
}

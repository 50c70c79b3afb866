import LedgerMemory
import LedgerModel

/// Counts the values of one group after the other by their leading bits, and finds ranks among them, in memory that is
/// near.
struct GroupSearch: ~Copyable {
  /// The sum of the values that were counted last.
  private(set) var sum: Int128 = 0
  private var valueCount = 0

  /// The values of a small group, which are not worth counting.
  private var few: [Int64] = []
  private let buckets = BucketCounters(slots: 1)
  private var blocks = BlockScan()
  private var ranks = RankRequest.Places()
  private var wanted = WantedBuckets()
  private var collected = RowBuffer<Int64>(unset: 0)

  /// Counts and adds up values; `false` where one of them is negative.
  mutating func count(_ values: Span<Int64>) -> Bool {
    valueCount = values.count
    sum = 0
    few.removeAll(keepingCapacity: true)
    if valueCount <= RankSelection.sortedCount {
      for row in values.indices {
        if values[row] < 0 { return false }
        few.append(values[row])
        sum += Int128(values[row])
      }
      return true
    }
    buckets.counters.clear()
    guard let sum = blocks.count(values, into: buckets) else { return false }
    self.sum = sum
    return true
  }

  /// Adds what was counted to the counters of a slot.
  func add(to others: BucketCounters, slot: Int) {
    let base = slot << LeadingBits.shift
    if !few.isEmpty {
      for value in few { others.counters[base + LeadingBits.bucket(of: value)] &+= 1 }
      return
    }
    buckets.counters.withSpan { counters in
      for bucket in counters.indices { others.counters[base &+ bucket] &+= counters[bucket] }
    }
  }

  /// Finds the answers to a request among the values that were counted.
  mutating func answer(
    _ request: RankRequest, _ values: Span<Int64>, ofGroup group: Int, into result: inout GroupedOrderStatistics
  ) {
    request.fill(&ranks, count: valueCount)
    if few.isEmpty {
      search(values)
    } else {
      wanted.search(few, ranks.ranks)
    }
    result.counts[group] = valueCount
    result.sums[group] = sum
    request.store(wanted.answers[...], ranks, count: valueCount, ofGroup: group, into: &result)
  }

  private mutating func search(_ values: Span<Int64>) {
    let count = wanted.find(ranks.ranks, buckets)
    if collected.count < count { collected = RowBuffer(unset: count * 2) }
    if count > 0 {
      let bits = wanted.bits
      blocks.collect(values, bits.span, at: buckets, slot: 0, into: collected)
    }
    collected.withSpan { wanted.search($0) }
  }
}

/// The values of some stretches one after the other, in memory that is near.
struct JoinedStretches: ~Copyable {
  private var joined = RowBuffer<Int64>(unset: 0)

  /// For so many values memory is asked ahead.
  private static let ahead = 256

  /// Calls `body` with the values of stretches of a column.
  mutating func withValues<Result>(
    of stretches: ArraySlice<GroupedStretch>, in column: Span<Int64>, _ body: (Span<Int64>) -> Result
  ) -> Result {
    if stretches.count == 1, let only = stretches.first { return body(column.extracting(only.rows)) }
    let count = stretches.reduce(0) { $0 + Int($1.count) }
    if joined.count < count { joined = RowBuffer(unset: count * 2) }
    var end = 0
    for place in stretches.indices {
      // The next stretch is elsewhere, which nobody else can tell. Of a long one the first part is enough.
      if place + 1 < stretches.endIndex {
        askAhead(of: column.extracting(stretches[place + 1].rows.prefix(JoinedStretches.ahead)))
      }
      joined.set(end, to: column.extracting(stretches[place].rows))
      end += Int(stretches[place].count)
    }
    return joined.withSpan { body($0.extracting(0..<count)) }
  }
}

/// Which buckets of a group hold its ranks, and what the values there are.
private struct WantedBuckets {
  /// A bit for each bucket.
  private(set) var bits = [UInt32](repeating: 0, count: LeadingBits.bucketCount / 32)
  /// The values at the ranks.
  private(set) var answers: [Int64] = []
  /// Where the values of each bucket stand when they are collected, and which of the ranks are among them.
  private var targets: [(values: Range<Int>, ranks: Range<Int>)] = []
  private var localRanks: [Int] = []
  private var selection = RankSelection()

  /// Puts the place of its first value in the place of the size of each bucket that is to be collected.
  ///
  /// - Returns: how many values are to be collected.
  mutating func find(_ ranks: [Int], _ buckets: BucketCounters) -> Int {
    for word in bits.indices { bits[word] = 0 }
    clearAnswers(ranks.count)
    targets.removeAll(keepingCapacity: true)
    localRanks.removeAll(keepingCapacity: true)
    var count = 0
    buckets.counters.withSpan { sizes in
      LeadingBits.forEachBucket(ofRanks: ranks, sizes) { bucket, below, found in
        for rank in found { localRanks.append(ranks[rank] - below) }
        if let value = LeadingBits.onlyValue(of: bucket) {
          for rank in found { answers[rank] = value }
          return
        }
        let end = count + Int(sizes[bucket])
        targets.append((count..<end, found))
        bits[bucket >> 5] |= 1 << UInt32(bucket & 31)
        buckets.counters[bucket] = UInt32(count)
        count = end
      }
    }
    return count
  }

  /// Searches all values of a group.
  mutating func search(_ values: [Int64], _ ranks: [Int]) {
    clearAnswers(ranks.count)
    selection.select(from: values.span, ranks: ranks[...], into: &answers, at: 0)
  }

  private mutating func clearAnswers(_ count: Int) {
    answers.removeAll(keepingCapacity: true)
    answers.append(contentsOf: repeatElement(0, count: count))
  }

  /// Searches the values that were collected.
  mutating func search(_ values: Span<Int64>) {
    for (rows, ranks) in targets {
      selection.select(from: values.extracting(rows), ranks: localRanks[ranks], into: &answers, at: ranks.lowerBound)
    }
  }
}

/// Goes over the values of one group, some hundred at a time.
struct BlockScan {
  // The code of no group: in slot 0, the place of a value is its bucket.
  private let codes = [UInt8](repeating: .max, count: blockRows)
  private var places = [UInt32](repeating: 0, count: blockRows)
  private var foundPlaces = [UInt32](repeating: 0, count: blockRows)
  private var foundValues = [Int64](repeating: 0, count: blockRows)

  /// Counts values by their buckets; returns their sum, or `nil` where one of them is negative.
  mutating func count(_ values: Span<Int64>, into buckets: BucketCounters) -> Int128? {
    let codes = codes
    var sum: Int128 = 0
    var start = 0
    while start < values.count {
      let block = values.extracting(start..<min(start + blockRows, values.count))
      var places = places.mutableSpan
      let bits = fillBucketPlaces(of: block, codes: codes.span.extracting(0..<block.count), into: &places).values
      if bits < 0 { return nil }
      // As many values as a block has fit 64 bits together where each is below this.
      if bits < Int64.max / Int64(blockRows) {
        var part: Int64 = 0
        for row in 0..<min(block.count, places.count) {
          buckets.counters[Int(places[row])] &+= 1
          part &+= block[row]
        }
        sum += Int128(part)
      } else {
        for row in 0..<min(block.count, places.count) {
          buckets.counters[Int(places[row])] &+= 1
          sum += Int128(block[row])
        }
      }
      start += blockRows
    }
    return sum
  }

  /// Copies the values of wanted buckets to the places that the counters of a slot say.
  mutating func collect(
    _ values: Span<Int64>, _ wanted: Span<UInt32>, at counters: BucketCounters, slot: Int,
    into collected: borrowing RowBuffer<Int64>
  ) {
    var start = 0
    while start < values.count {
      let block = values.extracting(start..<min(start + blockRows, values.count))
      let count = BlockScan.find(block, codes, wanted, &places, &foundPlaces, &foundValues)
      counters.put(
        foundValues.span.extracting(0..<count), at: foundPlaces.span.extracting(0..<count), slot: slot, into: collected)
      start += blockRows
    }
  }

  // Each buffer is an argument: as spans of one value they could not be written at the same time.
  @inline(__always)
  private static func find(
    _ block: Span<Int64>, _ codes: [UInt8], _ wanted: Span<UInt32>, _ places: inout [UInt32],
    _ foundPlaces: inout [UInt32], _ foundValues: inout [Int64]
  ) -> Int {
    var places = places.mutableSpan
    var foundPlaces = foundPlaces.mutableSpan
    var foundValues = foundValues.mutableSpan
    return findWantedRows(
      block, codes: codes.span.extracting(0..<block.count), wanted: wanted, scratch: &places,
      intoPlaces: &foundPlaces, values: &foundValues)
  }
}
